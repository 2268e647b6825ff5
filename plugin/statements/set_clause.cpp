#include "plugin/statements/assignment.h"
#include "plugin/statements/characters.h"
#include "plugin/statements/compound_write.h"
#include "plugin/statements/conjunction.h"
#include "plugin/statements/expression.h"
#include "plugin/statements/identifier.h"
#include "plugin/statements/resolve.h"

namespace cellseal {
namespace {

struct target_column {
    const binding* into = nullptr;
    const relation_column* column = nullptr;
    std::size_t first = 0;  ///< With its qualifier.
    std::size_t last = 0;
};

bool ends_assignment(const token& behind) noexcept
{
    switch (behind.word) {
        case keyword::where_kw:
        case keyword::from_kw:
        case keyword::on_kw:
        case keyword::returning_kw:
        case keyword::order_kw:
        case keyword::limit_kw:
        case keyword::when_kw: return true;
        default: break;
    }
    return behind.kind == token_kind::end || behind.symbol == mark(",") || behind.symbol == mark(";") ||
           behind.symbol == mark(")");
}

class set_clause {
public:
    set_clause(reading& r, const scope& names, const binding* only_target, std::vector<bound_write>& bound,
               std::vector<written_part>& parts)
        : r_(r), names_(names), only_(only_target), bound_(bound), parts_(parts)
    {
    }

    void read_one();

private:
    target_column read_target();
    target_column find_target(const std::vector<name>& path);
    void read_row(const std::vector<target_column>& targets);
    void take(const target_column& target, const operand& value, std::string& companions);
    void note_row(const target_column& target, const operand& value);
    [[nodiscard]] bool at_coalesce(const target_column& target) const;
    void read_coalesce(const target_column& target);
    [[nodiscard]] std::string qualifier_of(const target_column& target) const;

