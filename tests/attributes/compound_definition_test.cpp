#include "plugin/attributes/compound_definition.h"

#include <boost/test/unit_test.hpp>

#include "plugin/attributes/attribute_registry.h"
#include "plugin/attributes/catalogue.h"
#include "plugin/attributes/policy_text.h"
#include "plugin/attributes/recorded_registry.h"
#include "tests/refused.h"

using namespace cellseal;

namespace {

attribute named(const std::string& name, value_type type = value_type::text)
{
    attribute what;
    what.name = what.column = name;
    what.type = type;
    return what;
}

compound_declaration over(std::vector<std::string> names, std::string column = "bidx_person")
{
    compound_declaration made;
    made.attributes = std::move(names);
    made.index.companion = std::move(column);
    return made;
}

registration patient(std::vector<compound_declaration> compounds, std::string declared_at = "entity patient")
{
    return {"patient",
            "",
            "patient",
            {},
            {"id"},
            {named("last"), named("born", value_type::date_time), named("active", value_type::boolean)},
            std::move(declared_at),
            std::move(compounds)};
}

std::shared_ptr<const attribute_registry> built(std::vector<compound_declaration> compounds)
{
    attribute_registry::builder builder;
    builder.add(patient(std::move(compounds)));
    return builder.build();
}

void check_refused(compound_declaration what, const std::string& word)
{
    BOOST_CHECK_EXCEPTION(static_cast<void>(built({std::move(what)})), error,
                          refused_with(errc::bad_attribute, {word, "entity patient"}));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(compound_definition_test)

BOOST_AUTO_TEST_CASE(an_index_over_several_attributes_stands_in_the_registry)
{
    const auto registry = built({over({"born", "last"})});
    BOOST_REQUIRE_EQUAL(registry->compounds().size(), 1u);
    const compound_definition& index = registry->compounds().front();
    BOOST_TEST(index.tokens.full_name() == "patient.bidx_person");
    BOOST_TEST(index.index().domain == "patient.bidx_person");
    BOOST_TEST(index.tokens.number == 3u);
    BOOST_TEST(index.tokens.holds_tokens());
    BOOST_REQUIRE_EQUAL(index.parts.size(), 2u);
    BOOST_TEST(index.parts[0] == registry->find("patient.born"));
    BOOST_TEST((registry->find("patient.last")->compounds == std::vector{&index}));
    BOOST_TEST((registry->tables().front().compounds == std::vector{&index}));
    BOOST_TEST(registry->fingerprint() != built({})->fingerprint());
    BOOST_TEST(registry->fingerprint() != built({over({"last", "born"})})->fingerprint());
}

BOOST_AUTO_TEST_CASE(the_settings_file_may_index_attributes_of_an_entity)
{
    attribute_registry::builder builder;
    builder.add(registration{"patient", "", "patient", {}, {}, {}, "cellseal.toml:7:1", {over({"last", "born"})}});
    builder.add(patient({over({"last", "born"})}));
    BOOST_TEST(builder.build()->compounds().size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_declaration_that_contradicts_itself_is_refused)
{
    check_refused(over({"last"}), "two attributes or more");
    check_refused(over({"last", "last"}), "twice");
    check_refused(over({"last", "town"}), "no protected attribute of table patient");
    auto lossy = over({"last", "born"});
    lossy.index.token_bytes = 9;
    check_refused(lossy, "2 to 8");
    auto folded = over({"born", "active"});
    folded.index.form = normal_form::nfc;
    check_refused(folded, "for text");
    attribute_registry::builder builder;
    registration told = patient({over({"active", "deceased"})});
    told.attributes.push_back(named("deceased", value_type::boolean));
    builder.add(told);
    BOOST_CHECK_EXCEPTION(static_cast<void>(builder.build()), error,
                          refused_with(errc::bad_attribute, {"few values"}));
    told.compounds.front().low_entropy_allowed = true;
    attribute_registry::builder allowed;
    BOOST_TEST(allowed.add(told).build()->compounds().size() == 1u);
    registration sealed_null = patient({over({"last", "born"})});
    sealed_null.attributes[0].nulls = null_policy::seal;
    attribute_registry::builder nulls;
    BOOST_CHECK_EXCEPTION(static_cast<void>(nulls.add(sealed_null).build()), error,
                          refused_with(errc::bad_attribute, {"patient.last", "NULL"}));
}

BOOST_AUTO_TEST_CASE(two_declarations_that_contradict_each_other_are_refused_with_both_places)
{
    attribute_registry::builder builder;
    builder.add(patient({over({"last", "born"})}));
    BOOST_CHECK_EXCEPTION(builder.add(patient({over({"born", "last"})}, "cellseal.toml:7:1")), error,
                          refused_with(errc::attribute_conflict, {"entity patient", "cellseal.toml:7:1", "order"}));

    for (const std::string column : {"last", "id", "bidx_email"}) {
        registration told = patient({over({"last", "born"}, column)}, "entity patient");
        attribute email = named("email");
        email.found_by = lookup::blind_index;
        email.index = index_definition{};
        told.attributes.push_back(email);
        attribute_registry::builder clashing;
        clashing.add(told);
        BOOST_CHECK_EXCEPTION(static_cast<void>(clashing.build()), error,
                              refused_with(errc::attribute_conflict, {column, "entity patient"}));
    }
}

BOOST_AUTO_TEST_CASE(the_catalogue_remembers_it_for_tools_without_the_application)
{
    auto declared = over({"born", "last"});
    declared.index.form = normal_form::nfkc_casefold;
    declared.form = stored_form::bytes;
    const auto registry = built({declared});
    const auto entries = catalogue::missing_entries(*registry, {}, 7);
    BOOST_REQUIRE_EQUAL(entries.size(), 4u);
    BOOST_TEST(entries.back().attribute == "patient.bidx_person");
    BOOST_TEST(entries.back().policy ==
               "compound=born,last index=blind_index(eq,patient.bidx_person,bidx_person,2,16) form=bytes");

    auto sorted = entries;
    std::ranges::sort(sorted, {}, &catalogue_entry::attribute);
    const auto again = recorded_registry(sorted, [](const std::string&) { return std::vector<std::string>{"id"}; });
    BOOST_REQUIRE_EQUAL(again->compounds().size(), 1u);
    BOOST_TEST(policy_text(again->compounds().front()) == entries.back().policy);
    BOOST_TEST(catalogue::missing_entries(*registry, sorted, 8).empty());
    BOOST_TEST(catalogue::with_history(registry, sorted)->compounds().size() == 1u);
}

BOOST_AUTO_TEST_CASE(an_index_that_is_given_up_is_remembered_no_more)
{
    auto entries = catalogue::missing_entries(*built({over({"born", "last"})}), {}, 7);
    std::ranges::sort(entries, {}, &catalogue_entry::attribute);
    const auto given_up = catalogue::missing_entries(*built({}), entries, 8);
    BOOST_REQUIRE_EQUAL(given_up.size(), 1u);
    BOOST_TEST(given_up.front().number == 2u);
    entries.push_back(given_up.front());
    std::ranges::sort(entries, {}, [](const catalogue_entry& each) { return std::pair(each.attribute, each.number); });
    BOOST_TEST(recorded_registry(entries, [](const std::string&) { return std::vector<std::string>{"id"}; })
                   ->compounds()
                   .empty());
    BOOST_TEST(catalogue::missing_entries(*built({}), entries, 9).empty());
    BOOST_TEST(catalogue::missing_entries(*built({over({"born", "last"})}), entries, 9).size() == 1u);
    BOOST_CHECK_EXCEPTION(static_cast<void>(catalogue::taking_in(entries, std::vector<std::string>{"patient.bidx_person"},
                                                                 catalogue::plain_rows::are_taken_in, 9)),
                          error, refused_with(errc::bad_attribute));
}

BOOST_AUTO_TEST_SUITE_END()
