// What becomes of an application that is open when its process is forked.
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <optional>

#include <boost/test/unit_test.hpp>

#include "adapters/orm/soci/include/cellseal/soci.h"
#include "adapters/process/home_process.h"
#include "config/include/cellseal/config.h"
#include "tests/scratch_folder.h"

using namespace cellseal;

namespace {

struct forking {
    forking()
    {
        std::ofstream{settings_file} << "organisation = \"contoso\"\n[database]\nbackend = \"sqlite3\"\nconnection = "
                                        "\"dbname="
                                     << (scratch.path / "crm.db").string() << " timeout=10\"\n[key]\npath = \""
                                     << (scratch.path / "contoso.sealkey").string()
                                     << "\"\n[[table]]\nname = \"contact\"\nkey = [\"id\"]\nattribute = [\"email\"]\n";
        soci::session plain{"sqlite3", "dbname=" + (scratch.path / "crm.db").string()};
        plain << "create table contact(id integer primary key, email text)";
    }
    [[nodiscard]] config::application load() const
    {
        auto app = config::load(settings_file);
        app.on_message([](const std::string&) {});
        return app;
    }
    static void write(soci::session& by, int id)
    {
        const std::string email = "alice@example.org";
        by << "insert into contact(id, email) values(:id, :email)", soci::use(id, "id"), soci::use(email, "email");
    }
    static std::string read(soci::session& by, int id)
    {
        std::string email;
        by << "select email from contact where id = :id", soci::use(id), soci::into(email);
        return email;
    }
    template <class Act>
    static bool is_refused(Act act)
    {
        try {
            act();
            return false;
        } catch (const error& refused) {
            return refused.code() == errc::inactive && std::string(refused.what()).find("fork") != std::string::npos;
        }
    }
    /// What the child gives; none where it did not come to an end of its own.
    template <class Child>
    static std::optional<int> in_child(Child child)
    {
        const pid_t pid = ::fork();
        if (pid == 0) {
            ::alarm(60);
            int code = 99;
            try {
                code = child();
            } catch (const std::exception&) {
                code = 98;
            }
            ::_exit(code);
        }
        int status = 0;
        BOOST_REQUIRE(::waitpid(pid, &status, 0) == pid);
        return WIFEXITED(status) ? std::optional<int>(WEXITSTATUS(status)) : std::nullopt;
    }

    const scratch_folder scratch;
    const std::string settings_file = (scratch.path / "cellseal.toml").string();
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(forked_child_test, forking)

// ThreadSanitizer does not know threads that a forked child starts.
#ifndef __SANITIZE_THREAD__
BOOST_AUTO_TEST_CASE(a_forked_child_is_refused_clearly_and_works_with_an_application_of_its_own)
{
    auto app = load();
    soci::session sql = app.open_session();
    write(sql, 1);
    const auto child = in_child([&] {
        if (!is_refused([&] { write(sql, 2); })) return 1;
        if (!is_refused([&] { static_cast<void>(read(sql, 1)); })) return 2;
        if (!is_refused([&] { static_cast<void>(app.open_session()); })) return 3;
        if (!is_refused([&] { static_cast<void>(app.key_change()); })) return 4;
        auto own = load();
        soci::session by = own.open_session();
        write(by, 3);
        return read(by, 1) == "alice@example.org" ? 0 : 5;
    });
    BOOST_TEST(child.value_or(-1) == 0);
    BOOST_TEST(read(sql, 3) == "alice@example.org");
    write(sql, 4);
}
#endif

BOOST_AUTO_TEST_CASE(an_application_that_was_not_started_yet_starts_in_the_child)
{
    auto app = load();
    const auto child = in_child([&] {
        soci::session by = app.open_session();
        write(by, 1);
        return 0;
    });
    BOOST_TEST(child.value_or(-1) == 0);
    soci::session sql = app.open_session();
    BOOST_TEST(read(sql, 1) == "alice@example.org");
}

BOOST_AUTO_TEST_CASE(a_child_that_ends_an_application_of_its_parent_leaves_it_alone)
{
    auto app = std::make_unique<config::application>(load());
    static_cast<void>(app->started());
    BOOST_TEST(in_child([&] {
                   app.reset();
                   return 0;
               }).value_or(-1) == 0);
    soci::session sql = app->open_session();
    write(sql, 1);
}

BOOST_AUTO_TEST_CASE(who_was_made_before_a_fork_is_left_in_the_child_alone)
{
    const home_process before;
    BOOST_TEST(in_child([&] {
                   const home_process after;
                   return before.is_left() && !after.is_left() ? 0 : 1;
               }).value_or(-1) == 0);
    BOOST_TEST(!before.is_left());
}

BOOST_AUTO_TEST_SUITE_END()
