#pragma once

#include <soci/soci.h>

#include <bitset>
#include <cstddef>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "adapters/orm/soci/entity_conversion_member.h"
#include "adapters/orm/soci/named_table.h"
#include "plugin/bytes.h"
#include "plugin/entity/entity.h"
#include "plugin/keys/secret_bytes.h"

namespace cellseal::soci_orm {

/// One member of many entities.
template <class T>
struct member_values {
    std::vector<parameter_t<T>> values;
    std::vector<soci::indicator> states;
};

/// Many entities, column by column: what a bulk statement binds. Sealed texts are wiped when they are replaced and when
/// this object goes.
template <described_entity E>
class entity_columns {
    static constexpr const auto& described = entity<E>;

    template <class... Members>
    static std::tuple<member_values<typename Members::type>...> values_of(const std::tuple<Members...>&);

public:
    static constexpr std::size_t size = std::remove_cvref_t<decltype(described)>::size;
    /// Which members a statement names, by their place in the description.
    using set = std::bitset<size>;

    explicit entity_columns(std::size_t rows)
    {
        for_each([&]<std::size_t I>(const auto&) {
            std::get<I>(columns_).values.resize(rows);
            std::get<I>(columns_).states.resize(rows, soci::i_ok);
        });
    }
    entity_columns(const entity_columns&) = delete;
    entity_columns& operator=(const entity_columns&) = delete;
    ~entity_columns() { wipe_sealed(); }

    [[nodiscard]] static set inserted_of(const E& from)
    {
        set named;
        for_each([&]<std::size_t I>(const auto& member) {
            named[I] = !member.options.is_generated && !withheld(member, from);
        });
        return named;
    }
    [[nodiscard]] static set updated_of(const E& from)
    {
        set named;
        for_each([&]<std::size_t I>(const auto& member) { named[I] = !withheld(member, from); });
        return named;
    }
    /// About how many bytes the entity's texts take.
    [[nodiscard]] static std::size_t text_size(const E& from)
    {
        std::size_t bytes = 0;
        for_each([&]<std::size_t>(const auto& member) {
            if constexpr (requires { value_in(member.access.of(from))->size(); })
                if (const auto* value = value_in(member.access.of(from))) bytes += value->size();
        });
        return bytes;
    }

    [[nodiscard]] static described_columns described_as()
    {
        described_columns found{described.name(), {}};
        for_each([&]<std::size_t>(const auto& member) {
            if (member.role == member_role::sealed) found.sealed.push_back(member.column.view());
        });
        return found;
    }

    /// Throws error withheld or type_mismatch where a named member has nothing that can be stored.
    void take(const E& from, std::size_t row, const set& named)
    {
        for_each([&]<std::size_t I>(const auto& member) {
            if (named[I]) take_member(member, from, std::get<I>(columns_), row);
        });
    }

    /// visit(column, values, is_sealed) for each named member.
    template <class Visit>
    void visit(const set& named, Visit&& visit)
    {
        for_each([&]<std::size_t I>(const auto& member) {
            if (named[I]) visit(member.column.view(), std::get<I>(columns_), member.role == member_role::sealed);
        });
    }

    void wipe_sealed() noexcept
    {
        for_each([&]<std::size_t I>(const auto& member) {
            if (member.role != member_role::sealed) return;
            if constexpr (requires { std::get<I>(columns_).values[0].data(); })
                for (std::string& each : std::get<I>(columns_).values)
                    wipe({reinterpret_cast<std::uint8_t*>(each.data()), each.size()});
        });
    }

private:
    template <class F>
    static void for_each(F&& f)
    {
        [&]<std::size_t... I>(std::index_sequence<I...>)
        {
            (f.template operator()<I>(std::get<I>(described.members)), ...);
        }
        (std::make_index_sequence<size>{});
    }

    template <class Member>
    static bool withheld(const Member& member, const E& from)
    {
        if constexpr (is_write_only<typename Member::type>)
            return member.access.of(from).is_withheld();
        else
            return false;
    }

    template <class Member, class T>
    static void take_member(const Member& member, const E& from, member_values<T>& to, std::size_t row)
    {
        const bare_t<T>* value = value_in(member.access.of(from));
        to.states[row] = value == nullptr ? soci::i_null : soci::i_ok;
        if (value != nullptr && !fill_value<T>(*value, to.values[row]))
            throw refuse_unstorable<T>({described.name(), member.column});
    }

    decltype(values_of(described.members)) columns_;
};

}  // namespace cellseal::soci_orm
