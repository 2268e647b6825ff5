#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <soci/soci.h>

#include "adapters/orm/soci/key_change/table_shape.h"

namespace cellseal::soci_orm {

/// One value on its way from or to the database; keeps its place while a statement is bound to it.
struct stored_field {
    /// SQLite gives each value a type of its own, whatever its column says, and compares by it.
    enum class storage : std::uint8_t { text, blob, integer, real };

    bool is_number = false;
    storage held = storage::text;  ///< Of what is no number by its column.
    long long number = 0;          ///< The bits of a real.
    std::string text;
    soci::indicator state = soci::i_null;

    [[nodiscard]] bool is_null() const noexcept { return state == soci::i_null; }
    [[nodiscard]] std::string as_text() const { return is_null() ? "NULL" : is_number ? std::to_string(number) : text; }
    /// What is stored; a number is not looked at beside text.
    bool operator==(const stored_field& other) const noexcept
    {
        return state == other.state && (is_null() || (text == other.text && number == other.number));
    }
    void set_text(std::string_view value)
    {
        text = value;
        held = storage::text;
        if (!is_number) number = 0;
        state = soci::i_ok;
    }
};

/// One row of a protected table: its key, its declared key, and its cells as stored.
struct stored_table_row {
    std::vector<stored_field> key;
    std::vector<stored_field> row_key;
    std::vector<stored_field> cells;
    std::vector<stored_field> version;  ///< Where it was asked for.

    /// An empty row of this shape.
    explicit stored_table_row(const table_shape& shape);

    /// "17, de"
    [[nodiscard]] std::string name() const;
};

/// A row as it was read, and its cells as they are to be written if anything in it is.
struct row_rewrite {
    stored_table_row before;
    std::vector<stored_field> after;
    bool changed = false;
};

/// Key to and from what a cursor keeps.
[[nodiscard]] std::vector<std::string> cursor_of(const stored_table_row& row);
void set_key(stored_table_row& row, const std::vector<std::string>& cursor);

/// Fetches the next columns of a row into the fields.
void take_into(soci::statement& statement, std::vector<stored_field>& fields);

/// Binds the fields under `letter`0, `letter`1, ….
void bind(soci::statement& statement, std::vector<stored_field>& fields, char letter);

/// A select of reseal_sql that stays prepared. Lifetime: session and shape outlive it. Threads: as the session.
class rows_select {
public:
    /// `query` has the key of a row bound, if it is `behind` one; gives versions too, if `versioned`; and has `sought`
    /// under `t`0, `t`1, ….
    struct kind {
        std::string query;
        bool behind = false;
        bool versioned = false;
        std::vector<stored_field> sought = {};
    };
    rows_select(soci::session& sql, const table_shape& shape, kind what);

    /// Each row is valid until the next.
    void run(const std::vector<std::string>& behind, const std::function<void(const stored_table_row&)>& take);

private:
    stored_table_row row_;
    stored_table_row last_;
    std::vector<stored_field> sought_;
    soci::statement select_;
};

/// Runs such a select once.
[[nodiscard]] std::vector<stored_table_row> read_rows(soci::session& sql, const table_shape& shape,
                                                      const std::string& query, const std::vector<std::string>& behind,
                                                      std::vector<stored_field> sought = {});

}  // namespace cellseal::soci_orm
