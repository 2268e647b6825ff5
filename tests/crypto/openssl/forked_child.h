#pragma once

#include <boost/test/unit_test.hpp>
#include <cstdint>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

/// The bytes that `work` returns in a forked child; `start` makes the child (fork, or a system call of its own).
template <class Work, class Start>
std::vector<std::uint8_t> in_a_child(const Work& work, const Start& start)
{
    int ends[2];
    BOOST_REQUIRE_EQUAL(::pipe(ends), 0);
    const pid_t child = start();
    if (child == 0) {
        bool sent = false;
        try {
            const std::vector<std::uint8_t> made = work();
            sent = ::write(ends[1], made.data(), made.size()) == static_cast<ssize_t>(made.size());
        } catch (...) {  // Whatever it was: the parent sees the exit code.
        }
        ::_exit(sent ? 0 : 1);
    }
    ::close(ends[1]);
    std::vector<std::uint8_t> received;
    std::uint8_t part[4096];
    for (ssize_t got = 0; (got = ::read(ends[0], part, sizeof part)) > 0;)
        received.insert(received.end(), part, part + got);
    ::close(ends[0]);
    int status = 1;
    ::waitpid(child, &status, 0);
    BOOST_REQUIRE_EQUAL(status, 0);
    return received;
}

template <class Work>
std::vector<std::uint8_t> in_a_child(const Work& work)
{
    return in_a_child(work, [] { return ::fork(); });
}
