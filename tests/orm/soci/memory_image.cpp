#include "tests/orm/soci/memory_image.h"

#include <fstream>
#include <sstream>

namespace cellseal::tests {

namespace {

constexpr std::uint8_t change = 0x5A;

struct mapping {
    std::uintptr_t first = 0;
    std::uintptr_t last = 0;
    bool readable = false;
    bool dumped = true;
};

std::vector<mapping> mappings()
{
    std::ifstream maps("/proc/self/smaps");
    std::vector<mapping> all;
    for (std::string line; std::getline(maps, line);) {
        std::istringstream words(line);
        std::string word;
        words >> word;
        if (word == "VmFlags:") {
            while (words >> word)
                if (word == "dd") all.back().dumped = false;
        } else if (word.find('-') != std::string::npos && word.back() != ':') {
            mapping next;
            next.first = std::stoull(word.substr(0, word.find('-')), nullptr, 16);
            next.last = std::stoull(word.substr(word.find('-') + 1), nullptr, 16);
            words >> word;
            next.readable = word.substr(0, 2) == "rw";
            all.push_back(next);
        }
    }
    return all;
}

}  // namespace

hidden_pattern::hidden_pattern(std::string_view bytes)
{
    for (const char each : bytes) changed_.push_back(static_cast<std::uint8_t>(each) ^ change);
}

std::string hidden_pattern::reveal() const
{
    std::string shown;
    shown.reserve(changed_.size());
    for (const std::uint8_t each : changed_) shown.push_back(static_cast<char>(each ^ change));
    return shown;
}

std::size_t hidden_pattern::times_between(const volatile std::uint8_t* first, const volatile std::uint8_t* last) const
{
    const auto wanted = static_cast<std::uint8_t>(changed_[0] ^ change);
    std::size_t found = 0;
    for (; first + changed_.size() <= last; ++first) {
        if (*first != wanted) continue;
        std::size_t same = 1;
        while (same < changed_.size() && (first[same] ^ change) == changed_[same]) ++same;
        if (same == changed_.size()) ++found;
    }
    return found;
}

std::size_t hidden_pattern::times(bool with_undumped) const
{
    std::size_t found = 0;
    for (const mapping& each : mappings())
        if (each.readable && (each.dumped || with_undumped))
            found += times_between(reinterpret_cast<const volatile std::uint8_t*>(each.first),
                                   reinterpret_cast<const volatile std::uint8_t*>(each.last));
    return found;
}

}  // namespace cellseal::tests
