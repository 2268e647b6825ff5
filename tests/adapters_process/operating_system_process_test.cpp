// Who is gone, as Linux tells it: in this boot, in an earlier one, in another container, on another machine.
#include <boost/test/unit_test.hpp>

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <filesystem>
#include <fstream>

#include "adapters/crypto/sodium/sodium_provider.h"
#include "adapters/process/operating_system_process.h"
#include "tests/scratch_folder.h"

using namespace cellseal;

namespace {

const std::string this_machine = "0123456789abcdef0123456789abcdef";

struct machine {
    sodium_provider crypto;
    scratch_folder folder;

    /// A machine's /proc, with one process 7 that was started at tick 100, and its /etc/machine-id.
    struct description {
        std::string boot = "11111111-aaaa";
        std::string space = "pid:[4026531836]";
        std::string id = this_machine;
        timestamp booted_at = 5000;
    };
    operating_system_process seen(const std::string& name, const description& is)
    {
        const std::filesystem::path proc = std::filesystem::path(folder.path) / name;
        for (const char* each : {"self/ns", "sys/kernel/random", "7"}) std::filesystem::create_directories(proc / each);
        std::filesystem::create_symlink(is.space, proc / "self/ns/pid");
        std::ofstream(proc / "sys/kernel/random/boot_id") << is.boot << '\n';
        std::ofstream(proc / "stat") << "cpu 1 2 3\nbtime " << is.booted_at << "\nprocesses 9\n";
        std::ofstream(proc / "7/stat") << "7 (a b) S 1 1 1 0 -1 0 0 0 0 0 0 0 0 0 0 0 1 0 100 0 0\n";
        std::ofstream(proc / "machine-id") << is.id << '\n';
        return operating_system_process(crypto, {proc, proc / "machine-id"});
    }

    /// As `by` names this process, with the number and the start time of another.
    static process_presence row(const operating_system_process& by, const std::string& pid, const std::string& start,
                                timestamp seen_at)
    {
        const std::string own = by.own();
        const std::string host = own.substr(0, own.find(' '));
        return {host + " pid " + pid + " start " + start + own.substr(own.find(" boot ")) + " application 1", 1, "",
                seen_at};
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(operating_system_process_test, machine)

BOOST_AUTO_TEST_CASE(of_this_boot_gone_is_who_is_not_there_or_has_his_number_from_somebody_else)
{
    const auto now = seen("now", {});
    BOOST_CHECK(!now.is_gone(row(now, "7", "100", 6000)));
    BOOST_CHECK(now.is_gone(row(now, "7", "99", 6000)));
    BOOST_CHECK(now.is_gone(row(now, "8", "100", 6000)));
}

BOOST_AUTO_TEST_CASE(who_ran_here_in_an_earlier_boot_is_gone_whatever_has_his_number_now)
{
    const auto before = seen("before", {.boot = "22222222-bbbb", .space = "pid:[4026532999]"});
    const auto now = seen("now", {});
    BOOST_CHECK(now.is_gone(row(before, "7", "100", 4999)));
}

// Clones of one image have one machine-id: who lives there writes his row anew when a change is prepared.
BOOST_AUTO_TEST_CASE(who_was_seen_since_this_boot_under_another_lives_on_a_clone_of_this_machine)
{
    const auto clone = seen("clone", {.boot = "22222222-bbbb"});
    const auto now = seen("now", {});
    BOOST_CHECK(!now.is_gone(row(clone, "7", "99", 5000)));
}

BOOST_AUTO_TEST_CASE(another_machine_another_host_name_or_none_that_is_known_may_live)
{
    const auto now = seen("now", {});
    const auto other = seen("other", {.boot = "22222222-bbbb", .id = "ffffffffffffffff0000000000000000"});
    BOOST_CHECK(!now.is_gone(row(other, "8", "1", 10)));
    const auto before = seen("before", {.boot = "22222222-bbbb"});
    process_presence elsewhere = row(before, "8", "1", 10);
    elsewhere.name = "another-" + elsewhere.name;
    BOOST_CHECK(!now.is_gone(elsewhere));
    const auto fresh = seen("fresh", {.boot = "33333333-cccc", .id = "uninitialized"});
    BOOST_CHECK(!now.is_gone(row(fresh, "8", "1", 10)));
    BOOST_CHECK(fresh.is_gone(row(fresh, "8", "1", 10)));  // In its own boot it needs no machine.
    BOOST_CHECK(!seen("fresh again", {.boot = "44444444-dddd", .id = ""}).is_gone(row(fresh, "8", "1", 10)));
}

BOOST_AUTO_TEST_CASE(another_container_of_this_boot_may_live)
{
    const auto container = seen("container", {.space = "pid:[4026532999]"});
    BOOST_CHECK(!seen("now", {}).is_gone(row(container, "8", "1", 10)));
}

BOOST_AUTO_TEST_CASE(a_name_that_an_older_cellseal_or_anybody_else_has_written_is_not_taken_for_gone)
{
    const auto now = seen("now", {});
    for (const char* each : {"", "crm-1", "crm-1 pid 7 start 1 boot 22222222 pid:[4026531836] application 1",
                             "x pid ../../etc start 1 boot 11111111 pid:[4026531836]"})
        BOOST_CHECK(!now.is_gone({each, 1, "", 10}));
}

BOOST_AUTO_TEST_CASE(the_machine_id_itself_is_told_to_nobody)
{
    BOOST_CHECK(seen("now", {}).own().find(this_machine.substr(0, 8)) == std::string::npos);
}

BOOST_AUTO_TEST_CASE(on_this_machine_a_child_is_there_until_it_has_ended)
{
    const operating_system_process here(crypto);
    BOOST_CHECK(!here.is_gone({here.own(), 1, "", 0}));
    int told[2];
    BOOST_REQUIRE_EQUAL(::pipe(told), 0);
    const ::pid_t child = ::fork();
    if (child == 0) {
        const std::string name = here.own();
        if (::write(told[1], name.data(), name.size()) < 0) ::_exit(1);
        ::pause();
        ::_exit(0);
    }
    std::array<char, 512> name{};
    const ssize_t size = ::read(told[0], name.data(), name.size());
    BOOST_REQUIRE_GT(size, 0);
    const process_presence its{std::string(name.data(), static_cast<std::size_t>(size)), 1, "", 0};
    BOOST_CHECK(!here.is_gone(its));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    BOOST_CHECK(here.is_gone(its));
}

BOOST_AUTO_TEST_SUITE_END()
