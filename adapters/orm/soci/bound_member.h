#pragma once

#include <soci/soci.h>

#include <ostream>
#include <string>

namespace cellseal::soci_orm {

/// One value of a member on its way into a statement, read again at each execution. SOCI's error texts show that of a
/// sealed member as "<sealed>".
class bound_member final : public soci::details::standard_use_type {
public:
    template <class X>
    bound_member(const X& value, soci::indicator& state, const std::string& name, bool secret)
        : standard_use_type(const_cast<X*>(&value),
                            static_cast<soci::details::exchange_type>(soci::details::exchange_traits<X>::x_type), state,
                            true, name),
          secret_(secret)
    {
    }

    void dump_value(std::ostream& out) const override
    {
        if (secret_)
            out << "<sealed>";
        else
            standard_use_type::dump_value(out);
    }

private:
    bool secret_;
};

}  // namespace cellseal::soci_orm
