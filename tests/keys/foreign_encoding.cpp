#include "tests/keys/foreign_encoding.h"

#include <iconv.h>

#include <memory>
#include <stdexcept>

namespace cellseal {

namespace {

struct close_converter {
    void operator()(void* converter) const { ::iconv_close(static_cast<iconv_t>(converter)); }
};

bool convert(std::string_view text, const char* from, const char* to, std::string& out)
{
    const iconv_t opened = ::iconv_open(to, from);
    if (opened == reinterpret_cast<iconv_t>(-1))
        throw std::runtime_error(std::string("glibc lacks ") + from + " or " + to);
    const std::unique_ptr<void, close_converter> converter(opened);
    out.assign(text.size() * 8 + 64, '\0');
    char* in = const_cast<char*>(text.data());
    std::size_t in_left = text.size();
    char* next = out.data();
    std::size_t out_left = out.size();
    const bool done = ::iconv(opened, &in, &in_left, &next, &out_left) != static_cast<std::size_t>(-1) &&
                      ::iconv(opened, nullptr, nullptr, &next, &out_left) != static_cast<std::size_t>(-1);
    out.resize(out.size() - out_left);
    return done;
}

}  // namespace

std::string converted(std::string_view text, const char* from, const char* to)
{
    std::string out;
    if (!convert(text, from, to, out)) throw std::runtime_error(std::string("glibc cannot write this as ") + to);
    return out;
}

std::string misread_as(std::string_view utf8, const char* page)
{
    std::string out;
    for (const char each : utf8) {
        std::string character;
        if (!convert({&each, 1}, page, "UTF-8", character)) character = utf8_of(static_cast<unsigned char>(each));
        out += character;
    }
    return out;
}

std::vector<char32_t> code_points(std::string_view utf8)
{
    const std::string wide = converted(utf8, "UTF-8", "UTF-32LE");
    std::vector<char32_t> points;
    for (std::size_t at = 0; at < wide.size(); at += 4) {
        char32_t point = 0;
        for (std::size_t i = 4; i-- > 0;) point = point << 8 | static_cast<unsigned char>(wide[at + i]);
        points.push_back(point);
    }
    return points;
}

std::string utf8_of(char32_t character)
{
    std::string wide;
    for (unsigned i = 0; i < 4; ++i) wide += static_cast<char>(character >> 8 * i & 0xFF);
    return converted(wide, "UTF-32LE", "UTF-8");
}

}  // namespace cellseal
