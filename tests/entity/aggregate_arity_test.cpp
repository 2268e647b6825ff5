#include "plugin/entity/aggregate_arity.h"

#include <array>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "plugin/entity/write_only.h"

namespace {

template <class T, std::size_t Members>
inline constexpr bool has_exactly = cellseal::has_more_members_than<T, Members - 1>() &&
                                    !cellseal::has_more_members_than<T, Members>();

struct inner {
    int one;
    std::string two;
};

struct every_kind {
    bool flag;
    char letter;
    std::int8_t small;
    unsigned long long big;
    double number;
    std::string text;
    std::optional<int> maybe_number;
    std::optional<std::string> maybe_text;
    std::optional<std::optional<bool>> twice;
    std::vector<std::byte> bytes;
    std::vector<std::string> list;
    cellseal::write_only<std::string> password;
    inner nested;
    std::optional<inner> maybe_nested;
    std::tm broken;
    std::chrono::year_month_day day;
    std::chrono::system_clock::time_point instant;
    std::unique_ptr<int> owned;
    std::function<void()> callback;
    std::variant<int, std::string> either;
    std::map<std::string, int> table;
    std::array<int, 4> fixed;
    int with_default = 7;
    void* pointer;
};

struct with_array {
    int id;
    char code[4];
    double grid[2][3];
};

struct with_base : inner {
    int three;
};

struct no_default {
    explicit no_default(int);
};
struct ends_without_default {
    int one;
    no_default two;
    no_default three;
};

struct forty {
    int a0, a1, a2, a3, a4, a5, a6, a7, a8, a9;
    std::string b0, b1, b2, b3, b4, b5, b6, b7, b8, b9;
    std::optional<int> c0, c1, c2, c3, c4, c5, c6, c7, c8, c9;
    double d0, d1, d2, d3, d4, d5, d6, d7, d8, d9;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(aggregate_arity_test)

BOOST_AUTO_TEST_CASE(members_of_every_kind_count_as_one) { BOOST_TEST((has_exactly<every_kind, 24>)); }

BOOST_AUTO_TEST_CASE(forty_members_are_counted) { BOOST_TEST((has_exactly<forty, 40>)); }

BOOST_AUTO_TEST_CASE(an_array_counts_as_its_elements) { BOOST_TEST((has_exactly<with_array, 11>)); }

BOOST_AUTO_TEST_CASE(members_of_a_base_count) { BOOST_TEST((has_exactly<with_base, 3>)); }

BOOST_AUTO_TEST_CASE(members_that_need_an_initializer_do_not_hide_that_some_are_left_out)
{
    BOOST_TEST((cellseal::has_more_members_than<ends_without_default, 1>()));
    BOOST_TEST((!cellseal::has_more_members_than<ends_without_default, 3>()));
}

BOOST_AUTO_TEST_SUITE_END()
