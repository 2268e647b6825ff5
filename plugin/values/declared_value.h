#pragma once

#include <array>
#include <cstdint>

#include "plugin/attributes/attribute.h"
#include "plugin/values/plain_value.h"

namespace cellseal {

/// A value as its attribute declares it, so that equal values have equal bytes: widened to the declared type, integers
/// in their one form, and -0.0 folded where equality counts (sealed_value_format.md, section 3).
class declared_value {
public:
    enum class zeros {
        kept,    ///< -0.0 stays what it is.
        folded,  ///< For suite 81 and for indexes.
    };

    /// Throws error type_mismatch, naming the place, when `value` neither has the declared type nor widens to it, or
    /// breaks the row of its type.
    declared_value(const attribute& which, plain_view value, zeros how);
    ~declared_value();
    declared_value(const declared_value&) = delete;
    declared_value& operator=(const declared_value&) = delete;

    /// Valid while this object and the value it was made from live.
    [[nodiscard]] plain_view view() const noexcept { return view_; }

private:
    void hold(value_type type, std::uint64_t bits) noexcept;
    void take_integer(const attribute& which, plain_view value);
    void take_double(plain_view value, zeros how);

    plain_view view_;
    std::array<std::uint8_t, 8> own_{};
};

/// Whether an opened value can be read as the declared type: it has it or widens to it. NULL is no matter of types.
[[nodiscard]] bool widens_to_declared(const attribute& which, plain_view value) noexcept;

}  // namespace cellseal
