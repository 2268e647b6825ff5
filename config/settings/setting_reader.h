#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/settings/did_you_mean.h"
#include "config/settings/setting_node.h"

namespace cellseal::config {

/// The name of a setting, and at most one other spelling that is taken for it.
struct setting_name {
    constexpr setting_name(const char* spelling) : name(spelling) {}
    constexpr setting_name(const char* spelling, const char* other) : name(spelling), also(other) {}

    std::string_view name;
    std::string_view also;
};

/// One word that a setting may hold, and what it means.
template <class T>
struct setting_word {
    std::string_view word;
    T meaning;
};

/// Reads the settings of one table and refuses what it does not know, each time with file, line and column.
///
/// Hyphens and underscores, capital and small letters are the same in names and words: `Blind-Index` is `blind_index`.
/// Lifetime: refers to the node. Every member throws error bad_setting.
class setting_reader {
public:
    /// `what` is how messages call the table: "[[table]]". Refuses every member that `allowed` does not hold.
    setting_reader(const setting_node& node, std::string what, std::vector<setting_name> allowed);

    /// The setting's node, or null.
    [[nodiscard]] const setting_node* find(std::string_view name) const;
    [[nodiscard]] bool has(std::string_view name) const { return find(name) != nullptr; }

    /// A text that is not empty and holds no control character.
    [[nodiscard]] std::optional<std::string> text(std::string_view name) const;
    [[nodiscard]] std::optional<bool> flag(std::string_view name) const;
    [[nodiscard]] std::optional<std::int64_t> number(std::string_view name, std::int64_t from, std::int64_t to) const;
    /// A list of texts; one text alone is a list of one.
    [[nodiscard]] std::vector<std::string> texts(std::string_view name) const;

    template <class T, std::size_t N>
    [[nodiscard]] std::optional<T> choice(std::string_view name, const setting_word<T> (&words)[N]) const
    {
        const auto given = text(name);
        if (!given) return std::nullopt;
        std::vector<std::string_view> offered;
        for (const auto& each : words) {
            if (same_word(*given, each.word)) return each.meaning;
            offered.push_back(each.word);
        }
        fail(name, "\"" + *given + "\" is not one of its words" + what_is_allowed(*given, offered));
    }

    /// Where the setting stands; where the table stands if it does not.
    [[nodiscard]] source_position at(std::string_view name) const;
    [[nodiscard]] const source_position& at() const noexcept { return node_.at; }
    [[nodiscard]] const std::string& what() const noexcept { return what_; }

    /// "FILE:LINE:COLUMN: NAME in WHAT: message", at the setting.
    [[noreturn]] void fail(std::string_view name, const std::string& message) const;
    /// The same for the table as a whole.
    [[noreturn]] void fail(const std::string& message) const;

    [[nodiscard]] static bool same_word(std::string_view given, std::string_view word) noexcept;

private:
    void refuse_unknown() const;
    std::string checked_text(const setting_node& node, std::string_view name) const;

    const setting_node& node_;
    std::string what_;
    std::vector<setting_name> allowed_;
};

/// The tables under one name, however they are written: `[[table]]` for each, `[table.contact]` with the name in the
/// header, or a single `[table]`.
struct named_table {
    const setting_node* node;
    std::string name;  ///< From the header; empty where the table names itself.
};
[[nodiscard]] std::vector<named_table> tables_of(const setting_reader& in, std::string_view name);

}  // namespace cellseal::config
