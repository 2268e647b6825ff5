#include "plugin/interceptor/attribute_interceptor.h"

#include <boost/test/unit_test.hpp>

#include "adapters/crypto/sodium/sodium_provider.h"
#include "tests/doubles/fixed_keyring.h"
#include "tests/refused.h"

using namespace cellseal;
using namespace cellseal::tests;

namespace {

attribute person_column(const std::string& name)
{
    attribute made;
    made.entity = made.table = "person";
    made.name = made.column = name;
    made.declared_at = "the test's registry";
    return made;
}

std::shared_ptr<const attribute_registry> registry_of_two()
{
    attribute email = person_column("email");
    email.found_by = lookup::blind_index;
    email.index = index_definition{.domain = "person.email", .companion = "bidx_email"};
    attribute code = person_column("code");
    code.nulls = null_policy::seal;
    attribute_registry::builder builder;
    builder.add(registration{"person", "", "person", {"id", "email", "bidx_email", "code"}, {"id"}, {email, code}, "here"});
    return builder.build();
}

struct interception {
    sodium_provider crypto;
    std::shared_ptr<const attribute_registry> registry = registry_of_two();
    std::shared_ptr<fixed_keyring> keys = std::make_shared<fixed_keyring>(registry, crypto);
    attribute_interceptor interceptor{registry, keys, dialect::sqlite};
    wiping_buffer scratch;

    std::shared_ptr<const statement_plan> plan(const std::string& sql) { return interceptor.plan_for(sql, {}); }

    /// What the database gets for every parameter of the rewritten statement that is not as given.
    std::vector<std::string> stored(const statement_plan& of, plain_view value)
    {
        std::vector<std::string> all;
        for (const bound_parameter& each : of.bound) {
            if (each.form == bound_form::as_given) continue;
            std::string out;
            const bool present = interceptor.store(of, each, *keys->current(), value, {}, out, scratch);
            all.push_back(present ? out : "NULL");
        }
        return all;
    }
    fixed_keys two_generations() const
    {
        return {.organisation = "org-1",
                .data_keys = {{100}, {0, key_state::opening}},
                .index_keys = {{100}, {0, key_state::opening}},
                .generation = 2};
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(attribute_interceptor_test, interception)

BOOST_AUTO_TEST_CASE(a_statement_without_protected_tables_passes_even_without_keys)
{
    keys->deactivate();
    BOOST_TEST((plan("select * from log")->outcome == plan_outcome::pass));
    BOOST_TEST((plan("insert into person(id, code) values(:id, :c)")->outcome == plan_outcome::ok));
    BOOST_CHECK_EXCEPTION((void)plan("select id from person where email = :e"), error, refused_with(errc::inactive));
}

BOOST_AUTO_TEST_CASE(the_same_text_is_analysed_once)
{
    BOOST_TEST(plan("select id from person") == plan("select id from person"));
}

BOOST_AUTO_TEST_CASE(an_indexed_value_becomes_a_seal_and_a_token_that_opens_to_it)
{
    const auto insert = plan("insert into person(id, email) values(:id, :e)");
    const auto out = stored(*insert, plain_text("ada@example.org"));
    BOOST_REQUIRE(out.size() == 2u);
    const bool sealed_first = out[0].substr(0, 4) == "_cs1";
    const std::string& sealed = sealed_first ? out[0] : out[1];
    const std::string& token = sealed_first ? out[1] : out[0];
    BOOST_TEST(token.size() == 26u);

    auto open_with = keys->current();
    wiping_buffer room;
    const auto opened = interceptor.open(*registry->find("person.email"), open_with, sealed, {}, room);
    BOOST_TEST(as_text(opened.value) == "ada@example.org");
}

BOOST_AUTO_TEST_CASE(null_stays_null_unless_the_policy_seals_it)
{
    BOOST_TEST(stored(*plan("insert into person(id, email) values(:id, :e)"), {}) ==
                   (std::vector<std::string>{"NULL", "NULL"}),
               boost::test_tools::per_element());

    const auto sealed = stored(*plan("insert into person(id, code) values(:id, :c)"), {});
    BOOST_REQUIRE(sealed.size() == 1u);
    BOOST_TEST(sealed[0].substr(0, 4) == "_cs1");
    auto open_with = keys->current();
    wiping_buffer room;
    const auto opened = interceptor.open(*registry->find("person.code"), open_with, sealed[0], {}, room);
    BOOST_TEST((opened.value.type == value_type::null));
}

BOOST_AUTO_TEST_CASE(a_plan_made_for_one_key_does_not_cover_two)
{
    const auto before = plan("select id from person where email = :e");
    BOOST_TEST(interceptor.covers_live_keys(*before));
    keys->use(two_generations());
    BOOST_TEST(!interceptor.covers_live_keys(*before));

    const auto after = plan("select id from person where email = :e");
    BOOST_TEST(interceptor.covers_live_keys(*after));
    const auto tokens = stored(*after, plain_text("ada@example.org"));
    BOOST_REQUIRE(tokens.size() == 2u);
    BOOST_TEST(tokens[0] != tokens[1]);
}

BOOST_AUTO_TEST_CASE(a_plan_made_for_two_keys_looks_for_the_one_that_is_left)
{
    keys->use(two_generations());
    const auto during = plan("select id from person where email = :e");
    keys->use({.organisation = "org-1", .data_keys = {{100}}, .index_keys = {{100, key_state::sealing, 2}}, .generation = 3});

    BOOST_TEST(interceptor.covers_live_keys(*during));
    const auto tokens = stored(*during, plain_text("ada@example.org"));
    BOOST_REQUIRE(tokens.size() == 2u);
    BOOST_TEST(tokens[0] == tokens[1]);
}

BOOST_AUTO_TEST_CASE(a_value_that_does_not_open_is_counted)
{
    auto open_with = keys->current();
    BOOST_CHECK_EXCEPTION(
        (void)interceptor.open(*registry->find("person.email"), open_with, "in the open", {}, scratch), error,
        refused_with(errc::not_sealed));
    BOOST_TEST(interceptor.failed_openings() == 1u);
    BOOST_TEST(keys->reloads == 0);
}

BOOST_AUTO_TEST_CASE(an_unknown_key_is_looked_for_once_and_the_newer_keyring_stays_in_hand)
{
    keys->use(two_generations());
    const auto sealed = stored(*plan("insert into person(id, code) values(:id, :c)"), plain_text("x"));
    keys->use({});
    keys->store(two_generations());
    auto open_with = keys->current();
    const attribute& code = *registry->find("person.code");

    BOOST_TEST(as_text(interceptor.open(code, open_with, sealed.at(0), {}, scratch).value) == "x");
    BOOST_TEST(keys->reloads == 1);
    BOOST_TEST(open_with->generation() == 2u);
    BOOST_TEST(interceptor.failed_openings() == 0u);
}

BOOST_AUTO_TEST_CASE(a_hit_is_compared_in_the_normal_form_of_the_index)
{
    const attribute& email = *registry->find("person.email");
    const plain_view wanted[] = {plain_text("ada@example.org"), plain_text("bob@example.org")};
    BOOST_TEST(attribute_interceptor::is_hit({}, email, plain_text("bob@example.org"), wanted));
    BOOST_TEST(!attribute_interceptor::is_hit({}, email, plain_text("eve@example.org"), wanted));
}

BOOST_AUTO_TEST_SUITE_END()
