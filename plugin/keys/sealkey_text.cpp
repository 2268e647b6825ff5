#include "plugin/keys/sealkey_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "plugin/error/error.h"
#include "plugin/keys/key_check.h"
#include "plugin/keys/passphrase_alphabet.h"
#include "plugin/keys/passphrase_reader.h"
#include "plugin/keys/typed_passphrase.h"
#include "plugin/values/plain_value.h"

namespace cellseal {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::string_view line_break = "\r\n";
constexpr std::string_view title = "Field encryption key of organisation";
constexpr std::string_view check_label = "key check:";
constexpr std::string_view slot_label = "slot:";
constexpr std::string_view unicode_label = "passphrase (Unicode):";
constexpr std::string_view digits_label = "passphrase (digits):";
constexpr std::string_view typed_label = "passphrase (typed):";

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

struct line_reading {
    std::optional<slot_secret> secret;
    std::string fault;
};

line_reading read_line(std::string_view text, std::string_view label, std::pmr::memory_resource& memory)
{
    const std::string_view value = after(text, label);
    if (value.empty()) return {std::nullopt, "is missing"};
    try {
        auto secret = read_generated_passphrase(bytes_of(value), memory);
        const std::string fault = secret ? "" : "was ruined by an editor or a wrong encoding";
        return {std::move(secret), fault};
    } catch (const error& refused) {
        return {std::nullopt, fmt::format("is damaged ({})", refused.what())};
    }
}

void read_labels(std::string_view text, slot_secret& secret)
{
    secret.key_check = read_key_check(field(text, check_label));
    secret.slot = field(text, slot_label);
}

slot_secret read_export(std::string_view text, std::pmr::memory_resource& memory)
{
    if (const std::string_view typed = after(text, typed_label); !typed.empty()) {
        slot_secret secret;
        secret.bytes = typed_passphrase(bytes_of(typed), memory);
        read_labels(text, secret);
        return secret;
    }
    line_reading characters = read_line(text, unicode_label, memory);
    line_reading digits = read_line(text, digits_label, memory);
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
    read_labels(text, secret);
    return secret;
}

bool is_random_key(byte_view file)
{
    if (file.size() != slot_secret::random_key_size) return false;
    // 32 random bytes are valid text without control characters once in 10^14 draws.
    const auto control = [](std::uint8_t byte) { return byte < 0x20 || byte == 0x7F; };
    return !is_valid_utf8(chars_of(file)) || std::ranges::any_of(file.first(file.size() - 2), control);
}

// Appends to locked memory; its size is known before.
class secret_writer {
public:
    secret_writer(std::size_t size, std::pmr::memory_resource& memory) : text_(size, memory) {}
    void add(byte_view bytes)
    {
        std::ranges::copy(bytes, text_.expose_for_filling().begin() + static_cast<std::ptrdiff_t>(used_));
        used_ += bytes.size();
    }
    [[nodiscard]] secret_bytes take() && { return std::move(text_); }

private:
    secret_bytes text_;
    std::size_t used_ = 0;
};

std::string head_of(const sealkey_labels& labels)
{
    const std::string slot = labels.slot.empty() ? "" : fmt::format("    {} {}", slot_label, labels.slot);
    return fmt::format("{}{} \"{}\"            created {}{}{} {}    generation: {}{}{}", byte_order_mark, title,
                       labels.organisation, to_rfc3339(labels.created_at), line_break, check_label, labels.key_check,
                       labels.generation, slot, line_break);
}

// The bytes of a generated passphrase as it was made; nothing for a typed one.
std::optional<passphrase> generated_from(byte_view utf8, std::pmr::memory_resource& memory)
{
    constexpr std::size_t width = passphrase_alphabet::bytes_per_character;
    if (utf8.size() % width != 0 || !passphrase::is_length(utf8.size() / width)) return std::nullopt;
    std::array<passphrase_symbol, 32> symbols{};
    std::size_t count = 0;
    for (; count * width < utf8.size() && count < symbols.size(); ++count) {
        const auto symbol = passphrase_alphabet::symbol_of(utf8.subspan(count * width, width));
        if (!symbol) return std::nullopt;
        symbols[count] = *symbol;
    }
    passphrase key = passphrase::from_symbols(std::span(symbols).first(count), memory);
    wipe({reinterpret_cast<std::uint8_t*>(symbols.data()), sizeof symbols});
    return key;
}

secret_bytes written(const sealkey_labels& labels, std::initializer_list<byte_view> lines,
                     std::pmr::memory_resource& memory)
{
    const std::string head = head_of(labels);
    const std::string foot = fmt::format(
        "{0}Keep this file on an encrypted drive. Save it only as UTF-8 or Unicode (UTF-16), never as "
        "ANSI.{0}",
        line_break);
    std::size_t size = head.size() + foot.size();
    for (const byte_view each : lines) size += each.size();
    secret_writer text(size, memory);
    text.add(bytes_of(head));
    for (const byte_view each : lines) text.add(each);
    text.add(bytes_of(foot));
    return std::move(text).take();
}

}  // namespace

secret_bytes sealkey_text(const sealkey_labels& labels, const passphrase& key, std::pmr::memory_resource& memory)
{
    const secret_bytes characters = key.in_groups();
    const secret_bytes digits = key.digits();
    const std::string first = fmt::format("{} ", unicode_label);
    const std::string second = fmt::format("{}{}  ", line_break, digits_label);
    return written(labels, {bytes_of(first), characters.expose(), bytes_of(second), digits.expose()}, memory);
}

std::optional<secret_bytes> sealkey_text(const sealkey_labels& labels, const slot_secret& secret,
                                         std::pmr::memory_resource& memory)
{
    if (secret.what != slot_secret::kind::passphrase) return std::nullopt;
    if (const auto key = generated_from(secret.bytes.expose(), memory)) return sealkey_text(labels, *key, memory);
    const std::string label = fmt::format("{} ", typed_label);
    return written(labels, {bytes_of(label), secret.bytes.expose()}, memory);
}

secret_bytes joined(std::span<const secret_bytes> exports, std::pmr::memory_resource& memory)
{
    const auto without_mark = [](byte_view text) {
        return chars_of(text).starts_with(byte_order_mark) ? text.subspan(byte_order_mark.size()) : text;
    };
    std::size_t size = byte_order_mark.size();
    for (const secret_bytes& each : exports) size += without_mark(each.expose()).size();
    secret_writer text(size, memory);
    text.add(bytes_of(byte_order_mark));
    for (const secret_bytes& each : exports) text.add(without_mark(each.expose()));
    return std::move(text).take();
}

std::vector<slot_secret> read_sealkey(byte_view file, std::pmr::memory_resource& memory)
{
    std::vector<slot_secret> secrets;
    std::string_view rest = chars_of(file);
    for (auto at = rest.find(title); at != rest.npos;) {
        rest.remove_prefix(at);
        const auto next = rest.find(title, title.size());
        secrets.push_back(read_export(rest.substr(0, next), memory));
        if (next == rest.npos) break;
        at = next;
    }
    if (!secrets.empty()) return secrets;
    if (!is_random_key(file)) return read_passphrase(file, memory);
    slot_secret& only = secrets.emplace_back();
    only.what = slot_secret::kind::random_key;
    only.bytes = secret_bytes(file, memory);
    return secrets;
}

}  // namespace cellseal
