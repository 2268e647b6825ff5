#pragma once

#include <cstdint>

namespace cellseal {

/// GF(2^11) with x^11 + x^2 + 1, in which the symbols of a generated passphrase are numbers. Addition is exclusive or.
namespace galois_field {

using element = std::uint16_t;

inline constexpr unsigned bits = 11;
inline constexpr unsigned polynomial = 0x805;

/// Takes the same steps for every pair: the elements may be secret.
[[nodiscard]] constexpr element times(element left, element right)
{
    unsigned product = 0;
    unsigned shifted = left;
    for (unsigned bit = 0; bit < bits; ++bit, shifted <<= 1) {
        shifted ^= polynomial & (0u - (shifted >> bits & 1u));
        product ^= shifted & (0u - (right >> bit & 1u));
    }
    return static_cast<element>(product);
}

/// The inverse of an element other than 0: its 2046th power, since all have order 2047.
[[nodiscard]] constexpr element inverse(element of)
{
    element power = of, result = 1;
    for (unsigned exponent = 2046; exponent > 0; exponent >>= 1, power = times(power, power))
        if (exponent & 1) result = times(result, power);
    return result;
}

}  // namespace galois_field
}  // namespace cellseal
