#include "plugin/keys/passphrase_reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "plugin/error/error.h"
#include "plugin/keys/passphrase_reading.h"
#include "plugin/keys/typed_passphrase.h"

namespace cellseal {

namespace {

bool is_blank(std::uint8_t byte) { return byte == ' ' || (byte >= '\t' && byte <= '\r'); }

byte_view without_last_line_break(byte_view text)
{
    if (!text.empty() && text.back() == '\n') text = text.first(text.size() - 1);
    if (!text.empty() && text.back() == '\r') text = text.first(text.size() - 1);
    return text;
}

byte_view trimmed(byte_view text)
{
    while (!text.empty() && is_blank(text.front())) text = text.subspan(1);
    while (!text.empty() && is_blank(text.back())) text = text.first(text.size() - 1);
    return text;
}

std::vector<slot_secret> read_typed(byte_view text, std::pmr::memory_resource& memory)
{
    const byte_view inner = trimmed(text);
    std::vector<slot_secret> candidates;
    // A line break at an end can be no part of a typed passphrase, so then there is no exact reading.
    if (std::ranges::none_of(text, [](std::uint8_t byte) { return is_blank(byte) && byte != ' '; }) ||
        inner.size() == text.size())
        candidates.emplace_back().bytes = typed_passphrase(text, memory);
    if (inner.size() != text.size()) {
        slot_secret& second = candidates.emplace_back();
        second.bytes = typed_passphrase(inner, memory);
        second.told = "read without the blanks at its ends";
    }
    return candidates;
}

// Two readings that both pass the check, which happens to a random text once in 2^33, are no answer.
std::optional<slot_secret> accepted_in(const std::vector<passphrase_reading>& readings,
                                       std::pmr::memory_resource& memory)
{
    std::optional<slot_secret> found;
    for (const passphrase_reading& each : readings) {
        const auto key = each.accepted(memory);
        if (!key) continue;
        if (found && !found->bytes.equals(key->utf8().expose()))
            throw error(errc::bad_passphrase,
                        "the bytes of this passphrase can be read as two different keys: copy the "
                        "key again and save it as UTF-8");
        if (found) continue;
        found.emplace();
        found->bytes = key->utf8();
        found->told = each.told;
    }
    return found;
}

const passphrase_reading* damaged_in(const std::vector<passphrase_reading>& readings)
{
    const passphrase_reading* best = nullptr;
    for (const passphrase_reading& each : readings)
        if (each.was_generated() && (!best || each.in_alphabet > best->in_alphabet)) best = &each;
    return best;
}

// Text by its byte order mark, as UTF-8 without one; else as it is.
std::optional<wiped_bytes> marked_text(byte_view bytes)
{
    const auto begins = [&](std::uint8_t first, std::uint8_t second) {
        return bytes.size() >= 2 && bytes[0] == first && bytes[1] == second;
    };
    std::optional<wiped_text> text;
    if (begins(0xFF, 0xFE)) text = decode_utf16(bytes.subspan(2), byte_order::little_endian);
    if (begins(0xFE, 0xFF)) text = decode_utf16(bytes.subspan(2), byte_order::big_endian);
    if (begins(0xEF, 0xBB) && bytes.size() >= 3 && bytes[2] == 0xBF) text = decode_utf8(bytes.subspan(3));
    if (!text) return std::nullopt;
    return encode_utf8(*text);
}

void check_not_empty(byte_view text)
{
    if (std::ranges::all_of(text, is_blank))
        throw error(errc::key_source_empty, "there is no passphrase: nothing but blanks was given");
}

}  // namespace

std::optional<slot_secret> read_generated_passphrase(byte_view text, std::pmr::memory_resource& memory)
{
    const auto readings = readings_of(text);
    if (auto found = accepted_in(readings, memory)) return found;
    if (const auto* damaged = damaged_in(readings))
        throw error(errc::bad_passphrase,
                    fmt::format("the passphrase is damaged{}: {}",
                                damaged->told.empty() ? "" : fmt::format(" ({})", damaged->told), damaged->fault()));
    return std::nullopt;
}

std::vector<slot_secret> read_passphrase(byte_view text, std::pmr::memory_resource& memory)
{
    check_not_empty(text);
    if (auto generated = read_generated_passphrase(text, memory)) {
        std::vector<slot_secret> only;
        only.push_back(std::move(*generated));
        return only;
    }
    const auto unmarked = marked_text(text);
    if (unmarked) check_not_empty(*unmarked);
    return read_typed(without_last_line_break(unmarked ? byte_view{*unmarked} : text), memory);
}

}  // namespace cellseal
