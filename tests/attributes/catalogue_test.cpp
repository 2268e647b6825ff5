#include "plugin/attributes/catalogue.h"

#include <boost/test/unit_test.hpp>

#include "adapters/crypto/sodium/sodium_provider.h"
#include "plugin/attributes/catalogue_table.h"
#include "plugin/keys/hex.h"
#include "tests/keys/keyring_vectors.h"
#include "tests/refused.h"

using namespace cellseal;

namespace {

constexpr std::uint64_t first_day = 1772359200;  // 2026-03-01T10:00:00Z
constexpr std::uint64_t later = first_day + 86400;

attribute named(const std::string& name)
{
    attribute what;
    what.name = what.column = name;
    return what;
}

std::shared_ptr<const attribute_registry> registry_of(std::vector<attribute> attributes,
                                                      const std::string& table = "contact")
{
    attribute_registry::builder builder;
    builder.add(registration{"contact", "", table, {}, {"id"}, std::move(attributes), "entity contact"});
    return builder.build();
}

attribute padded(attribute what)
{
    what.padded = padding::bucket();
    return what;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(catalogue_test)

BOOST_AUTO_TEST_CASE(a_first_start_records_every_attribute_with_its_policy_and_date)
{
    const auto entries = catalogue::missing_entries(*registry_of({named("email"), named("ssn")}), {}, first_day);
    BOOST_REQUIRE_EQUAL(entries.size(), 2u);
    BOOST_CHECK_EQUAL(entries[0].attribute, "contact.email");
    BOOST_CHECK_EQUAL(entries[0].number, 1u);
    BOOST_CHECK_EQUAL(entries[0].since, first_day);
    BOOST_CHECK_EQUAL(entries[0].policy,
                      "type=text suite=01 form=text padding=none lookup=none null=keep read=open row=free");
}

BOOST_AUTO_TEST_CASE(a_start_with_nothing_new_records_nothing)
{
    const auto registry = registry_of({named("email"), named("ssn")});
    const auto entries = catalogue::missing_entries(*registry, {}, first_day);
    BOOST_CHECK(catalogue::missing_entries(*registry, entries, later).empty());
    BOOST_CHECK(catalogue::with_history(registry, entries) == registry);
}

BOOST_AUTO_TEST_CASE(a_flag_removed_from_the_code_is_refused_naming_the_attribute_and_what_to_do)
{
    const auto entries = catalogue::missing_entries(*registry_of({named("email"), named("ssn")}), {}, first_day);
    BOOST_CHECK_EXCEPTION(
        static_cast<void>(catalogue::missing_entries(*registry_of({named("email")}), entries, later)), error,
        refused_with(errc::attribute_not_flagged,
                     {"contact.ssn", "column contact.ssn", "since 2026-03-01", "Flag it again", "settings file"}));
}

BOOST_AUTO_TEST_CASE(a_changed_policy_is_recorded_and_values_of_the_older_one_may_still_be_opened)
{
    auto entries = catalogue::missing_entries(*registry_of({named("email")}), {}, first_day);
    const auto changed = registry_of({padded(named("email"))});
    const auto added = catalogue::missing_entries(*changed, entries, later);
    BOOST_REQUIRE_EQUAL(added.size(), 1u);
    BOOST_CHECK_EQUAL(added[0].number, 2u);
    BOOST_CHECK_EQUAL(added[0].since, later);
    entries.push_back(added[0]);

    const auto with_history = catalogue::with_history(changed, entries);
    const auto& former = with_history->find("contact.email")->former;
    BOOST_REQUIRE_EQUAL(former.size(), 1u);
    BOOST_CHECK(!former[0].padded);
    BOOST_CHECK(with_history->find("contact.email")->padded == padding::bucket());
    BOOST_CHECK(catalogue::missing_entries(*with_history, entries, later).empty());
}

BOOST_AUTO_TEST_CASE(a_policy_that_changes_back_is_history_once)
{
    std::vector<catalogue_entry> entries;
    for (const auto& what : {named("email"), padded(named("email")), named("email")})
        for (auto& each : catalogue::missing_entries(*registry_of({what}), entries, later))
            entries.push_back(std::move(each));
    BOOST_CHECK_EQUAL(entries.size(), 3u);
    const auto with_history = catalogue::with_history(registry_of({named("email")}), entries);
    BOOST_REQUIRE_EQUAL(with_history->find("contact.email")->former.size(), 1u);
    BOOST_CHECK(with_history->find("contact.email")->former[0].padded);
}

BOOST_AUTO_TEST_CASE(a_renamed_table_is_recorded_and_opens_everything)
{
    auto entries = catalogue::missing_entries(*registry_of({named("email")}), {}, first_day);
    const auto moved = registry_of({named("email")}, "contact_v2");
    const auto added = catalogue::missing_entries(*moved, entries, later);
    BOOST_REQUIRE_EQUAL(added.size(), 1u);
    BOOST_CHECK_EQUAL(added[0].table, "contact_v2");
    entries.push_back(added[0]);
    BOOST_CHECK(catalogue::with_history(moved, entries)->find("contact.email")->former.empty());
}

BOOST_AUTO_TEST_CASE(history_keeps_tables_views_and_the_other_attributes)
{
    attribute_registry::builder builder;
    builder.add(registration{
        "contact", "", "contact", {"id", "email", "ssn"}, {"id"}, {padded(named("email")), named("ssn")}, "here"});
    builder.add(known_table{"", "orders", {"id", "total"}});
    builder.add(declared_view{"", "v_contact", {{"mail", "contact.email"}}});
    const auto registry = builder.build();
    const auto entries = catalogue::missing_entries(*registry_of({named("email"), named("ssn")}), {}, first_day);

    const auto rebuilt = catalogue::with_history(registry, entries);
    BOOST_REQUIRE_EQUAL(rebuilt->attributes().size(), 2u);
    BOOST_CHECK_EQUAL(rebuilt->find("contact.email")->number, registry->find("contact.email")->number);
    BOOST_CHECK(rebuilt->find("contact.ssn")->former.empty());
    BOOST_CHECK_EQUAL(rebuilt->tables().size(), 1u);
    BOOST_CHECK(rebuilt->tables()[0].key_columns == registry->tables()[0].key_columns);
    BOOST_CHECK_EQUAL(rebuilt->known_tables().size(), 1u);
    BOOST_CHECK_EQUAL(rebuilt->views().size(), 1u);
}

BOOST_AUTO_TEST_CASE(the_hash_agrees_with_the_independent_script_and_changes_with_every_field)
{
    const sodium_provider crypto;
    const keyring_vectors known;
    std::vector<catalogue_entry> entries;
    for (const stored_row& row : known.rows("cellseal_attribute")) {
        entries.push_back(catalogue_entry_from(row));
        BOOST_CHECK(to_row(entries.back()) == row);
    }
    const auto expected = catalogue::hash_of(crypto, entries);
    BOOST_CHECK_EQUAL(hex_of(expected), std::get<std::string>(known.rows("cellseal_keyring").back()[14]));

    using change = void (*)(catalogue_entry&);
    const change changes[] = {
        [](catalogue_entry& each) { each.attribute += "x"; },
        [](catalogue_entry& each) { each.number += 1; },
        [](catalogue_entry& each) { each.table += "x"; },
        [](catalogue_entry& each) { each.column += "x"; },
        [](catalogue_entry& each) { each.values.sealed_with = suite::xaes_256_gcm; },
        [](catalogue_entry& each) { each.values.padded ^= true; },
        [](catalogue_entry& each) { each.values.bound_to_row ^= true; },
        [](catalogue_entry& each) { each.values.nulls_sealed ^= true; },
        [](catalogue_entry& each) { each.policy += "x"; },
        [](catalogue_entry& each) { each.since += 1; },
    };
    for (const change apply : changes) {
        auto changed = entries;
        apply(changed[1]);
        BOOST_CHECK(catalogue::hash_of(crypto, changed) != expected);
    }
}

BOOST_AUTO_TEST_SUITE_END()
