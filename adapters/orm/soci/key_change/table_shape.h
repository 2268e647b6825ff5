#pragma once

#include <optional>
#include <string>
#include <vector>

#include <soci/soci.h>

#include "adapters/orm/soci/engine.h"
#include "adapters/orm/soci/stored_table_sql.h"
#include "plugin/attributes/attribute_registry.h"

namespace cellseal::soci_orm {

/// A column that finds a row again, or is bound into its sealed values.
struct key_column {
    std::string name;
    std::string sql;  ///< Quoted.
    bool is_number = false;
    std::string type = {};  ///< As the database writes it; PostgreSQL only.
};

/// One protected column with the column of its tokens; or the column of a compound index, whose values are tokens.
struct sealed_column {
    const attribute* which = nullptr;
    std::string value;      ///< Quoted.
    std::string token;      ///< Quoted; empty without a blind index.
    std::string type = {};  ///< As the database writes it; PostgreSQL only.
    std::string token_type = {};
    const compound_definition* compound = nullptr;
    std::vector<std::size_t> parts = {};  ///< The columns of what a compound index covers, in its order.
};

/// A protected table as the database has it: what a statement that walks and rewrites its rows needs to know.
struct table_shape {
    table_home home = table_home::sqlite;
    std::string name;                    ///< As the database spells it.
    std::string sql;                     ///< Quoted, with its schema.
    std::vector<key_column> key;         ///< Primary key, else a unique one, else the database's row address.
    std::vector<key_column> row_key;     ///< The declared key; empty unless a value is bound to it.
    std::vector<sealed_column> columns;  ///< Those of compound indexes last.
    /// What, beside its key, tells one state of a row from every other: PostgreSQL's system columns; else empty.
    std::vector<key_column> version = {};
    bool replaces_triggers = true;  ///< By one statement; MySQL cannot, unlike MariaDB.

    /// Values and tokens in the order in which they are read and written: of each column the value, then its token.
    [[nodiscard]] std::vector<std::string> cells() const;
    /// Of each cell, whether it holds raw bytes.
    [[nodiscard]] std::vector<bool> byte_cells() const;
    /// Their types; PostgreSQL only.
    [[nodiscard]] std::vector<std::string> cell_types() const;
};

/// Nothing where the table does not exist. Throws error bad_schema where a row cannot be found again (no key at all),
/// saying so.
[[nodiscard]] std::optional<table_shape> shape_of(soci::session& sql, const engine& how, const protected_table& table);
/// The same in a schema that was read already.
[[nodiscard]] std::optional<table_shape> shape_of(soci::session& sql, table_home home, const live_schema& schema,
                                                  const protected_table& table);

}  // namespace cellseal::soci_orm
