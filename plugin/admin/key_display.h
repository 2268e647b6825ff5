#pragma once

#include "plugin/admin/admin_surroundings.h"
#include "plugin/keys/text_encoding.h"

namespace cellseal {

/// The passphrase in use, for one pair of eyes. Move-only; wiped when it goes.
struct shown_key {
    std::string key_check;
    std::string since;        ///< Since when it is in use, RFC 3339.
    bool generated = false;   ///< False: a typed passphrase, which has one form.
    secret_bytes characters;  ///< As people read it, UTF-8: a generated one in groups of three.
    secret_bytes digits;      ///< The twin form of a generated one; else empty.
};

/// Shows the passphrase on record. The event stands in the audit trail before anything is shown.
///
/// Throws error: not_authorized, channel_not_private, inactive;
///   key_not_usable  it is switched off in the settings, or no passphrase is on record;
///   what write_audited() throws: nothing is shown then.
[[nodiscard]] shown_key show_key(const admin_surroundings& on, const admin_caller& caller);

/// The text of an export (passphrase_format.md, section 5) of the passphrase on record, else of the one in the key
/// source: the caller writes it where nothing lies, for himself alone. It lies in the key memory of the
/// application, and does not outlive that. Audited, and errors, as show_key().
[[nodiscard]] secret_bytes export_key(const admin_surroundings& on, const admin_caller& caller,
                                      text_encoding encoding = text_encoding::utf8_with_mark);

}  // namespace cellseal
