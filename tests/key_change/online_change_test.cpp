#include <filesystem>
#include <fstream>

#include <boost/test/unit_test.hpp>

#include "adapters/orm/soci/include/cellseal/soci.h"
#include "config/application/key_change_access.h"
#include "config/include/cellseal/config.h"
#include "plugin/entity/table.h"
#include "tests/refused.h"
#include "tests/scratch_folder.h"

using namespace cellseal;
using namespace std::chrono_literals;

namespace {

struct client {
    int id = 0;
    std::string email;
    std::string phone;
    std::string note;
};

}  // namespace

template <>
inline constexpr auto cellseal::entity<client> =
    cellseal::table("client", cellseal::key("id", &client::id),
                    cellseal::sealed("email", &client::email, cellseal::lookup::blind_index),
                    cellseal::sealed("phone", &client::phone, cellseal::lookup::deterministic),
                    cellseal::sealed("note", &client::note, cellseal::row_bound),
                    cellseal::compound_index("bidx_both", &client::email, &client::note));

namespace {

constexpr const char* settings_text = R"(
organisation = "contoso"
[database]
backend = "sqlite3"
connection = "dbname=@/crm.db timeout=10 synchronous=off"
[key]
path = "keys/contoso.sealkey"
)";

/// A database with clients, and an application that uses it.
struct online {
    static constexpr int clients = 250;
    const scratch_folder scratch;
    const std::filesystem::path folder = scratch.path;
    std::string told;
    std::unique_ptr<config::application> app;

    online()
    {
        std::string text = settings_text;
        text.replace(text.find('@'), 1, folder.string());
        std::ofstream{folder / "cellseal.toml"} << text;
        app = open();
        soci::session sql = app->open_session();
        sql << "create table client(id integer primary key, email text, bidx_email text, phone text, note text, "
               "bidx_both text)";
        soci::transaction all(sql);
        for (int id = 1; id <= clients; ++id) write(sql, id, "first");
        all.commit();
    }

