#include "adapters/crypto/openssl/fork_epoch.h"

#include <boost/test/unit_test.hpp>
#include <thread>

#include <sys/syscall.h>

#include "tests/crypto/openssl/forked_child.h"

using cellseal::openssl::fork_epoch;

namespace {

std::vector<std::uint8_t> epoch_bytes() { return {static_cast<std::uint8_t>(fork_epoch())}; }

}  // namespace

BOOST_AUTO_TEST_SUITE(fork_epoch_test)

BOOST_AUTO_TEST_CASE(it_stays_the_same_in_one_process)
{
    const std::uint64_t mine = fork_epoch();
    BOOST_CHECK_NE(mine, 0u);
    std::uint64_t of_another_thread = 0;
    std::jthread([&] { of_another_thread = fork_epoch(); }).join();
    BOOST_CHECK_EQUAL(of_another_thread, mine);
    BOOST_CHECK_EQUAL(fork_epoch(), mine);
}

BOOST_AUTO_TEST_CASE(it_differs_in_a_child_and_in_its_child)
{
    const std::uint64_t mine = fork_epoch();
    const auto both = in_a_child([] {
        auto epochs = epoch_bytes();
        epochs.push_back(in_a_child(epoch_bytes).at(0));
        return epochs;
    });
    BOOST_CHECK_NE(both.at(0), mine);
    BOOST_CHECK_NE(both.at(1), mine);
    BOOST_CHECK_NE(both.at(1), both.at(0));
    BOOST_CHECK_EQUAL(fork_epoch(), mine);
}

BOOST_AUTO_TEST_CASE(it_differs_in_a_child_that_was_made_without_the_c_library)
{
    const std::uint64_t mine = fork_epoch();
    const auto start = [] { return static_cast<pid_t>(::syscall(SYS_clone, SIGCHLD, nullptr, nullptr, nullptr, 0)); };
    BOOST_CHECK_NE(in_a_child(epoch_bytes, start).at(0), mine);
}

BOOST_AUTO_TEST_SUITE_END()
