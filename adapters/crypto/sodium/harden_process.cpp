#include "adapters/crypto/sodium/harden_process.h"

#include <sys/prctl.h>
#include <sys/resource.h>

#include <cerrno>
#include <system_error>

namespace cellseal {

std::string harden_process()
{
    std::string left;
    const auto note = [&](const char* what) {
        left += (left.empty() ? "" : "; ") + std::string(what) + ": " + std::generic_category().message(errno);
    };
    const rlimit none{0, 0};
    if (::setrlimit(RLIMIT_CORE, &none) != 0) note("core dumps cannot be limited");
    if (::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) note("the process cannot be made undumpable");
    return left;
}

}  // namespace cellseal
