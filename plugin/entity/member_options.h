#pragma once

#include <cstdint>
#include <optional>
#include <type_traits>

#include "plugin/attributes/attribute.h"
#include "plugin/entity/column_name.h"

/// What sealed() can be told, in any order, each at most once. An option is a value of a type of its own: `lookup`,
/// `padding`, `read_policy`, `null_policy`, `stored_form`, `normal_form`, `suite`, and these:
namespace cellseal {

/// The stable name of the attribute, where it is not the column's: part of the keys, so it outlives the column's name.
struct named {
    column_name text;
    constexpr explicit named(column_name stable) : text(stable) {}
};

/// The column that holds the blind index; default: "bidx_" in front of the column.
struct companion {
    column_name column;
    constexpr explicit companion(column_name where) : column(where) {}
};

/// Attributes with one index domain can be compared with each other; default: the attribute's own name.
struct index_domain {
    column_name name;
    constexpr explicit index_domain(column_name shared) : name(shared) {}
};

/// A blind index that lies on purpose: 2 to 8 bytes per token, so that several values share one.
struct lossy_tokens {
    std::uint32_t bytes;
    constexpr explicit lossy_tokens(std::uint32_t count) : bytes(count) {}
};

struct row_bound_t {};
/// The value opens in its own row only. The entity needs a key.
inline constexpr row_bound_t row_bound{};

struct low_entropy_allowed_t {};
/// Equality may be seen although there are few values: who reads the database can then tell them apart.
inline constexpr low_entropy_allowed_t low_entropy_allowed{};

struct declared_unsigned_t {};
/// Sealed as an unsigned number, however small it is.
inline constexpr declared_unsigned_t declared_unsigned{};

struct as_decimal_t {};
/// The text of the member is a decimal number, and is sealed as one.
inline constexpr as_decimal_t as_decimal{};

struct generated_t {};
/// For key(): the database makes the value, so an INSERT leaves it out.
inline constexpr generated_t generated{};

/// The options of one member, gathered. Which were given is remembered where their absence means something.
struct member_options {
    lookup found_by = lookup::none;
    padding padded;
    std::optional<read_policy> reading;
    null_policy nulls = null_policy::keep;
    stored_form form = stored_form::text;
    normal_form folded = normal_form::as_is;
    std::optional<suite> sealed_with;
    column_name name;
    column_name companion_column;
    column_name domain;
    std::optional<std::uint32_t> lossy_token_bytes;
    bool bound_to_row = false;
    bool low_entropy = false;
    bool is_unsigned = false;
    bool decimal = false;
    bool is_generated = false;

    constexpr void take(lookup option) { found_by = option; }
    constexpr void take(padding option) { padded = option; }
    constexpr void take(read_policy option) { reading = option; }
    constexpr void take(null_policy option) { nulls = option; }
    constexpr void take(stored_form option) { form = option; }
    constexpr void take(normal_form option) { folded = option; }
    constexpr void take(suite option) { sealed_with = option; }
    constexpr void take(const named& option) { name = option.text; }
    constexpr void take(const companion& option) { companion_column = option.column; }
    constexpr void take(const index_domain& option) { domain = option.name; }
    constexpr void take(lossy_tokens option) { lossy_token_bytes = option.bytes; }
    constexpr void take(row_bound_t) { bound_to_row = true; }
    constexpr void take(low_entropy_allowed_t) { low_entropy = true; }
    constexpr void take(declared_unsigned_t) { is_unsigned = true; }
    constexpr void take(as_decimal_t) { decimal = true; }
};

template <class T>
concept member_option = requires(member_options all, T one)
{
    all.take(one);
};

namespace member_types {

template <class... Ts>
inline constexpr bool all_different = true;
template <class T, class... Rest>
inline constexpr bool all_different<T, Rest...> = (!std::is_same_v<T, Rest> && ...) && all_different<Rest...>;

}  // namespace member_types

}  // namespace cellseal
