// read_sealkey(): exports, whatever happened to them, and what else a key file can hold.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "plugin/error/error.h"
#include "plugin/keys/key_check.h"
#include "plugin/keys/passphrase_reader.h"
#include "plugin/keys/sealkey_text.h"
#include "plugin/keys/sealkey_words.h"
#include "plugin/keys/typed_passphrase.h"
#include "plugin/keys/wiped_text.h"
#include "plugin/values/plain_value.h"

namespace cellseal {

namespace {

using namespace sealkey_words;

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n";
    const auto begin = text.find_first_not_of(blanks);
    if (begin == text.npos) return {};
    return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

// What stands after `label` to the end of its line; empty when the label is not there.
std::string_view after(std::string_view text, std::string_view label)
{
    const auto at = text.find(label);
    if (at == text.npos) return {};
    const std::string_view rest = text.substr(at + label.size());
    return trimmed(rest.substr(0, rest.find('\n')));
}

// A label's value up to the wide gap before the next label on its line.
std::string_view field(std::string_view text, std::string_view label)
{
    const std::string_view value = after(text, label);
    return value.substr(0, value.find("   "));
}

// What stands after `label` up to whatever comes next in an export, over line breaks that were put in since.
std::string_view passphrase_after(std::string_view text, std::string_view label)
{
    const auto at = text.find(label);
    if (at == text.npos) return {};
    std::string_view rest = text.substr(at + label.size());
    for (const std::string_view next : {unicode_label, digits_label, typed_label, check_label, advice_begins, title})
        rest = rest.substr(0, rest.find(next));
    if (text.find(label, at + label.size()) != text.npos)
        throw error(errc::bad_passphrase,
                    fmt::format("this export has two lines \"{}\", two keys in one file: keep the "
                                "one that is wanted",
                                label));
    return trimmed(rest);
}

constexpr std::string_view missing = "is missing";

struct line_reading {
    std::optional<slot_secret> secret;
    std::string fault;
};

line_reading read_line(std::string_view text, std::string_view label, std::pmr::memory_resource& memory)
{
    const std::string_view value = passphrase_after(text, label);
    if (value.empty()) return {std::nullopt, std::string(missing)};
    try {
        auto secret = read_generated_passphrase(bytes_of(value), memory);
        const std::string fault = secret ? "" : "was ruined by an editor or a wrong encoding";
        return {std::move(secret), fault};
    } catch (const error& refused) {
        return {std::nullopt, fmt::format("is damaged ({})", refused.what())};
    }
}

std::optional<std::uint64_t> number_of(std::string_view digits)
{
    std::uint64_t value = 0;
    const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (problem != std::errc() || end == digits.data()) return std::nullopt;
    return value;
}

// A typed passphrase has no second form; what is given to open is taken as it stands.
std::optional<slot_secret> read_typed_line(std::string_view text, std::pmr::memory_resource& memory)
{
    const std::string_view value = after(text, typed_label);
    if (value.empty()) return std::nullopt;
    slot_secret secret;
    secret.bytes = typed_passphrase(bytes_of(value), memory);
    return secret;
}

slot_secret read_passphrase_lines(std::string_view text, std::pmr::memory_resource& memory)
{
    if (auto typed = read_typed_line(text, memory)) return *std::move(typed);
    line_reading characters = read_line(text, unicode_label, memory);
    line_reading digits = read_line(text, digits_label, memory);
    if (!characters.secret && !digits.secret && characters.fault == missing && digits.fault == missing)
        throw error(errc::bad_passphrase,
                    "this export holds no line with a passphrase: it is cut off, or a newer cellseal has written it. "
                    "Take another copy of the key, or that cellseal");
    if (!characters.secret && !digits.secret)
        throw error(errc::bad_passphrase,
                    fmt::format("this export holds no passphrase that reads: its Unicode line {}, its digits line "
                                "{}. Take another copy of the key",
                                characters.fault, digits.fault));
    if (characters.secret && digits.secret && !characters.secret->bytes.equals(digits.secret->bytes.expose()))
        throw error(errc::bad_passphrase,
                    "the two passphrase lines of this export are two different keys: take the line that belongs "
                    "to this key check, or another copy");
    slot_secret secret = std::move(characters.secret ? *characters.secret : *digits.secret);
    if (!characters.secret)
        secret.told = fmt::format("read from the digits line, because the Unicode line {}", characters.fault);
    if (!digits.secret)
        secret.told = fmt::format("read from the Unicode line, because the digits line {}", digits.fault);
    return secret;
}

slot_secret read_export(std::string_view text, std::pmr::memory_resource& memory)
{
    slot_secret secret = read_passphrase_lines(text, memory);
    secret.key_check = read_key_check(field(text, check_label));
    secret.slot = field(text, slot_label);
    secret.generation = number_of(field(text, generation_label));
    const std::string_view owner = after(text, title);
    if (owner.starts_with('"')) secret.organisation = owner.substr(1, owner.find('"', 1) - 1);
    return secret;
}

bool is_export(std::string_view text)
{
    return text.find(title) != text.npos || text.find(unicode_label) != text.npos ||
           text.find(digits_label) != text.npos;
}

// The file in an encoding in which labels are ASCII: UTF-16 and UTF-32, with byte order mark or without, are turned
// into UTF-8, everything else stays what it is.
wiped_bytes with_ascii_labels(byte_view file)
{
    const auto whole_export = [](const std::optional<wiped_text>& text) -> std::optional<wiped_bytes> {
        if (!text) return std::nullopt;
        wiped_bytes utf8 = encode_utf8(*text);
        if (!is_export(chars_of(utf8))) return std::nullopt;
        return utf8;
    };
    if (std::ranges::find(file, 0) != file.end())
        for (const byte_order order : {byte_order::little_endian, byte_order::big_endian}) {
            if (auto utf8 = whole_export(decode_utf16(file, order))) return *std::move(utf8);
            if (auto utf8 = whole_export(decode_utf32(file, order))) return *std::move(utf8);
        }
    return {file.begin(), file.end()};
}

// One export after the other. One whose title was cut off is one all the same.
std::vector<slot_secret> read_exports(std::string_view text, std::pmr::memory_resource& memory)
{
    std::vector<slot_secret> secrets;
    if (!is_export(text) && text.find(share_label) != text.npos)
        throw error(errc::bad_passphrase,
                    "this is one share of a key, which opens nothing alone: put enough of them together with "
                    "cellseal key join");
    if (!is_export(text)) return secrets;
    const auto first = text.find(title);
    if (first == text.npos) {
        secrets.push_back(read_export(text, memory));
        return secrets;
    }
    text.remove_prefix(first);
    while (!text.empty()) {
        const auto next = text.find(title, title.size());
        secrets.push_back(read_export(text.substr(0, next), memory));
        text = next == text.npos ? std::string_view{} : text.substr(next);
    }
    return secrets;
}

// 27 or 15 characters in two bytes each can be 32 bytes too.
bool is_generated(byte_view file, std::pmr::memory_resource& memory)
{
    try {
        return read_generated_passphrase(file, memory).has_value();
    } catch (const error&) {
        return false;
    }
}

bool is_random_key(byte_view file)
{
    if (file.size() != slot_secret::random_key_size) return false;
    // 32 random bytes are valid text without control characters once in 10^14 draws.
    const auto control = [](std::uint8_t byte) { return byte < 0x20 || byte == 0x7F; };
    return !is_valid_utf8(chars_of(file)) || std::ranges::any_of(file.first(file.size() - 2), control);
}

}  // namespace

std::vector<slot_secret> read_sealkey(byte_view file, std::pmr::memory_resource& memory)
{
    const wiped_bytes readable = with_ascii_labels(file);
    std::vector<slot_secret> secrets = read_exports(chars_of(readable), memory);
    if (!secrets.empty()) return secrets;
    if (!is_random_key(file) || is_generated(file, memory)) return read_passphrase(file, memory);
    slot_secret& only = secrets.emplace_back();
    only.what = slot_secret::kind::random_key;
    only.bytes = secret_bytes(file, memory);
    return secrets;
}

}  // namespace cellseal
