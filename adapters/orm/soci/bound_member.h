#pragma once

#include <soci/soci.h>

#include <string>

#include "adapters/orm/soci/masked_use.h"

namespace cellseal::soci_orm {

/// One value of a member on its way into a statement, read again at each execution. SOCI's error texts show that of a
/// sealed member as "<sealed>".
class bound_member final : public masked_use {
public:
    template <class X>
    bound_member(const X& value, soci::indicator& state, const std::string& name, bool secret)
        : masked_use(const_cast<X*>(&value),
                     static_cast<soci::details::exchange_type>(soci::details::exchange_traits<X>::x_type), state, true,
                     name),
          secret_(secret)
    {
    }

private:
    const char* mask() const noexcept override { return secret_ ? "<sealed>" : nullptr; }

    bool secret_;
};

}  // namespace cellseal::soci_orm
