// A Firebird database that is held by another process, read-only, full or gone, and a process that dies while it
// writes.
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>

#include "tests/orm/soci/firebird_database.h"

using namespace cellseal;
using namespace cellseal::tests;

namespace {

void run(const std::string& command)
{
    if (std::system(command.c_str()) != 0) throw std::runtime_error("cannot run: " + command);
}

/// A database file of its own, which the embedded engine of one process holds at a time.
struct firebird_file {
    std::string folder = std::getenv("CELLSEAL_TEST_FOLDER") == nullptr ? "." : std::getenv("CELLSEAL_TEST_FOLDER");
    std::string file;
    sodium_provider crypto;
    std::shared_ptr<const attribute_registry> registry = registry_of_persons();
    std::shared_ptr<fixed_keyring> keys = std::make_shared<fixed_keyring>(registry, crypto);
    soci_orm::sealing_backend_factory factory{*soci::factory_firebird(), registry, keys};

    [[nodiscard]] std::string connect() const { return "service=" + file + " user=sysdba charset=UTF8"; }

    void create(const std::string& in_folder)
    {
        file = in_folder + "/own.fdb";
        std::filesystem::remove(file);
        run("echo \"create database '" + file + "' default character set utf8;\" | isql-fb -q");
        soci::session plain(*soci::factory_firebird(), connect());
        make_tables(plain);
    }

    static void write(soci::session& session, int id, const std::string& note)
    {
        session << "insert into person(id, note) values(:id, :n)", soci::use(id, "id"), soci::use(note, "n");
    }
    /// What an attempt to write the note "needle" fails with.
    static std::string failure(soci::session& session, int id, const std::string& note = "needle")
    {
        try {
            write(session, id, note);
        } catch (const soci::soci_error& thrown) {
            BOOST_TEST_MESSAGE(thrown.what());
            BOOST_TEST(std::string(thrown.what()).find("needle") == std::string::npos);
            return thrown.what();
        }
        return {};
    }
    static std::string note_of(soci::session& session, int id)
    {
        std::string note;
        session << "select note from person where id = :id", soci::use(id), soci::into(note);
        return note;
    }
    static int rows(soci::session& session)
    {
        int count = -1;
        session << "select count(*) from person", soci::into(count);
        return count;
    }
    /// Writes what is never committed, says so, and waits for its end.
    [[noreturn]] void write_and_wait(int tell)
    {
        soci::session session(factory, connect());
        write(session, 1, "committed");
        session.commit();
        for (int id = 2; id < 200; ++id) write(session, id, "needle");
        if (::write(tell, "x", 1) != 1) _exit(1);
        for (;;) pause();
    }
};

bool contains(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

}  // namespace

BOOST_FIXTURE_TEST_SUITE(firebird_file_test, firebird_file)

BOOST_AUTO_TEST_CASE(a_process_that_is_killed_while_it_writes_leaves_no_part_and_its_database_is_locked_until_then)
{
    create(folder);
    int ends[2];
    BOOST_REQUIRE(pipe(ends) == 0);
    const pid_t writer = fork();
    if (writer == 0) write_and_wait(ends[1]);
    char told = 0;
    BOOST_REQUIRE(read(ends[0], &told, 1) == 1);
    BOOST_CHECK_EXCEPTION(soci::session(factory, connect()), soci::firebird_soci_error, [](const auto& thrown) {
        return contains(thrown.what(), "in use") || contains(thrown.what(), "lock");
    });
    kill(writer, SIGKILL);
    waitpid(writer, nullptr, 0);
    close(ends[0]);
    close(ends[1]);

    soci::session session(factory, connect());
    BOOST_TEST(rows(session) == 1);
    BOOST_TEST(note_of(session, 1) == "committed");
    write(session, 2, "afterwards");
    BOOST_TEST(note_of(session, 2) == "afterwards");
}

BOOST_AUTO_TEST_CASE(a_database_that_is_read_only_is_read_and_refuses_writes)
{
    create(folder);
    {
        soci::session session(factory, connect());
        write(session, 1, "there");
    }
    run("gfix -mode read_only " + file);
    soci::session session(factory, connect());
    BOOST_TEST(contains(failure(session, 2), "read-only"));
    BOOST_TEST(note_of(session, 1) == "there");
    BOOST_TEST(rows(session) == 1);
}

BOOST_AUTO_TEST_CASE(a_database_that_is_gone_is_an_error_and_not_an_empty_one)
{
    create(folder);
    {
        soci::session session(factory, connect());
        write(session, 1, "there");
    }
    std::filesystem::rename(file, file + ".away");
    BOOST_CHECK_EXCEPTION(soci::session(factory, connect()), soci::firebird_soci_error,
                          [](const auto& thrown) { return contains(thrown.what(), "No such file"); });
    BOOST_TEST(!std::filesystem::exists(file));
    std::filesystem::rename(file + ".away", file);
    soci::session session(factory, connect());
    BOOST_TEST(note_of(session, 1) == "there");
}

BOOST_AUTO_TEST_CASE(a_full_disk_takes_no_part_of_a_row)
{
    const char* const small = std::getenv("CELLSEAL_TEST_SMALL_DISK");
    if (small == nullptr) {
        BOOST_TEST_MESSAGE("no small disk could be mounted here, and so none was filled");
        return;
    }
    create(small);
    soci::session session(factory, connect());
    const std::string note(500, 'x');
    int stored = 0;
    std::string problem;
    while (problem.empty() && stored < 100'000) {
        for (int i = 0; i < 100 && problem.empty(); ++i)
            if (problem = failure(session, stored + 1, note); problem.empty()) ++stored;
        if (problem.empty()) try {
                session.commit();
            } catch (const soci::soci_error& thrown) {
                problem = thrown.what();
            }
    }
    BOOST_TEST(problem != "");
    BOOST_TEST(stored > 1000);
    BOOST_TEST(!contains(problem, "xxx"));
    try {
        session.rollback();
    } catch (const soci::soci_error& thrown) {
        BOOST_TEST_MESSAGE(thrown.what());
    }
    soci::session afterwards(factory, connect());
    const int kept = rows(afterwards);
    BOOST_TEST(kept <= stored);
    BOOST_TEST(kept >= stored - 100);
    for (int id = 1; id <= kept; ++id) BOOST_REQUIRE(note_of(afterwards, id) == note);
    BOOST_TEST_MESSAGE(kept);
}

BOOST_AUTO_TEST_SUITE_END()