    reading& r_;
    const scope& names_;
    const binding* only_;
    std::vector<bound_write>& bound_;
    std::vector<written_part>& parts_;
};

/// With several tables to write to (MySQL), the name itself says which.
target_column set_clause::find_target(const std::vector<name>& path)
{
    if (only_ != nullptr) {
        if (path.size() > 1 && !r_.same_name(path[path.size() - 2], only_->called)) r_.at.not_understood();
        return {only_, written_column(r_, *only_, path.back()), path.front().at, path.back().at};
    }
    const operand found = resolve(r_, names_, path);
    if (found.kind == operand_kind::column && found.from != nullptr) {
        return {found.from, found.column, path.front().at, path.back().at};
    }
    if (found.is_protected()) r_.at.not_understood();
    return {nullptr, nullptr, path.front().at, path.back().at};
}

target_column set_clause::read_target()
{
    std::vector<name> path{take_name(r_, true)};
    while (r_.at.take(".")) path.push_back(take_name_behind_dot(r_));
    const target_column found = find_target(path);
    if (found.into != nullptr) refuse_key_change(r_, *found.into, found.column, path.back().at);
    while (r_.at.is("[")) {  // PostgreSQL: an element of an array column
        if (found.column != nullptr && found.column->sealed != nullptr) r_.at.not_understood();
        read_subscript(r_, names_);
    }
    return found;
}

void set_clause::take(const target_column& target, const operand& value, std::string& companions)
{
    static const binding nowhere;
    const std::string companion = assign(r_, target.into != nullptr ? *target.into : nowhere, target.column, value);
    const attribute* sealed = target.column != nullptr ? target.column->sealed : nullptr;
    if (sealed == nullptr) return;
    note_row(target, value);
    if (!sealed->compounds.empty()) parts_.push_back({target.into, sealed, value, qualifier_of(target)});
    if (companion.empty()) return;
    companions += ", " + qualifier_of(target) + companion_text(r_, *sealed) + " = " + companion;
}

/// P17: for a value that is bound to its row.
void set_clause::note_row(const target_column& target, const operand& value)
{
    const attribute& sealed = *target.column->sealed;
    if (!sealed.bound_to_row) return;
    if (value.kind == operand_kind::parameter) {
        bound_.push_back({target.into, &sealed, value.occurrence, target.first});
    } else if (value.kind == operand_kind::column && value.from != target.into) {
        bound_.push_back({target.into, &sealed, std::string::npos, target.first});
    }
}

std::string set_clause::qualifier_of(const target_column& target) const
{
    const std::size_t from = r_.offset_of(target.first);
    return std::string(r_.sql.substr(from, r_.offset_of(target.last) - from));
}

/// COALESCE(:email, email), and nothing behind it, written to a protected column.
bool set_clause::at_coalesce(const target_column& target) const
{
    if (target.column == nullptr || target.column->sealed == nullptr || !r_.at.is("(", 1)) return false;
    const std::string_view word = r_.at.text(r_.at.peek());
    const bool known = equal_in_any_case(word, "coalesce") ||
                       (equal_in_any_case(word, "ifnull") && r_.language.which != dialect::postgres);
    if (!known) return false;
    return ends_assignment(r_.at[r_.at.peek(1).partner + 1]);
}

/// Its arguments are parameters and values of the same attribute. The index column takes the same turn: a value is NULL
/// where its token is.
void set_clause::read_coalesce(const target_column& target)
{
    const attribute& sealed = *target.column->sealed;
    const std::size_t close = r_.at.peek(1).partner;
    const std::size_t offset = r_.at.offset();
    if (!sealed.compounds.empty()) refuse(because::written_together_only, offset, sealed.full_name());
    if (sealed.nulls == null_policy::seal) refuse(because::null_is_sealed, offset, sealed.full_name());
    r_.at.skip();
    std::string tokens;
    while (r_.at.position() < close) {
        r_.at.skip();  // The parenthesis or a comma.
        const operand value = read_expression(r_, names_);
        const bool fits =
            value.kind == operand_kind::parameter || (value.kind == operand_kind::column && value.sealed == &sealed);
        if (!fits || (!r_.at.is(",") && r_.at.position() != close))
            refuse(because::in_function, r_.offset_of(value.first), sealed.full_name());
        const std::string token = assign(r_, *target.into, target.column, value);
        if (sealed.index && token.empty()) refuse(because::companion_of_view, offset, sealed.full_name());
        note_row(target, value);
        tokens += (tokens.empty() ? "" : ", ") + token;
    }
    r_.at.skip();
    if (sealed.index)
        r_.edits.insert_behind(
            close, ", " + qualifier_of(target) + companion_text(r_, sealed) + " = COALESCE(" + tokens + ")");
}

/// (a, b) = (x, y), = ROW(x, y), = (query)
void set_clause::read_row(const std::vector<target_column>& targets)
{
    r_.at.expect("=");
    const operand value = read_expression(r_, names_);
    std::string companions;
    const bool fits = value.kind == operand_kind::row && value.parts.size() == targets.size();
    for (std::size_t i = 0; i < targets.size(); ++i) {
        if (fits) {
            take(targets[i], value.parts[i], companions);
        } else {
            take(targets[i], targets.size() == 1 ? value : operand{.first = value.first, .last = value.last},
                 companions);
        }
    }
    if (!fits && targets.size() != 1) require_plain(r_, value, because::copied);
    if (!companions.empty()) r_.edits.insert_behind(value.last, companions);
}

void set_clause::read_one()
{
    if (r_.at.take("(")) {
        std::vector<target_column> targets;
        do targets.push_back(read_target());
        while (r_.at.take(","));
        r_.at.expect(")");
        return read_row(targets);
    }
    const target_column target = read_target();
    if (r_.language.which != dialect::mysql || !r_.at.take(":=")) r_.at.expect("=");
    if (at_coalesce(target)) return read_coalesce(target);
    const operand value = read_expression(r_, names_);
    std::string companions;
    take(target, value, companions);
    if (!companions.empty()) r_.edits.insert_behind(value.last, companions);
}

}  // namespace

void read_assignments(reading& r, const scope& names, const binding* only_target, std::vector<bound_write>& bound)
{
    const conjunction off(r, false);
    std::vector<written_part> parts;
    do set_clause(r, names, only_target, bound, parts).read_one();
    while (r.at.take(","));
    const std::string compounds = compound_assignments(r, parts);
    if (!compounds.empty()) r.edits.insert_behind(r.at.position() - 1, compounds);
}

}  // namespace cellseal
