#include "plugin/values/sealed_value.h"

#include <algorithm>
#include <string>
#include <vector>

#include "plugin/error/error.h"
#include "plugin/values/base64url.h"

namespace cellseal::sealed_value {

namespace {

// 18 bits of magic, then 6 bits of version: "_cs" and "1" in base64url.
constexpr std::uint8_t front_bytes[] = {0xFD, 0xCB, 0x35};
constexpr std::string_view magic_text = "_cs";
constexpr char version_character = '1';
constexpr std::uint8_t version_bits = 0x3F;

bool is_known(std::uint8_t suite_byte) noexcept
{
    switch (static_cast<suite>(suite_byte)) {
        case suite::xchacha20_poly1305:
        case suite::xaes_256_gcm:
        case suite::xchacha20_poly1305_synthetic: return true;
    }
    return false;
}

bool is_version_one(std::string_view stored, stored_form form) noexcept
{
    if (form == stored_form::text) return stored[3] == version_character;
    return (static_cast<std::uint8_t>(stored[2]) & version_bits) == (front_bytes[2] & version_bits);
}

[[noreturn]] void refuse(errc problem)
{
    throw error(problem, "This is not a sealed value that can be read: " + std::string{name_of(problem)} + ".");
}

std::vector<std::uint8_t> decoded(std::string_view stored, stored_form form)
{
    if (form == stored_form::bytes) return {stored.begin(), stored.end()};
    std::vector<std::uint8_t> sealed(base64url::decoded_size(stored.size()));
    if (!base64url::decode(stored, sealed.data())) refuse(errc::bad_encoding);
    return sealed;
}

}  // namespace

bool has_magic(std::string_view stored, stored_form form) noexcept
{
    if (form == stored_form::text)
        return stored.size() > magic_text.size() && stored.starts_with(magic_text) &&
               base64url::is_character(stored[magic_text.size()]);
    const byte_view bytes = bytes_of(stored);
    return bytes.size() >= 3 && bytes[0] == front_bytes[0] && bytes[1] == front_bytes[1] &&
           (bytes[2] & ~version_bits) == (front_bytes[2] & ~version_bits);
}

std::optional<errc> check_front(std::string_view stored, stored_form form, std::size_t largest) noexcept
{
    if (!has_magic(stored, form)) return errc::not_sealed;
    if (!is_version_one(stored, form)) return errc::unknown_version;
    const std::size_t allowed = form == stored_form::text ? base64url::encoded_size(largest) : largest;
    if (stored.size() > allowed) return errc::too_large;
    return std::nullopt;
}

checked<header> read_header(byte_view sealed) noexcept
{
    if (sealed.size() < smallest) return {std::nullopt, errc::truncated};
    if (!is_known(sealed[suite_offset])) return {std::nullopt, errc::unknown_suite};
    const std::uint8_t flags = sealed[flags_offset];
    if ((flags & ~(flag_row | flag_padded)) != 0) return {std::nullopt, errc::malformed};
    header read{1, static_cast<suite>(sealed[suite_offset]), (flags & flag_row) != 0, (flags & flag_padded) != 0, {}};
    std::copy_n(sealed.begin() + key_id_offset, key_id::size, read.key.bytes.begin());
    return {read, {}};
}

checked<header> read_prefix(std::string_view prefix, stored_form form) noexcept
{
    const std::size_t wanted = form == stored_form::text ? header_characters : header_size;
    prefix = prefix.substr(0, wanted);
    if (const auto problem = check_front(prefix, form, smallest)) return {std::nullopt, *problem};
    std::array<std::uint8_t, smallest> sealed{};  // What follows the header does not matter here.
    if (prefix.size() < wanted) return {std::nullopt, errc::truncated};
    if (form == stored_form::bytes)
        std::copy_n(prefix.begin(), header_size, sealed.begin());
    else if (!base64url::decode(prefix, sealed.data()))
        return {std::nullopt, errc::bad_encoding};
    return read_header(sealed);
}

description inspect(std::string_view stored)
{
    const bool is_bytes = !stored.empty() && static_cast<std::uint8_t>(stored[0]) == front_bytes[0];
    const stored_form form = is_bytes ? stored_form::bytes : stored_form::text;
    if (const auto problem = check_front(stored, form, stored.size())) refuse(*problem);
    const std::vector<std::uint8_t> sealed = decoded(stored, form);
    const checked<header> front = read_header(sealed);
    if (!front.value) refuse(front.problem);
    description made{*front.value, {}, stored.size(), sealed.size() - smallest + 1, form};
    std::copy_n(sealed.begin() + header_size, nonce_size, made.nonce.begin());
    return made;
}

void write_header(std::uint8_t* out, const header& front) noexcept
{
    std::copy_n(front_bytes, 3, out);
    out[suite_offset] = static_cast<std::uint8_t>(front.sealed_with);
    out[flags_offset] = static_cast<std::uint8_t>((front.row_bound ? flag_row : 0) | (front.padded ? flag_padded : 0));
    std::copy_n(front.key.bytes.begin(), key_id::size, out + key_id_offset);
}

}  // namespace cellseal::sealed_value
