#include "plugin/attributes/attribute_registry.h"

#include <boost/test/unit_test.hpp>
#include <functional>
#include <set>

#include "tests/refused.h"

using namespace cellseal;

namespace {

attribute email()
{
    attribute what;
    what.name = "email";
    what.column = "email";
    return what;
}

attribute named(const std::string& name)
{
    attribute what = email();
    what.name = what.column = name;
    return what;
}

attribute indexed(attribute what, index_definition index = {})
{
    what.found_by = lookup::blind_index;
    what.index = std::move(index);
    return what;
}

registration contact(std::vector<attribute> attributes, std::string declared_at = "entity contact")
{
    return {"contact", "", "contact", {}, {"id"}, std::move(attributes), std::move(declared_at)};
}

void check_refused(attribute what, const std::string& word)
{
    attribute_registry::builder builder;
    BOOST_CHECK_EXCEPTION(builder.add(contact({std::move(what)})).build(), error,
                          refused_with(errc::bad_attribute, {word, "entity contact"}));
}

void check_conflict(registration first, registration second, const std::string& word)
{
    attribute_registry::builder builder;
    builder.add(std::move(first));
    BOOST_CHECK_EXCEPTION(builder.add(std::move(second)), error,
                          refused_with(errc::attribute_conflict, {word, "entity contact", "cellseal.toml:7:1"}));
}

attribute with(const std::function<void(attribute&)>& change)
{
    attribute what = email();
    change(what);
    return what;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(attribute_registry_test)

BOOST_AUTO_TEST_CASE(a_registered_attribute_is_found_by_its_stable_name_and_knows_its_place)
{
    attribute_registry::builder builder;
    const auto registry = builder.add(contact({indexed(email()), named("phone")})).build();

    BOOST_REQUIRE_EQUAL(registry->attributes().size(), 2u);
    const attribute* found = registry->find("contact.email");
    BOOST_REQUIRE(found != nullptr);
    BOOST_CHECK_EQUAL(found->place(), "contact.email");
    BOOST_CHECK_EQUAL(found->index->domain, "contact.email");
    BOOST_CHECK_EQUAL(found->index->companion, "bidx_email");
    BOOST_CHECK_EQUAL(registry->find("contact.phone")->number, 1u);
    BOOST_CHECK(registry->find("contact.fax") == nullptr);
    BOOST_REQUIRE_EQUAL(registry->tables().size(), 1u);
    BOOST_CHECK(registry->tables()[0].attributes[0] == found);
}

BOOST_AUTO_TEST_CASE(the_same_description_twice_is_one_attribute)
{
    attribute_registry::builder builder;
    builder.add(contact({indexed(email())})).add(contact({indexed(email())}, "cellseal.toml:7:1"));
    const auto registry = builder.build();

    BOOST_REQUIRE_EQUAL(registry->attributes().size(), 1u);
    BOOST_CHECK_EQUAL(registry->attributes()[0].declared_at, "entity contact");
}

BOOST_AUTO_TEST_CASE(two_registrations_of_one_table_are_united)
{
    attribute_registry::builder builder;
    builder.add(contact({email()})).add(contact({named("phone")}, "cellseal.toml:7:1"));
    BOOST_CHECK_EQUAL(builder.build()->tables()[0].attributes.size(), 2u);
}

BOOST_AUTO_TEST_CASE(two_descriptions_of_one_column_are_refused_with_both_places)
{
    const std::pair<std::string, std::function<void(attribute&)>> changes[] = {
        {"the type", [](attribute& a) { a.type = value_type::bytes; }},
        {"the type", [](attribute& a) { a.type = value_type::int64; }},
        {"the stable name", [](attribute& a) { a.name = "mail"; }},
        {"the suite", [](attribute& a) { a.sealed_with = suite::xaes_256_gcm; }},
        {"the stored form", [](attribute& a) { a.form = stored_form::bytes; }},
        {"the padding", [](attribute& a) { a.padded = padding::bucket(); }},
        {"the lookup", [](attribute& a) { a.found_by = lookup::deterministic; }},
        {"the lookup", [](attribute& a) { a = indexed(a); }},
        {"the read policy", [](attribute& a) { a.reading = read_policy::write_only; }},
        {"the NULL policy", [](attribute& a) { a.nulls = null_policy::seal; }},
        {"the binding to the row", [](attribute& a) { a.bound_to_row = true; }},
        {"low entropy", [](attribute& a) { a.low_entropy_allowed = true; }},
        {"older policies", [](attribute& a) { a.former.push_back({}); }},
    };
    for (const auto& [word, change] : changes)
        check_conflict(contact({email()}), contact({with(change)}, "cellseal.toml:7:1"), word);
    check_conflict(contact({indexed(email())}),
                   contact({indexed(email(), {.companion = "other"})}, "cellseal.toml:7:1"), "the index");
}

BOOST_AUTO_TEST_CASE(another_entity_for_the_same_column_is_refused)
{
    registration second = contact({email()}, "cellseal.toml:7:1");
    second.entity = "person";
    check_conflict(contact({email()}), second, "the stable name");
    second.table = "CONTACT";  // One column to a database that folds case.
    check_conflict(contact({email()}), second, "the stable name");
}

BOOST_AUTO_TEST_CASE(one_stable_name_for_two_columns_is_refused)
{
    attribute other = email();
    other.column = "old_email";
    check_conflict(contact({email()}), contact({other}, "cellseal.toml:7:1"), "one stable name");
}

BOOST_AUTO_TEST_CASE(a_companion_column_used_twice_is_refused)
{
    check_conflict(contact({indexed(email())}),
                   contact({indexed(named("phone"), {.companion = "bidx_email"})}, "cellseal.toml:7:1"), "bidx_email");
}

BOOST_AUTO_TEST_CASE(a_companion_that_is_a_real_column_is_refused)
{
    check_refused(indexed(email(), {.companion = "EMAIL"}), "own column");
    check_refused(indexed(email(), {.companion = "id"}), "key column");
    check_conflict(contact({indexed(email(), {.companion = "phone"})}), contact({named("phone")}, "cellseal.toml:7:1"),
                   "protected column of the second");
}

BOOST_AUTO_TEST_CASE(a_description_that_contradicts_itself_is_refused)
{
    const std::pair<std::string, std::function<void(attribute&)>> changes[] = {
        {"bound to its row", [](attribute& a) { a.found_by = lookup::deterministic, a.bound_to_row = true; }},
        {"few values", [](attribute& a) { a.found_by = lookup::deterministic, a.type = value_type::boolean; }},
        {"few values", [](attribute& a) { a.found_by = lookup::deterministic, a.few_values = true; }},
        {"few values", [](attribute& a) { a = indexed(a), a.type = value_type::boolean; }},
        {"give both or none", [](attribute& a) { a.found_by = lookup::blind_index; }},
        {"give both or none", [](attribute& a) { a.index = index_definition{}; }},
        {"2 to 8", [](attribute& a) { a = indexed(a, {.token_bytes = 1}); }},
        {"2 to 8", [](attribute& a) { a = indexed(a, {.token_bytes = 9}); }},
        {"2 to 8", [](attribute& a) { a = indexed(a, {.token_bytes = 17}); }},
        {"for text", [](attribute& a) { a = indexed(a, {.form = normal_form::nfc}), a.type = value_type::int64; }},
        {"index and domain", [](attribute& a) { a = indexed(a, {.name = ""}); }},
        {"NULL is to be sealed", [](attribute& a) { a = indexed(a), a.nulls = null_policy::seal; }},
        {"2 to 4096", [](attribute& a) { a.padded = padding::block(1); }},
        {"2 to 4096", [](attribute& a) { a.padded = padding::block(4097); }},
        {"2 to 65536", [](attribute& a) { a.padded = padding::fixed(1); }},
        {"2 to 65536", [](attribute& a) { a.padded = padding::fixed(65537); }},
        {"take no size",
         [](attribute& a) {
             a.padded = {padding::kind::bucket, 16};
         }},
        {"synthetic suite", [](attribute& a) { a.sealed_with = suite::xchacha20_poly1305_synthetic; }},
        {"not declared as null", [](attribute& a) { a.type = value_type::null; }},
        {"not declared as raw text", [](attribute& a) { a.type = value_type::raw_text; }},
        {"unsigned", [](attribute& a) { a.declared_unsigned = true; }},
        {"stable names", [](attribute& a) { a.name = ""; }},
        {"stable names", [](attribute& a) { a.name = "e\nmail"; }},
        {"stable names", [](attribute& a) { a.name = "\xFF"; }},
        {"table and column", [](attribute& a) { a.column = ""; }},
        {"names the entity", [](attribute& a) { a.entity = "person"; }},
        {"names the table", [](attribute& a) { a.table = "person"; }},
    };
    for (const auto& [word, change] : changes) check_refused(with(change), word);
}

BOOST_AUTO_TEST_CASE(the_limits_themselves_are_accepted)
{
    const std::function<void(attribute&)> changes[] = {
        [](attribute& a) { a.padded = padding::block(2); },
        [](attribute& a) { a.padded = padding::block(4096); },
        [](attribute& a) { a.padded = padding::fixed(65536); },
        [](attribute& a) { a = indexed(a, {.token_bytes = 2}); },
        [](attribute& a) { a = indexed(a, {.token_bytes = 8}); },
        [](attribute& a) {
            a.found_by = lookup::deterministic, a.type = value_type::boolean, a.low_entropy_allowed = true;
        },
    };
    for (const auto& change : changes) {
        attribute_registry::builder builder;
        BOOST_CHECK_NO_THROW(builder.add(contact({with(change)})).build());
    }
}

BOOST_AUTO_TEST_CASE(an_entity_with_a_dot_in_its_name_is_refused)
{
    attribute_registry::builder builder;
    registration what = contact({email()});
    what.entity = "crm.contact";
    BOOST_CHECK_EXCEPTION(builder.add(what), error, refused_with(errc::bad_attribute, {"no dot"}));
}

BOOST_AUTO_TEST_CASE(members_of_one_index_domain_must_have_comparable_tokens)
{
    const index_definition shared{.domain = "mail"};
    const std::pair<std::string, std::function<void(attribute&)>> changes[] = {
        {"the normal form", [](attribute& a) { a.index->form = normal_form::nfkc_casefold; }},
        {"the length of the token", [](attribute& a) { a.index->token_bytes = 4; }},
        {"the name of the index", [](attribute& a) { a.index->name = "other"; }},
        {"the type", [](attribute& a) { a.type = value_type::bytes; }},
        {"the stored form", [](attribute& a) { a.form = stored_form::bytes; }},
    };
    for (const auto& [word, change] : changes) {
        attribute second = indexed(named("work_email"), shared);
        change(second);
        check_conflict(contact({indexed(email(), shared)}), contact({second}, "cellseal.toml:7:1"), word);
    }
    attribute_registry::builder builder;
    BOOST_CHECK_NO_THROW(
        builder.add(contact({indexed(email(), shared), indexed(named("work_email"), shared)})).build());
}

BOOST_AUTO_TEST_CASE(a_row_binding_needs_key_columns_that_are_not_protected)
{
    attribute bound = email();
    bound.bound_to_row = true;
    registration without_key = contact({bound});
    without_key.key_columns.clear();
    attribute_registry::builder builder;
    builder.add(without_key);
    BOOST_CHECK_EXCEPTION(builder.build(), error, refused_with(errc::bad_attribute, {"key columns", "contact.email"}));

    attribute_registry::builder other;
    other.add(contact({bound, named("id")}));
    BOOST_CHECK_EXCEPTION(other.build(), error, refused_with(errc::bad_attribute, {"protected itself"}));
}

BOOST_AUTO_TEST_CASE(lists_of_columns_must_agree)
{
    registration first = contact({email()});
    first.columns = {"id", "email", "phone"};
    registration second = contact({email()}, "cellseal.toml:7:1");
    second.columns = {"id", "email", "fax"};
    check_conflict(first, second, "columns");

    second.columns = {"id", "email"};  // A part of the list is no contradiction.
    attribute_registry::builder builder;
    BOOST_CHECK_EQUAL(builder.add(first).add(second).build()->tables()[0].columns.size(), 3u);

    second.columns = {"id", "phone"};  // A list without the protected column is.
    attribute_registry::builder third;
    third.add(second);
    BOOST_CHECK_EXCEPTION(third.build(), error, refused_with(errc::bad_attribute, {"does not hold it"}));

    second = contact({email()}, "cellseal.toml:7:1");
    second.key_columns = {"email"};
    check_conflict(first, second, "key columns");
}

BOOST_AUTO_TEST_CASE(a_view_over_an_attribute_that_nobody_registered_is_refused)
{
    attribute_registry::builder builder;
    builder.add(contact({email()})).add(declared_view{"", "v", {{"mail", "contact.mail"}}});
    BOOST_CHECK_EXCEPTION(builder.build(), error, refused_with(errc::bad_attribute, {"contact.mail", "mail", "v"}));

    attribute_registry::builder good;
    good.add(declared_view{"", "v", {{"mail", "contact.email"}, {"id", ""}}}).add(contact({email()}));
    BOOST_CHECK_EQUAL(good.build()->views().size(), 1u);

    attribute_registry::builder table;
    table.add(contact({email()})).add(declared_view{"", "contact", {}});
    BOOST_CHECK_EXCEPTION(table.build(), error, refused_with(errc::attribute_conflict, {"view"}));
}

BOOST_AUTO_TEST_CASE(what_was_refused_leaves_nothing_behind)
{
    attribute_registry::builder builder;
    builder.add(contact({email()}));
    attribute bad = named("phone");
    bad.padded = padding::block(1);
    BOOST_CHECK_THROW(builder.add(contact({named("fax"), bad})), error);
    BOOST_CHECK_EQUAL(builder.build()->attributes().size(), 1u);
}

BOOST_AUTO_TEST_CASE(the_fingerprint_changes_with_everything_and_with_nothing_else)
{
    const auto fingerprint = [](const registration& what) {
        attribute_registry::builder builder;
        return builder.add(what).build()->fingerprint();
    };
    const std::function<void(attribute&)> changes[] = {
        [](attribute&) {},
        [](attribute& a) { a.type = value_type::bytes; },
        [](attribute& a) { a.name = "mail"; },
        [](attribute& a) { a.column = "mail"; },
        [](attribute& a) { a.sealed_with = suite::xaes_256_gcm; },
        [](attribute& a) { a.form = stored_form::bytes; },
        [](attribute& a) { a.padded = padding::bucket(); },
        [](attribute& a) { a.found_by = lookup::deterministic; },
        [](attribute& a) { a = indexed(a); },
        [](attribute& a) { a = indexed(a, {.companion = "b"}); },
        [](attribute& a) { a.reading = read_policy::write_only; },
        [](attribute& a) { a.nulls = null_policy::seal; },
        [](attribute& a) { a.bound_to_row = true; },
        [](attribute& a) { a.former.push_back({}); },
    };
    std::set<std::uint64_t> seen;
    for (const auto& change : changes) seen.insert(fingerprint(contact({with(change)})));
    registration more = contact({email()});
    more.columns = {"id", "email"};
    seen.insert(fingerprint(more));
    more.schema = "crm";
    seen.insert(fingerprint(more));
    BOOST_CHECK_EQUAL(seen.size(), std::size(changes) + 2);
    BOOST_CHECK_EQUAL(fingerprint(contact({email()})), fingerprint(contact({email()}, "elsewhere")));
}

BOOST_AUTO_TEST_SUITE_END()
