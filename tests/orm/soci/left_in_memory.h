#pragma once

#include <boost/test/unit_test.hpp>
#include <functional>
#include <string>

#include "plugin/keys/secret_bytes.h"
#include "tests/orm/soci/member.h"
#include "tests/orm/soci/memory_image.h"

namespace cellseal::tests {

inline void forget(std::string& text) { wipe({reinterpret_cast<std::uint8_t*>(text.data()), text.size()}); }
inline void forget(member& one)
{
    forget(one.email);
    if (one.note) forget(*one.note);
}

/// 32 characters that stand nowhere else, not even in the program's own constants.
inline hidden_pattern fresh_pattern(int number)
{
    std::string made;
    unsigned state = 12345u + static_cast<unsigned>(number);
    for (int i = 0; i < 32; ++i) {
        state = state * 1103515245u + 12345u;
        made.push_back(static_cast<char>('a' + (state >> 16) % 26));
    }
    const hidden_pattern pattern(made);
    forget(made);
    return pattern;
}

/// Runs `use` with a fresh pattern in a string of the caller's, wipes that, and looks how often it is left.
inline std::size_t left_after(const std::function<void(std::string&)>& use)
{
    static int number = 0;
    const hidden_pattern pattern = fresh_pattern(++number);
    std::string value = pattern.reveal();
    BOOST_TEST(pattern.times_in_a_dump() == 1u);  // The look finds what is there.
    use(value);
    forget(value);
    return pattern.times_in_a_dump();
}

}  // namespace cellseal::tests
