// A database that comes from elsewhere: inactive, whole, and back with its own export.
#include "config/include/cellseal/config.h"

#include <filesystem>
#include <fstream>
#include <mutex>
#include <thread>

#include <boost/test/unit_test.hpp>

#include "adapters/orm/soci/include/cellseal/soci.h"
#include "config/application/key_change_access.h"
#include "plugin/include/cellseal/admin.h"
#include "tests/refused.h"
#include "tests/scratch_folder.h"

using namespace cellseal;

namespace {

const admin_caller ada{"ada", "restore"};
const role_authorizer who_may{[](const std::string&) { return std::vector<std::string>{"System Administrator"}; }};
bool is_private(const admin_request&) { return true; }

struct machines {
    scratch_folder scratch;
    std::filesystem::path folder = scratch.path;

    machines()
    {
        std::filesystem::create_directory(folder / "first");
        std::filesystem::create_directory(folder / "second");
        for (const char* each : {"first", "second"}) {
            std::ofstream(folder / each / "cellseal.toml")
                << "organisation = \"contoso\"\n[database]\nbackend = \"sqlite3\"\nconnection = \"dbname="
                << (folder / each / "crm.db").string()
                << " timeout=10\"\n[key]\npath = \"contoso.sealkey\"\n[[table]]\nname = \"contact\"\nkey = \"id\"\n"
                   "[[table.attribute]]\nname = \"email\"\nlookup = \"blind_index\"\n";
        }
    }
    config::application start(const char* machine)
    {
        auto app = config::load((folder / machine / "cellseal.toml").string());
        app.on_message([](const std::string&) {});
        return app;
    }
    void restore_on_second() const
    {
        std::filesystem::copy_file(folder / "first" / "crm.db", folder / "second" / "crm.db",
                                   std::filesystem::copy_options::overwrite_existing);
    }
};

void fill(config::application& app)
{
    soci::session sql = app.open_session();
    sql << "create table contact(id integer primary key, email text, bidx_email text)";
    sql << "create table orders(id integer primary key, total integer)";
    const std::string email = "ada@example.org";
    sql << "insert into contact(id, email) values(1, :e)", soci::use(email);
}

std::string found_by(config::application& app, const std::string& email)
{
    soci::session sql = app.open_session();
    std::string found;
    sql << "select email from contact where email = :e", soci::use(email), soci::into(found);
    return found;
}

std::string stored_in(const std::filesystem::path& database)
{
    soci::session plain("sqlite3", "dbname=" + database.string());
    std::string stored;
    plain << "select email from contact where id = 1", soci::into(stored);
    return stored;
}

// All steps that go by themselves; the application's own thread takes part.
void finish(config::key_change_access& change)
{
    const auto outcome = change.work({.lease = std::chrono::seconds{0}}, [](const work_progress&) { return true; });
    BOOST_REQUIRE(outcome == work_outcome::verified);
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(restore_test, machines)

BOOST_AUTO_TEST_CASE(a_restored_database_refuses_protected_attributes_names_the_key_and_loses_nothing)
{
    auto first = start("first");
    fill(first);
    const std::string check = first.started().key_check;
    restore_on_second();
    const std::string before = stored_in(folder / "second" / "crm.db");

    auto second = start("second");
    BOOST_CHECK(second.started().what == start_up_report::outcome::inactive);
    soci::session sql = second.open_session();
    std::string email = "eve@example.org";
    BOOST_CHECK_EXCEPTION((sql << "select email from contact", soci::into(email)), error,
                          refused_with(errc::inactive, {check}));
    BOOST_CHECK_EXCEPTION((sql << "update contact set email = :e", soci::use(email)), error,
                          refused_with(errc::inactive));
    BOOST_CHECK_EXCEPTION((sql << "insert into contact(id, email) values(2, :e)", soci::use(email)), error,
                          refused_with(errc::inactive));
    // Unprotected tables work.
    sql << "insert into orders(id, total) values(1, 7)";
    BOOST_CHECK_EQUAL(stored_in(folder / "second" / "crm.db"), before);
    const activity seen = second.administration(who_may, is_private).is_active(ada);
    BOOST_CHECK(!seen.active);
    BOOST_CHECK_EQUAL(seen.key_check, check);
}

BOOST_AUTO_TEST_CASE(activation_brings_back_a_running_application_and_its_next_starts)
{
    auto first = start("first");
    fill(first);
    const secret_bytes exported = first.administration(who_may, is_private).export_key(ada);
    restore_on_second();

    auto second = start("second");
    soci::session opened_before = second.open_session();
    const activation done = second.administration(who_may, is_private).activate(ada, exported.expose());
    BOOST_CHECK_EQUAL(done.key_check, first.started().key_check);
    BOOST_CHECK_EQUAL(found_by(second, "ada@example.org"), "ada@example.org");
    std::string email;
    opened_before << "select email from contact", soci::into(email);
    BOOST_CHECK_EQUAL(email, "ada@example.org");

    auto again = start("second");
    BOOST_CHECK(again.started().what == start_up_report::outcome::opened);
    BOOST_CHECK_EQUAL(found_by(again, "ada@example.org"), "ada@example.org");
}

BOOST_AUTO_TEST_CASE(a_session_with_archived_keys_reads_and_does_not_write_and_is_audited)
{
    auto first = start("first");
    fill(first);
    const administrator admin = first.administration(who_may, is_private);
    soci::session sql = first.open_session(admin.open_archived(ada));
    std::string email;
    sql << "select email from contact", soci::into(email);
    BOOST_CHECK_EQUAL(email, "ada@example.org");
    BOOST_CHECK_EXCEPTION((sql << "update contact set email = :e", soci::use(email)), error,
                          refused_with(errc::key_not_usable, {"reads and does not write"}));
    std::string last, before_last;
    admin.each_event(ada, [&](const event& each) { before_last = std::exchange(last, each.what); });
    BOOST_CHECK_EQUAL(before_last, "archived_keys_opened");
}

BOOST_AUTO_TEST_CASE(after_a_key_change_old_backups_open_with_their_own_export_and_new_ones_with_the_new)
{
    auto first = start("first");
    fill(first);
    const secret_bytes old_export = first.administration(who_may, is_private).export_key(ada);
    const std::string old_check = first.started().key_check;
    restore_on_second();

    key_changer& changer = first.key_change().changer();
    const std::string new_check = changer.change({.who = "ada", .reason = "yearly"}).key_check;
    finish(first.key_change());
    const secret_bytes new_export = first.administration(who_may, is_private).export_key(ada);

    {
        auto second = start("second");
        BOOST_CHECK_EXCEPTION(second.administration(who_may, is_private).activate(ada, new_export.expose()), error,
                              refused_with(errc::foreign_export, {"older backup", old_check, new_check}));
        second.administration(who_may, is_private).activate(ada, old_export.expose());
        BOOST_CHECK_EQUAL(found_by(second, "ada@example.org"), "ada@example.org");
    }
    // That machine sleeps through the change, and comes back to a database of another key.
    restore_on_second();
    auto second = start("second");
    BOOST_CHECK(second.started().what == start_up_report::outcome::inactive);
    BOOST_CHECK(second.started().message.find(new_check) != std::string::npos);
    const administrator admin = second.administration(who_may, is_private);
    BOOST_CHECK_EXCEPTION(admin.activate(ada, old_export.expose()), error,
                          refused_with(errc::foreign_export, {old_check, new_check, "was replaced on"}));
    admin.activate(ada, new_export.expose());
    BOOST_CHECK_EQUAL(found_by(second, "ada@example.org"), "ada@example.org");
}

BOOST_AUTO_TEST_CASE(a_row_of_a_backup_put_back_after_a_whole_key_change_opens_only_when_archived_keys_are_asked_for)
{
    auto first = start("first");
    fill(first);
    const std::string old_value = stored_in(folder / "first" / "crm.db");
    auto& change = first.key_change();
    (void)change.changer().change({.who = "ada"});
    finish(change);
    change.changer().retire("ada", "done");

    soci::session sql = first.open_session();
    soci::session& plain = soci_orm::native(sql);
    std::vector<std::string> triggers(20);
    plain << "select name from sqlite_master where type = 'trigger'", soci::into(triggers);
    for (const std::string& each : triggers) plain << "drop trigger \"" + each + "\"";
    plain << "update contact set email = :e", soci::use(old_value);

    std::string email;
    BOOST_CHECK_EXCEPTION((sql << "select email from contact", soci::into(email)), error,
                          refused_with(errc::key_not_usable));
    soci::session archive = first.open_session(first.administration(who_may, is_private).open_archived(ada));
    archive << "select email from contact", soci::into(email);
    BOOST_CHECK_EQUAL(email, "ada@example.org");
}

BOOST_AUTO_TEST_CASE(a_thousand_values_that_do_not_open_raise_an_alarm_that_stands_in_the_audit_trail)
{
    std::mutex guard;
    std::string told;
    auto app = config::load((folder / "first" / "cellseal.toml").string());
    app.on_message([&](const std::string& message) {
        const std::lock_guard lock(guard);
        told += message;
    });
    fill(app);
    soci::session sql = app.open_session();
    soci_orm::native(sql) << "update contact set email = replace(email, substr(email, 60, 2), 'AA')";
    std::string email;
    for (int i = 0; i < 1000; ++i) BOOST_REQUIRE_THROW((sql << "select email from contact", soci::into(email)), error);
    const auto is_told = [&] {
        const std::lock_guard lock(guard);
        return told.find("1000 values failed to open within a minute") != std::string::npos;
    };
    const administrator admin = app.administration(who_may, is_private);
    const auto is_on_record = [&] {
        bool found = false;
        admin.each_event(ada, [&](const event& each) { found |= each.what == "opening_alarm"; });
        return found;
    };
    for (int look = 0; look < 300 && !(is_told() && is_on_record()); ++look)
        std::this_thread::sleep_for(std::chrono::milliseconds{100});
    BOOST_CHECK(is_told());
    BOOST_CHECK(is_on_record());
}

BOOST_AUTO_TEST_CASE(data_and_keyring_of_different_days_are_refused_and_named)
{
    auto first = start("first");
    fill(first);
    const secret_bytes exported = first.administration(who_may, is_private).export_key(ada);
    restore_on_second();
    {
        // Values that another keyring has sealed.
        auto other = machines{};
        auto stranger = other.start("first");
        fill(stranger);
        const std::string foreign = stored_in(other.folder / "first" / "crm.db");
        soci::session plain("sqlite3", "dbname=" + (folder / "second" / "crm.db").string());
        plain << "update contact set email = :e", soci::use(foreign);
    }
    auto second = start("second");
    BOOST_CHECK_EXCEPTION(second.administration(who_may, is_private).activate(ada, exported.expose()), error,
                          refused_with(errc::foreign_export, {"contact.email, id 1", first.started().key_check}));
    BOOST_CHECK(!std::filesystem::exists(folder / "second" / "contoso.sealkey"));
}

BOOST_AUTO_TEST_SUITE_END()
