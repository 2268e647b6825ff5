#pragma once

#include <string>
#include <string_view>

#include "adapters/orm/soci/key_change/stored_rows.h"

namespace cellseal::soci_orm {

/// How the values of many rows reach PostgreSQL as one text. What it takes apart at a separator costs the server a
/// third of what it has to read as an array, letter by letter. Threads: one at a time.
class value_list {
public:
    /// What separates values, and what stands for NULL: neither occurs among the values of a statement.
    class marks {
    public:
        /// Chooses others where `value` holds the present ones.
        void keep_apart_from(const stored_field& value);
        void clear();

        std::string separator{first_separator};
        std::string null{first_null};

    private:
        static constexpr char first_separator = '\x1f', first_null = '~';
    };

    /// `column`: name of its parameter. `type`: as PostgreSQL calls it.
    value_list(std::string column, std::string_view type);

    /// A value for each row, of this column's type. The statement has the marks under `between` and `nothing`.
    [[nodiscard]] std::string expression() const;

    /// After keep_apart_from() of every value that is to be sent.
    void add(const stored_field& value, const marks& with);
    /// Behind the last value.
    void finish(const marks& with);
    void clear()
    {
        sent.clear();
        is_empty_ = true;
    }

    std::string name;
    std::string sent;  ///< The parameter.

private:
    void add_to_array(const stored_field& value);

    std::string type_;
    bool is_array_;
    bool is_empty_ = true;
};

}  // namespace cellseal::soci_orm
