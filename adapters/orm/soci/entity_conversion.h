#pragma once

#include <soci/soci.h>

#include <array>
#include <bitset>
#include <cstddef>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>

#include "adapters/orm/soci/entity_conversion_member.h"
#include "plugin/entity/table.h"

namespace cellseal::soci_orm {

/// Moves a described entity between its object and soci::values. Cryptography is not its business: the session does
/// that, and without a sealing session it stores and reads in the open.
template <described_entity E>
class entity_exchange {
    static constexpr const auto& described = entity<E>;
    static constexpr std::size_t size = std::remove_cvref_t<decltype(described)>::size;
    using columns_t = std::make_index_sequence<size>;
    static_assert(std::is_base_of_v<typename std::remove_cvref_t<decltype(described)>::entity_type, E>,
                  "cellseal: the description of this entity lists the members of another class");

public:
    /// Members whose column the row does not have stay as they are.
    static void read(const soci::values& row, E& into)
    {
        const std::size_t columns = row.get_number_of_columns();
        std::bitset<size> seen;
        for (std::size_t position = 0; position != columns; ++position)
            read_column(row, position, into, seen, columns_t{});
    }

    /// Every member under the name of its column.
    static void write(const E& from, soci::values& out) { write_all(from, out, columns_t{}); }

private:
    template <std::size_t... Index>
    static void read_column(const soci::values& row, std::size_t position, E& into, std::bitset<size>& seen,
                            std::index_sequence<Index...>)
    {
        const std::string name = row.get_properties(position).get_name();
        // Most rows have their columns in the order of the description.
        const bool in_order = (... || (Index == position && read_if_named<Index>(row, position, name, into, seen)));
        if (!in_order) (void)(... || read_if_named<Index>(row, position, name, into, seen));
    }

    template <std::size_t Index>
    static bool read_if_named(const soci::values& row, std::size_t position, const std::string& name, E& into,
                              std::bitset<size>& seen)
    {
        constexpr const auto& member = std::get<Index>(described.members);
        if (!same_ignoring_case(name, member.column)) return false;
        const member_place place{described.name(), member.column};
        if (seen[Index])
            refuse_row(place.text() + ": two columns of the row have this name; give one of them an alias");
        seen[Index] = true;
        read_member(row, position, place, member.access.of(into));
        return true;
    }

    template <std::size_t... Index>
    static void write_all(const E& from, soci::values& out, std::index_sequence<Index...>)
    {
        static const std::array<std::string, size> names{std::string(std::get<Index>(described.members).column)...};
        (write_member<Index>(from, names[Index], out), ...);
    }

    template <std::size_t Index>
    static void write_member(const E& from, const std::string& name, soci::values& out)
    {
        constexpr const auto& member = std::get<Index>(described.members);
        using type = typename std::remove_cvref_t<decltype(member)>::type;
        const auto fill = [&](member_parameter<parameter_t<type>>& parameter) {
            parameter.secret = member.role == member_role::sealed;
            return fill_parameter(member.access.of(from), parameter, {described.name(), member.column});
        };
        out.set(name, parameter_source<parameter_t<type>, decltype(fill)>{fill});
    }
};

}  // namespace cellseal::soci_orm

namespace soci {

/// Generated for every class that has a cellseal::entity<> description. One written by hand
/// (`type_conversion<contact>`) takes precedence. std::optional is handled inside the description; no type_conversion
/// of it is made here.
///
/// A limit of SOCI's (its issue 26): a statement with `:phone_home` counts as naming a column `phone`, too. A sealing
/// session knows better where the statement names a protected table; on another table SQLite's backend says "Cannot
/// bind to (by name) :phone" unless the statement names both, as those of entity_statements.h do.
template <cellseal::described_entity E>
struct type_conversion<E, void> {
    using base_type = values;

    /// After a non-const use() SOCI calls this with values that carry no row: nothing is read then.
    ///
    /// Throws soci_error for a NULL that its member cannot hold and for two columns of one name; error type_mismatch
    /// where a value would lose something in its member.
    static void from_base(const values& row, indicator, E& out)
    {
        cellseal::soci_orm::entity_exchange<E>::read(row, out);
    }

    /// A statement that names a member from which nothing can be stored throws before it runs: error withheld, or
    /// type_mismatch for an enumerator without a name and a date that does not exist.
    static void to_base(const E& in, values& out, indicator& ind)
    {
        cellseal::soci_orm::entity_exchange<E>::write(in, out);
        ind = i_ok;
    }
};

}  // namespace soci
