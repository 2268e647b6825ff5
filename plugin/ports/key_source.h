#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plugin/keys/slot_secret.h"

namespace cellseal {

/// Where the secret that opens the keyring comes from: a file, a variable, a prompt, a token. Never the database.
///
/// Missing is not lost: each way of not getting the secret has its own code, so that nobody makes a new key because an
/// old one could not be reached. Threads: one at a time.
class key_source {
public:
    virtual ~key_source() = default;

    /// For messages: "key file /home/crm/.config/cellseal/contoso.sealkey".
    [[nodiscard]] virtual std::string place() const = 0;

    /// What lies there now, what to try first in front; at least one.
    ///
    /// Throws error:
    ///   key_source_missing     nothing is there;
    ///   key_source_unreadable  something is there and cannot be read now: permissions, a folder, a device, too large;
    ///   key_source_insecure    others can read it;
    ///   key_source_empty       it holds nothing;
    ///   bad_passphrase         what it holds is no key, or a damaged one; the message says how.
    [[nodiscard]] virtual std::vector<slot_secret> read() = 0;

    /// What an administrator should know about this source, one sentence each.
    [[nodiscard]] virtual std::vector<std::string> warnings() const { return {}; }
};

/// Where a new key is written, so that it exists outside the database before the keyring does.
class new_key_place {
public:
    virtual ~new_key_place() = default;

    [[nodiscard]] virtual std::string place() const = 0;

    /// Whether something lies there already, readable or not.
    [[nodiscard]] virtual bool occupied() const = 0;

    /// Writes `text` where nothing lies yet, for this user alone, and returns when it is on disk. False when something
    /// lies there: it is not touched. Throws error key_source_unreadable when it cannot be written.
    [[nodiscard]] virtual bool write_new(const secret_bytes& text) = 0;

    /// Puts `text` where something may lie already, in one step: a reader sees the old or the new. For this user alone,
    /// and on disk when it returns. Throws error key_source_unreadable when it cannot be written; then nothing changed.
    virtual void replace(const secret_bytes& text) = 0;

    /// Why replace() would fail, as far as that can be seen beforehand; empty when nothing speaks against it.
    [[nodiscard]] virtual std::string cannot_replace() const { return {}; }

    /// Removes what this object wrote, after a keyring that certainly was not stored.
    virtual void take_back() noexcept = 0;
};

}  // namespace cellseal
