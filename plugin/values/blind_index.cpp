#include <fmt/format.h>

#include <algorithm>

#include "plugin/error/error.h"
#include "plugin/values/declared_value.h"
#include "plugin/values/field_sealer.h"
#include "plugin/values/index_token.h"
#include "plugin/values/normal_form.h"

namespace cellseal::blind_index {

namespace {

const index_definition& index_of(const attribute& which)
{
    if (!which.index)
        throw error(errc::bad_attribute,
                    fmt::format("{} (declared at {}) has no blind index. Declare one, or do not look it up.",
                                which.full_name(), which.declared_at));
    return *which.index;
}

// Raw text has form 0 only: it is compared byte by byte, and equals no text.
struct comparable {
    value_type type;
    byte_view body;
};

comparable in_comparable_form(const index_definition& index, plain_view value, wiping_buffer& scratch)
{
    if (value.type != value_type::text) return {value.type, value.body};
    const normalised_text folded = in_normal_form(chars_of(value.body), index.form, scratch);
    return {value.type, folded.problem != nullptr ? value.body : bytes_of(folded.text)};
}

}  // namespace

bool token(const attribute& which, const keyring& keys, plain_view value, std::string& out, wiping_buffer& scratch,
           std::size_t slot)
{
    const index_definition& index = index_of(which);
    if (value.type == value_type::null) return false;
    const declared_value declared{which, value, declared_value::zeros::folded};
    const index_key* key = slot == 0 ? keys.keys_of(which).indexing() : keys.keys_of(which).live_index(slot);
    if (key == nullptr)
        throw error(errc::no_sealing_key,
                    fmt::format("The keyring (generation {}, key check {}) has no index key for {}. Restore or "
                                "change the key.",
                                keys.generation(), keys.key_check(), which.full_name()));
    const wipe_when_done wiping{scratch};
    const byte_view body = index_token::normal_body(index, declared.view(), &which, scratch);
    const auto type = static_cast<std::uint8_t>(declared.view().type);
    index_token::append(index, *key, {&type, 1}, body, which.form, out);
    return true;
}

bool same(const attribute& which, plain_view left, plain_view right)
{
    return same(index_of(which), which, left, right);
}

bool same(const index_definition& index, const attribute& which, plain_view left, plain_view right)
{
    if (left.type == value_type::null || right.type == value_type::null) return false;
    // The commonest case: no other form has to be made of either.
    if (left.type == value_type::text && right.type == value_type::text && index.form == normal_form::as_is)
        return chars_of(left.body) == chars_of(right.body);
    const declared_value declared_left{which, left, declared_value::zeros::folded};
    const declared_value declared_right{which, right, declared_value::zeros::folded};
    wiping_buffer left_scratch, right_scratch;
    const comparable first = in_comparable_form(index, declared_left.view(), left_scratch);
    const comparable second = in_comparable_form(index, declared_right.view(), right_scratch);
    return first.type == second.type &&
           std::equal(first.body.begin(), first.body.end(), second.body.begin(), second.body.end());
}

}  // namespace cellseal::blind_index
