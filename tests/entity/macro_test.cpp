#include "plugin/entity/macro.h"

#include <boost/test/unit_test.hpp>

#include "plugin/entity/registration.h"

namespace {

struct place {
    std::string city;
};

/// One class described by the macro, its twin by the builder.
struct by_macro {
    int id;
    std::string full_name;
    std::string email;
    std::optional<std::string> phone;
    place home;
    int cache;
};
struct by_builder {
    int id;
    std::string full_name;
    std::string email;
    std::optional<std::string> phone;
    place home;
    int cache;
};

}  // namespace

CELLSEAL_ENTITY(place, "place", (city, sealed))

CELLSEAL_ENTITY(by_macro, "contact", (id, key), (full_name),
                (email, sealed, padding::bucket(), lookup::blind_index, normal_form::nfc), (phone, sealed),
                (home, nested, "home_"), (bidx_both, compound_index, (email, phone), normal_form::nfc), (cache, ignored))

template <>
inline constexpr auto cellseal::entity<by_builder> = cellseal::table(
    "contact", cellseal::key("id", &by_builder::id), cellseal::column("full_name", &by_builder::full_name),
    cellseal::sealed("email", &by_builder::email, cellseal::padding::bucket(), cellseal::lookup::blind_index,
                     cellseal::normal_form::nfc),
    cellseal::sealed("phone", &by_builder::phone), cellseal::nested("home_", &by_builder::home),
    cellseal::compound_index("bidx_both", &by_builder::email, &by_builder::phone, cellseal::normal_form::nfc),
    cellseal::ignored(&by_builder::cache));

using namespace cellseal;

BOOST_AUTO_TEST_SUITE(macro_test)

BOOST_AUTO_TEST_CASE(the_macro_says_the_same_as_the_builder)
{
    const registration one = registration_of<by_macro>();
    const registration other = registration_of<by_builder>();

    BOOST_TEST(one.entity == other.entity);
    BOOST_TEST(one.table == other.table);
    BOOST_TEST(one.key_columns == other.key_columns);
    BOOST_REQUIRE_EQUAL(one.attributes.size(), 3u);
    BOOST_REQUIRE_EQUAL(other.attributes.size(), 3u);
    for (std::size_t i = 0; i != one.attributes.size(); ++i) {
        BOOST_TEST(one.attributes[i].full_name() == other.attributes[i].full_name());
        BOOST_TEST(one.attributes[i].column == other.attributes[i].column);
        BOOST_CHECK(one.attributes[i].padded == other.attributes[i].padded);
        BOOST_CHECK(one.attributes[i].found_by == other.attributes[i].found_by);
        BOOST_CHECK(one.attributes[i].index == other.attributes[i].index);
    }
    BOOST_REQUIRE_EQUAL(one.compounds.size(), 1u);
    BOOST_REQUIRE_EQUAL(other.compounds.size(), 1u);
    BOOST_TEST(difference(one.compounds.front(), other.compounds.front()).empty());
    BOOST_TEST(one.compounds.front().attributes == (std::vector<std::string>{"email", "phone"}));
    BOOST_TEST(one.compounds.front().index.companion == "bidx_both");
    BOOST_CHECK(one.compounds.front().index.form == normal_form::nfc);
    BOOST_TEST(std::tuple_size_v<decltype(entity<by_macro>.members)> ==
               std::tuple_size_v<decltype(entity<by_builder>.members)>);
}

BOOST_AUTO_TEST_SUITE_END()
