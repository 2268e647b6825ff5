// What lies in the database: no plaintext, and what happens to values that somebody else put there.
#include <boost/test/unit_test.hpp>

#include "tests/orm/soci/people.h"
#include "tests/refused.h"

using namespace cellseal;
using namespace cellseal::tests;

namespace {

struct stored_values : people {
    void overwrite(const std::string& column, int id, const std::string& with)
    {
        plain << "update person set " + column + " = :v where id = :id", soci::use(with), soci::use(id);
    }
    void refuses_to_read(const std::string& column, errc code, std::initializer_list<std::string> words = {})
    {
        const std::string before = stored(column, 1);
        BOOST_CHECK_EXCEPTION((void)read<std::string>(1, column), error, refused_with(code, words));
        BOOST_TEST(stored(column, 1) == before);
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(stored_values_test, stored_values)

BOOST_AUTO_TEST_CASE(no_plaintext_reaches_the_database_s_files_on_any_path)
{
    insert(1, "note", std::string("needle-scalar"));
    insert(2, "email", std::string("needle-indexed"));
    insert(3, "phone", std::string("needle-deterministic"));
    std::vector<int> ids = {4, 5};
    std::vector<std::string> notes = {"needle-bulk", "needle-bulk"};
    sql << "insert into person(id, note) values(:id, :note)", soci::use(ids), soci::use(notes);
    soci::blob photo(sql);
    soci_orm::write_blob(photo, "needle-blob", 11);
    sql << "insert into person(id, photo) values(6, :p)", soci::use(photo);

    BOOST_TEST(engine->everything_stored().find("needle") == std::string::npos);

    // The look itself works: what is written in the open is found.
    plain << "insert into person(id, full_name) values(7, 'needle-control')";
    BOOST_TEST(engine->everything_stored().find("needle-control") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(plain_text_found_in_a_protected_column_is_an_error_that_names_the_place)
{
    plain << "insert into person(id, note) values(1, 'in the open')";
    refuses_to_read("note", errc::not_sealed, {"person.note"});
}

BOOST_AUTO_TEST_CASE(a_value_pasted_from_another_column_does_not_open)
{
    insert(1, "note", std::string("text"));
    insert(2, "password", std::string("engine"));
    overwrite("note", 1, stored("password", 2));
    refuses_to_read("note", errc::wrong_context, {"person.note"});
}

BOOST_AUTO_TEST_CASE(a_changed_value_does_not_open_and_is_counted)
{
    insert(1, "note", std::string("text"));
    std::string changed = stored("note", 1);
    changed[60] = changed[60] == 'A' ? 'B' : 'A';
    overwrite("note", 1, changed);
    refuses_to_read("note", errc::tampered, {"person.note"});
    BOOST_TEST(factory.failed_openings() == 1u);

    changed.resize(50);
    overwrite("note", 1, changed);
    BOOST_CHECK_THROW((void)read<std::string>(1, "note"), error);
    BOOST_TEST(factory.failed_openings() == 2u);
}

BOOST_AUTO_TEST_CASE(a_value_of_another_organisation_does_not_open)
{
    insert(1, "note", std::string("text"));
    keys->use({.organisation = "org-2", .data_keys = {{0}}, .index_keys = {{0}}, .generation = 2});
    refuses_to_read("note", errc::unknown_key, {"person.note"});
}

BOOST_AUTO_TEST_CASE(a_value_under_an_unknown_key_makes_the_keyring_be_read_again_once)
{
    keys->use({.organisation = "org-1", .data_keys = {{100}}, .index_keys = {{0}}, .generation = 2});
    insert(1, "note", std::string("newer"));
    keys->use({});
    keys->store({.organisation = "org-1",
                 .data_keys = {{100}, {0, key_state::opening}},
                 .index_keys = {{0}},
                 .generation = 2});

    BOOST_TEST(read<std::string>(1, "note") == "newer");
    BOOST_TEST(keys->reloads == 1);
    BOOST_TEST(read<std::string>(1, "note") == "newer");
    BOOST_TEST(keys->reloads == 1);
}

BOOST_AUTO_TEST_CASE(without_a_keyring_protected_values_are_neither_written_nor_read)
{
    insert(1, "note", std::string("text"));
    keys->deactivate();

    BOOST_CHECK_EXCEPTION(insert(2, "note", std::string("text")), error, refused_with(errc::inactive));
    BOOST_CHECK_EXCEPTION((void)read<std::string>(1, "note"), error, refused_with(errc::inactive));
    BOOST_TEST(count("person") == 1);
    BOOST_TEST(read<int>(1, "id") == 1);
}

BOOST_AUTO_TEST_CASE(a_write_only_attribute_is_withheld_from_every_reader)
{
    insert(1, "password", std::string("engine"));
    BOOST_TEST(looks_sealed(stored("password", 1)));

    BOOST_CHECK_EXCEPTION((void)read<std::string>(1, "password"), error,
                          refused_with(errc::withheld, {"person.password"}));
    std::string password = "left over";
    soci::indicator state = soci::i_ok;
    sql << "select password from person where id = 1", soci::into(password, state);
    BOOST_TEST(state == soci::i_truncated);
    BOOST_TEST(password.empty());

    soci::row found;
    sql << "select id, password from person", soci::into(found);
    BOOST_TEST(found.get_indicator("password") == soci::i_truncated);
}

BOOST_AUTO_TEST_CASE(a_withheld_value_that_is_bound_back_is_refused)
{
    insert(1, "password", std::string("engine"));
    const std::string before = stored("password", 1);
    std::string password;
    soci::indicator state = soci::i_ok;
    sql << "select password from person where id = 1", soci::into(password, state);

    BOOST_CHECK_EXCEPTION((sql << "update person set password = :p where id = 1", soci::use(password, state)), error,
                          refused_with(errc::withheld));
    BOOST_TEST(stored("password", 1) == before);
}

BOOST_AUTO_TEST_CASE(a_null_write_only_attribute_is_null)
{
    plain << "insert into person(id) values(1)";
    std::string password;
    soci::indicator state = soci::i_ok;
    sql << "select password from person", soci::into(password, state);
    BOOST_TEST(state == soci::i_null);
}

BOOST_AUTO_TEST_CASE(native_goes_around_everything_on_the_same_connection)
{
    insert(1, "note", std::string("text"));
    sql.begin();
    sql << "insert into log(id, message) values(1, 'uncommitted')";
    std::string raw;
    int logged = 0;
    soci_orm::native(sql) << "select note from person where id = 1", soci::into(raw);
    soci_orm::native(sql) << "select count(*) from log", soci::into(logged);
    sql.rollback();

    BOOST_TEST(looks_sealed(raw));
    BOOST_TEST(logged == 1);
    BOOST_TEST(&soci_orm::native(plain) == &plain);
}

BOOST_AUTO_TEST_SUITE_END()
