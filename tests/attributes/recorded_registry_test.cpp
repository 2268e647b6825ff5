#include "plugin/attributes/recorded_registry.h"

#include <boost/test/unit_test.hpp>

#include "plugin/attributes/catalogue.h"
#include "plugin/attributes/policy_text.h"
#include "tests/refused.h"

using namespace cellseal;

namespace {

std::vector<attribute> every_kind()
{
    attribute email;
    email.name = email.column = "email";
    email.found_by = lookup::blind_index;
    email.index = index_definition{"eq", "person.email", "bidx_email", normal_form::trimmed_casefold, 8};
    email.padded = padding::bucket();
    attribute phone;
    phone.name = phone.column = "phone";
    phone.found_by = lookup::deterministic;
    attribute photo;
    photo.name = "photo";
    photo.column = "picture";
    photo.type = value_type::bytes;
    photo.form = stored_form::bytes;
    photo.padded = padding::block(64);
    photo.bound_to_row = true;
    attribute credit;
    credit.name = credit.column = "credit";
    credit.type = value_type::uint64;
    credit.declared_unsigned = true;
    credit.nulls = null_policy::seal;
    credit.reading = read_policy::write_only;
    credit.padded = padding::fixed(128);
    return {email, phone, photo, credit};
}

std::shared_ptr<const attribute_registry> declared()
{
    attribute_registry::builder builder;
    builder.add(registration{"contact", "", "contacts", {}, {"id"}, every_kind(), "entity contact"});
    return builder.build();
}

std::vector<std::string> id(const std::string&) { return {"id"}; }

}  // namespace

BOOST_AUTO_TEST_SUITE(recorded_registry_test)

BOOST_AUTO_TEST_CASE(what_the_catalogue_remembers_is_the_policy_that_was_declared)
{
    const auto original = declared();
    const auto entries = catalogue::missing_entries(*original, {}, 7);
    const auto again = recorded_registry(entries, id);
    BOOST_REQUIRE_EQUAL(again->attributes().size(), 4U);
    for (const attribute& each : original->attributes()) {
        const attribute* found = again->find(each.full_name());
        BOOST_REQUIRE(found != nullptr);
        BOOST_CHECK_EQUAL(policy_text(*found), policy_text(each));
        BOOST_CHECK_EQUAL(found->place(), each.place());
        BOOST_CHECK(found->index == each.index);
    }
    BOOST_CHECK_EQUAL(again->tables().front().key_columns.front(), "id");
}

BOOST_AUTO_TEST_CASE(older_policies_are_remembered_as_such)
{
    auto entries = catalogue::missing_entries(*declared(), {}, 7);
    auto newer = every_kind();
    newer[1].padded = padding::bucket();
    attribute_registry::builder builder;
    builder.add(registration{"contact", "", "contacts", {}, {"id"}, newer, "entity contact"});
    for (const catalogue_entry& each : catalogue::missing_entries(*builder.build(), entries, 8))
        entries.push_back(each);
    std::ranges::sort(entries, {}, [](const catalogue_entry& each) { return std::tie(each.attribute, each.number); });

    const auto again = recorded_registry(entries, id);
    const attribute& phone = *again->find("contact.phone");
    BOOST_CHECK(phone.padded == padding::bucket());
    BOOST_REQUIRE_EQUAL(phone.former.size(), 1U);
    BOOST_CHECK(!phone.former[0].padded);
}

BOOST_AUTO_TEST_CASE(a_policy_of_a_newer_cellseal_is_refused)
{
    auto entries = catalogue::missing_entries(*declared(), {}, 7);
    entries[0].policy += " shade=blue";
    BOOST_CHECK_EXCEPTION((void)recorded_registry(entries, id), error, refused_with(errc::keyring_damaged, {"newer"}));
    entries[0].policy = "nonsense";
    BOOST_CHECK_EXCEPTION((void)recorded_registry(entries, id), error, refused_with(errc::keyring_damaged));
}

BOOST_AUTO_TEST_SUITE_END()
