// What the contract asks of the other engines, beyond the plain paths, on Firebird.
#include "tests/orm/soci/firebird_database.h"

#include <atomic>
#include <mutex>
#include <thread>

#include "adapters/orm/soci/coverage.h"
#include "plugin/statements/refusal.h"
#include "tests/orm/soci/how_it_is_done.h"
#include "tests/refused.h"

using namespace cellseal;
using namespace cellseal::tests;

BOOST_FIXTURE_TEST_SUITE(firebird_paths_test, firebird)

BOOST_AUTO_TEST_CASE(a_view_or_trigger_that_nobody_declared_does_not_lead_to_protected_columns)
{
    native << "create view everyone as select * from person";
    native << "create view everybody as select note from everyone";
    native << "create trigger copying for log after insert as begin insert into person(id, note) values(new.id, "
              "new.message); end";
    sql.commit();
    sql.reconnect();
    std::string note;
    for (const char* each : {"select note from everyone", "select note from everybody"})
        BOOST_CHECK_THROW((sql << each, soci::into(note)), statement_refused);
    const std::string message = "in the open";
    BOOST_CHECK_THROW((sql << "insert into log(id, message) values(1, :m)", soci::use(message)), statement_refused);
    int number = -1;
    sql << "select count(*) from log", soci::into(number);
    BOOST_TEST(number == 0);
    soci_orm::native(sql) << "drop trigger copying";
    soci_orm::native(sql) << "drop view everybody";
    soci_orm::native(sql) << "drop view everyone";
    sql.commit();
    sql.begin();
}

BOOST_AUTO_TEST_CASE(a_session_on_a_database_of_dialect_1_is_refused)
{
    soci::session old(factory, "service=" + folder + "/old.fdb user=sysdba charset=UTF8");
    std::string note;
    BOOST_CHECK_EXCEPTION((old << "select note from person", soci::into(note)), error,
                          refused_with(errc::bad_setting, {"dialect 1", "gfix"}));
}

BOOST_AUTO_TEST_CASE(a_bulk_range_is_refused_as_by_plain_soci)
{
    std::vector<int> ids = {1, 2};
    std::vector<std::string> notes = {"a", "b"};
    std::size_t end = 2;
    BOOST_CHECK_THROW((native << "insert into log(id) values(:id)", soci::use(ids, std::size_t{0}, end)),
                      soci::soci_error);
    BOOST_CHECK_THROW((sql << "insert into person(id, note) values(:id, :n)", soci::use(ids, std::size_t{0}, end),
                       soci::use(notes, std::size_t{0}, end)),
                      soci::soci_error);
    BOOST_TEST(count("person") == 0);
    left_out("bulk ranges", "SOCI's backend refuses them");
}

BOOST_AUTO_TEST_CASE(a_blob_is_sealed_into_a_column_of_octets)
{
    tell_how(native, *registry, "varchar … character set octets");
    const std::string content("\x89PNG\0\x01\xFF", 7);
    soci::blob photo(sql);
    soci_orm::write_blob(photo, content.data(), content.size());
    sql << "insert into person(id, photo) values(1, :photo)", soci::use(photo);
    BOOST_TEST(stored("photo", 1).substr(0, 3) == "\xFD\xCB\x35");
    soci::blob found(sql);
    sql << "select photo from person where id = 1", soci::into(found);
    std::string bytes(found.get_len(), '\0');
    soci_orm::read_blob(found, bytes.data(), bytes.size());
    BOOST_TEST(bytes == content);
}

BOOST_AUTO_TEST_CASE(a_long_value_is_refused_before_it_is_sent)
{
    const std::string note(2000, 'x');
    BOOST_CHECK_EXCEPTION(insert(1, note), error, refused_with(errc::column_too_narrow, {"person.note"}));
    BOOST_TEST(count("person") == 0);
    left_out("values of 16 MiB", "a VARCHAR has 32,765 bytes, and to a BLOB SOCI's backend binds no std::string");
}

BOOST_AUTO_TEST_CASE(a_procedure_takes_arguments_that_are_said_to_be_attributes)
{
    const int id = 1;
    const std::string note = "by a procedure";
    soci::procedure set_note = (sql.prepare << "set_note(:id, :note)", soci::use(id, "id"),
                                soci_orm::as_attribute("person.note", note, "note"));
    set_note.execute(true);
    std::string raw;
    native << "select note from diary where id = 1", soci::into(raw);
    BOOST_TEST(looks_sealed(raw));
    native << "insert into person(id, note) select id, note from diary";
    BOOST_TEST(note_of(1) == note);
    BOOST_CHECK_THROW(
        {
            soci::procedure in_the_open =
                (sql.prepare << "set_note(:id, :note)", soci::use(id, "id"), soci::use(note, "note"));
            in_the_open.execute(true);
        },
        statement_refused);
}

