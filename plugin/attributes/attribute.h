#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "plugin/attributes/policy.h"
#include "plugin/values/plain_value.h"
#include "plugin/values/suite.h"

namespace cellseal {

struct compound_definition;

/// A blind index of one attribute, or of several together.
struct index_definition {
    std::string name = "eq";     ///< Part of the key derivation.
    std::string domain = {};     ///< "entity.attribute", unless attributes that are compared with each other.
    std::string companion = {};  ///< The column that holds the token.
    normal_form form = normal_form::as_is;
    std::uint8_t token_bytes = 16;  ///< 16, or 2 to 8 for a lossy index.

    [[nodiscard]] bool lossy() const noexcept { return token_bytes < 16; }
    bool operator==(const index_definition&) const = default;
};

/// Where the sealed value lies.
enum class stored_form : std::uint8_t {
    text,   ///< TEXT, VARCHAR: base64url.
    bytes,  ///< BLOB, bytea: the raw bytes.
};

/// How values of an attribute were sealed under an older policy on record; such values still open.
struct former_policy {
    suite sealed_with = suite::xchacha20_poly1305;
    bool padded = false;
    bool bound_to_row = false;
    bool nulls_sealed = false;

    bool operator==(const former_policy&) const = default;
};

/// One protected column: its stable names, its place in the schema, its policies.
struct attribute {
    std::string entity;  ///< Stable name, part of every key derivation; a renamed table keeps it.
    std::string name;    ///< Stable name of the attribute in the entity.
    std::string table;   ///< The physical table, as the database spells it, without schema.
    std::string column;  ///< The physical column, as the database spells it.

    value_type type = value_type::text;
    bool declared_unsigned = false;
    std::uint8_t integer_bits = 64;    ///< 32: dynamic rows show an int64 as the narrower type. Not part of the seal.
    bool finer_than_seconds = false;   ///< A date_time that dynamic rows show as text: std::tm has whole seconds only.
    bool few_values = false;           ///< The description knows so (an enumeration); bool counts as such anyway.
    bool low_entropy_allowed = false;  ///< The developer declared that equality may be seen in spite of few values.
    suite sealed_with = suite::xchacha20_poly1305;
    stored_form form = stored_form::text;
    cellseal::padding padded;
    lookup found_by = lookup::none;
    std::optional<index_definition> index;  ///< Exactly when found_by is blind_index.
    read_policy reading = read_policy::open;
    null_policy nulls = null_policy::keep;
    bool bound_to_row = false;  ///< The table's key columns are in the associated data.

    std::vector<former_policy> former;  ///< Older policies on record.
    bool plain_passes = false;  ///< On record: rows of before are being taken in, and read as they are till then.

    std::string declared_at;  ///< For messages: "entity contact" or "cellseal.toml:12:3".
    std::size_t number = 0;   ///< Dense position in the registry; given by it.
    std::vector<const compound_definition*> compounds;  ///< The indexes over this and other attributes; given by the registry.

    /// The suite of the values that are written now: deterministic attributes always use the synthetic one.
    [[nodiscard]] suite sealing_suite() const noexcept
    {
        return found_by == lookup::deterministic ? suite::xchacha20_poly1305_synthetic : sealed_with;
    }

    /// It stands for the companion column of a compound index and holds tokens alone.
    [[nodiscard]] bool holds_tokens() const noexcept { return index && column == index->companion; }

    /// "contact.email", as messages, settings and domains spell it.
    [[nodiscard]] std::string full_name() const { return entity + "." + name; }
    /// "table.column"
    [[nodiscard]] std::string place() const { return table + "." + column; }
};

}  // namespace cellseal
