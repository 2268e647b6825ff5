#pragma once

#include <memory_resource>
#include <span>
#include <string>
#include <vector>

#include "plugin/keys/passphrase.h"
#include "plugin/keys/sealkey_text.h"

namespace cellseal {

/// A generated passphrase split into shares, of which some restore it and fewer say nothing about it: Shamir's scheme
/// (Communications of the ACM 22, 1979) over GF(2^11), symbol by symbol, the three check symbols included.
///
/// A share is text in plain ASCII, like an export: labels, and 33 numbers of four digits: how many are needed, the
/// number of the share, a number that all shares of one split have in common, the 27 (or 15) symbols, and three check
/// symbols of its own. So a damaged share is found before it is used, and the restored passphrase passes its own check
/// or is refused.
namespace key_shares {

inline constexpr unsigned most = 100;

/// Throws error bad_setting unless 2 <= needed <= count <= most.
void check_numbers(unsigned needed, unsigned count);

/// Splits `key` into `count` shares of which `needed` restore it. Throws as check_numbers(), and error
/// crypto_failure.
[[nodiscard]] std::vector<secret_bytes> split(const passphrase& key, const sealkey_labels& labels, unsigned needed,
                                              unsigned count, const crypto_provider& crypto);

/// What shares give: the passphrase, and the labels that they bear.
struct restored {
    passphrase key;
    sealkey_labels labels;
};

/// Puts `texts`, one share each, together. More than needed are fine, in any order; the same twice counts once.
///
/// Throws error bad_passphrase: a text is no share, or a damaged one (named by its place in the list, with the number
/// that is wrong where one explains it); shares of different splits; too few, with how many are missing.
[[nodiscard]] restored restore(std::span<const byte_view> texts, std::pmr::memory_resource& memory);

}  // namespace key_shares
}  // namespace cellseal
