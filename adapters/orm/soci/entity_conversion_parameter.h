#pragma once

#include <soci/soci.h>

#include <cstdint>
#include <ctime>
#include <optional>
#include <string>
#include <type_traits>

#include "adapters/orm/soci/masked_use.h"
#include "plugin/bytes.h"
#include "plugin/error/error.h"
#include "plugin/keys/secret_bytes.h"

namespace cellseal::soci_orm {

/// A member on its way into a statement. SOCI keeps one for each member and fills it anew for each execution.
///
/// Of a sealed member, SOCI's error texts show no value, and the copy made here is wiped. (The copies of SOCI and of
/// the driver are out of reach.)
template <class X>
struct member_parameter {
    X value{};
    bool secret = false;
    /// Why nothing can be stored from the member now. Thrown only if the statement names it.
    std::optional<error> refusal;

    member_parameter() = default;
    member_parameter(const member_parameter&) = default;
    member_parameter& operator=(const member_parameter&) = default;
    ~member_parameter() { wipe_secret(); }

    void wipe_secret() noexcept
    {
        if constexpr (std::is_same_v<X, std::string>) {
            if (secret) wipe({reinterpret_cast<std::uint8_t*>(value.data()), value.size()});
        }
    }
};

/// What values::set() is given: how to fill a parameter, without a copy in between.
template <class X, class Fill>
struct parameter_source {
    const Fill& fill;
};

}  // namespace cellseal::soci_orm

namespace soci {

template <class X, class Fill>
struct type_conversion<cellseal::soci_orm::parameter_source<X, Fill>, void> {
    using base_type = cellseal::soci_orm::member_parameter<X>;

    static void to_base(const cellseal::soci_orm::parameter_source<X, Fill>& source, base_type& parameter,
                        indicator& ind)
    {
        ind = source.fill(parameter);
    }
};

namespace details {

/// Binds the value inside the parameter, as SOCI binds any X.
template <class X>
class use_type<cellseal::soci_orm::member_parameter<X>> : public cellseal::soci_orm::masked_use {
public:
    use_type(cellseal::soci_orm::member_parameter<X>& parameter, indicator& ind, const std::string& name)
        : masked_use(&parameter.value, static_cast<exchange_type>(exchange_traits<X>::x_type), ind, true, name),
          parameter_(parameter)
    {
    }

protected:
    /// Called before each execution, and only if the statement names the parameter. (SOCI leaks an element whose bind()
    /// throws.)
    void pre_use() override
    {
        if (parameter_.refusal) throw *parameter_.refusal;
        standard_use_type::pre_use();
    }

private:
    const char* mask() const noexcept override { return parameter_.secret ? "<sealed>" : nullptr; }

    cellseal::soci_orm::member_parameter<X>& parameter_;
};

}  // namespace details

}  // namespace soci
