#include "tests/keys/passphrase_damage.h"

#include <fmt/format.h>

#include "plugin/error/error.h"
#include "plugin/keys/reed_solomon.h"
#include "plugin/keys/sealkey_text.h"
#include "tests/keys/damaging.h"
#include "tests/keys/foreign_encoding.h"

namespace cellseal {

namespace {

using namespace damaging;

const std::string mark = "\xEF\xBB\xBF";

std::vector<damage> recovered()
{
    return {
        {"UTF-8", within("", ""), ""},
        {"UTF-8 with mark", within(mark, "\r\n"), ""},
        {"UTF-16 LE with mark", saved_as("UTF-16LE", "\xFF\xFE"), ""},
        {"UTF-16 BE with mark", saved_as("UTF-16BE", "\xFE\xFF"), ""},
        {"UTF-16 LE", saved_as("UTF-16LE"), ""},
        {"UTF-16 BE", saved_as("UTF-16BE"), ""},
        {"UTF-32 LE with mark", saved_as("UTF-32LE", std::string("\xFF\xFE\0\0", 4)), ""},
        {"UTF-32 BE with mark", saved_as("UTF-32BE", std::string("\0\0\xFE\xFF", 4)), ""},
        {"UTF-32 LE", saved_as("UTF-32LE"), ""},
        {"UTF-32 BE", saved_as("UTF-32BE"), ""},
        {"Shift-JIS", saved_as("CP932"), ""},
        {"GB 18030", saved_as("GB18030"), ""},
        {"Korean", saved_as("CP949"), ""},
        {"Big5", saved_as("CP950"), ""},
        {"EUC-JP", saved_as("EUC-JP"), ""},
        {"EUC-KR", saved_as("EUC-KR"), ""},
        {"EUC-CN", saved_as("GB2312"), ""},
        {"ISO-2022-JP", saved_as("ISO-2022-JP"), ""},
        {"twice through Windows-1252", twice_encoded("CP1252"), ""},
        {"twice through Latin-1", twice_encoded("ISO-8859-1"), ""},
        {"twice through 437", twice_encoded("CP437"), ""},
        {"twice through 850", twice_encoded("CP850"), ""},
        {"twice through 866", twice_encoded("CP866"), ""},
        {"twice through Windows-1251", twice_encoded("CP1251"), ""},
        {"twice through Mac Roman", twice_encoded("MACINTOSH"), ""},
        {"twice through Windows-1252, wrapped",
         [](const whole_key& key, random& draw) { return wrapped(misread_as(key.characters, "CP1252"), "\r\n", draw); },
         ""},
        {"twice through Windows-1252, with mark",
         [](const whole_key& key, random&) { return misread_as(mark + key.characters, "CP1252"); }, ""},
        {"twice through Latin-1, as UTF-16",
         [](const whole_key& key, random&) {
             return "\xFF\xFE" + converted(misread_as(key.characters, "ISO-8859-1"), "UTF-8", "UTF-16LE");
         },
         ""},
        {"no groups", grouped_by(""), ""},
        {"hyphens", grouped_by("-"), ""},
        {"en dashes", grouped_by("\u2013"), ""},
        {"em dashes", grouped_by(" \u2014 "), ""},
        {"ideographic spaces", grouped_by("\u3000"), ""},
        {"no-break spaces", grouped_by("\u00A0"), ""},
        {"narrow no-break spaces", grouped_by("\u202F"), ""},
        {"tabs", grouped_by("\t"), ""},
        {"middle dots", grouped_by("\u00B7"), ""},
        {"commas", grouped_by(", "), ""},
        {"ideographic commas", grouped_by("\u3001"), ""},
        {"LF", grouped_by("\n"), ""},
        {"CRLF", grouped_by("\r\n"), ""},
        {"CR", grouped_by("\r"), ""},
        {"next-line characters", grouped_by("\u0085"), ""},
        {"line separators", grouped_by("\u2028"), ""},
        {"wrapped", [](const whole_key& key, random& draw) { return wrapped(key.characters, "\n", draw); }, ""},
        {"quoted by mail",
         [](const whole_key& key, random& draw) { return "> " + wrapped(key.characters, "\r\n> ", draw); }, ""},
        {"blanks around", within("   \t", "  \n\n"), ""},
        {"blanks between all", between_all(" "), ""},
        {"left-to-right marks", between_all("\u200E"), ""},
        {"right-to-left embedding", within("\u202B\u200F", "\u202C"), ""},
        {"isolates", within("\u2066", "\u2069"), ""},
        {"zero-width spaces", between_all("\u200B"), ""},
        {"zero-width joiners", between_all("\u200D"), ""},
        {"word joiners", between_all("\u2060"), ""},
        {"byte order marks inside", between_all(mark), ""},
        {"soft hyphens", between_all("\u00AD"), ""},
        {"variation selectors", between_all("\uFE00"), ""},
        {"supplementary variation selectors", between_all("\U000E0100"), ""},
        {"straight quotes", within("\"", "\""), ""},
        {"single quotes", within("'", "';"), ""},
        {"typographic quotes", within("\u201C", "\u201D"), ""},
        {"German quotes", within("\u201E", "\u201C"), ""},
        {"guillemets", within("\u00AB\u00A0", "\u00A0\u00BB"), ""},
        {"corner brackets", within("\u300C", "\u300D\u3002"), ""},
        {"Markdown", within("**`", "`**"), ""},
        {"HTML, decimal", characters_as("&#{};"), ""},
        {"HTML, hexadecimal", characters_as("&#x{:x};"), ""},
        {"HTML, capitals", characters_as("&#X{:X};"), ""},
        {"HTML twice", characters_as("&amp;#{};"), ""},
        {"HTML no-break spaces", grouped_by("&nbsp;"), ""},
        {"JSON", characters_as("\\u{:04x}"), ""},
        {"JSON, capitals", characters_as("\\U{:04X}"), ""},
        {"JSON in JSON", characters_as("\\\\u{:04x}"), ""},
        {"long escapes", characters_as("\\U{:08x}"), ""},
        {"braced escapes", characters_as("\\u{{{:x}}}"), ""},
        {"percent", bytes_as("%{:02X}"), ""},
        {"percent, small", bytes_as("%{:02x}"), ""},
        {"percent u", characters_as("%u{:04X}"), ""},
        {"quoted-printable", bytes_as("={:02X}"), ""},
        {"quoted-printable, wrapped",
         [](const whole_key& key, random&) {
             std::string out = each_byte(key.plain, "={:02X}");
             for (std::size_t at = 72; at < out.size(); at += 75) out.insert(at, "=\r\n");
             return out;
         },
         ""},
        {"bytes in hexadecimal", bytes_as("\\x{:02x}"), ""},
        {"bytes in octal", bytes_as("\\{:03o}"), ""},
        {"the same twice", [](const whole_key& key, random&) { return key.characters + "\n" + key.characters; }, ""},
        {"both forms", [](const whole_key& key, random&) { return key.characters + "\n" + key.digits + "\n"; }, ""},
        {"digits", digits_within("", "\n"), ""},
        {"digits without hyphens", digits_grouped_by(""), ""},
        {"digits with blanks", digits_grouped_by(" "), ""},
        {"digits with en dashes", digits_grouped_by("\u2013"), ""},
        {"digits in lines", digits_grouped_by("\r\n"), ""},
        {"digits in quotes", digits_within("\u201C", "\u201D"), ""},
        {"digits as UTF-16", digits_saved_as("UTF-16LE", "\xFF\xFE"), ""},
        {"digits as UTF-16 without mark", digits_saved_as("UTF-16BE"), ""},
        {"digits in full width",
         [](const whole_key& key, random&) {
             return each_character(key.digits,
                                   [](char32_t c) { return utf8_of(c == '-' ? 0xFF0D : c - '0' + 0xFF10); });
         },
         ""},
        {"an export", exported([](std::string text, auto&&...) { return text; }), ""},
        {"an export as UTF-16",
         exported([](std::string text, auto&&...) { return converted(text, "UTF-8", "UTF-16LE"); }), ""},
        {"an export as UTF-16 without mark",
         exported([](std::string text, auto&&...) { return converted(text.substr(3), "UTF-8", "UTF-16BE"); }), ""},
        {"an export as Shift-JIS",
         exported([](std::string text, auto&&...) { return converted(text.substr(3), "UTF-8", "CP932"); }), ""},
        {"an export saved as ANSI", exported([](std::string text, const whole_key& key, random&) {
             return replaced(text, key.characters, each_character(key.characters, [](char32_t) { return "?"; }))
                 .substr(3);
         }),
         ""},
        {"an export without its digits",
         exported([](std::string text, const whole_key& key, random&) { return replaced(text, key.digits, ""); }), ""},
        {"an export wrapped", exported([](std::string text, const whole_key& key, random& draw) {
             return replaced(text, key.characters, wrapped(key.characters, "\r\n", draw));
         }),
         ""},
        {"an export with its lines swapped", exported([](std::string text, const whole_key& key, random&) {
             return replaced(replaced(replaced(text, key.characters, "@"), key.digits, key.characters), "@",
                             key.digits);
         }),
         ""},
    };
}

std::vector<damage> named()
{
    return {
        {"saved as ANSI",
         [](const whole_key& key, random&) { return each_character(key.characters, [](char32_t) { return "?"; }); },
         "saved as ANSI"},
        {"some saved as ANSI", changed(some_become("?")), "became '?'"},
        {"replacement characters", changed(some_become("\uFFFD")), "replacement characters"},
        {"one wrong", changed(wrong(1)), "one wrong character at"},
        {"two wrong", changed(wrong(2)), ""},
        {"three wrong", changed(wrong(3)), ""},
        {"a C string", within("u\"", "\""), "not of a passphrase's alphabet"},
        {"a letter inside", changed(wrong_group("x")), "not of a passphrase's alphabet"},
        {"a character of another script", changed(wrong_group("\u0436")), "not of a passphrase's alphabet"},
        {"a rare Han character", changed(wrong_group("\u9FA5")), "not of a passphrase's alphabet"},
        {"a radical", changed(wrong_group("\u2F08")), "not of a passphrase's alphabet"},
        {"a compatibility form", changed(wrong_group("\uF9FD")), "not of a passphrase's alphabet"},
        {"neighbours swapped", changed(swapped(1)), ""},
        {"two swapped", changed(swapped(4)), ""},
        {"one missing", changed(missing(1)), "characters, expected 15 or 27"},
        {"two missing", changed(missing(2)), "characters, expected 15 or 27"},
        {"one doubled", changed(doubled(1)), "characters, expected 15 or 27"},
        {"two doubled", changed(doubled(2)), "characters, expected 15 or 27"},
        {"cut off", changed(cut_to_part()), ""},
        {"cut within a character",
         [](const whole_key& key, random&) { return key.plain.substr(0, key.plain.size() - 1); }, ""},
        {"two keys", [](const whole_key& key, random&) { return key.characters + "\n" + key.other; }, "two keys"},
        {"another key in digits", [](const whole_key& key, random&) { return key.other + "\n" + key.digits; },
         "two different keys"},
        {"empty", [](const whole_key&, random&) { return std::string(); }, "nothing but blanks"},
        {"blanks alone", [](const whole_key&, random&) { return std::string(" \r\n\t"); }, "nothing but blanks"},
        {"binary",
         [](const whole_key&, random& draw) {
             std::string bytes(200, '\0');
             for (char& each : bytes) each = static_cast<char>(0x80 + below(0x40, draw));
             return bytes;
         },
         "not UTF-8"},
        {"a number of digits wrong", changed_digits([](auto& at, const whole_key&, random& draw) {
             std::string& one = at[below(at.size(), draw)];
             one = fmt::format("{:04}", (std::stoul(one) + 1 + below(2047, draw)) % 2048);
         }),
         "one wrong character at"},
        {"a number above 2047", changed_digits(wrong_group("2048")), "above 2047"},
        {"numbers swapped", changed_digits([](auto& at, const whole_key&, random&) {
             if (at[2] == at[5]) at[2] = at[2] == "0003" ? "0004" : "0003";
             std::swap(at[2], at[5]);
         }),
         ""},
        {"a digit missing",
         changed_digits([](auto& at, const whole_key&, random& draw) { at[below(at.size(), draw)].pop_back(); }),
         "digits, expected 60 or 108"},
        {"a number missing", changed_digits(missing(1)), "characters, expected 15 or 27"},
        {"a number doubled", changed_digits(doubled(1)), "characters, expected 15 or 27"},
        {"an export of two keys", exported([](std::string text, const whole_key& key, random&) {
             return replaced(text, key.characters, key.other);
         }),
         "two different keys"},
        {"an export with both lines ruined", exported([](std::string text, const whole_key& key, random&) {
             return replaced(replaced(text, key.characters, "???"), key.digits, key.digits.substr(5));
         }),
         "holds no passphrase that reads"},
    };
}

}  // namespace

std::span<const damage> all_damages()
{
    static const std::vector<damage> all = [] {
        std::vector<damage> kinds = recovered();
        for (damage& each : named()) {
            // A refusal is wanted, whatever its words are.
            if (each.refused_with.empty()) each.refused_with = " ";
            kinds.push_back(std::move(each));
        }
        return kinds;
    }();
    return all;
}

whole_key key_from(std::mt19937& draw)
{
    const auto make = [&draw](std::size_t length) {
        std::vector<passphrase_symbol> symbols(length);
        for (passphrase_symbol& each : symbols) each = static_cast<passphrase_symbol>(below(2048, draw));
        for (const passphrase_symbol each : reed_solomon::check_of(symbols)) symbols.push_back(each);
        return passphrase::from_symbols(symbols, *std::pmr::new_delete_resource());
    };
    const std::size_t length = below(4, draw) == 0 ? 12 : 24;
    const passphrase key = make(length), other = make(length);
    const auto text = [](const secret_bytes& form) { return std::string(chars_of(form.expose())); };
    return {text(key.in_groups()), text(key.utf8()), text(key.digits()), text(other.in_groups())};
}

std::string broken_promise(const damage& kind, const whole_key& key, const std::string& damaged)
{
    auto& memory = *std::pmr::new_delete_resource();
    std::vector<slot_secret> read;
    try {
        read = read_sealkey(bytes_of(damaged), memory);
    } catch (const cellseal::error& refused) {
        const std::string_view message = refused.what();
        if (kind.refused_with.empty()) return fmt::format("{} was refused: {}", kind.name, message);
        if (message.find(kind.refused_with) == message.npos)
            return fmt::format("{} was refused with other words: {}", kind.name, message);
        return "";
    }
    for (const slot_secret& each : read) {
        const bool the_key = each.bytes.equals(bytes_of(key.plain));
        if (!the_key && passphrase::from_utf8(each.bytes.expose(), memory))
            return fmt::format("{} was accepted as ANOTHER KEY", kind.name);
        if (!the_key && kind.refused_with.empty()) return fmt::format("{} was taken for a typed passphrase", kind.name);
    }
    return kind.refused_with.empty() ? "" : fmt::format("{} was not refused", kind.name);
}

}  // namespace cellseal
