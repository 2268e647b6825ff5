#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cellseal {

/// glibc's conversion: the independent side of tests about encodings. Throws std::runtime_error where glibc cannot.
[[nodiscard]] std::string converted(std::string_view text, const char* from, const char* to);

/// UTF-8 whose bytes are read as `page` and saved as UTF-8 again. A byte that the page lacks becomes the control
/// character of its number, as on Windows.
[[nodiscard]] std::string misread_as(std::string_view utf8, const char* page);

/// The code points of UTF-8.
[[nodiscard]] std::vector<char32_t> code_points(std::string_view utf8);
[[nodiscard]] std::string utf8_of(char32_t character);

}  // namespace cellseal
