#pragma once

#include <memory>
#include <string>

#include <fmt/format.h>

#include "plugin/error/error.h"

namespace cellseal::config {

/// A place in a settings file. Lines and columns count from 1; line 0 is the file as a whole.
struct source_position {
    std::shared_ptr<const std::string> file;
    unsigned line = 0;
    unsigned column = 0;
};

/// "cellseal.toml:12:3", as compilers spell it, so that editors can jump there.
[[nodiscard]] inline std::string spelled(const source_position& at)
{
    const std::string file = at.file ? *at.file : std::string{"settings"};
    return at.line == 0 ? file : fmt::format("{}:{}:{}", file, at.line, at.column);
}

/// Throws error bad_setting: the position, then `message`, which never quotes a connection string.
[[noreturn]] inline void fail_at(const source_position& at, const std::string& message)
{
    throw error{errc::bad_setting, fmt::format("{}: {}", spelled(at), message)};
}

}  // namespace cellseal::config
