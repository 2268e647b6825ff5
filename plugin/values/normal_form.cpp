#include "plugin/values/normal_form.h"

#include <utf8proc.h>

#include <algorithm>

#include "plugin/bytes.h"
#include "plugin/values/plain_value.h"

namespace cellseal {

namespace {

constexpr auto flags(int combined) noexcept { return static_cast<utf8proc_option_t>(combined); }

constexpr auto nfc = flags(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_REJECTNA);
constexpr auto nfd = flags(UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_REJECTNA);
constexpr auto nfkc = flags(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_REJECTNA);
constexpr auto nfkc_casefold = flags(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
                                     UTF8PROC_IGNORE | UTF8PROC_REJECTNA);

bool is_blank(char c) noexcept { return c == ' ' || (c >= '\t' && c <= '\r'); }

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

char folded(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string_view trimmed(std::string_view text) noexcept
{
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    return text;
}

// In memory of ours from first to last: the library's own mapping would leave plaintext in freed memory.
normalised_text mapped(std::string_view text, utf8proc_option_t how, wiping_buffer& scratch)
{
    const auto* in = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    const auto size = static_cast<utf8proc_ssize_t>(text.size());
    const utf8proc_ssize_t room = utf8proc_decompose(in, size, nullptr, 0, how);
    if (room == UTF8PROC_ERROR_NOTASSIGNED) return {{}, "it holds a code point that Unicode does not assign yet"};
    if (room < 0) return {{}, "it cannot be folded"};
    // One element more: the encoder closes its text with a zero.
    const byte_span memory = scratch.take((static_cast<std::size_t>(room) + 1) * sizeof(utf8proc_int32_t));
    auto* points = reinterpret_cast<utf8proc_int32_t*>(memory.data());
    utf8proc_decompose(in, size, points, room, how);
    const utf8proc_ssize_t length = utf8proc_reencode(points, room, how);
    if (length < 0) return {{}, "it cannot be folded"};
    return {chars_of(byte_view{memory}.first(static_cast<std::size_t>(length)))};
}

normalised_text casefolded(std::string_view text, wiping_buffer& scratch)
{
    if (is_ascii(text)) {
        const byte_span out = scratch.take(text.size());
        std::transform(text.begin(), text.end(), out.begin(),
                       [](char c) { return static_cast<std::uint8_t>(folded(c)); });
        return {chars_of(out)};
    }
    // Unicode 3.13, R5: toNFKC_Casefold takes the canonical decomposition first, for folding U+0345 before its marks
    // are in order would lose them their place.
    wiping_buffer decomposed;
    const normalised_text ordered = mapped(text, nfd, decomposed);
    return ordered.problem != nullptr ? ordered : mapped(ordered.text, nfkc_casefold, scratch);
}

normalised_text digits(std::string_view text, wiping_buffer& scratch)
{
    wiping_buffer wide;
    const normalised_text plain = is_ascii(text) ? normalised_text{text} : mapped(text, nfkc, wide);
    if (plain.problem != nullptr) return plain;
    const byte_span out = scratch.take(plain.text.size());
    std::size_t count = 0;
    for (const char c : plain.text)
        if (is_digit(c)) out[count++] = static_cast<std::uint8_t>(c);
    if (count == 0) return {{}, "it holds no digit"};
    return {chars_of(byte_view{out}.first(count))};
}

}  // namespace

normalised_text in_normal_form(std::string_view text, normal_form form, wiping_buffer& scratch)
{
    switch (form) {
        case normal_form::as_is: return {text};
        case normal_form::nfc: return is_ascii(text) ? normalised_text{text} : mapped(text, nfc, scratch);
        case normal_form::nfkc_casefold: return casefolded(text, scratch);
        case normal_form::digits_only: return digits(text, scratch);
        case normal_form::trimmed_casefold: return casefolded(trimmed(text), scratch);
    }
    return {{}, "there is no such normal form"};
}

std::string_view unicode_version() noexcept { return utf8proc_unicode_version(); }

}  // namespace cellseal
