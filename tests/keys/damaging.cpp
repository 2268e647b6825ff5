#include "tests/keys/damaging.h"

#include "plugin/keys/reed_solomon.h"
#include "plugin/keys/sealkey_text.h"
#include "tests/keys/foreign_encoding.h"

namespace cellseal::damaging {

namespace {

std::vector<std::string> characters_of(const std::string& utf8)
{
    std::vector<std::string> each;
    for (const char32_t point : code_points(utf8)) each.push_back(utf8_of(point));
    return each;
}

std::string joined(const std::vector<std::string>& parts, std::string_view between = "")
{
    std::string text;
    for (const std::string& part : parts) text += (text.empty() ? "" : std::string(between)) + part;
    return text;
}

std::string from_alphabet(const std::string& but, random& draw)
{
    for (;;) {
        const std::string drawn(
            chars_of(passphrase_alphabet::utf8_of(static_cast<passphrase_symbol>(below(2048, draw)))));
        if (drawn != but) return drawn;
    }
}

std::string export_of(const whole_key& key)
{
    auto& memory = *std::pmr::new_delete_resource();
    const auto passphrase = passphrase::from_utf8(bytes_of(key.plain), memory);
    return std::string(
        chars_of(sealkey_text({"Contoso", 1795342500, "4K7P-Q2XM", 12, "main"}, *passphrase, memory).expose()));
}

}  // namespace

std::size_t below(std::size_t limit, random& draw)
{
    return std::uniform_int_distribution<std::size_t>(0, limit - 1)(draw);
}

std::string replaced(std::string text, std::string_view what, std::string_view with)
{
    for (std::size_t at = 0; (at = text.find(what, at)) != text.npos; at += with.size())
        text.replace(at, what.size(), with);
    return text;
}

std::string each_character(const std::string& text, const std::function<std::string(char32_t)>& written)
{
    std::string out;
    for (const char32_t point : code_points(text)) out += point == ' ' ? " " : written(point);
    return out;
}

std::string each_byte(const std::string& text, fmt::format_string<unsigned> form)
{
    std::string out;
    for (const char each : text)
        out += each == ' ' ? " " : fmt::format(form, unsigned{static_cast<unsigned char>(each)});
    return out;
}

maker grouped_by(std::string between)
{
    return [=](const whole_key& key, random&) { return replaced(key.characters, " ", between); };
}

maker digits_grouped_by(std::string between)
{
    return [=](const whole_key& key, random&) { return replaced(key.digits, "-", between); };
}

maker between_all(std::string what)
{
    return [=](const whole_key& key, random&) { return joined(characters_of(key.plain), what); };
}

maker within(std::string before, std::string after)
{
    return [=](const whole_key& key, random&) { return before + key.characters + after; };
}

maker digits_within(std::string before, std::string after)
{
    return [=](const whole_key& key, random&) { return before + key.digits + after; };
}

maker saved_as(const char* encoding, std::string mark)
{
    return [=](const whole_key& key, random&) { return mark + converted(key.characters, "UTF-8", encoding); };
}

maker digits_saved_as(const char* encoding, std::string mark)
{
    return [=](const whole_key& key, random&) { return mark + converted(key.digits, "UTF-8", encoding); };
}

maker twice_encoded(const char* page)
{
    return [=](const whole_key& key, random&) { return misread_as(key.characters, page); };
}

maker characters_as(fmt::format_string<unsigned> form)
{
    return [=](const whole_key& key, random&) {
        return each_character(key.characters, [&](char32_t c) { return fmt::format(form, static_cast<unsigned>(c)); });
    };
}

maker bytes_as(fmt::format_string<unsigned> form)
{
    return [=](const whole_key& key, random&) { return each_byte(key.characters, form); };
}

maker changed(changer change)
{
    return [=](const whole_key& key, random& draw) {
        auto characters = characters_of(key.plain);
        change(characters, key, draw);
        return joined(characters);
    };
}

maker changed_digits(changer change)
{
    return [=](const whole_key& key, random& draw) {
        std::vector<std::string> groups;
        for (std::size_t at = 0; at < key.digits.size(); at += 5) groups.push_back(key.digits.substr(at, 4));
        change(groups, key, draw);
        return joined(groups, "-");
    };
}

changer wrong(std::size_t count)
{
    return [=](std::vector<std::string>& at, const whole_key&, random& draw) {
        const std::size_t first = below(at.size() - count + 1, draw);
        for (std::size_t i = first; i < first + count; ++i) at[i] = from_alphabet(at[i], draw);
    };
}

changer wrong_group(std::string with)
{
    return [=](std::vector<std::string>& at, const whole_key&, random& draw) { at[below(at.size(), draw)] = with; };
}

changer cut_to_part()
{
    return [](std::vector<std::string>& at, const whole_key&, random& draw) {
        // 15 is a length of its own, whose check is then bad.
        at.resize(13 + below(at.size() - 13, draw));
    };
}

changer missing(std::size_t count)
{
    return [=](std::vector<std::string>& at, const whole_key&, random& draw) {
        for (std::size_t i = 0; i < count; ++i)
            at.erase(at.begin() + static_cast<std::ptrdiff_t>(below(at.size(), draw)));
    };
}

changer doubled(std::size_t count)
{
    return [=](std::vector<std::string>& at, const whole_key&, random& draw) {
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t which = below(at.size(), draw);
            at.insert(at.begin() + static_cast<std::ptrdiff_t>(which), at[which]);
        }
    };
}

changer swapped(std::size_t apart)
{
    return [=](std::vector<std::string>& at, const whole_key&, random& draw) {
        const std::size_t first = below(at.size() - apart, draw);
        if (at[first] == at[first + apart]) at[first] = from_alphabet(at[first], draw);
        std::swap(at[first], at[first + apart]);
    };
}

changer some_become(std::string what)
{
    return [=](std::vector<std::string>& at, const whole_key&, random& draw) {
        at[0] = what;
        for (std::string& each : at)
            if (below(3, draw) == 0) each = what;
    };
}

maker exported(text_change change)
{
    return [=](const whole_key& key, random& draw) { return change(export_of(key), key, draw); };
}

std::string wrapped(const std::string& text, std::string_view line_break, random& draw)
{
    std::string out;
    for (const std::string& each : characters_of(text))
        out += each + (below(5, draw) == 0 ? std::string(line_break) : "");
    return out;
}

}  // namespace cellseal::damaging
