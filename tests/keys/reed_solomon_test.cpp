#include "plugin/keys/reed_solomon.h"

#include <boost/test/unit_test.hpp>
#include <random>
#include <vector>

using namespace cellseal;

namespace {

using word = std::vector<std::uint16_t>;

word with_check(word data)
{
    for (const auto symbol : reed_solomon::check_of(data)) data.push_back(symbol);
    return data;
}

struct words {
    std::mt19937 random{20260301};

    std::uint16_t symbol() { return static_cast<std::uint16_t>(random() % 2048); }
    std::size_t position(const word& of) { return random() % of.size(); }
    word next()
    {
        word data(24);
        for (auto& each : data) each = symbol();
        return with_check(data);
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(reed_solomon_test)

BOOST_AUTO_TEST_CASE(the_check_of_the_specification_is_reproduced)
{
    word data;
    for (unsigned i = 0; i < 24; ++i) data.push_back(static_cast<std::uint16_t>((7 + 89 * i) % 2048));
    BOOST_CHECK(with_check(data) ==
                word({7,    96,   185,  274,  363,  452,  541,  630,  719,  808, 897, 986,  1075, 1164,
                      1253, 1342, 1431, 1520, 1609, 1698, 1787, 1876, 1965, 6,   54,  1632, 270}));
    BOOST_CHECK(reed_solomon::fits(with_check(data)));
}

BOOST_FIXTURE_TEST_CASE(one_to_three_wrong_symbols_never_fit, words)
{
    for (int round = 0; round < 30'000; ++round) {
        word damaged = next();
        const word original = damaged;
        for (int change = 0; change <= round % 3; ++change) damaged[position(damaged)] = symbol();
        if (damaged != original) BOOST_REQUIRE(!reed_solomon::fits(damaged));
    }
}

BOOST_FIXTURE_TEST_CASE(a_single_wrong_symbol_is_located_wherever_it_stands, words)
{
    for (int round = 0; round < 100; ++round) {
        const word original = next();
        for (std::size_t at = 0; at < original.size(); ++at) {
            word damaged = original;
            damaged[at] ^= static_cast<std::uint16_t>(1 + random() % 2047);
            BOOST_REQUIRE(reed_solomon::single_fault(damaged) == at);
        }
    }
}

BOOST_FIXTURE_TEST_CASE(every_swap_of_two_symbols_is_detected, words)
{
    const word original = next();
    for (std::size_t left = 0; left < original.size(); ++left)
        for (std::size_t right = left + 1; right < original.size(); ++right) {
            word damaged = original;
            std::swap(damaged[left], damaged[right]);
            if (damaged != original) BOOST_CHECK(!reed_solomon::fits(damaged));
        }
}

BOOST_AUTO_TEST_SUITE_END()
