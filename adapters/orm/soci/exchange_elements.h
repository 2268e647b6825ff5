#pragma once

#include <cstddef>
#include <ctime>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include <soci/soci.h>

#include "adapters/orm/soci/soci_version.h"

namespace cellseal::soci_orm {

/// Calls `f` with std::type_identity of the type of one element that SOCI exchanges as `type`. Blobs, rowids and
/// statements, which have no vectors, and types of versions later than 4.1 are refused with SOCI's own words.
template <class F>
decltype(auto) with_element_type(soci::details::exchange_type type, F&& f)
{
    using namespace soci::details;
    switch (type) {
        case x_char: return f(std::type_identity<char>{});
        case x_stdstring: return f(std::type_identity<std::string>{});
        case x_short: return f(std::type_identity<short>{});
        case x_integer: return f(std::type_identity<int>{});
        case x_long_long: return f(std::type_identity<exchanged_int64>{});
        case x_unsigned_long_long: return f(std::type_identity<exchanged_uint64>{});
#if CELLSEAL_SOCI_4_1
        case x_int8: return f(std::type_identity<std::int8_t>{});
        case x_uint8: return f(std::type_identity<std::uint8_t>{});
        case x_uint16: return f(std::type_identity<std::uint16_t>{});
        case x_uint32: return f(std::type_identity<std::uint32_t>{});
        case x_stdwstring: return f(std::type_identity<std::wstring>{});
#endif
        case x_double: return f(std::type_identity<double>{});
        case x_stdtm: return f(std::type_identity<std::tm>{});
        case x_xmltype: return f(std::type_identity<soci::xml_type>{});
        case x_longstring: return f(std::type_identity<soci::long_string>{});
        default: throw soci::soci_error("Vector element used with non-supported type.");
    }
}

/// A `std::vector` of the user's, known by SOCI's exchange type only.
class exchanged_vector {
public:
    exchanged_vector(void* data, soci::details::exchange_type type) noexcept : data_(data), type_(type) {}

    [[nodiscard]] std::size_t size() const;
    void resize(std::size_t size) const;
    [[nodiscard]] void* element(std::size_t index) const;
    /// Moves the elements at `first` + each of `kept`, which ascends, to `first` and behind it.
    void close_gaps(std::size_t first, std::span<const std::size_t> kept) const;

private:
    void* data_;
    soci::details::exchange_type type_;
};

}  // namespace cellseal::soci_orm
