#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "plugin/values/plain_value.h"
#include "tests/entity/person.h"
#include "tests/refused.h"

using namespace cellseal;

namespace {

const attribute& find(const registration& in, std::string_view name)
{
    const auto found = std::ranges::find(in.attributes, name, &attribute::name);
    BOOST_REQUIRE_MESSAGE(found != in.attributes.end(), name);
    return *found;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(registration_test)

BOOST_AUTO_TEST_CASE(a_description_registers_its_sealed_columns_and_its_key)
{
    const registration made = registration_of<person>();

    BOOST_TEST(made.entity == "person");
    BOOST_TEST(made.table == "person");
    BOOST_TEST(made.schema.empty());
    BOOST_TEST(made.declared_at == "entity person");
    BOOST_TEST(made.key_columns == std::vector<std::string>{"id"});
    BOOST_TEST(made.columns.empty());
    BOOST_REQUIRE_EQUAL(made.attributes.size(), 3u);
    BOOST_TEST(made.attributes[0].full_name() == "person.email");
    BOOST_TEST(made.attributes[0].place() == "person.email");
    BOOST_TEST(made.attributes[1].name == "phone");
    BOOST_TEST(made.attributes[2].name == "mailbox_password");
}

BOOST_AUTO_TEST_CASE(a_look_up_gets_an_index_of_the_usual_names)
{
    const attribute email = registration_of<person>().attributes[0];

    BOOST_CHECK(email.found_by == lookup::blind_index);
    BOOST_REQUIRE(email.index);
    BOOST_TEST(email.index->domain == "person.email");
    BOOST_TEST(email.index->companion == "bidx_email");
    BOOST_CHECK(email.index->form == normal_form::as_is);
    BOOST_TEST(!email.index->lossy());
}

BOOST_AUTO_TEST_CASE(a_column_without_options_is_sealed_at_random_and_read_back)
{
    const attribute phone = registration_of<person>().attributes[1];

    BOOST_CHECK(phone.found_by == lookup::none);
    BOOST_TEST(!phone.index.has_value());
    BOOST_CHECK(phone.padded == padding::none());
    BOOST_CHECK(phone.sealed_with == suite::xchacha20_poly1305);
    BOOST_CHECK(phone.form == stored_form::text);
    BOOST_CHECK(phone.reading == read_policy::open);
    BOOST_CHECK(phone.nulls == null_policy::keep);
    BOOST_TEST(!phone.bound_to_row);
}

BOOST_AUTO_TEST_CASE(a_write_only_member_makes_its_column_write_only)
{
    BOOST_CHECK(registration_of<person>().attributes[2].reading == read_policy::write_only);
}

BOOST_AUTO_TEST_CASE(every_option_arrives_in_any_order)
{
    const registration made = registration_of<customer>();
    BOOST_TEST(made.entity == "customer");
    BOOST_TEST(made.table == "customers_v2");
    BOOST_TEST(made.schema == "crm");
    BOOST_TEST(made.key_columns == (std::vector<std::string>{"id", "part"}));

    const attribute& email = find(made, "email");
    BOOST_TEST(email.column == "mail_address");
    BOOST_TEST(email.index->domain == "mail");
    BOOST_TEST(email.index->companion == "mail_token");
    BOOST_TEST(int{email.index->token_bytes} == 4);
    BOOST_CHECK(email.index->form == normal_form::trimmed_casefold);
    BOOST_CHECK(email.padded == padding::bucket());

    const attribute& account = find(made, "account");
    BOOST_TEST(account.bound_to_row);
    BOOST_TEST(account.declared_unsigned);
    BOOST_CHECK(account.form == stored_form::bytes);
    BOOST_CHECK(account.sealed_with == suite::xaes_256_gcm);

    BOOST_CHECK(find(made, "credit_limit").padded == padding::fixed(64));
    BOOST_CHECK(find(made, "standing").found_by == lookup::deterministic);
    BOOST_TEST(find(made, "standing").low_entropy_allowed);
    BOOST_CHECK(find(made, "work_street").nulls == null_policy::seal);
}

BOOST_AUTO_TEST_CASE(the_member_decides_the_type_of_the_plaintext)
{
    const registration made = registration_of<customer>();

    BOOST_CHECK(find(made, "email").type == value_type::text);
    BOOST_CHECK(find(made, "account").type == value_type::uint64);
    BOOST_CHECK(find(made, "credit_limit").type == value_type::decimal);
    BOOST_CHECK(find(made, "standing").type == value_type::text);
    BOOST_CHECK(find(made, "risk").type == value_type::int64);
    BOOST_CHECK(find(made, "vip").type == value_type::boolean);
    BOOST_CHECK(find(made, "photo").type == value_type::bytes);
    BOOST_CHECK(value_type_of<std::tm>() == value_type::date_time);
    BOOST_CHECK(value_type_of<std::chrono::sys_days>() == value_type::date_time);
    BOOST_CHECK(value_type_of<std::optional<float>>() == value_type::float64);
    BOOST_CHECK(value_type_of<std::uint32_t>() == value_type::int64);
}

BOOST_AUTO_TEST_CASE(the_member_decides_how_rows_show_the_value)
{
    const registration made = registration_of<customer>();
    BOOST_TEST(int{find(made, "risk").integer_bits} == 32);
    BOOST_TEST(int{find(made, "account").integer_bits} == 64);
    BOOST_TEST(find(made, "standing").few_values);
    BOOST_TEST(!find(made, "email").few_values);
}

BOOST_AUTO_TEST_CASE(a_class_nested_twice_registers_two_sets_of_columns)
{
    const registration made = registration_of<customer>();

    const attribute& home = find(made, "home_town");
    BOOST_TEST(home.column == "home_city");
    BOOST_TEST(home.index->companion == "home_ix");
    BOOST_TEST(home.index->domain == "customer.home_town");
    const attribute& work = find(made, "work_city");
    BOOST_TEST(work.column == "work_city");
    BOOST_TEST(work.index->companion == "bidx_work_city");
}

BOOST_AUTO_TEST_CASE(the_registry_takes_every_registration)
{
    attribute_registry::builder builder;
    register_entity<person>(builder);
    register_entity<customer>(builder);
    const auto registry = builder.build();

    BOOST_REQUIRE(registry->find("customer.email") != nullptr);
    BOOST_TEST(registry->find("customer.email")->place() == "customers_v2.mail_address");
    BOOST_TEST(registry->find("person.phone") != nullptr);
}

BOOST_AUTO_TEST_SUITE_END()