    [[nodiscard]] std::unique_ptr<config::application> open()
    {
        auto loaded = std::make_unique<config::application>(config::load<client>((folder / "cellseal.toml").string()));
        loaded->on_message([this](const std::string& message) { told += message + "\n"; });
        return loaded;
    }
    static void write(soci::session& sql, int id, const std::string& note)
    {
        const std::string email = "client" + std::to_string(id) + "@example.org", phone = std::to_string(100 + id);
        sql << "delete from client where id = :id", soci::use(id, "id");
        sql << "insert into client(id, email, phone, note) values(:id, :email, :phone, :note)", soci::use(id, "id"),
            soci::use(email, "email"), soci::use(phone, "phone"), soci::use(note, "note");
    }
    static int found_by_email(soci::session& sql, int id)
    {
        const std::string email = "client" + std::to_string(id) + "@example.org";
        int found = 0;
        std::string note;
        sql << "select id, note from client where email = :e", soci::use(email, "e"), soci::into(found),
            soci::into(note);
        return found;
    }
    static int found_by_both(soci::session& sql, int id, const std::string& note)
    {
        const std::string email = "client" + std::to_string(id) + "@example.org";
        int found = 0;
        sql << "select id from client where note = :n and email = :e", soci::use(note, "n"), soci::use(email, "e"),
            soci::into(found);
        return found;
    }
    static int found_by_phone(soci::session& sql, int id)
    {
        const std::string phone = std::to_string(100 + id);
        int found = 0;
        sql << "select id from client where phone = :p", soci::use(phone, "p"), soci::into(found);
        return found;
    }
    accepted_change change(config::application& by)
    {
        key_change_request wanted;
        wanted.who = "ada";
        return by.key_change().changer().change(wanted);
    }
    static work_outcome work(
        config::application& by, const change_worker::watcher& watch = [](auto&) { return true; })
    {
        return by.key_change().work({.rows_per_batch = 40, .lease = 0s, .between_looks = 50ms}, watch);
    }
    std::uint64_t under_old_key(config::application& by)
    {
        return by.key_change().rows().count_old("client", *by.started().keyring->current());
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(online_change_test, online)

BOOST_AUTO_TEST_CASE(a_key_is_changed_while_the_application_reads_and_writes)
{
    soci::session sql = app->open_session();
    const accepted_change accepted = change(*app);
    BOOST_TEST(found_by_email(sql, 17) == 17);
    int walked = 0;
    const auto outcome = work(*app, [&](const work_progress& progress) {
        ++walked;
        BOOST_TEST(found_by_email(sql, 17) == 17);
        BOOST_TEST(found_by_phone(sql, 230) == 230);
        BOOST_TEST(found_by_both(sql, 120, "first") == 120);
        if (progress.step == next_step::reseal) write(sql, 200, "while resealing");
        return true;
    });
    BOOST_TEST(static_cast<int>(outcome) == static_cast<int>(work_outcome::verified));
    BOOST_TEST(walked > 10);
    BOOST_TEST(under_old_key(*app) == 0u);
    BOOST_TEST(app->started().keyring->current()->key_check() == accepted.key_check);
    for (int id = 1; id <= clients; ++id) {
        BOOST_TEST(found_by_email(sql, id) == id);
        BOOST_TEST(found_by_phone(sql, id) == id);
    }
    BOOST_TEST(found_by_both(sql, 17, "first") == 17);
    BOOST_TEST(found_by_both(sql, 200, "while resealing") == 200);
    int new_tokens = 0;
    soci_orm::native(sql) << "select count(*) from client where substr(bidx_both, 1, 4) = 'AAAC'",
        soci::into(new_tokens);
    BOOST_TEST(new_tokens == clients);
    std::string note;
    sql << "select note from client where id = 200", soci::into(note);
    BOOST_TEST(note == "while resealing");
    app->key_change().changer().retire("ada", "");
    app->key_change().changer().destroy(accepted.old_check, "ada", "");
    BOOST_TEST(found_by_email(sql, 3) == 3);
}

BOOST_AUTO_TEST_CASE(a_second_running_application_follows_without_a_restart)
{
    auto second = open();
    soci::session sql = second->open_session();
    soci::statement prepared = sql.prepare << "select id from client where email = :e";
    BOOST_TEST(found_by_email(sql, 9) == 9);
    const accepted_change accepted = change(*app);
    BOOST_TEST(static_cast<int>(work(*app)) == static_cast<int>(work_outcome::verified));
    BOOST_TEST(found_by_email(sql, 9) == 9);
    write(sql, 9, "by the second");
    BOOST_TEST(second->started().keyring->current()->key_check() == accepted.key_check);
    BOOST_TEST(under_old_key(*app) == 0u);
}

BOOST_AUTO_TEST_CASE(a_worker_that_breaks_off_anywhere_is_followed_by_one_that_finishes)
{
    static_cast<void>(change(*app));
    for (int stop_after = 1; stop_after < 12; ++stop_after) {
        int seen = 0;
        static_cast<void>(work(*app, [&](const work_progress&) { return ++seen < stop_after; }));
        soci::session sql = app->open_session();
        for (int id = 1; id <= clients; id += 50) BOOST_TEST(found_by_email(sql, id) == id);
    }
    BOOST_TEST(static_cast<int>(work(*app)) == static_cast<int>(work_outcome::verified));
    BOOST_TEST(under_old_key(*app) == 0u);
}

BOOST_AUTO_TEST_CASE(a_value_that_does_not_open_is_left_untouched_and_told)
{
    soci::session sql = app->open_session();
    soci::session& native = soci_orm::native(sql);
    native << "update client set email = substr(email, 1, 60) || 'AAAA' || substr(email, 65) where id = 5";
    std::string before, after;
    native << "select email from client where id = 5", soci::into(before);
    static_cast<void>(change(*app));
    BOOST_TEST(static_cast<int>(work(*app)) == static_cast<int>(work_outcome::needs_a_decision));
    native << "select email from client where id = 5", soci::into(after);
    BOOST_TEST(before == after);
    const auto findings = app->key_change().rows().findings(10);
    BOOST_REQUIRE_EQUAL(findings.size(), 1u);
    BOOST_TEST(findings.front().name() == "client.email 5");
    BOOST_TEST(findings.front().reason == "tampered");
    BOOST_TEST(app->key_change().rows().acknowledge("client.email 5"));
    BOOST_TEST(static_cast<int>(work(*app)) == static_cast<int>(work_outcome::verified));
    app->key_change().changer().retire("ada", "");
}

BOOST_AUTO_TEST_CASE(the_fence_refuses_what_lies_under_the_old_key_and_leaves_other_columns_alone)
{
    soci::session sql = app->open_session();
    soci::session& native = soci_orm::native(sql);
    std::string stale;
    native << "select note from client where id = 5", soci::into(stale);
    static_cast<void>(change(*app));
    static_cast<void>(work(*app));
    BOOST_CHECK_EXCEPTION((native << "update client set note = :n where id = 6", soci::use(stale, "n")),
                          soci::soci_error, [](const soci::soci_error& refused) {
                              return refused.get_error_message().find("cellseal stale key") != std::string::npos;
                          });
    std::string token;
    native << "select 'AAAB' || substr(bidx_both, 5) from client where id = 7", soci::into(token);
    BOOST_CHECK_THROW((native << "update client set bidx_both = :t where id = 7", soci::use(token)), soci::soci_error);
    native << "update client set note = null, bidx_both = null where id = 6";
    native << "update client set id = 1006 where id = 6";
}

BOOST_AUTO_TEST_CASE(a_second_change_passes_the_fence_of_the_first)
{
    soci::session sql = app->open_session();
    static_cast<void>(change(*app));
    static_cast<void>(work(*app));
    app->key_change().changer().retire("ada", "");
    static_cast<void>(change(*app));
    write(sql, 3, "prepared");
    BOOST_TEST(static_cast<int>(work(*app, [&](auto&) {
                   write(sql, 4, "between");
                   return true;
               })) == static_cast<int>(work_outcome::verified));
    write(sql, 3, "after");
    BOOST_TEST(under_old_key(*app) == 0u);
    BOOST_TEST(found_by_email(sql, 4) == 4);
}

// A thief has the old passphrase, and copies of the whole database from before, at every step and after the change.
BOOST_AUTO_TEST_CASE(with_the_old_passphrase_no_copy_opens_what_is_sealed_under_the_new_key)
{
    namespace files = std::filesystem;
    std::vector<files::path> copies;
    const files::path old_key = folder / "stolen.sealkey";
    files::copy_file(folder / "keys/contoso.sealkey", old_key);
    const auto steal = [&] {
        copies.push_back(folder / ("copy" + std::to_string(copies.size())));
        files::create_directories(copies.back() / "keys");
        soci::session sql = app->open_session();
        soci_orm::native(sql) << "vacuum into '" + (copies.back() / "crm.db").string() + "'";
        files::copy_file(old_key, copies.back() / "keys/contoso.sealkey");
        std::string text = settings_text;
        text.replace(text.find('@'), 1, copies.back().string());
        std::ofstream{copies.back() / "cellseal.toml"} << text;
    };
    steal();
    static_cast<void>(change(*app));
    steal();
    next_step last = next_step::nothing;
    BOOST_TEST(static_cast<int>(work(*app, [&](const work_progress& progress) {
                   if (std::exchange(last, progress.step) != progress.step) steal();
                   return true;
               })) == static_cast<int>(work_outcome::verified));
    steal();

    std::string email;
    soci::session sql = app->open_session();
    soci_orm::native(sql) << "select email from client where id = 1", soci::into(email);
    BOOST_TEST(copies.size() > 5u);
    for (const files::path& copy : copies) {
        config::application thief = config::load<client>((copy / "cellseal.toml").string());
        thief.on_message([](const std::string&) {});
        soci::session his = thief.open_session();
        soci_orm::native(his) << "drop trigger if exists cellseal_fence_client_u";
        soci_orm::native(his) << "update client set email = :e where id = 1", soci::use(email, "e");
        std::string read;
        BOOST_CHECK_THROW((his << "select email from client where id = 1", soci::into(read)), error);
    }
}

// The second of two administrators at once has widened the fences for keys that were never stored, and died then.
BOOST_AUTO_TEST_CASE(a_fence_that_does_not_know_the_new_key_is_widened_before_anything_is_sealed_under_it)
{
    const auto fences = [&](const std::string& statement) {
        soci::session native("sqlite3", "dbname=" + (folder / "crm.db").string() + " timeout=10");
        std::vector<std::string> texts(10);
        native << "select sql from sqlite_master where type = 'trigger' and name like 'cellseal_fence%'",
            soci::into(texts);
        for (const std::string& each : texts) {
            if (statement.empty()) continue;
            const std::string name =
                each.substr(each.find('"'), each.find('"', each.find('"') + 1) - each.find('"') + 1);
            native << "drop trigger " + name;
        }
        return texts;
    };
    static_cast<void>(change(*app));
    BOOST_REQUIRE(work(*app) == work_outcome::verified);
    app->key_change().changer().retire("ada", "");
    const auto before = fences("");
    for (const bool activated : {false, true}) {
        const accepted_change accepted = change(*app);
        if (activated)
            BOOST_REQUIRE(app->key_change().changer().activate(key_changer::missing::leave_behind,
                                                               key_changer::old_key::opens, "ada"));
        const auto widened = fences("drop");
        BOOST_REQUIRE_EQUAL(widened.size(), before.size());
        soci::session native("sqlite3", "dbname=" + (folder / "crm.db").string() + " timeout=10");
        for (const std::string& each : before) native << each;
        BOOST_CHECK(work(*app, [looks = 0](auto&) mutable { return ++looks < 500; }) == work_outcome::verified);
        soci::session sql = app->open_session();
        write(sql, 3, "written under the new key");
        BOOST_TEST(found_by_email(sql, 3) == 3);
        BOOST_TEST(under_old_key(*app) == 0u);
        app->key_change().changer().retire("ada", "");
    }
}

BOOST_AUTO_TEST_SUITE_END()
