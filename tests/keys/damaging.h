#pragma once

#include <fmt/format.h>

#include <functional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "tests/keys/passphrase_damage.h"

/// Each maker turns a parameter into what happens to a key; kinds of damage are put together from them.
namespace cellseal::damaging {

using random = std::mt19937;
using maker = std::function<std::string(const whole_key&, random&)>;
using changer = std::function<void(std::vector<std::string>&, const whole_key&, random&)>;
using text_change = std::function<std::string(std::string, const whole_key&, random&)>;

std::size_t below(std::size_t limit, random& draw);
std::string replaced(std::string text, std::string_view what, std::string_view with);
std::string each_character(const std::string& text, const std::function<std::string(char32_t)>& written);
std::string each_byte(const std::string& text, fmt::format_string<unsigned> form);
std::string wrapped(const std::string& text, std::string_view line_break, random& draw);

// What is written around, between or in place of the characters.
maker grouped_by(std::string between);
maker digits_grouped_by(std::string between);
maker between_all(std::string what);
maker within(std::string before, std::string after);
maker digits_within(std::string before, std::string after);
maker saved_as(const char* encoding, std::string mark = "");
maker digits_saved_as(const char* encoding, std::string mark = "");
maker twice_encoded(const char* page);
maker characters_as(fmt::format_string<unsigned> form);
maker bytes_as(fmt::format_string<unsigned> form);

// What happens to single characters, or groups of digits.
changer wrong(std::size_t count);
changer wrong_group(std::string with);
changer cut_to_part();
changer missing(std::size_t count);
changer doubled(std::size_t count);
changer swapped(std::size_t apart);
changer some_become(std::string what);
maker changed(changer change);
maker changed_digits(changer change);

// What happens to a whole export file.
maker exported(text_change change);

}  // namespace cellseal::damaging
