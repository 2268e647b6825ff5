// Statements about several rows, values bound to their row, sealed NULL, and what the database counts up, on Firebird.
#include "tests/orm/soci/firebird_database.h"
#include "tests/refused.h"

using namespace cellseal;
using namespace cellseal::tests;

namespace {

struct firebird_rows : firebird {
    std::shared_ptr<const attribute_registry> accounts = registry_of_accounts();
    std::shared_ptr<fixed_keyring> account_keys = std::make_shared<fixed_keyring>(accounts, crypto);
    soci_orm::sealing_backend_factory account_factory{*soci::factory_firebird(), accounts, account_keys};

    /// person, and account(id, iban [bound to its row], hint [NULL is sealed, too]).
    static std::shared_ptr<const attribute_registry> registry_of_accounts()
    {
        registration made{"account", "", "account", {}, {"id"}, {}, "the test"};
        for (const char* name : {"iban", "hint"}) {
            attribute next;
            next.entity = next.table = "account";
            next.name = next.column = name;
            next.declared_at = "the test";
            next.bound_to_row = next.name == "iban";
            next.nulls = next.name == "hint" ? null_policy::seal : null_policy::keep;
            made.attributes.push_back(next);
        }
        attribute_registry::builder builder;
        builder.add(person()).add(made);
        return builder.build();
    }

    soci::session& with_accounts()
    {
        native << "recreate table account(id integer not null primary key, iban varchar(500) character set ascii, hint "
                  "varchar(500) character set ascii)";
        sql.commit();
        sql.begin();
        session_ = std::make_unique<soci::session>(account_factory, connect);
        return *session_;
    }
    ~firebird_rows()
    {
        if (session_) session_->rollback();
    }

