#include "plugin/entity/statement_text.h"

#include <boost/test/unit_test.hpp>

#include "tests/entity/person.h"

using namespace cellseal;

namespace {

struct note {
    int id = 0;
    std::string text;
};

}  // namespace

CELLSEAL_ENTITY(note, "note", (id, key, generated), (text, sealed))

BOOST_AUTO_TEST_SUITE(statement_text_test)

BOOST_AUTO_TEST_CASE(every_described_column_is_selected_by_name)
{
    BOOST_TEST(select_statement<person>() == "select id, full_name, email, phone, mailbox_password from person");
    BOOST_TEST(select_statement(where<&note::id> == 1) == "select id, text from note where id = :q0_id");
}

BOOST_AUTO_TEST_CASE(what_is_withheld_is_not_written)
{
    person ada;
    BOOST_TEST(insert_statement(ada) ==
               "insert into person(id, full_name, email, phone) values(:id, :full_name, :email, :phone)");
    BOOST_TEST(update_statement(ada) ==
               "update person set full_name = :full_name, email = :email, phone = :phone where id = :id");

    ada.mailbox_password = "engine";
    BOOST_TEST(update_statement(ada).find("mailbox_password = :mailbox_password") != std::string::npos);
    ada.mailbox_password.clear();
    BOOST_TEST(update_statement(ada).find("mailbox_password = :mailbox_password") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_generated_key_is_left_to_the_database)
{
    BOOST_TEST(insert_statement(note{}) == "insert into note(text) values(:text)");
    BOOST_TEST(update_statement(note{}) == "update note set text = :text where id = :id");
}

BOOST_AUTO_TEST_CASE(a_row_is_found_by_its_whole_key_in_its_own_schema)
{
    BOOST_TEST(delete_statement<customer>() == "delete from crm.customers_v2 where id = :id and part = :part");
}

BOOST_AUTO_TEST_SUITE_END()
