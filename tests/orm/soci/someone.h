#pragma once

#include <soci/soci.h>

#include <string>

namespace cellseal::tests {

/// A class with a conversion written by hand.
struct someone {
    int id = 0;
    std::string full_name;
    std::string email;
    std::string note;
    bool note_is_null = false;
};

inline const std::string insert_someone =
    "insert into person(id, full_name, email, note) values(:id, :full_name, :email, :note)";

}  // namespace cellseal::tests

namespace soci {

template <>
struct type_conversion<cellseal::tests::someone> {
    using base_type = values;
    using someone = cellseal::tests::someone;

    static void from_base(const values& row, indicator, someone& to)
    {
        if (row.get_number_of_columns() == 0) return;  // after a use() that is not const
        to.id = row.get<int>("id");
        to.full_name = row.get<std::string>("full_name", "");
        to.email = row.get<std::string>("email", "");
        to.note_is_null = row.get_indicator("note") == i_null;
        to.note = row.get<std::string>("note", "");
    }
    static void to_base(const someone& from, values& row, indicator& state)
    {
        row.set("id", from.id);
        row.set("full_name", from.full_name);
        row.set("email", from.email);
        row.set("note", from.note, from.note_is_null ? i_null : i_ok);
        state = i_ok;
    }
};

}  // namespace soci