    template <class Id>
    void open_account(const Id& id, const std::string& iban)
    {
        *session_ << "insert into account(iban, id) values(:iban, :id)", soci::use(iban), soci::use(id);
    }
    std::string iban_of(int id)
    {
        std::string iban;
        *session_ << "select iban from account where id = :id", soci::use(id), soci::into(iban);
        return iban;
    }

private:
    std::unique_ptr<soci::session> session_;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(firebird_rows_test, firebird_rows)

BOOST_AUTO_TEST_CASE(a_value_bound_to_its_row_opens_there_and_nowhere_else)
{
    soci::session& session = with_accounts();
    open_account(1, "DE01");
    open_account(std::string("2"), "DE02");
    BOOST_TEST(iban_of(1) == "DE01");
    BOOST_TEST(iban_of(2) == "DE02");
    const std::string iban = "DE99";
    const int id = 1;
    session << "update account set iban = :iban where id = :id", soci::use(iban), soci::use(id);
    BOOST_TEST(iban_of(1) == "DE99");

    soci_orm::native(session) << "update account set iban = (select iban from account where id = 2) where id = 1";
    BOOST_CHECK_EXCEPTION((void)iban_of(1), error, refused_with(errc::tampered, {"account.iban"}));
}

BOOST_AUTO_TEST_CASE(a_value_bound_to_its_row_takes_the_key_of_each_row_of_a_vector)
{
    soci::session& session = with_accounts();
    std::vector<int> ids = {1, 2, 3};
    std::vector<std::string> ibans = {"DE01", "DE02", "DE03"};
    session << "insert into account(id, iban) values(:id, :iban)", soci::use(ids, "id"), soci::use(ibans, "iban");
    std::vector<int> found_ids(10);
    std::vector<std::string> found(10);
    session << "select iban, id from account order by id", soci::into(found), soci::into(found_ids);
    BOOST_TEST(found == ibans, boost::test_tools::per_element());
    BOOST_TEST(found_ids == ids, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_value_bound_to_its_row_is_refused_without_its_key)
{
    soci::session& session = with_accounts();
    const std::string iban = "DE01";
    BOOST_CHECK_EXCEPTION((session << "insert into account(iban) values(:iban)", soci::use(iban)), error,
                          refused_with(errc::statement_refused));
}

BOOST_AUTO_TEST_CASE(returning_is_refused_as_by_plain_soci_and_is_taken_back_with_its_transaction)
{
    insert(1, "old");
    sql.commit();
    sql.begin();
    std::string returned;
    BOOST_CHECK_THROW((native << "update log set message = 'x' returning message", soci::into(returned)),
                      soci::soci_error);
    const std::string note = "needle";
    BOOST_CHECK_EXCEPTION(
        (sql << "update person set note = :n where id = 1 returning note", soci::use(note), soci::into(returned)),
        soci::firebird_soci_error, [](const soci::firebird_soci_error& thrown) {
            return std::string(thrown.what()).find("needle") == std::string::npos;
        });
    sql.rollback();
    sql.begin();
    BOOST_TEST(note_of(1) == "old");
    left_out("RETURNING", "SOCI's backend fetches from a cursor, and Firebird opens none for it");
}

BOOST_AUTO_TEST_CASE(several_rows_in_one_statement)
{
    const std::string one = "one";
    const std::string two = "two";
    const char* const plainly = "insert into log(id, message) values(1, 'a'), (2, 'b')";
    BOOST_CHECK_THROW(native << plainly, soci::soci_error);
    BOOST_CHECK_THROW(
        (sql << "insert into person(id, note) values(1, :a), (2, :b)", soci::use(one, "a"), soci::use(two, "b")),
        std::exception);
    BOOST_TEST(count("person") == 0);
    left_out("several rows in VALUES", "Firebird takes one");
}

BOOST_AUTO_TEST_CASE(a_join_reads_protected_columns_of_both_tables)
{
    soci::session& session = with_accounts();
    const std::string text = "a note";
    session << "insert into person(id, note) values(1, :n)", soci::use(text);
    open_account(1, "DE01");
    std::string note;
    std::string iban;
    session << "select p.note, a.iban from person p join account a on a.id = p.id", soci::into(note), soci::into(iban);
    BOOST_TEST(note == "a note");
    BOOST_TEST(iban == "DE01");
}

BOOST_AUTO_TEST_CASE(null_can_be_sealed_so_that_nobody_sees_which_rows_have_no_value)
{
    soci::session& session = with_accounts();
    const std::string unused;
    soci::indicator state = soci::i_null;
    session << "insert into account(id, hint) values(1, :h)", soci::use(unused, state);
    std::string raw;
    soci_orm::native(session) << "select hint from account", soci::into(raw);
    BOOST_TEST(looks_sealed(raw));
    std::string found;
    soci::indicator given = soci::i_ok;
    session << "select hint from account", soci::into(found, given);
    BOOST_TEST(given == soci::i_null);
}

BOOST_AUTO_TEST_CASE(null_in_one_column_leaves_the_others_of_its_row_as_they_are)
{
    insert(1, "there");
    native << "update person set full_name = 'Ada' where id = 1";
    std::string email = "before", name, note;
    soci::indicator no_email = soci::i_ok, no_age = soci::i_ok;
    int age = 0, id = 0;
    sql << "select id, email, full_name, age, note from person", soci::into(id), soci::into(email, no_email),
        soci::into(name), soci::into(age, no_age), soci::into(note);
    BOOST_TEST(id == 1);
    BOOST_TEST(name == "Ada");
    BOOST_TEST(note == "there");
    BOOST_TEST(no_email == soci::i_null);
    BOOST_TEST(no_age == soci::i_null);
    soci::row row;
    sql << "select * from person", soci::into(row);
    BOOST_TEST(row.get<std::string>("FULL_NAME") == "Ada");
    BOOST_TEST(row.get<std::string>("NOTE") == "there");
    BOOST_TEST(row.get_indicator("PHOTO") == soci::i_null);
}

BOOST_AUTO_TEST_CASE(a_sequence_counts_as_it_does_for_plain_soci)
{
    native << "recreate sequence numbers";
    sql.commit();
    sql.begin();
    long long theirs = 0;
    long long ours = 0;
    BOOST_TEST(native.get_next_sequence_value("numbers", theirs));
    BOOST_TEST(sql.get_next_sequence_value("numbers", ours));
    BOOST_TEST(ours == theirs + 1);
}

BOOST_AUTO_TEST_CASE(the_last_insert_id_is_told_as_by_plain_soci)
{
    insert(7, "x");
    long long id = 0;
    BOOST_TEST(!native.get_last_insert_id("person", id));
    BOOST_TEST(!sql.get_last_insert_id("person", id));
    left_out("last insert id", "SOCI's backend tells none");
}

BOOST_AUTO_TEST_SUITE_END()
