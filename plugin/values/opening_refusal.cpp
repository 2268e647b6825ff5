#include "plugin/values/opening_refusal.h"

#include <fmt/format.h>

namespace cellseal::opening_refusal {

namespace {

std::string_view words_for(errc code) noexcept
{
    switch (code) {
        case errc::not_sealed:
            return "the stored value is not sealed: plain text lies in a protected column. Look at the row, and take "
                   "the column in "
                   "if it was never sealed.";
        case errc::unknown_version: return "the stored value was sealed in a newer format. Update cellseal.";
        case errc::too_large:
            return "the stored value is longer than the limit. Raise the limit in the settings if such values are "
                   "meant to be.";
        case errc::bad_encoding:
            return "the stored text is not strict base64url: it was changed or cut. Look at the row and at the "
                   "column's width; do "
                   "not overwrite it.";
        case errc::truncated:
            return "the stored value is cut off. Look at the row and at the column's width; do not overwrite it.";
        case errc::unknown_suite:
            return "the stored value was sealed by a suite that this build does not know. Update cellseal, or look at "
                   "the row.";
        case errc::malformed: return "the stored value breaks the format. Look at the row; do not overwrite it.";
        case errc::policy_mismatch:
            return "the stored value was not sealed as the attribute's policy says (suite, row binding or padding). "
                   "Look at the "
                   "row; if the policy was changed, put the older one on record.";
        case errc::type_mismatch:
            return "the sealed value is of another type than the attribute declares. Read it as its own type, or "
                   "correct the "
                   "declaration.";
        case errc::missing_row_key:
            return "the value is bound to its row, but the row's key is not at hand. Select the key columns as well.";
        default: return "the stored value does not open. Look at the row; do not overwrite it.";
    }
}

error with_place(const attribute& which, errc code, std::string_view words)
{
    return {code, fmt::format("{} (column {}): {}", which.full_name(), which.place(), words)};
}

}  // namespace

error of(const attribute& which, errc code) { return with_place(which, code, words_for(code)); }

error of_foreign_key(const attribute& which, const keyring& keys, const key_id& id)
{
    const keyring::owner* owner = keys.owner_of(id);
    if (owner == nullptr)
        return with_place(
            which, errc::unknown_key,
            fmt::format("the value is sealed under key id {}, which the keyring (generation {}, key check {}) does "
                        "not hold. The value is not lost: find the keyring or the export that holds the key.",
                        to_hex(id), keys.generation(), keys.key_check()));
    if (owner->attribute != which.full_name())
        return with_place(
            which, errc::wrong_context,
            fmt::format("the value was sealed for {} (key id {}) and found here. It was moved between columns; put "
                        "it back.",
                        owner->attribute, to_hex(id)));
    return with_place(
        which, errc::key_destroyed,
        fmt::format("the key with id {} was destroyed on {}; the value cannot be opened any more. A backup that "
                    "holds the key opens a backup of the row.",
                    to_hex(id), owner->destroyed_at.value_or("an unknown date")));
}

error of_state(const attribute& which, const attribute_key& key)
{
    return with_place(
        which, errc::key_not_usable,
        fmt::format("the key with id {} is {} and does not open values now. Ask for archived keys explicitly, or "
                    "change the state of the key.",
                    to_hex(key.id), name_of(key.state)));
}

error tampered(const attribute& which, const key_id& id)
{
    return with_place(
        which, errc::tampered,
        fmt::format("the value does not authenticate under key id {}: it was changed, or belongs to another row. Look "
                    "at the row; do not overwrite it.",
                    to_hex(id)));
}

}  // namespace cellseal::opening_refusal
