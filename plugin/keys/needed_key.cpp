#include "plugin/keys/needed_key.h"

#include <fmt/format.h>

namespace cellseal {

std::string with_needed_key(const error& why, keyring_store& store) noexcept
{
    std::string message = why.what();
    // Against these a key alone does not help, and the message says what does.
    if (why.code() == errc::keyring_damaged || why.code() == errc::keyring_rolled_back) return message;
    try {
        const auto document = store.load();
        if (!document) return message;
        const keyring_record& needed = document->organisation_key();
        if (message.find(needed.key_check) != message.npos) return message;
        message +=
            fmt::format(". The keyring needs key {}, in use since {}: activate with its export; no value is lost",
                        needed.key_check, to_rfc3339(needed.state_since));
    } catch (const std::exception&) {
        // The reason at hand is what counts.
    }
    return message;
}

}  // namespace cellseal
