#pragma once

#include <optional>
#include <string>

#include "plugin/keys/keyring_document.h"
#include "plugin/ports/pin_store.h"

namespace cellseal {

/// What a process has seen of the keyring, itself and by the pin beside its key source: it never goes back behind that.
class seen_keyring {
public:
    explicit seen_keyring(pin_store& pins) : pins_(pins) {}

    /// Throws error keyring_rolled_back or keyring_foreign where `document` is older, or another one.
    void check(const keyring_document& document) const;

    /// Moves the pin, before the keyring is used: what was used once is not taken back. Where it cannot be written (a
    /// mounted secret), this process alone remembers, and warning() says why.
    void pin(const keyring_document& document);
    [[nodiscard]] const std::string& warning() const noexcept { return warning_; }

private:
    pin_store& pins_;
    std::optional<key_pin> seen_;
    std::string warning_;
};

}  // namespace cellseal
