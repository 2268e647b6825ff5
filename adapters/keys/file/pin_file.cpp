#include "adapters/keys/file/pin_file.h"

#include <fmt/format.h>

#include <charconv>
#include <memory_resource>

#include "adapters/keys/file/private_file.h"
#include "plugin/error/error.h"
#include "plugin/keys/key_check.h"

namespace cellseal {

namespace {

constexpr std::size_t most_bytes = 4096;
constexpr std::string_view title = "cellseal pin 1";
constexpr std::string_view generation_label = "generation: ";
constexpr std::string_view check_label = "key check: ";
constexpr std::string_view next_label = "next key check: ";

std::string_view take_line(std::string_view& text)
{
    const auto end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == text.npos ? text.size() : end + 1);
    return line;
}

std::optional<std::string_view> value_of(std::string_view line, std::string_view label)
{
    if (!line.starts_with(label)) return std::nullopt;
    return line.substr(label.size());
}

std::optional<std::uint64_t> number_of(std::string_view digits)
{
    std::uint64_t value = 0;
    const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (problem != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
    return value;
}

std::optional<key_pin> pin_from(std::string_view text)
{
    if (take_line(text) != title) return std::nullopt;
    const auto generation = number_of(value_of(take_line(text), generation_label).value_or("none"));
    key_pin pin{generation.value_or(0), read_key_check(value_of(take_line(text), check_label).value_or("")), {}};
    if (!generation || pin.key_check.empty()) return std::nullopt;
    if (text.empty()) return pin;
    pin.next_key_check = read_key_check(value_of(take_line(text), next_label).value_or(""));
    if (pin.next_key_check.empty() || !text.empty()) return std::nullopt;
    return pin;
}

std::string text_of(const key_pin& pin)
{
    std::string text =
        fmt::format("{}\n{}{}\n{}{}\n", title, generation_label, pin.generation, check_label, pin.key_check);
    if (!pin.next_key_check.empty()) text += fmt::format("{}{}\n", next_label, pin.next_key_check);
    return text;
}

}  // namespace

std::filesystem::path pin_file::beside(const std::filesystem::path& key_file) { return key_file.string() + ".pin"; }

std::string pin_file::place() const { return fmt::format("pin file {}", file_.string()); }

std::optional<key_pin> pin_file::read()
{
    try {
        const secret_bytes content = private_file::read(file_, most_bytes, *std::pmr::new_delete_resource());
        if (auto pin = pin_from(chars_of(content.expose()))) return pin;
    } catch (const error& refused) {
        if (refused.code() == errc::key_source_missing) return std::nullopt;
        if (refused.code() != errc::key_source_empty) throw;
    }
    throw error(errc::key_source_unreadable,
                fmt::format("{} holds no pin: it was changed or cut off. It remembers which keyring was seen last, so "
                            "that an older one "
                            "is noticed; compare the keyring's key check with the administrator, then remove the file",
                            place()));
}

void pin_file::write(const key_pin& pin) { private_file::replace(file_, bytes_of(text_of(pin))); }

}  // namespace cellseal
