#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include <soci/soci.h>

#include "adapters/orm/soci/backstop.h"
#include "adapters/orm/soci/lent_text.h"
#include "adapters/orm/soci/live_schema.h"
#include "adapters/orm/soci/statement_cache.h"
#include "plugin/attributes/attribute_registry.h"
#include "plugin/statements/dialect_traits.h"
#include "plugin/statements/statement_plan.h"

namespace cellseal::soci_orm {

/// The base table and column that the database names for a result column; empty where it names none.
struct column_origin {
    std::string table;
    std::string column;
};

/// When a database names the origin of result columns.
enum class origin_time : std::uint8_t { never, prepared, executed };

/// Origins that one connection has asked its database for, by table and column number.
using origin_cache = std::map<std::pair<unsigned, int>, column_origin>;

/// What differs between SOCI's backends, as far as sealed values are concerned. Stateless.
class engine {
public:
    virtual ~engine() = default;

    /// Whose SQL it is, where SOCI's name of the backend does not tell.
    [[nodiscard]] virtual std::optional<dialect> speaks() const noexcept { return {}; }

    /// Reads the tables and views that the connection sees.
    [[nodiscard]] virtual live_schema read_schema(soci::session& inner) const = 0;

    /// How the server reads the texts of this session. Throws error bad_setting, saying what to set, where it reads
    /// them in a way that the analysis does not follow.
    [[nodiscard]] virtual reading_settings require_known_reading(soci::session& inner) const;

    /// Whether `Contact` and `contact` can be two tables here although the analysis compares names in any letter case.
    [[nodiscard]] virtual bool compares_tables_by_case() const noexcept { return false; }

    /// A number that changes with the server's session (after a reconnect) and with those settings of it that the
    /// client is told of; asked before every statement, so nothing is sent. Always 0 where there is nothing to tell.
    [[nodiscard]] virtual std::uint64_t connection_stamp(soci::session& inner) const;

    /// A number that changes when the schema does; always 0 where the engine has none.
    [[nodiscard]] virtual std::int64_t schema_stamp(soci::session& inner) const;
    /// Whether that is cheap enough to be asked before every `*` is expanded.
    [[nodiscard]] virtual bool stamps_cheaply() const noexcept { return false; }

    /// Whether one statement with many rows of values is understood, and faster than SOCI's bulk insert.
    [[nodiscard]] virtual bool gains_by_many_rows() const noexcept { return false; }

    /// False where SOCI's backend cuts raw bytes off or changes them: then sealed values have to lie in text columns.
    [[nodiscard]] virtual bool carries_bytes() const noexcept { return true; }

    /// Whether clean_up() of an element takes back that it was bound.
    [[nodiscard]] virtual bool unbinds_on_clean_up() const noexcept { return false; }

    /// Whether SOCI's own blobs are of use before a column is known. Where not, client_blob takes their place.
    [[nodiscard]] virtual bool has_free_blobs() const noexcept { return true; }

    /// Throws error bad_setting where this connection would cut off or change what it is given, in silence.
    virtual void require_faithful(soci::session&) const {}

    [[nodiscard]] virtual bool has_procedures() const noexcept { return true; }

    /// Whether SOCI's backend throws out of its destructors once the connection was cut, which would end the process.
    [[nodiscard]] virtual bool throws_when_cut() const noexcept { return false; }

    /// Null where the engine has none: then undeclared views are looked for before the first statement.
    [[nodiscard]] virtual std::unique_ptr<backstop> make_backstop(soci::session& inner,
                                                                  const attribute_registry& registry) const;

    /// Null where nothing is gained by one, or SOCI's backend does not let go of what it compiled.
    [[nodiscard]] virtual std::unique_ptr<statement_cache> make_statement_cache() const;
    /// How often the engine by itself has compiled this statement again, because the schema changed under it.
    [[nodiscard]] virtual int times_compiled_again(soci::details::statement_backend& statement) const noexcept;

    /// How many result columns a statement has, once origins are named; nothing where it gives no rows.
    [[nodiscard]] virtual std::optional<std::size_t> column_count(soci::details::statement_backend& statement) const;

    [[nodiscard]] virtual origin_time names_origins() const noexcept { return origin_time::never; }
    /// Of result column `position`, from 1.
    [[nodiscard]] virtual column_origin origin_of(soci::session& inner, soci::details::statement_backend& statement,
                                                  int position, origin_cache& known) const;

    /// Whether a statement that failed here is part of a transaction of the user's. Where the engine cannot tell: yes.
    [[nodiscard]] virtual bool in_transaction(soci::session& inner) const;

    /// Raw bytes to what a std::string has to hold so that SOCI's backend stores them, and back.
    /// from_exchanged throws error bad_encoding, naming `place`.
    virtual void to_exchanged(std::string& bytes) const;
    virtual void from_exchanged(std::string& text, const std::string& place) const;

    /// Finds the texts of the present row at `texts[…].position`. False where nothing is lent: SOCI's elements copy
    /// them.
    [[nodiscard]] virtual bool lend(soci::details::statement_backend& statement, std::span<lent_text> texts) const;

    /// Called after pre_use of an element bound to a string: from here on the string counts as raw bytes.
    virtual void bind_as_bytes(soci::details::statement_backend& statement,
                               soci::details::standard_use_type_backend& element) const;
    virtual void bind_as_bytes(soci::details::statement_backend& statement,
                               soci::details::vector_use_type_backend& element) const;
};

/// The engine behind SOCI's name of a backend.
[[nodiscard]] const engine& engine_of_backend(std::string_view backend_name);
/// The same for an open session: behind ODBC there is one of many.
[[nodiscard]] const engine& engine_of_session(soci::session& inner);
/// The SQL that an open session speaks; `odbc` where the database behind ODBC is not known.
[[nodiscard]] std::optional<dialect> dialect_of_session(soci::session& inner);

[[nodiscard]] const engine& sqlite_engine();
[[nodiscard]] const engine& postgresql_engine();
[[nodiscard]] const engine& mysql_engine();
[[nodiscard]] const engine& firebird_engine();
/// Any other database with an information_schema.
[[nodiscard]] const engine& other_engine();
/// By the database that is connected through ODBC.
[[nodiscard]] const engine& odbc_engine_of(soci::session& inner);

/// Whose information_schema, as its names for "the schemas that the connection searches" differ.
enum class catalogue_of : std::uint8_t { postgresql, mysql };

/// Tables, views and triggers of all schemas that the connection may look at.
[[nodiscard]] live_schema information_schema_of(soci::session& inner, catalogue_of whose);
[[nodiscard]] live_schema postgresql_catalogue_of(soci::session& inner);
/// A number that changes with what postgresql_catalogue_of() reads, and with the search path.
[[nodiscard]] std::int64_t postgresql_generation_of(soci::session& inner);
/// The same of SQLite, by SQL alone: nothing is known of collations.
[[nodiscard]] live_schema sqlite_schema_of(soci::session& inner);

}  // namespace cellseal::soci_orm
