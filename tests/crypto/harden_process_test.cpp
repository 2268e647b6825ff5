#include "adapters/crypto/sodium/harden_process.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>

using namespace cellseal;

BOOST_AUTO_TEST_SUITE(harden_process_test)

// In a child: it cannot be undone.
BOOST_AUTO_TEST_CASE(a_hardened_process_leaves_no_core_dump)
{
    const pid_t child = ::fork();
    if (child == 0) {
        const bool all = harden_process().empty();
        rlimit core{1, 1};
        ::getrlimit(RLIMIT_CORE, &core);
        ::_exit(all && core.rlim_cur == 0 && core.rlim_max == 0 && ::prctl(PR_GET_DUMPABLE) == 0 ? 0 : 1);
    }
    int status = -1;
    ::waitpid(child, &status, 0);
    BOOST_CHECK(WIFEXITED(status));
    BOOST_CHECK_EQUAL(WEXITSTATUS(status), 0);
}

BOOST_AUTO_TEST_SUITE_END()
