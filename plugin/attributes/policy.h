#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cellseal {

/// How a protected attribute can be found.
enum class lookup : std::uint8_t {
    none,           ///< Stored, fetched, tested for NULL; nothing else.
    blind_index,    ///< By a keyed hash in a companion column (sealed_value_format.md, section 7).
    deterministic,  ///< By the sealed value itself: suite 81; equal values look equal in the database.
};

/// What a reader gets.
enum class read_policy : std::uint8_t {
    open,        ///< The value.
    write_only,  ///< "withheld", for passwords that only the application's own mail process may ask for by other means.
};

/// What happens to NULL.
enum class null_policy : std::uint8_t {
    keep,  ///< NULL stays NULL; who reads the database sees which rows have no value.
    seal,  ///< NULL is sealed like a value. IS NULL then cannot be asked.
};

/// How a value is folded before it is indexed (sealed_value_format.md, section 7). The numbers are part of the format.
enum class normal_form : std::uint8_t {
    as_is = 0,
    nfc = 1,
    nfkc_casefold = 2,    ///< Finds in any letter case.
    digits_only = 3,      ///< Phone numbers.
    trimmed_casefold = 4  ///< E-mail addresses as people type them.
};

/// Padding of the plain value inside the seal (sealed_value_format.md, section 4).
struct padding {
    enum class kind : std::uint8_t { none, block, fixed, bucket };

    kind how = kind::none;
    std::uint32_t size = 0;  ///< Bytes: block 2 to 4096, fixed 2 to 65536; else unused.

    static constexpr padding none() noexcept { return {}; }
    static constexpr padding block(std::uint32_t bytes) noexcept { return {kind::block, bytes}; }
    static constexpr padding fixed(std::uint32_t bytes) noexcept { return {kind::fixed, bytes}; }
    static constexpr padding bucket() noexcept { return {kind::bucket, 0}; }

    bool operator==(const padding&) const = default;
};

/// The default name of a companion column. A prefix, never a suffix: SOCI's named binding takes `:email` for a part
/// of `:email_bidx`.
[[nodiscard]] std::string default_companion(std::string_view column);

}  // namespace cellseal
