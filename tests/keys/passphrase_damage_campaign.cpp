// Damages keys at random and holds the reader against its promises: passphrase_damage_campaign [inputs] [seed].
// The short form with a fixed seed is passphrase_damage_test.

#include <fmt/format.h>

#include <cstdlib>

#include "tests/keys/passphrase_damage.h"

int main(int argc, char** argv)
{
    const unsigned long inputs = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 1'000'000;
    const auto seed = static_cast<unsigned>(argc > 2 ? std::strtoul(argv[2], nullptr, 10) : std::random_device{}());
    std::mt19937 random(seed);
    const auto kinds = cellseal::all_damages();
    unsigned long broken = 0;
    for (unsigned long i = 0; i < inputs; ++i) {
        const cellseal::damage& kind = kinds[i % kinds.size()];
        const cellseal::whole_key key = cellseal::key_from(random);
        const std::string told = cellseal::broken_promise(kind, key, kind.done(key, random));
        if (told.empty()) continue;
        if (++broken <= 20) fmt::print("{}\n", told);
    }
    fmt::print("{} inputs of {} kinds, seed {}: {} promises broken\n", inputs, kinds.size(), seed, broken);
    return broken == 0 ? 0 : 1;
}
