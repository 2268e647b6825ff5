#pragma once

#include <memory_resource>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "plugin/bytes.h"
#include "plugin/keys/passphrase.h"
#include "plugin/keys/slot_secret.h"
#include "plugin/keys/text_encoding.h"
#include "plugin/keys/timestamp.h"

namespace cellseal {

/// The labels of an export (passphrase_format.md, section 5).
struct sealkey_labels {
    std::string organisation;
    timestamp created_at = 0;
    std::string key_check;
    std::uint64_t generation = 1;
    std::string slot;
};

/// The text of a `.sealkey` file: labels and the passphrase, a generated one in both its forms, a typed one as it is.
/// By default in UTF-8 with a byte order mark; always with CRLF, which an old Notepad keeps. It is as secret as the
/// key.
[[nodiscard]] secret_bytes sealkey_text(const sealkey_labels& labels, const passphrase& key,
                                        std::pmr::memory_resource& memory,
                                        text_encoding encoding = text_encoding::utf8_with_mark);
/// The same for what opens a slot. Nothing for 32 random bytes, which have no text form: such a file is copied as it
/// is.
[[nodiscard]] std::optional<secret_bytes> sealkey_text(const sealkey_labels& labels, const slot_secret& key,
                                                       std::pmr::memory_resource& memory,
                                                       text_encoding encoding = text_encoding::utf8_with_mark);

/// Several exports in UTF-8 as one key file, which read_sealkey() gives in this order.
[[nodiscard]] secret_bytes joined(std::span<const secret_bytes> exports, std::pmr::memory_resource& memory);

/// Reads what a key file can hold: one or more exports one after the other, newest first; a passphrase alone
/// (passphrase_reader.h); or 32 random bytes. Of an export either passphrase line will do, so one that an editor has
/// ruined does no harm as long as the other lives.
///
/// Throws error bad_passphrase (both lines read and differ, or neither reads) and as read_passphrase().
[[nodiscard]] std::vector<slot_secret> read_sealkey(byte_view file, std::pmr::memory_resource& memory);

}  // namespace cellseal
