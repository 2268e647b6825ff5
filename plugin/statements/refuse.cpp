#include "plugin/statements/refuse.h"

#include <fmt/format.h>

namespace cellseal {

void refuse(const reason& why, std::size_t offset, std::string_view subject)
{
    const std::string_view named = subject.empty() ? std::string_view("a protected column") : subject;
    throw refused{refusal{why.code, offset, std::string(subject), fmt::format(fmt::runtime(why.message), named),
                          fmt::format(fmt::runtime(why.hint), named)}};
}

}  // namespace cellseal
