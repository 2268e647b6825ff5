#include "tests/crash/live_user.h"

#include <chrono>
#include <fstream>
#include <thread>

#include "plugin/error/error.h"

namespace cellseal::crash {

namespace {

bool may_be_repeated(const std::exception& problem)
{
    if (const auto* refused = dynamic_cast<const error*>(&problem))
        return refused->advice() == advice::try_again;
    const std::string_view text = problem.what();
    for (const char* each : {"locked", "eadlock", "serialize", "stale key"})
        if (text.find(each) != text.npos) return true;
    return false;
}

/// Repeats what the database or a key change has refused for now; what stays wrong goes into the log.
template <class Work>
void trying(std::ofstream& log, Work work)
{
    for (int left = 200;; --left) {
        try {
            return work();
        } catch (const std::exception& problem) {
            if (left == 0 || !may_be_repeated(problem)) {
                log << "wrong " << problem.what() << std::endl;
                return;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
    }
}

void write(soci::session& sql, int id, int write)
{
    const std::string email = value_of("email", id, write), phone = value_of("phone", id, write);
    const std::string note = value_of("note", id, write);
    // Every third write is one of two tables' worth in a transaction of the user's.
    if (write % 3 != 0) {
        sql << "update person set email = :e, phone = :p, note = :n where id = :id", soci::use(email, "e"),
            soci::use(phone, "p"), soci::use(note, "n"), soci::use(id, "id");
        return;
    }
    soci::transaction transaction(sql);
    sql << "update person set email = :e, phone = :p where id = :id", soci::use(email, "e"), soci::use(phone, "p"),
        soci::use(id, "id");
    sql << "update person set note = :n where id = :id", soci::use(note, "n"), soci::use(id, "id");
    transaction.commit();
}

void look(soci::session& sql, int id, int write, std::ofstream& log)
{
    int by_email = 0, by_phone = 0;
    std::string note;
    const std::string email = value_of("email", id, write), phone = value_of("phone", id, write);
    sql << "select id, note from person where email = :e", soci::use(email, "e"), soci::into(by_email), soci::into(note);
    sql << "select id from person where phone = :p", soci::use(phone, "p"), soci::into(by_phone);
    if (by_email != id) log << "wrong no row found by email of " << id << " write " << write << std::endl;
    if (by_phone != id) log << "wrong no row found by phone of " << id << " write " << write << std::endl;
    if (note != value_of("note", id, write)) log << "wrong note of " << id << " write " << write << std::endl;
}

}  // namespace

void use_for_a_while(config::application& app, int first_id, int last_id, const std::filesystem::path& log_file,
                     const std::filesystem::path& stop)
{
    std::ofstream log(log_file);
    soci::session sql = app.open_session();
    for (int round = 1; !std::filesystem::exists(stop); ++round) {
        for (int id = first_id; id <= last_id && !std::filesystem::exists(stop); ++id) {
            log << "begin " << id << " " << round << std::endl;
            trying(log, [&] {
                write(sql, id, round);
                log << "done " << id << " " << round << std::endl;
            });
            trying(log, [&] { look(sql, id, round, log); });
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        }
    }
    log << "end" << std::endl;
}

}  // namespace cellseal::crash
