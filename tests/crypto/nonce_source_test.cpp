#include "adapters/crypto/sodium/nonce_source.h"

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <cstring>
#include <thread>
#include <vector>

#include "adapters/crypto/sodium/nonce_generator.h"

using namespace cellseal;

namespace {

using nonce = std::array<std::uint8_t, 24>;

template <typename Source>
std::vector<nonce> draw(Source&& source, std::size_t count)
{
    std::vector<nonce> drawn(count);
    for (nonce& each : drawn) source.draw(each);
    return drawn;
}

std::size_t repeats(std::vector<nonce> drawn)
{
    std::sort(drawn.begin(), drawn.end());
    const auto end = std::unique(drawn.begin(), drawn.end());
    return static_cast<std::size_t>(drawn.end() - end);
}

std::vector<nonce> joined(std::vector<nonce> first, const std::vector<nonce>& second)
{
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

// The nonces that a forked child draws, through a pipe.
std::vector<nonce> drawn_in_a_child(std::size_t count)
{
    int ends[2];
    BOOST_REQUIRE_EQUAL(::pipe(ends), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        const auto drawn = draw(nonce_source{}, count);
        const auto written = ::write(ends[1], drawn.data(), drawn.size() * sizeof(nonce));
        ::_exit(written == static_cast<ssize_t>(drawn.size() * sizeof(nonce)) ? 0 : 1);
    }
    ::close(ends[1]);
    std::vector<nonce> drawn(count);
    auto* to = reinterpret_cast<std::uint8_t*>(drawn.data());
    std::size_t have = 0;
    while (have < count * sizeof(nonce)) {
        const ssize_t got = ::read(ends[0], to + have, count * sizeof(nonce) - have);
        BOOST_REQUIRE_GT(got, 0);
        have += static_cast<std::size_t>(got);
    }
    ::close(ends[0]);
    int status = 1;
    ::waitpid(child, &status, 0);
    BOOST_REQUIRE_EQUAL(status, 0);
    return drawn;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(nonce_source_test)

BOOST_AUTO_TEST_CASE(a_million_nonces_of_several_threads_do_not_repeat)
{
    std::vector<std::vector<nonce>> drawn(4);
    {
        std::vector<std::jthread> threads;
        for (auto& each : drawn) threads.emplace_back([&each] { each = draw(nonce_source{}, 250'000); });
    }
    std::vector<nonce> all;
    for (const auto& each : drawn) all.insert(all.end(), each.begin(), each.end());
    BOOST_CHECK_EQUAL(all.size(), 1'000'000u);
    BOOST_CHECK_EQUAL(repeats(std::move(all)), 0u);
}

BOOST_AUTO_TEST_CASE(parent_and_child_draw_different_nonces_after_a_fork)
{
    // Before the fork at every place of the pool: at its start, inside, and just before a refill.
    for (const std::size_t before : {1, 2, 100, 157, 158, 159}) {
        const auto mine_before = draw(nonce_source{}, before);
        const auto first_child = drawn_in_a_child(1000);
        const auto second_child = drawn_in_a_child(1000);
        const auto mine_after = draw(nonce_source{}, 1000);
        BOOST_CHECK_EQUAL(repeats(joined(joined(mine_before, mine_after), joined(first_child, second_child))), 0u);
    }
}

BOOST_AUTO_TEST_CASE(the_paranoid_source_does_not_repeat_either)
{
    BOOST_CHECK_EQUAL(repeats(draw(nonce_source{nonce_drawing::paranoid}, 10'000)), 0u);
}

BOOST_AUTO_TEST_CASE(a_thread_that_is_ending_still_draws)
{
    struct late_drawer {
        std::vector<nonce>* into = nullptr;
        ~late_drawer() { *into = draw(nonce_source{}, 100); }
    };
    std::vector<nonce> late, early;
    std::jthread{[&] {
        static thread_local late_drawer drawer;  // Made first, so destroyed after the generator.
        drawer.into = &late;
        early = draw(nonce_source{}, 100);
    }}.join();
    BOOST_CHECK_EQUAL(late.size(), 100u);
    BOOST_CHECK_EQUAL(repeats(joined(early, late)), 0u);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(nonce_generator_test)

BOOST_AUTO_TEST_CASE(its_page_is_wiped_in_a_child)
{
    const nonce_page page;
    BOOST_REQUIRE(!page.bytes().empty());
    page.bytes()[0] = 1;
    const pid_t child = ::fork();
    if (child == 0) ::_exit(page.bytes()[0]);
    int status = 1;
    ::waitpid(child, &status, 0);
    BOOST_CHECK_EQUAL(status, 0);
    BOOST_CHECK_EQUAL(page.bytes()[0], 1);
}

BOOST_AUTO_TEST_CASE(a_wiped_state_is_noticed_and_seeded_anew)
{
    alignas(64) std::array<std::uint8_t, 4096> page{};
    nonce_generator generator{page};
    const auto before = draw(generator, 200);
    page.fill(0);  // What fork() does to the page of a child.
    const auto after = draw(generator, 200);
    page.fill(0);
    const auto again = draw(generator, 200);
    BOOST_CHECK_EQUAL(repeats(joined(joined(before, after), again)), 0u);
    BOOST_CHECK_EQUAL(std::count(after.begin(), after.end(), nonce{}), 0);
}

BOOST_AUTO_TEST_CASE(two_copies_of_one_state_part_when_the_second_is_over)
{
    alignas(64) std::array<std::uint8_t, 4096> page{};
    nonce_generator generator{page};
    (void)draw(generator, 1);
    alignas(64) std::array<std::uint8_t, 4096> clone = page;  // What a cloned virtual machine holds.
    nonce_generator other{clone};
    std::this_thread::sleep_for(std::chrono::milliseconds{1100});
    BOOST_CHECK_EQUAL(repeats(joined(draw(generator, 200), draw(other, 200))), 0u);
}

BOOST_AUTO_TEST_CASE(what_was_handed_out_is_no_longer_in_the_state)
{
    alignas(64) std::array<std::uint8_t, 4096> page{};
    nonce_generator generator{page};
    for (const nonce& each : draw(generator, 1000))
        BOOST_CHECK(std::search(page.begin(), page.end(), each.begin(), each.end()) == page.end());
}

BOOST_AUTO_TEST_CASE(draws_of_any_size_share_no_bytes)
{
    alignas(64) std::array<std::uint8_t, 4096> page{};
    nonce_generator generator{page};
    std::vector<nonce> pieces;
    for (int i = 0; i < 2000; ++i) {
        std::array<std::uint8_t, nonce_generator::largest_draw> wide{};
        generator.draw(byte_span{wide}.first(24 + static_cast<std::size_t>(i) % 41));
        std::copy_n(wide.begin(), 24, pieces.emplace_back().begin());
    }
    BOOST_CHECK_EQUAL(repeats(pieces), 0u);
}

BOOST_AUTO_TEST_SUITE_END()
