#include "adapters/orm/soci/key_change/sealing_marks.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "plugin/values/base64url.h"
#include "plugin/values/sealed_value.h"

namespace cellseal::soci_orm {

namespace {

std::string in_form(byte_view bytes, stored_form form)
{
    if (form == stored_form::bytes) return std::string(chars_of(bytes));
    std::string text(base64url::encoded_size(bytes.size()), '\0');
    base64url::encode(bytes, text.data());
    return text;
}

former_policy present_policy(const attribute& which)
{
    return {which.sealing_suite(), which.padded.how != padding::kind::none, which.bound_to_row, false};
}

std::string value_mark(const former_policy& policy, const attribute_key& key, stored_form form)
{
    std::array<std::uint8_t, sealed_value::header_size> header{};
    sealed_value::write_header(header.data(), {1, key.sealed_with, policy.bound_to_row, policy.padded, key.id});
    return in_form(header, form);
}

std::string token_mark(const attribute& which, const index_key& key)
{
    const std::array<std::uint8_t, 3> version{static_cast<std::uint8_t>(key.version >> 16),
                                              static_cast<std::uint8_t>(key.version >> 8),
                                              static_cast<std::uint8_t>(key.version)};
    return in_form(version, which.form);
}

template <typename Wanted>
void add_marks(sealing_marks& marks, const attribute& which, const keyring& keys, const former_policy& policy,
               Wanted wanted)
{
    for (const attribute_key& each : keys.keys_of(which).keys) {
        if (each.sealed_with != policy.sealed_with || !wanted(each.state)) continue;
        std::string mark = value_mark(policy, each, which.form);
        if (std::ranges::find(marks.values, mark) == marks.values.end()) marks.values.push_back(std::move(mark));
    }
}

template <typename Wanted>
sealing_marks marks_of(const attribute& which, const keyring& keys, Wanted wanted)
{
    sealing_marks marks;
    add_marks(marks, which, keys, present_policy(which), wanted);
    for (const index_key& each : keys.keys_of(which).index_keys)
        if (wanted(each.state)) marks.tokens.push_back(token_mark(which, each));
    if (which.holds_tokens()) marks.values = std::exchange(marks.tokens, {});
    return marks;
}

}  // namespace

sealing_marks present_marks(const attribute& which, const keyring& keys) { return marks_of(which, keys, may_seal); }

sealing_marks coming_marks(const attribute& which, const keyring& keys)
{
    const auto wanted = [](key_state state) { return may_seal(state) || state == key_state::pending; };
    sealing_marks marks = marks_of(which, keys, wanted);
    for (const former_policy& each : which.former) add_marks(marks, which, keys, each, wanted);
    return marks;
}

std::string mark_literal(const std::string& mark, stored_form form, table_home home)
{
    if (form == stored_form::text) return "'" + mark + "'";
    std::string digits;
    for (const char each : mark) digits += fmt::format("{:02x}", static_cast<unsigned char>(each));
    return home == table_home::postgresql ? fmt::format("decode('{}', 'hex')", digits) : "x'" + digits + "'";
}

std::string begins_with(const std::string& column, const std::vector<std::string>& marks, stored_form form,
                        table_home home)
{
    std::string list;
    for (const std::string& each : marks) list += (list.empty() ? "" : ", ") + mark_literal(each, form, home);
    return fmt::format("substr({}, 1, {}) in ({})", column, marks.front().size(), list);
}

}  // namespace cellseal::soci_orm
