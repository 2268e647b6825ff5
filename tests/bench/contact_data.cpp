#include "tests/bench/contact_data.h"

#include <fmt/format.h>

#include <random>

namespace bench {

namespace {

std::string letters(std::mt19937& random, std::size_t count)
{
    std::uniform_int_distribution<int> letter('a', 'z');
    std::string text(count, ' ');
    for (char& c : text) c = static_cast<char>(letter(random));
    return text;
}

}  // namespace

std::vector<contact> make_contacts(std::size_t count)
{
    std::mt19937 random(20261122);
    std::uniform_int_distribution<int> digits(1'000'000, 9'999'999);
    std::vector<contact> all;
    all.reserve(count);
    // E-mails in no order, as in life: in ascending order plain SOCI would append to its index and win for that alone.
    for (std::size_t i = 0; i < count; ++i)
        all.push_back({.id = static_cast<int>(i) + 1,
                       .name = letters(random, 12) + " " + letters(random, 10),
                       .email = fmt::format("{}{}@example.org", letters(random, 8), i),
                       .phone = fmt::format("+49 30 {}", digits(random)),
                       .note = letters(random, 200),
                       .mailbox_password = letters(random, 16)});
    return all;
}

}  // namespace bench