BOOST_AUTO_TEST_CASE(an_upsert_seals_what_it_inserts_and_what_it_updates)
{
    for (const char* each : {"first", "second"}) {
        const std::string note = each;
        sql << "update or insert into person(id, note) values(1, :n) matching (id)", soci::use(note);
    }
    BOOST_TEST(count("person") == 1);
    BOOST_TEST(looks_sealed(stored("note", 1)));
    BOOST_TEST(note_of(1) == "second");
}

BOOST_AUTO_TEST_CASE(a_secret_is_stored_and_read_like_what_it_holds)
{
    const int id = 1;
    const soci_orm::secret<std::string> note(std::string("quiet"));
    sql << "insert into person(id, note) values(:id, :note)", soci::use(id), soci::use(note);
    BOOST_TEST(looks_sealed(stored("note", 1)));
    soci_orm::secret<std::string> found;
    sql << "select note from person", soci::into(found);
    BOOST_TEST(found.expose() == "quiet");
}

BOOST_AUTO_TEST_CASE(each_new_connection_runs_the_hook_and_a_reconnected_session_is_protected)
{
    int connections = 0;
    const soci_orm::session_options options{
        .limits = {}, .language = {}, .on_connect = [&](soci::session&) { ++connections; }};
    const soci_orm::sealing_backend_factory hooked(*soci::factory_firebird(), registry, keys, options);
    soci::session session(hooked, connect);
    session.reconnect();
    BOOST_TEST(connections == 2);
    const std::string note = "after";
    session << "insert into person(id, note) values(1, :n)", soci::use(note);
    std::string raw;
    soci_orm::native(session) << "select note from person", soci::into(raw);
    BOOST_TEST(looks_sealed(raw));
    session.rollback();
}

BOOST_AUTO_TEST_CASE(eight_threads_write_and_read_through_one_pool)
{
    constexpr int threads = 8;
    soci::connection_pool pool(4);
    for (std::size_t i = 0; i < 4; ++i) pool.at(i).open(factory, connect);
    std::atomic<int> right = 0;
    std::mutex guard;
    std::string problems;
    const auto work = [&](int worker) {
        try {
            soci::session session(pool);
            for (int id = worker * 100; id < worker * 100 + 20; ++id) {
                soci::transaction whole(session);
                const std::string note = "note " + std::to_string(id);
                session << "insert into person(id, note) values(:id, :n)", soci::use(id), soci::use(note);
                std::string found;
                session << "select note from person where id = :id", soci::use(id), soci::into(found);
                whole.commit();
                if (found == note) ++right;
            }
        } catch (const std::exception& problem) {
            const std::scoped_lock lock(guard);
            problems += problem.what();
        }
    };
    std::vector<std::thread> workers;
    for (int worker = 0; worker < threads; ++worker) workers.emplace_back(work, worker);
    for (std::thread& each : workers) each.join();
    BOOST_TEST(problems == "");
    BOOST_TEST(right == threads * 20);
}

BOOST_AUTO_TEST_CASE(two_organisations_open_their_own_values_alone)
{
    const auto other_keys = std::make_shared<fixed_keyring>(
        registry, crypto, fixed_keys{.organisation = "org-2", .data_keys = {{0x50}}, .index_keys = {{0x60}}});
    const soci_orm::sealing_backend_factory other_factory(*soci::factory_firebird(), registry, other_keys);
    insert(1, "ours");
    sql.commit();
    sql.begin();
    soci::session other(other_factory, connect);
    std::string found;
    BOOST_CHECK_EXCEPTION((other << "select note from person where id = 1", soci::into(found)), error,
                          refused_with(errc::unknown_key));
    BOOST_TEST(note_of(1) == "ours");
}

BOOST_AUTO_TEST_CASE(values_are_counted_for_status)
{
    insert(1, "sealed");
    insert(2, "sealed, too");
    native << "insert into person(id, note) values(3, 'in the open')";
    native << "insert into person(id) values(4)";
    const attribute* const note = registry->find("person.note");
    BOOST_REQUIRE(note != nullptr);
    const attribute_coverage counted = soci_orm::count_coverage(native, registry->tables()[0], *note);
    BOOST_TEST(counted.total == 4u);
    BOOST_TEST(counted.plain == 1u);
    BOOST_TEST(counted.null == 1u);
    BOOST_REQUIRE(counted.sealed.size() == 1u);
    BOOST_TEST(counted.sealed[0].count == 2u);
}

BOOST_AUTO_TEST_SUITE_END()
