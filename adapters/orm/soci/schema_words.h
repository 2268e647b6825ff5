#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "plugin/attributes/attribute.h"
#include "plugin/statements/dialect.h"

namespace cellseal::soci_orm {

/// The words of one dialect for the columns of protected attributes.
class schema_words {
public:
    explicit schema_words(dialect language) : language_(language) {}

    [[nodiscard]] dialect language() const noexcept { return language_; }

    /// The type of the column of sealed values: as wide as they get where the attribute's type has one width, else
    /// without a limit (with one where the database must have it for an index).
    [[nodiscard]] std::string sealed_type(const attribute& which) const;
    /// The type of the index column. Tokens have one width.
    [[nodiscard]] std::string token_type(const attribute& which) const;

    [[nodiscard]] std::string add_column(std::string_view table, std::string_view column, std::string_view type) const;
    /// Empty where the dialect cannot.
    [[nodiscard]] std::string change_type(std::string_view table, std::string_view column, std::string_view type) const;
    /// `of_values`: on sealed values, which may be long; else on tokens.
    [[nodiscard]] std::string add_index(std::string_view table, std::string_view column, bool of_values) const;

    /// The condition that what is stored is sealed, or NULL.
    [[nodiscard]] std::string fence(const attribute& which) const;
    /// Empty where the dialect cannot.
    [[nodiscard]] std::string add_check(std::string_view table, std::string_view name,
                                        std::string_view condition) const;

private:
    [[nodiscard]] std::string text_type(std::optional<std::size_t> width) const;
    [[nodiscard]] std::string bytes_type(std::optional<std::size_t> width) const;

    dialect language_;
};

}  // namespace cellseal::soci_orm
