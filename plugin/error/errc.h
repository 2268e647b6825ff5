#pragma once

#include <string_view>

namespace cellseal {

/// Every way in which cellseal can say no. Names are stable; new ones may be added.
enum class errc {
    // Opening a stored value (sealed_value_format.md, section 5, in the order of the checks).
    not_sealed,       ///< No sealed value: plain text lies in a protected column.
    unknown_version,  ///< Written by a newer cellseal.
    too_large,        ///< Longer than the configured limit.
    bad_encoding,     ///< The text form is not strict base64url.
    truncated,        ///< Shorter than the shortest sealed value.
    unknown_suite,    ///< The suite byte names no suite of this build.
    malformed,        ///< Reserved bits, padding or body break the format.
    policy_mismatch,  ///< Suite or flags differ from what the attribute's policy allows.
    wrong_context,    ///< Sealed for another attribute or organisation.
    key_destroyed,    ///< The key was destroyed on purpose; a tombstone remembers when.
    unknown_key,      ///< The keyring does not hold this key: it lies elsewhere.
    key_not_usable,   ///< The key is held, but its state forbids this use.
    tampered,         ///< Authentication failed: bytes, key or row differ.
    type_mismatch,    ///< The value is of another type than was asked for.

    // Sealing.
    value_too_long,     ///< The plain value exceeds the limit or the fixed padding.
    no_sealing_key,     ///< The keyring has no key in state sealing.
    withheld,           ///< A write_only attribute was read, or a withheld member was bound back.
    bad_index_input,    ///< The value has no normal form (raw text, unassigned code points, empty digits).
    missing_row_key,    ///< A part of the row key is NULL or absent.
    column_too_narrow,  ///< The column cannot hold the sealed value.

    // Statements.
    statement_refused,  ///< See refusal: code, position and hint are in the message.
    origin_mismatch,    ///< The database names another column than the analysis of the statement.

    // Attributes and settings.
    bad_attribute,          ///< An attribute's description contradicts itself.
    attribute_conflict,     ///< Two descriptions of one attribute contradict each other; both places are named.
    attribute_not_flagged,  ///< The catalogue says protected, the registration does not.
    bad_schema,             ///< The live schema cannot hold what the attributes need.
    bad_setting,            ///< A settings file is wrong; file, line and column are named.

    // Keys.
    inactive,               ///< No keyring is open; activate with the key whose check the message names.
    already_active,         ///< Activation was asked for while a keyring is open.
    keyring_missing,        ///< The database holds no keyring.
    keyring_damaged,        ///< A record of the keyring does not check out.
    keyring_rolled_back,    ///< An older keyring than the one this process has seen.
    keyring_foreign,        ///< The keyring belongs to another organisation.
    keyring_changed,        ///< Somebody else changed the keyring meanwhile: compare-and-swap failed.
    wrong_passphrase,       ///< The key does not open any slot.
    bad_passphrase,         ///< Damaged or malformed; the message says what happened to it.
    weak_passphrase,        ///< A new typed key breaks the rules for new keys.
    key_source_missing,     ///< The file or variable is not there.
    key_source_unreadable,  ///< It is there and cannot be read now.
    key_source_insecure,    ///< Mode or owner lets others read it.
    key_source_empty,       ///< It holds nothing.
    not_authorized,         ///< The application's authorizer said no.
    change_refused,         ///< This step of a key change cannot be taken now; the message says which can.
    stale_key,              ///< The write was sealed under a key that a key change has replaced meanwhile.
    channel_not_private,    ///< What was asked for must not go over this channel.
    not_confirmed,          ///< An act that replaces or destroys a key was not confirmed by its key check.
    change_under_way,       ///< One key change at a time.
    change_too_often,       ///< The limit of key changes within a time is reached.
    last_slot,              ///< The last key slot is never removed.
    foreign_export,         ///< An export of another organisation, or of a key that this keyring does not have.

    // Surroundings.
    database_unavailable,  ///< Locked, read-only or gone.
    out_of_locked_memory,  ///< The key arena is full or could not be locked.
    crypto_failure,        ///< The crypto provider failed.
};

/// What a caller can do about an error.
enum class advice {
    fix_the_call,
    fix_the_configuration,
    find_the_key,
    try_again,
    look_at_the_row,
};

/// The stable name, as printed and as used in JSON: the enumerator itself.
[[nodiscard]] std::string_view name_of(errc code) noexcept;
[[nodiscard]] std::string_view name_of(advice what) noexcept;

/// The advice that belongs to a code.
[[nodiscard]] advice advice_for(errc code) noexcept;

}  // namespace cellseal
