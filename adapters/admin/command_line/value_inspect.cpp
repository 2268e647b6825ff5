#include "adapters/admin/command_line/value_inspect.h"

#include <istream>
#include <iterator>
#include <optional>
#include <ostream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "plugin/error/error.h"
#include "plugin/values/sealed_value.h"

namespace cellseal::command_line {

namespace {

struct suite_names {
    const char* stable;
    const char* full;
};

suite_names names_of(suite which)
{
    switch (which) {
        case suite::xchacha20_poly1305: return {"xchacha20_poly1305", "XChaCha20-Poly1305"};
        case suite::xaes_256_gcm: return {"xaes_256_gcm", "XAES-256-GCM"};
        case suite::xchacha20_poly1305_synthetic: break;
    }
    return {"xchacha20_poly1305_synthetic", "XChaCha20-Poly1305 with a synthetic nonce (deterministic)"};
}

std::optional<std::uint8_t> digit(char c)
{
    if (c >= '0' && c <= '9') return static_cast<std::uint8_t>(c - '0');
    if (c >= 'a' && c <= 'f') return static_cast<std::uint8_t>(c - 'a' + 10);
    if (c >= 'A' && c <= 'F') return static_cast<std::uint8_t>(c - 'A' + 10);
    return std::nullopt;
}

std::optional<std::string> from_hex(std::string_view digits)
{
    if (digits.empty() || digits.size() % 2 != 0) return std::nullopt;
    std::string bytes;
    for (std::size_t i = 0; i < digits.size(); i += 2) {
        const auto high = digit(digits[i]);
        const auto low = digit(digits[i + 1]);
        if (!high || !low) return std::nullopt;
        bytes += static_cast<char>(*high << 4 | *low);
    }
    return bytes;
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::string_view without_wrapper(std::string_view text)
{
    const bool literal =
        text.size() > 3 && (text[0] == 'X' || text[0] == 'x') && text[1] == '\'' && text.back() == '\'';
    if (literal) return text.substr(2, text.size() - 3);
    if (text.starts_with("\\x") || text.starts_with("0x") || text.starts_with("0X")) return text.substr(2);
    return text;
}

std::string to_hex(byte_view bytes) { return fmt::format("{:02x}", fmt::join(bytes, "")); }

nlohmann::ordered_json json_of(const sealed_value::description& what)
{
    return {{"version", what.front.version},
            {"suite", names_of(what.front.sealed_with).stable},
            {"suite_byte", fmt::format("{:02x}", static_cast<unsigned>(what.front.sealed_with))},
            {"row_bound", what.front.row_bound},
            {"padded", what.front.padded},
            {"key_id", cellseal::to_hex(what.front.key)},
            {"nonce", to_hex(what.nonce)},
            {"stored", what.form == stored_form::text ? "text" : "bytes"},
            {"stored_size", what.stored_size},
            {"ciphertext_size", what.ciphertext_size}};
}

std::string length_told(const sealed_value::description& what)
{
    if (what.front.padded) return fmt::format("padded: type, value and padding have {} bytes", what.ciphertext_size);
    return fmt::format("{} bytes", what.ciphertext_size - 1);
}

std::string text_of(const sealed_value::description& what)
{
    return fmt::format(
        "sealed value, format {}\n"
        "suite         {:02x} {}\n"
        "key id        {}\n"
        "bound to row  {}\n"
        "plain length  {}\n"
        "nonce         {}\n"
        "stored as     {}, {} {}\n",
        what.front.version, static_cast<unsigned>(what.front.sealed_with), names_of(what.front.sealed_with).full,
        cellseal::to_hex(what.front.key), what.front.row_bound ? "yes" : "no", length_told(what), to_hex(what.nonce),
        what.form == stored_form::text ? "text" : "bytes", what.stored_size,
        what.form == stored_form::text ? "characters" : "bytes");
}

}  // namespace

std::string stored_value_from(std::string_view copied)
{
    // Raw bytes begin with FD, which begins no text, and may end with what looks like a blank.
    if (!copied.empty() && static_cast<unsigned char>(copied.front()) == 0xFD) return std::string{copied};
    const std::string_view text = trimmed(copied);
    if (text.starts_with("_cs")) return std::string{text};
    return from_hex(without_wrapper(text)).value_or(std::string{text});
}

exit_code inspect_value(const inspect_request& request, terminal console)
{
    std::string given = request.value;
    if (given == "-") given.assign(std::istreambuf_iterator<char>{console.in}, {});
    const auto described = sealed_value::inspect(stored_value_from(given));
    if (request.form == answer_form::json)
        console.out << json_of(described).dump() << '\n';
    else
        console.out << text_of(described);
    return exit_code::done;
}

}  // namespace cellseal::command_line
