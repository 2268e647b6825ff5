#pragma once

#include "plugin/entity/member_options.h"
#include "plugin/entity/member_type.h"

/// Contradictions that the compiler finds in the options of one member. The text of the misuse is what the developer
/// reads: what is wrong, then what to write.
namespace cellseal::member_check {

constexpr void padding_size(const member_options& options)
{
    const padding padded = options.padded;
    const bool in_block = padded.size >= 2 && padded.size <= 4096;
    const bool in_fixed = padded.size >= 2 && padded.size <= 65536;
    if (padded.how == padding::kind::block && !in_block) throw misuse{"cellseal: padding::block takes 2 to 4096 bytes"};
    if (padded.how == padding::kind::fixed && !in_fixed)
        throw misuse{"cellseal: padding::fixed takes 2 to 65536 bytes"};
}

template <class T>
constexpr void look_up(const member_options& options)
{
    if (options.found_by != lookup::none && has_few_values<T> && !options.low_entropy)
        throw misuse{"cellseal: so few values that a look-up shows them; add low_entropy_allowed, or take no look-up"};
    if (options.found_by == lookup::none && options.low_entropy)
        throw misuse{"cellseal: low_entropy_allowed says nothing without a look-up"};
    if (options.found_by != lookup::deterministic) return;
    if (options.bound_to_row)
        throw misuse{"cellseal: a deterministic value cannot be row_bound; look it up by lookup::blind_index"};
    if (options.sealed_with) throw misuse{"cellseal: lookup::deterministic chooses the suite; leave the suite out"};
}

template <class T>
constexpr void blind_index(const member_options& options)
{
    const bool is_text = value_type_of<T>() == value_type::text && !options.decimal;
    if (options.folded != normal_form::as_is && !is_text) throw misuse{"cellseal: a normal_form is for text only"};
    const auto bytes = options.lossy_token_bytes;
    if (bytes && (*bytes < 2 || *bytes > 8)) throw misuse{"cellseal: lossy_tokens takes 2 to 8 bytes"};
    if (options.found_by == lookup::blind_index && options.nulls == null_policy::seal)
        throw misuse{"cellseal: null_policy::seal is of no use, as the blind index is NULL in the same rows"};
    if (options.found_by == lookup::blind_index) return;
    if (options.folded != normal_form::as_is || bytes || !options.companion_column.empty() || !options.domain.empty())
        throw misuse{"cellseal: normal_form, companion, index_domain and lossy_tokens need lookup::blind_index"};
}

constexpr void suites(const member_options& options)
{
    if (options.sealed_with == suite::xchacha20_poly1305_synthetic)
        throw misuse{"cellseal: this suite is deterministic; say lookup::deterministic instead"};
}

template <class T>
constexpr void reading(const member_options& options)
{
    if (is_write_only<T> && options.reading == read_policy::open)
        throw misuse{"cellseal: a write_only member cannot be read; take read_policy::open off"};
    if (!is_write_only<T> && options.reading == read_policy::write_only)
        throw misuse{"cellseal: read_policy::write_only needs a member of type cellseal::write_only<…>"};
}

template <class T>
constexpr void numbers(const member_options& options)
{
    const bool is_unsigned = kind_of<T> == member_kind::integer && std::is_unsigned_v<bare_t<T>>;
    if (options.is_unsigned && !is_unsigned)
        throw misuse{"cellseal: declared_unsigned needs a member of an unsigned integer type"};
    if (options.decimal && kind_of<T> != member_kind::text)
        throw misuse{"cellseal: as_decimal needs a member of type std::string"};
}

}  // namespace cellseal::member_check
