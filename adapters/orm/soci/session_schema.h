#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <soci/soci.h>

#include "adapters/orm/soci/engine.h"
#include "adapters/orm/soci/live_schema.h"
#include "adapters/orm/soci/schema_check.h"
#include "plugin/attributes/attribute_registry.h"
#include "plugin/statements/analysis.h"

namespace cellseal::soci_orm {

/// What one session knows of the live schema and of the settings under which the server reads its texts: read when
/// first asked for, forgotten after DDL and after a reconnect, looked at again from time to time.
class session_schema {
public:
    session_schema(soci::session& inner, const engine& how, const attribute_registry& registry,
                   std::chrono::milliseconds oldest = std::chrono::seconds(30));

    [[nodiscard]] bool is_known() const noexcept { return known_.has_value(); }
    [[nodiscard]] const schema_knowledge& knowledge() { return read().knowledge; }
    [[nodiscard]] const live_schema& live() { return read().live; }
    /// How often the schema was read: what was concluded from it holds until this number is another one.
    [[nodiscard]] std::uint64_t readings() const noexcept { return readings_; }
    void forget() noexcept { known_.reset(); }
    /// Forgets what another connection has changed since, where the engine can tell.
    void refresh();
    /// Forgets everything when the connection is another one, a setting has changed, or, after a while, when another
    /// connection has changed the schema. Before every statement.
    void follow();
    /// Changes with everything that follow() notices at once.
    [[nodiscard]] std::uint64_t connection() const { return how_.connection_stamp(inner_); }

    /// Throws error bad_schema or column_too_narrow when the column cannot hold what is stored for `which`. A table
    /// that does not exist is the database's to report.
    void require_fit(const attribute& which);
    /// Throws error bad_schema or column_too_narrow, naming everything that is wrong or missing.
    void require_everything();

    /// Throws error column_too_narrow when `stored` would be cut off or refused by the column.
    void require_room(const attribute& which, bool token, std::size_t stored);

    /// In which type a part of the row key goes into the associated data. Throws error bad_schema.
    [[nodiscard]] value_type type_of_key_part(const std::string& table, const std::string& column);

private:
    struct place {
        std::optional<schema_finding> finding;
        std::optional<std::size_t> width;
        std::optional<std::size_t> token_width;
    };
    struct state {
        live_schema live;
        schema_knowledge knowledge;
        std::vector<place> places;  ///< By attribute::number.
        std::int64_t stamp = 0;
        std::uint64_t connection = 0;
        std::chrono::steady_clock::time_point seen;
    };

    const state& read();
    [[nodiscard]] place look_at(const attribute& which, const live_schema& live) const;
    [[nodiscard]] std::string_view schema_of(const attribute& which) const noexcept;
    void refuse_twins(const live_schema& live) const;

    soci::session& inner_;
    const engine& how_;
    const attribute_registry& registry_;
    const std::chrono::milliseconds oldest_;
    std::optional<state> known_;
    std::uint64_t readings_ = 0;
};

}  // namespace cellseal::soci_orm
