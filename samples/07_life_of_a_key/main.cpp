// An application that knows nothing of keys: `crm fill ROWS`, then `crm use STOP`, which writes and looks for contacts
// until the file STOP is there. It goes on while an administrator changes the key: see `session` and session.md.

#include <cellseal/config.h>
#include <cellseal/soci.h>
#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <random>
#include <thread>

namespace {

std::string email_of(int id) { return fmt::format("contact{}@example.org", id); }

void fill(soci::session& sql, int rows)
{
    sql << "create table contact(id integer primary key, email text, bidx_email text, phone text)";
    sql << "create index contact_email on contact(bidx_email)";
    constexpr int at_once = 500;
    for (int first = 1; first <= rows; first += at_once) {
        soci::transaction transaction(sql);
        for (int id = first; id < first + at_once && id <= rows; ++id) {
            const std::string email = email_of(id), phone = fmt::format("0-{}", id);
            sql << "insert into contact(id, email, phone) values(:id, :email, :phone)", soci::use(id), soci::use(email),
                soci::use(phone);
        }
        transaction.commit();
    }
}

/// Writes one contact and looks for it by its e-mail; true if it finds what it has written.
bool write_and_look(soci::session& sql, int id, int round)
{
    const std::string email = email_of(id), phone = fmt::format("{}-{}", round, id);
    sql << "update contact set email = :email, phone = :phone where id = :id", soci::use(email), soci::use(phone),
        soci::use(id);
    int found = 0;
    std::string stored;
    sql << "select id, phone from contact where email = :email", soci::use(email), soci::into(found),
        soci::into(stored);
    return found == id && stored == phone;
}

/// Each writer has contacts of its own, so that it knows what it must find.
int use(soci::session& sql, int which, int writers, const std::filesystem::path& stop)
{
    int rows = 0, writes = 0, repeated = 0, missed = 0;
    sql << "select count(*) from contact", soci::into(rows);
    std::minstd_rand any(static_cast<unsigned>(which));
    while (!std::filesystem::exists(stop)) {
        const int id = static_cast<int>(any() % static_cast<unsigned>(rows / writers)) * writers + which + 1;
        try {
            missed += !write_and_look(sql, id, ++writes);
        } catch (const cellseal::error& refused) {
            if (refused.advice() != cellseal::advice::try_again) throw;
            ++repeated;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    fmt::print("writer {}: {} contacts written and looked for, {} repeated, {} missed\n", which + 1, writes, repeated,
               missed);
    return missed == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv)
try {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    auto app = cellseal::config::load("cellseal.toml");
    app.on_message([](const std::string&) {});
    soci::session sql = app.open_session();
    if (arguments.at(0) == "use") return use(sql, std::stoi(arguments.at(1)) - 1, 2, arguments.at(2));
    fill(sql, std::stoi(arguments.at(1)));
    fmt::print("{} contacts\n", arguments.at(1));
    return 0;
} catch (const std::exception& failure) {
    fmt::print(stderr, "crm: {}\n", failure.what());
    return 1;
}
