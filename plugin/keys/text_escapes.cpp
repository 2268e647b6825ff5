#include "plugin/keys/text_escapes.h"

#include <algorithm>
#include <string_view>

namespace cellseal {

namespace {

constexpr char32_t largest = 0x10FFFF;

bool is_blank(char32_t c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

std::optional<unsigned> digit(char32_t c, unsigned base)
{
    unsigned value = base;
    if (c >= '0' && c <= '9') value = c - '0';
    if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f') value = (c | 0x20) - 'a' + 10;
    if (value >= base) return std::nullopt;
    return value;
}

// What an escape stands for, and how many characters it takes.
struct escape {
    char32_t value = 0;
    std::size_t size = 0;
    bool is_byte = false;
};

class escape_reader {
public:
    explicit escape_reader(const wiped_text& text) : text_(text) {}

    [[nodiscard]] std::optional<escape> at(std::size_t begin) const
    {
        switch (text_[begin]) {
            case '&': return entity(begin);
            case '\\': return backslash(begin);
            case '%': return percent(begin);
            case '=': return byte_in_hex(begin, begin + 1);
            default: return std::nullopt;
        }
    }

private:
    [[nodiscard]] char32_t get(std::size_t at) const { return at < text_.size() ? text_[at] : 0; }

    // Digits from `from`, at least `least` and at most `most` of them; then `closing` where one is wanted.
    [[nodiscard]] std::optional<escape> number(std::size_t begin, std::size_t from, unsigned base, std::size_t least,
                                               std::size_t most, char32_t closing = 0) const
    {
        escape read;
        std::size_t next = from;
        for (; next - from < most; ++next) {
            const auto value = digit(get(next), base);
            if (!value) break;
            read.value = read.value * base + *value;
        }
        if (next - from < least || read.value > largest) return std::nullopt;
        if (closing && get(next) != closing) return std::nullopt;
        read.size = next + (closing ? 1 : 0) - begin;
        return read;
    }

    [[nodiscard]] std::optional<escape> byte_in_hex(std::size_t begin, std::size_t from) const
    {
        auto read = number(begin, from, 16, 2, 2);
        if (read) read->is_byte = true;
        return read;
    }

    [[nodiscard]] bool stands(std::size_t at, std::u32string_view word) const
    {
        return at + word.size() <= text_.size() &&
               std::equal(word.begin(), word.end(), text_.begin() + static_cast<std::ptrdiff_t>(at),
                          [](char32_t wanted, char32_t c) { return c == wanted || (c | 0x20) == wanted; });
    }

    [[nodiscard]] std::optional<escape> entity(std::size_t begin) const
    {
        if (stands(begin, U"&nbsp;")) return escape{' ', 6, false};
        if (stands(begin, U"&amp;")) return escape{'&', 5, false};
        if (get(begin + 1) != '#') return std::nullopt;
        const bool hex = (get(begin + 2) | 0x20) == 'x';
        return hex ? number(begin, begin + 3, 16, 2, 6, ';') : number(begin, begin + 2, 10, 2, 7, ';');
    }

    [[nodiscard]] std::optional<escape> backslash(std::size_t begin) const
    {
        const char32_t kind = get(begin + 1);
        if (kind == '\\') return escape{'\\', 2, false};
        if (kind == 'n' || kind == 'r' || kind == 't' || kind == '"') return escape{' ', 2, false};
        if ((kind == 'u' || kind == 'U' || kind == 'x') && get(begin + 2) == '{')
            return number(begin, begin + 3, 16, 1, 6, '}');
        if (kind == 'x' || kind == 'X') return byte_in_hex(begin, begin + 2);
        if (kind == 'U' && number(begin, begin + 2, 16, 8, 8)) return number(begin, begin + 2, 16, 8, 8);
        if (kind == 'u' || kind == 'U') return number(begin, begin + 2, 16, 4, 4);
        auto octal = number(begin, begin + 1, 8, 3, 3);
        if (octal) octal->is_byte = octal->value <= 0xFF;
        return octal && octal->is_byte ? octal : std::nullopt;
    }

    [[nodiscard]] std::optional<escape> percent(std::size_t begin) const
    {
        if ((get(begin + 1) | 0x20) == 'u') return number(begin, begin + 2, 16, 4, 4);
        return byte_in_hex(begin, begin + 1);
    }

    const wiped_text& text_;
};

bool is_soft_break(const wiped_text& text, std::size_t at)
{
    return text[at] == '=' && at + 1 < text.size() && (text[at + 1] == '\r' || text[at + 1] == '\n');
}

// Appends bytes that stood in a row, decoded.
bool flush(wiped_bytes& bytes, wiped_text& out)
{
    const auto decoded = decode_utf8(bytes);
    if (!decoded) return false;
    out.insert(out.end(), decoded->begin(), decoded->end());
    bytes.clear();
    return true;
}

std::optional<wiped_text> undone_once(const wiped_text& text)
{
    const escape_reader escapes(text);
    wiped_text out;
    wiped_bytes bytes;
    bool any = false;
    for (std::size_t at = 0; at < text.size();) {
        const auto found = escapes.at(at);
        any = any || found;
        if (found && found->is_byte) {
            bytes.push_back(static_cast<std::uint8_t>(found->value));
            at += found->size;
            continue;
        }
        if (is_blank(text[at]) || is_soft_break(text, at)) {
            ++at;
            continue;
        }
        if (!flush(bytes, out)) return std::nullopt;
        out.push_back(found ? found->value : text[at]);
        at += found ? found->size : 1;
    }
    if (!any || !flush(bytes, out)) return std::nullopt;
    return out;
}

}  // namespace

std::optional<wiped_text> without_escapes(const wiped_text& text)
{
    constexpr int deepest = 3;  // "&amp;#19985;", and JSON in JSON
    std::optional<wiped_text> out = undone_once(text);
    for (int depth = 1; out && depth < deepest; ++depth) {
        auto deeper = undone_once(*out);
        if (!deeper) break;
        out = std::move(deeper);
    }
    return out;
}

}  // namespace cellseal
