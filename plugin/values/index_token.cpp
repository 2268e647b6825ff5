#include "plugin/values/index_token.h"

#include <fmt/format.h>

#include "plugin/error/error.h"
#include "plugin/values/base64url.h"
#include "plugin/values/normal_form.h"

namespace cellseal::index_token {

byte_view normal_body(const index_definition& index, plain_view value, const attribute* alone, wiping_buffer& scratch)
{
    if (index.form == normal_form::as_is || (value.type != value_type::text && value.type != value_type::raw_text))
        return value.body;
    const auto refuse = [&](std::string_view why) {
        throw error(
            errc::bad_index_input,
            fmt::format("The value for {} cannot be indexed: {}. Correct the value, or index the "
                        "attribute as it is.",
                        alone != nullptr ? alone->full_name() : "a part of the compound index " + index.name, why));
    };
    if (value.type == value_type::raw_text) refuse("it is not valid UTF-8");
    const normalised_text folded = in_normal_form(chars_of(value.body), index.form, scratch);
    if (folded.problem != nullptr) refuse(folded.problem);
    return bytes_of(folded.text);
}

void append(const index_definition& index, const index_key& key, byte_view type, byte_view body, stored_form form,
            std::string& out)
{
    constexpr std::size_t version_size = 3, largest_hash = 16;
    std::uint8_t token[version_size + largest_hash] = {static_cast<std::uint8_t>(key.version >> 16),
                                                       static_cast<std::uint8_t>(key.version >> 8),
                                                       static_cast<std::uint8_t>(key.version)};
    key.hash->hash({type, body}, byte_span{token}.subspan(version_size, index.token_bytes));
    const byte_view whole = byte_view{token}.first(version_size + index.token_bytes);
    if (form == stored_form::bytes) {
        out += chars_of(whole);
        return;
    }
    const std::size_t before = out.size();
    out.resize(before + base64url::encoded_size(whole.size()));
    base64url::encode(whole, out.data() + before);
}

}  // namespace cellseal::index_token
