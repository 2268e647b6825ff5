#include "adapters/keys/environment/environment_key.h"

#include <fmt/format.h>

#include <cstdlib>
#include <string_view>

#include "plugin/error/error.h"
#include "plugin/keys/passphrase_reader.h"

namespace cellseal {

std::string environment_key::place() const { return fmt::format("environment variable {}", name_); }

void environment_key::take()
{
    char* const value = std::getenv(name_.c_str());
    if (!value && taken_.empty())
        throw error(
            errc::key_source_missing,
            fmt::format("there is no {}: set it for this process, or better, put the key into a file", place()));
    if (!value) return;
    const std::string_view text(value);
    if (text.empty()) throw error(errc::key_source_empty, fmt::format("{} is empty", place()));
    taken_ = secret_bytes(bytes_of(text), memory_);
    wipe({reinterpret_cast<std::uint8_t*>(value), text.size()});
    ::unsetenv(name_.c_str());
}

std::vector<slot_secret> environment_key::read()
{
    take();
    try {
        auto secrets = read_passphrase(taken_.expose(), memory_);
        for (slot_secret& each : secrets) each.place = place();
        return secrets;
    } catch (const error& refused) {
        throw error(refused.code(), fmt::format("{}: {}", place(), refused.what()));
    }
}

std::vector<std::string> environment_key::warnings() const
{
    return {fmt::format(
        "the key comes from {}: who started this process knows it, and a key change cannot replace it there. A key "
        "file of mode 0600 is better",
        place())};
}

}  // namespace cellseal
