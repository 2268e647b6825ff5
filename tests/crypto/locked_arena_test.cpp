#include "adapters/crypto/sodium/locked_arena.h"

#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <csignal>
#include <cstring>
#include <fstream>
#include <functional>
#include <string>
#include <thread>

#include "plugin/keys/secret_bytes.h"
#include "tests/refused.h"

using namespace cellseal;

// The sanitizers replace mlock() by nothing.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool locks_for_real = false;
#else
constexpr bool locks_for_real = true;
#endif

namespace {

// What becomes of a child that does `what`: its exit code, or minus the signal that ended it.
int outcome_in_a_child(const std::function<int()>& what)
{
    const pid_t child = ::fork();
    if (child == 0) {
        const rlimit no_core{0, 0};
        ::setrlimit(RLIMIT_CORE, &no_core);
        std::signal(SIGSEGV, SIG_DFL);
        ::_exit(what());
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

// The flags of the mapping that `at` lies in, from the kernel's own account.
std::string kernel_flags_of(const void* at)
{
    std::ifstream maps{"/proc/self/smaps"};
    const auto wanted = reinterpret_cast<std::uintptr_t>(at);
    bool inside = false;
    for (std::string line; std::getline(maps, line);) {
        std::uintptr_t from = 0, to = 0;
        if (std::sscanf(line.c_str(), "%lx-%lx ", &from, &to) == 2) inside = from <= wanted && wanted < to;
        if (inside && line.rfind("VmFlags:", 0) == 0) return line + " ";
    }
    return {};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(locked_arena_test)

BOOST_AUTO_TEST_CASE(its_pages_are_locked_and_left_out_of_core_dumps)
{
    locked_arena arena{std::size_t{16} * 1024};
    const std::string flags = kernel_flags_of(arena.allocate(32));
    BOOST_CHECK_NE(flags.find(" dd "), std::string::npos);
    if (locks_for_real) BOOST_CHECK_EQUAL(arena.locked(), flags.find(" lo ") != std::string::npos);
    BOOST_CHECK_EQUAL(arena.locked(), arena.why_not_locked().empty());
}

BOOST_AUTO_TEST_CASE(a_lock_that_is_refused_is_reported_with_what_to_do)
{
    if (!locks_for_real) return;
    BOOST_CHECK_EQUAL(outcome_in_a_child([] {
                          const rlimit none{0, 0};
                          ::setrlimit(RLIMIT_MEMLOCK, &none);
                          if (::geteuid() == 0 && ::seteuid(65534) != 0) return 2;
                          const locked_arena arena{std::size_t{16} * 1024};
                          const bool told = arena.why_not_locked().find("ulimit -l") != std::string::npos;
                          return !arena.locked() && told ? 0 : 1;
                      }),
                      0);
}

BOOST_AUTO_TEST_CASE(a_step_outside_ends_the_process)
{
    locked_arena arena{4096};
    auto* first = static_cast<volatile std::uint8_t*>(arena.allocate(4096));
    BOOST_CHECK_EQUAL(outcome_in_a_child([=] { return first[4095]; }), 0);
    BOOST_CHECK_LT(outcome_in_a_child([=] { return first[4096]; }), 0);
    BOOST_CHECK_LT(outcome_in_a_child([=] { return first[-1]; }), 0);
}

BOOST_AUTO_TEST_CASE(keys_survive_in_a_forked_child)
{
    locked_arena arena{4096};
    auto* key = static_cast<std::uint8_t*>(arena.allocate(32));
    std::memset(key, 0x5A, 32);
    BOOST_CHECK_EQUAL(outcome_in_a_child([=] { return key[31]; }), 0x5A);
}

BOOST_AUTO_TEST_CASE(what_is_released_is_wiped)
{
    locked_arena arena{4096};
    auto* block = static_cast<std::uint8_t*>(arena.allocate(100));
    std::memset(block, 0x5A, 100);
    arena.deallocate(block, 100);
    BOOST_CHECK(std::all_of(block, block + 128, [](std::uint8_t byte) { return byte == 0; }));
}

BOOST_AUTO_TEST_CASE(a_full_arena_says_so_and_goes_on_after_a_release)
{
    locked_arena arena{4096};
    std::vector<secret_bytes> keys;
    for (int i = 0; i < 128; ++i) keys.emplace_back(std::size_t{32}, arena);
    BOOST_CHECK_EQUAL(arena.in_use(), arena.capacity());
    BOOST_CHECK_EXCEPTION(secret_bytes(1, arena), error,
                          refused_with(errc::out_of_locked_memory, {"full", "settings"}));
    BOOST_CHECK_EXCEPTION(secret_bytes(std::size_t{1} << 40, arena), error, refused_with(errc::out_of_locked_memory));
    keys.pop_back();
    BOOST_CHECK_NO_THROW(secret_bytes(32, arena));
    keys.clear();
    BOOST_CHECK_EQUAL(arena.in_use(), 0u);
}

BOOST_AUTO_TEST_CASE(blocks_do_not_overlap_and_are_aligned)
{
    locked_arena arena;
    std::vector<std::pair<std::uint8_t*, std::size_t>> blocks;
    for (std::size_t round = 0; round < 200; ++round)
        for (const std::size_t size : {1, 32, 33, 64, 208, 416}) {
            blocks.emplace_back(static_cast<std::uint8_t*>(arena.allocate(size, 16)), size);
            BOOST_REQUIRE_EQUAL(reinterpret_cast<std::uintptr_t>(blocks.back().first) % 16, 0u);
            std::memset(blocks.back().first, static_cast<int>(blocks.size() % 251), size);
        }
    for (std::size_t i = 0; i < blocks.size(); ++i)
        BOOST_REQUIRE(std::all_of(blocks[i].first, blocks[i].first + blocks[i].second,
                                  [&](std::uint8_t byte) { return byte == (i + 1) % 251; }));
}

BOOST_AUTO_TEST_CASE(threads_can_share_it)
{
    locked_arena arena;
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&] {
                for (int i = 0; i < 2000; ++i) const secret_bytes key{std::size_t{32}, arena};
            });
    }
    BOOST_CHECK_EQUAL(arena.in_use(), 0u);
}

BOOST_AUTO_TEST_SUITE_END()
