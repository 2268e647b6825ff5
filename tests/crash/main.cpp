// One process of a crash campaign (campaign.py): a user of the application, or whoever changes its key.
#include <fstream>
#include <iostream>

#include "config/application/assembly.h"
#include "config/application/key_change_access.h"
#include "tests/crash/deadly_ports.h"
#include "tests/crash/key_changing.h"
#include "tests/crash/live_user.h"
#include "tests/crash/naive_resealer.h"

using namespace cellseal;

namespace {

config::application application_of(const std::string& settings)
{
    auto app = config::load<crash::person>(settings);
    app.on_message([](const std::string&) {});
    return app;
}

int fill(config::application& app, int rows)
{
    soci::session sql = app.open_session();
    const bool mysql = sql.get_backend_name() == "mysql";
    const std::string text = mysql ? "varchar(400) character set ascii collate ascii_bin" : "text";
    sql << fmt::format("create table person(id integer primary key, email {0}, bidx_email {0}, phone {0}, note {0})",
                       text);
    sql << "create index person_email on person(bidx_email)";
    // A transaction that does not fit into SQLite's cache would keep the keyring's own connection from reading.
    constexpr int rows_at_once = 500;
    auto transaction = std::make_unique<soci::transaction>(sql);
    for (int id = 1; id <= rows; ++id) {
        if (id % rows_at_once == 0) {
            transaction->commit();
            transaction = std::make_unique<soci::transaction>(sql);
        }
        crash::person one{id, crash::value_of("email", id, 0), crash::value_of("phone", id, 0),
                          crash::value_of("note", id, 0)};
        sql << "insert into person(id, email, phone, note) values(:id, :email, :phone, :note)", soci::use(one);
    }
    transaction->commit();
    return 0;
}

/// "ID WRITE" for each row, by all three values and both look-ups; "bad ID why" where they disagree.
int dump(config::application& app)
{
    soci::session sql = app.open_session();
    soci::session asking = app.open_session();
    soci::rowset<crash::person> all = (sql.prepare << "select * from person order by id");
    for (const crash::person& each : all) {
        const std::string write = each.email.substr(each.email.rfind('-') + 1);
        int by_email = 0, by_phone = 0;
        std::string email;
        asking << "select id, email from person where email = :e", soci::use(each.email, "e"), soci::into(by_email),
            soci::into(email);
        asking << "select id from person where phone = :p", soci::use(each.phone, "p"), soci::into(by_phone);
        const int number = std::stoi(write);
        const bool whole = each.email == crash::value_of("email", each.id, number) &&
                           each.phone == crash::value_of("phone", each.id, number) &&
                           each.note == crash::value_of("note", each.id, number);
        if (whole && by_email == each.id && by_phone == each.id)
            std::cout << each.id << " " << number << "\n";
        else
            std::cout << "bad " << each.id << " " << each.email << " " << each.phone << " " << each.note << " found by "
                      << by_email << " and " << by_phone << "\n";
    }
    auto& change = app.key_change();
    std::cout << "old " << change.rows().count_old("person", *app.started().keyring->current()) << "\n";
    std::cout << "phase " << name_of(change.changer().state().phase) << "\n";
    return 0;
}

void tell_peak_memory()
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmHWM:")) std::cout << line << std::endl;
}

}  // namespace

int main(int argc, char** argv)
try {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    const std::string& role = arguments.at(0);
    auto app = application_of(arguments.at(1));
    if (role == "fill") return fill(app, std::stoi(arguments.at(2)));
    if (role == "dump") return dump(app);
    if (role == "naive") return crash::reseal_naively(app);
    if (role == "use") {
        crash::use_for_a_while(app, std::stoi(arguments.at(2)), std::stoi(arguments.at(3)), arguments.at(4),
                               arguments.at(5));
        return 0;
    }
    const int changed = crash::change_key(app, arguments.at(1), {role, arguments.at(2), std::stoul(arguments.at(3))});
    tell_peak_memory();
    return changed;
} catch (const std::exception& problem) {
    std::cerr << "crash actor: " << problem.what() << "\n";
    return 1;
}
