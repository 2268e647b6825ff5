#include "plugin/values/field_sealer.h"

#include <fmt/format.h>

#include <algorithm>

#include "plugin/error/error.h"
#include "plugin/values/base64url.h"
#include "plugin/values/declared_value.h"
#include "plugin/values/plain_padding.h"
#include "plugin/values/sealed_value.h"

namespace cellseal {

namespace {

bool is_deterministic(const attribute& which) noexcept { return which.found_by == lookup::deterministic; }

[[noreturn]] void refuse(const attribute& which, errc code, std::string_view why)
{
    throw error(code,
                fmt::format("The value for {} (column {}) was not sealed: {}", which.full_name(), which.place(), why));
}

const attribute_key& key_for(const attribute& which, const keyring& keys, std::size_t slot)
{
    const attribute_keys& own = keys.keys_of(which);
    // Only the comparison of a deterministic attribute looks for values of keys that do not seal any more.
    const attribute_key* key = slot == 0 ? own.sealing() : is_deterministic(which) ? own.live(slot) : nullptr;
    if (key == nullptr)
        refuse(which, errc::no_sealing_key,
               fmt::format(
                   "the keyring (generation {}, key check {}) has no key that may seal it. Restore or change the key.",
                   keys.generation(), keys.key_check()));
    return *key;
}

std::size_t plain_size_of(const attribute& which, byte_view body, std::size_t limit)
{
    const std::size_t largest = std::min(limit, max_body_bytes);
    if (body.size() > largest)
        refuse(
            which, errc::value_too_long,
            fmt::format("it has {} bytes and the limit is {}. Shorten it, or raise the limit.", body.size(), largest));
    const auto size = plain_padding::size_with(which.padded, body.size());
    if (!size)
        refuse(which, errc::value_too_long,
               fmt::format("it has {} bytes and fixed padding of {} takes {}. Shorten it, or make the padding longer.",
                           body.size(), which.padded.size, which.padded.size - 2));
    return *size;
}

void write_plain(byte_span out, plain_view value)
{
    out[0] = static_cast<std::uint8_t>(value.type);
    std::copy(value.body.begin(), value.body.end(), out.begin() + 1);
    plain_padding::fill(out, 1 + value.body.size());
}

// The associated data are the header, which the sealed value begins with, and the row's key behind it, which it does
// not hold: so only a bound value needs them put together.
byte_view associated_data(byte_view sealed, byte_view row, byte_span room)
{
    const byte_view header = sealed.first(sealed_value::header_size);
    if (row.empty()) return header;
    std::copy(header.begin(), header.end(), room.begin());
    std::copy(row.begin(), row.end(), room.begin() + sealed_value::header_size);
    return room;
}

void append_stored(std::string& out, byte_view sealed, stored_form form)
{
    if (form == stored_form::bytes) {
        out += chars_of(sealed);
        return;
    }
    const std::size_t before = out.size();
    out.resize(before + base64url::encoded_size(sealed.size()));
    base64url::encode(sealed, out.data() + before);
}

}  // namespace

void field_sealer::seal(const attribute& which, const keyring& keys, plain_view value, const row_key& row,
                        std::string& out, wiping_buffer& scratch, std::size_t slot, std::size_t limit)
{
    using zeros = declared_value::zeros;
    const declared_value declared{which, value, is_deterministic(which) ? zeros::folded : zeros::kept};
    if (which.bound_to_row && row.empty())
        refuse(which, errc::missing_row_key,
               "it is bound to its row, but the row's key is missing. Bind the key columns as well.");
    const attribute_key& key = key_for(which, keys, slot);
    const std::size_t plain_size = plain_size_of(which, declared.view().body, limit);

    const byte_view row_bytes = which.bound_to_row ? row.encoded() : byte_view{};
    const std::size_t sealed_size = sealed_value::header_size + aead::overhead + plain_size;
    const std::size_t associated_size = row_bytes.empty() ? 0 : sealed_value::header_size + row_bytes.size();
    const wipe_when_done wiping{scratch};
    const byte_span memory = scratch.take(plain_size + sealed_size + associated_size);
    const byte_span plain = memory.first(plain_size);
    const byte_span sealed = memory.subspan(plain_size, sealed_size);

    write_plain(plain, declared.view());
    const bool padded = which.padded.how != padding::kind::none;
    sealed_value::write_header(sealed.data(), {1, key.sealed_with, which.bound_to_row, padded, key.id});
    key.cipher->seal(associated_data(sealed, row_bytes, memory.last(associated_size)), plain,
                     sealed.subspan(sealed_value::header_size));
    append_stored(out, sealed, which.form);
}

}  // namespace cellseal
