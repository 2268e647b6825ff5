#include <algorithm>
#include <array>

#include "plugin/statements/characters.h"
#include "plugin/statements/definition.h"
#include "plugin/statements/identifier.h"

namespace cellseal {
namespace {

/// Characters of the shortest padded sealed value in text form, with some room (sealed_value_format.md, section 1).
constexpr std::size_t narrowest = 84;
/// Characters of a token.
constexpr std::size_t narrowest_token = 26;

constexpr std::array<std::string_view, 17> wide_types{
    "text",    "bytea",    "blob",      "clob",   "longtext", "mediumtext", "longblob", "mediumblob", "varchar",
    "varying", "nvarchar", "varbinary", "string", "varchar2", "character",  "binary",   "char"};

/// Sealed values and tokens are base64url: a collation that folds case makes different ones equal.
bool keeps_case(std::string_view collation) noexcept
{
    while (!collation.empty() && (collation.front() == '"' || collation.front() == '`')) collation.remove_prefix(1);
    while (!collation.empty() && (collation.back() == '"' || collation.back() == '`')) collation.remove_suffix(1);
    const bool ends_bin = collation.size() > 4 && equal_in_any_case(collation.substr(collation.size() - 4), "_bin");
    return ends_bin || equal_in_any_case(collation, "binary") || equal_in_any_case(collation, "c") ||
           equal_in_any_case(collation, "posix") || equal_in_any_case(collation, "ucs_basic");
}

std::size_t length_in(std::string_view digits) noexcept
{
    std::size_t length = 0;
    for (const char c : digits) {
        if (!is_digit(c)) return 0;
        length = std::min<std::size_t>(length * 10 + static_cast<std::size_t>(c - '0'), 1U << 20);
    }
    return length;
}

}  // namespace

const attribute* table_definition::guarded(const name& column) const noexcept
{
    const relation_column* found = table_.find(column, r_.language.folding);
    if (found == nullptr) return nullptr;
    return found->sealed != nullptr ? found->sealed : found->companion_of;
}

bool table_definition::at_constraint() const noexcept
{
    switch (r_.at.peek().word) {
        case keyword::constraint_kw:
        case keyword::primary_kw:
        case keyword::unique_kw:
        case keyword::foreign_kw:
        case keyword::check_kw:
        case keyword::like_kw: return true;
        case keyword::key_kw:
        case keyword::index_kw:
            return r_.at.is(token_kind::word, 1) || r_.at.is(token_kind::quoted, 1) || r_.at.is("(", 1);
        default: return equal_in_any_case(r_.at.text(r_.at.peek()), "exclude");
    }
}

void table_definition::pass_any(std::size_t end)
{
    while (r_.at.position() < end && !r_.at.is(",") && !r_.at.at_statement_end()) {
        r_.at.go(r_.at.is("(") ? r_.at.peek().partner + 1 : r_.at.position() + 1);
    }
}

void table_definition::pass_plain(std::size_t end)
{
    const std::size_t from = r_.at.position();
    pass_any(end);
    const std::size_t behind = r_.at.position();
    for (std::size_t i = from; i < behind; ++i) {
        r_.at.go(i);
        if (!at_name(r_)) continue;
        const name word = take_name(r_);
        if (const attribute* subject = guarded(word))
            refuse(because::copied_by_ddl, r_.offset_of(i), subject->full_name());
    }
    r_.at.go(behind);
}

void table_definition::read_constraint(std::size_t end)
{
    const std::size_t from = r_.at.position();
    pass_any(end);
    refuse_checks(from);
}

/// length(column) > 3 holds for sealed values too, which are longer.
bool table_definition::asks_for_length(std::size_t column) const noexcept
{
    const bool called =
        r_.at[column - 1].symbol == mark("(") && equal_in_any_case(r_.at.text(r_.at[column - 2]), "length");
    const bool lower_bound = r_.at[column + 2].symbol == mark(">") || r_.at[column + 2].symbol == mark(">=");
    return called && r_.at[column + 1].symbol == mark(")") && lower_bound &&
           r_.at[column + 3].kind == token_kind::number;
}

/// The database would compute on sealed values, and refuse what is longer than the value itself.
void table_definition::refuse_checks(std::size_t from)
{
    const std::size_t behind = r_.at.position();
    for (std::size_t i = from; i < behind; ++i) {
        if (r_.at[i].word != keyword::check_kw || r_.at[i + 1].symbol != mark("(")) continue;
        for (std::size_t in = i + 2; in < r_.at[i + 1].partner; ++in) {
            r_.at.go(in);
            if (!at_name(r_)) continue;
            const attribute* subject = guarded(take_name(r_));
            if (subject != nullptr && !r_.at.is(keyword::is_kw) && !asks_for_length(in))
                refuse(because::copied_by_ddl, r_.offset_of(in), subject->full_name());
        }
    }
    r_.at.go(behind);
}

bool table_definition::take_wide_type(std::size_t end)
{
    // SQLite: a column without a type keeps what it is given.
    if (r_.at.position() >= end || r_.at.is(",")) return r_.language.which == dialect::sqlite;
    if (!r_.at.is(token_kind::word)) return false;
    const std::string_view type = r_.at.text(r_.at.peek());
    if (std::none_of(wide_types.begin(), wide_types.end(), [&](auto each) { return equal_in_any_case(each, type); }))
        return false;
    r_.at.skip();
    if (r_.at.is(token_kind::word) && equal_in_any_case(r_.at.text(r_.at.peek()), "varying")) r_.at.skip();
    const bool fixed = equal_in_any_case(type, "char") || equal_in_any_case(type, "binary");
    if (!r_.at.is("(")) return !fixed;
    const std::size_t length = length_in(r_.at.text(r_.at.peek(1)));
    r_.at.go(r_.at.peek().partner + 1);
    return length >= narrowest || (length >= narrowest_token && !fixed && length != 0 && last_is_companion_);
}

void table_definition::read_guarded_rest(const attribute& subject, std::size_t end)
{
    const std::size_t from = r_.at.position();
    pass_any(end);
    for (std::size_t i = from; i < r_.at.position(); ++i) {
        const keyword word = r_.at[i].word;
        const bool computed = word == keyword::generated_kw || word == keyword::as_kw;
        const bool preset = word == keyword::default_kw && r_.at[i + 1].word != keyword::null_kw;
        if (computed || preset) refuse(because::copied_by_ddl, r_.offset_of(i), subject.full_name());
        const bool folds = word == keyword::collate_kw && !keeps_case(r_.at.text(r_.at[i + 1]));
        if (folds) refuse(because::narrowed, r_.offset_of(i), subject.full_name());
        if (r_.at[i].symbol == mark("(")) i = r_.at[i].partner;
    }
    refuse_checks(from);
}

void table_definition::read_column(std::size_t end)
{
    const name column = take_name(r_, true);
    const attribute* subject = guarded(column);
    if (subject == nullptr) {
        const std::size_t from = r_.at.position();
        pass_any(end);
        const std::size_t behind = r_.at.position();
        for (std::size_t i = from; i < behind; ++i) {
            if (r_.at[i].word != keyword::as_kw && r_.at[i].word != keyword::generated_kw) continue;
            r_.at.go(i);
            pass_plain(behind);
        }
        return r_.at.go(behind);
    }
    const relation_column* found = table_.find(column, r_.language.folding);
    last_is_companion_ = found->companion_of != nullptr;
    if (!take_wide_type(end)) refuse(because::narrowed, r_.offset_of(column.at), subject->full_name());
    read_guarded_rest(*subject, end);
}

void table_definition::read_element(std::size_t end)
{
    if (at_constraint()) return read_constraint(end);
    read_column(end);
}

void table_definition::read_dropped_column()
{
    take_if_exists(r_);
    const name column = take_name(r_, true);
    if (const attribute* subject = guarded(column))
        refuse(because::dropped, r_.offset_of(column.at), subject->full_name());
    const protected_table* table = table_.table;
    for (const attribute* each : table != nullptr ? table->attributes : std::vector<const attribute*>{}) {
        const bool key = each->bound_to_row &&
                         std::any_of(table->key_columns.begin(), table->key_columns.end(),
                                     [&](const std::string& part) { return r_.same_name(schema_name(part), column); });
        if (key) refuse(because::key_changed, r_.offset_of(column.at), each->full_name());
    }
}

}  // namespace cellseal
