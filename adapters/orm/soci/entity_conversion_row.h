#pragma once

#include <soci/soci.h>

#include <cstddef>
#include <string>
#include <typeinfo>

#include "adapters/orm/soci/redaction.h"
#include "plugin/entity/calendar.h"
#include "plugin/entity/exchange_value.h"
#include "plugin/error/error.h"

namespace cellseal::soci_orm {

/// Where a member is, for messages.
struct member_place {
    std::string_view entity;
    std::string_view column;

    [[nodiscard]] std::string text() const { return std::string(entity) + "." + std::string(column); }
};

/// A soci_error to which SOCI cannot add the values that the statement was run with.
[[noreturn]] inline void refuse_row(const std::string& message)
{
    throw redacted<soci::soci_error>(soci::soci_error(message), message);
}

[[noreturn]] inline void refuse_null(const member_place& place)
{
    refuse_row(place.text() +
               ": the column is NULL, which its member cannot hold; make the member a std::optional, or "
               "leave the column out of the SELECT");
}

[[noreturn]] inline void refuse_read(const member_place& place, std::string_view found)
{
    throw error(errc::type_mismatch, place.text() + ": the row holds " + std::string(found) +
                                         ", which cannot become the member's type without loss; change the member's "
                                         "type or look at the row");
}

/// How a sealing session marks what may be written only. Read as empty, it would be wiped by the next write.
[[noreturn]] inline void refuse_withheld_read(const member_place& place)
{
    throw error(errc::withheld,
                place.text() +
                    ": the column can be written, but not read; make its member a cellseal::write_only, "
                    "or leave the column out of the SELECT");
}

/// A column of a type that SOCI's row cannot hand over here.
[[noreturn]] inline void refuse_column_type(const member_place& place)
{
    refuse_row(place.text() +
               ": SOCI describes this column by a type that a row does not hold; cast it in the SELECT, or "
               "read it by soci::into()");
}

/// The value of a field by the type that the driver chose for its column: soci::row::get<T>() takes no other.
[[nodiscard]] inline exchange_value read_field(const soci::values& row, std::size_t position, const member_place& place)
{
    try {
        switch (row.get_properties(position).get_data_type()) {
            case soci::dt_integer: return std::int64_t{row.get<int>(position)};
            case soci::dt_long_long: return std::int64_t{row.get<long long>(position)};
            case soci::dt_unsigned_long_long: return std::uint64_t{row.get<unsigned long long>(position)};
            case soci::dt_double: return row.get<double>(position);
            case soci::dt_xml: return row.get<soci::xml_type>(position).value;
            case soci::dt_date: {
                const auto when = calendar::from_tm(row.get<std::tm>(position));
                if (!when) refuse_read(place, "a date that does not exist");
                return *when;
            }
            default: return row.get<std::string>(position);
        }
    } catch (const std::bad_cast&) {
        refuse_column_type(place);
    }
}

}  // namespace cellseal::soci_orm
