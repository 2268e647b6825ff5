#pragma once

#include <soci/soci.h>

#include <string>
#include <utility>

namespace cellseal::soci_orm {

namespace argument {

enum class form { sealed, token };

/// What as_attribute() was told.
struct marked {
    std::string attribute;
    form stored;
    const void* data;
    soci::details::exchange_type type;
    const soci::indicator* state;
};

/// SOCI finds do_use() by it.
struct marked_tag {};
[[nodiscard]] soci::details::use_type_ptr do_use(const marked& what, const std::string& name, marked_tag);

struct marked_and_name {
    marked what;
    std::string name;
};

/// Goes behind a comma, as what soci::use() makes.
class element : marked_and_name, public soci::details::use_container<const marked, soci::details::no_indicator> {
public:
    element(marked value, std::string its_name)
        : marked_and_name{std::move(value), std::move(its_name)}, use_container(what, marked_and_name::name)
    {
    }
    element(const element&) = delete;
    element& operator=(const element&) = delete;
};

template <class T>
[[nodiscard]] element of(const std::string& attribute, form stored, const T& value, const soci::indicator* state,
                         const std::string& name)
{
    constexpr auto type = static_cast<soci::details::exchange_type>(soci::details::exchange_traits<T>::x_type);
    return {{attribute, stored, &value, type, state}, name};
}

}  // namespace argument

/// An argument of a procedure, sealed as a value of `attribute` ("contact.email"). What a procedure does with its
/// arguments cannot be seen, so the caller says it; a call with at least one such argument runs, its other arguments go
/// as they are.
///
///     soci::procedure call = (sql.prepare << "set_email(:id, :email)", soci::use(id, "id"),
///                             as_attribute("contact.email", email, "email"));
///
/// Without a name it is bound by position, as with soci::use(). The variable has to live as long as the statement and
/// is read at each execution; no error text shows it. Throws when it is bound, error: bad_setting where no attribute
/// has this name, where the session was not opened through a sealing_backend_factory, and where the statement names a
/// protected table, as its parameters are sealed anyway. missing_row_key for an attribute that is bound to its row.
template <class T>
[[nodiscard]] argument::element as_attribute(const std::string& attribute, const T& value, const std::string& name = {})
{
    return argument::of(attribute, argument::form::sealed, value, nullptr, name);
}
template <class T>
[[nodiscard]] argument::element as_attribute(const std::string& attribute, const T& value, const soci::indicator& state,
                                             const std::string& name = {})
{
    return argument::of(attribute, argument::form::sealed, value, &state, name);
}

/// The same for the blind-index token of the value: what the attribute's index column holds, and what a procedure looks
/// it up by. Throws error bad_setting for an attribute without an index.
template <class T>
[[nodiscard]] argument::element as_index_of(const std::string& attribute, const T& value, const std::string& name = {})
{
    return argument::of(attribute, argument::form::token, value, nullptr, name);
}

}  // namespace cellseal::soci_orm

template <>
struct soci::details::exchange_traits<cellseal::soci_orm::argument::marked> {
    using type_family = cellseal::soci_orm::argument::marked_tag;
};
