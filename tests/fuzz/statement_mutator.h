#pragma once

#include <random>
#include <string>
#include <vector>

namespace cellseal::test {

/// Makes new statements out of known ones: takes tokens out, doubles, swaps and exchanges them, and puts parts of two
/// statements together. The same seed gives the same statements.
class statement_mutator {
public:
    statement_mutator(std::vector<std::string> seeds, std::uint64_t seed);
    [[nodiscard]] std::string next();
    /// Takes a statement that turned out well as one to start from; the oldest learned ones give way.
    void learn(const std::string& sql);

private:
    using words = std::vector<std::string>;
    [[nodiscard]] std::size_t below(std::size_t limit);
    void mutate(words& statement);

    std::vector<words> seeds_;
    std::size_t given_ = 0;    ///< The first ones stay.
    std::size_t learned_ = 0;
    words dictionary_;
    std::mt19937_64 random_;
};

}  // namespace cellseal::test
