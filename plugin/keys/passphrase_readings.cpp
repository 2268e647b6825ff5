#include <fmt/format.h>

#include <algorithm>

#include "plugin/keys/code_pages.h"
#include "plugin/keys/passphrase_reading.h"
#include "plugin/keys/text_escapes.h"

namespace cellseal {

namespace {

bool begins_with(byte_view bytes, std::initializer_list<std::uint8_t> mark)
{
    return bytes.size() >= mark.size() && std::equal(mark.begin(), mark.end(), bytes.begin());
}

bool is_ascii(const wiped_text& text)
{
    return std::ranges::all_of(text, [](char32_t each) { return each < 0x80; });
}

class collector {
public:
    // A text as it stands, and what it may have been before it was damaged.
    void add(const std::optional<wiped_text>& text, const std::string& told)
    {
        if (!text) return;
        found_.emplace_back(*text, told);
        if (auto plain = without_escapes(*text))
            found_.emplace_back(*plain, "freed of escapes (as in web pages, JSON or mail)");
        if (is_ascii(*text)) return;
        for (const single_byte_page page : all_single_byte_pages) {
            const auto bytes = bytes_taken_for(*text, page);
            if (!bytes) continue;
            if (const auto again = decode_utf8(*bytes); again && *again != *text)
                found_.emplace_back(*again, fmt::format("UTF-8 that was read as {} and saved again", name_of(page)));
        }
    }
    [[nodiscard]] std::vector<passphrase_reading> take() { return std::move(found_); }

private:
    std::vector<passphrase_reading> found_;
};

// True where a byte order mark says it all.
bool add_marked(byte_view bytes, collector& found)
{
    if (begins_with(bytes, {0xFF, 0xFE, 0, 0}) && bytes.size() % 4 == 0) {
        found.add(decode_utf32(bytes.subspan(4), byte_order::little_endian), "");
        return true;
    }
    if (begins_with(bytes, {0, 0, 0xFE, 0xFF})) {
        found.add(decode_utf32(bytes.subspan(4), byte_order::big_endian), "");
        return true;
    }
    if (begins_with(bytes, {0xFF, 0xFE}) || begins_with(bytes, {0xFE, 0xFF})) {
        const auto order = bytes[0] == 0xFF ? byte_order::little_endian : byte_order::big_endian;
        found.add(decode_utf16(bytes.subspan(2), order), "");
        return true;
    }
    if (!begins_with(bytes, {0xEF, 0xBB, 0xBF})) return false;
    const auto text = decode_utf8(bytes.subspan(3));
    found.add(text, "");
    return text.has_value();
}

}  // namespace

std::vector<passphrase_reading> readings_of(byte_view bytes)
{
    collector found;
    if (add_marked(bytes, found)) return found.take();
    const auto utf8 = decode_utf8(bytes);
    found.add(utf8, "");
    const bool plain_ascii = utf8 && is_ascii(*utf8) && std::ranges::find(bytes, 0x1B) == bytes.end();
    if (plain_ascii && std::ranges::find(bytes, 0) == bytes.end()) return found.take();
    for (const byte_order order : {byte_order::little_endian, byte_order::big_endian}) {
        found.add(decode_utf16(bytes, order), "UTF-16 without a byte order mark");
        found.add(decode_utf32(bytes, order), "UTF-32 without a byte order mark");
    }
    for (const east_asian_page page : all_east_asian_pages)
        found.add(decode_page(bytes, page), fmt::format("saved as {}", name_of(page)));
    return found.take();
}

}  // namespace cellseal
