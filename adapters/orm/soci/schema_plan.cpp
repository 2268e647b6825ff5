#include "adapters/orm/soci/schema_plan.h"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "adapters/orm/soci/engine.h"
#include "adapters/orm/soci/schema_check.h"
#include "adapters/orm/soci/schema_words.h"

namespace cellseal::soci_orm {

namespace {

class planner {
public:
    planner(const live_schema& live, const schema_extras& extras, dialect language)
        : live_(live), extras_(extras), words_(language)
    {
    }

    void plan(const protected_table& table)
    {
        const std::string name = table.schema.empty() ? table.name : table.schema + "." + table.name;
        const live_table* found = live_.find(table.name);
        if (found == nullptr) make(table, name);
        for (const attribute* each : table.attributes) {
            if (found != nullptr) fit(*each, *found, name);
            add_index(*each, name);
            if (found != nullptr) add_check(*each, name);
        }
        for (const compound_definition* each : table.compounds) {
            if (found != nullptr) fit_tokens(each->tokens, *found, name);
            add_index(each->tokens, name);
        }
    }

    [[nodiscard]] std::vector<schema_step> steps() && { return std::move(steps_); }

private:
    void add(std::string place, std::string why, std::string statement, bool needed = true)
    {
        steps_.push_back({std::move(place), std::move(why), std::move(statement), needed});
    }

    /// The constraint of one sealed column; databases cut names, so ours is cut first.
    static std::string check_name(const attribute& which)
    {
        constexpr std::size_t longest = 31;  // Firebird 3
        return fmt::format("cellseal_{}_{}", which.table, which.column).substr(0, longest);
    }

    void make(const protected_table& table, const std::string& name)
    {
        std::vector<std::string> lines;
        const auto described = [&](const std::string& column) { return line_of(table, column); };
        std::vector<std::string> columns = table.columns.empty() ? table.key_columns : table.columns;
        const auto add_missing = [&](const std::string& wanted) {
            if (std::none_of(columns.begin(), columns.end(),
                             [&](const std::string& one) { return same_identifier(one, wanted); }))
                columns.push_back(wanted);
        };
        for (const attribute* each : table.attributes) {
            add_missing(each->column);
            if (each->index) add_missing(each->index->companion);
        }
        for (const compound_definition* each : table.compounds) add_missing(each->index().companion);
        std::string text;
        for (const std::string& column : columns) text += (text.empty() ? "\n    " : ",\n    ") + described(column);
        if (!table.key_columns.empty())
            text += fmt::format(",\n    primary key ({})", fmt::join(table.key_columns, ", "));
        for (const attribute* each : table.attributes)
            text += fmt::format(",\n    constraint {} check ({})", check_name(*each), words_.fence(*each));
        add(table.name, "the table does not exist; fill in the types that are marked",
            fmt::format("create table {}({}\n)", name, text));
    }

    [[nodiscard]] std::string line_of(const protected_table& table, const std::string& column) const
    {
        for (const attribute* each : table.attributes) {
            if (same_identifier(each->column, column)) return column + " " + words_.sealed_type(*each);
            if (each->index && same_identifier(each->index->companion, column))
                return column + " " + words_.token_type(*each);
        }
        for (const compound_definition* each : table.compounds)
            if (same_identifier(each->index().companion, column)) return column + " " + words_.token_type(each->tokens);
        return column + " /* its type */";
    }

    /// The column and the index column, each of a type that fits.
    void fit(const attribute& which, const live_table& table, const std::string& name)
    {
        fit_column(which.place(), table, name, which.column, words_.sealed_type(which),
                   check_sealed_column(which, table));
        if (which.index) fit_tokens(which, table, name);
    }

    void fit_tokens(const attribute& which, const live_table& table, const std::string& name)
    {
        fit_column(which.table + "." + which.index->companion, table, name, which.index->companion,
                   words_.token_type(which), check_index_column(which, table));
    }

    void fit_column(const std::string& place, const live_table& table, const std::string& name,
                    const std::string& column, const std::string& type, const std::optional<schema_finding>& finding)
    {
        if (!finding) return;
        if (table.find(column) == nullptr)
            return add(place, "the column does not exist", words_.add_column(name, column, type));
        std::string change = words_.change_type(name, column, type);
        const std::string_view anew =
            change.empty()
                ? " SQLite changes no types: make the table anew with this column as text, and copy the rows."
                : "";
        add(place, finding->message + std::string(anew), std::move(change));
    }

    void add_index(const attribute& which, const std::string& name)
    {
        if (which.found_by == lookup::none) return;
        const std::string& column = which.index ? which.index->companion : which.column;
        if (extras_.has_index(which.table, column)) return;
        add(which.table + "." + column,
            fmt::format("{} is looked for, and no index begins with this column", which.full_name()),
            words_.add_index(name, column, !which.index), false);
    }

    void add_check(const attribute& which, const std::string& name)
    {
        const std::string constraint = check_name(which);
        if (extras_.has_constraint(constraint)) return;
        std::string statement = words_.add_check(name, constraint, words_.fence(which));
        if (statement.empty()) return;
        add(which.place(),
            "a fence against values in the open, whoever writes; after values that are there were sealed",
            std::move(statement), false);
    }

    const live_schema& live_;
    const schema_extras& extras_;
    schema_words words_;
    std::vector<schema_step> steps_;
};

}  // namespace

std::vector<schema_step> plan_schema(const attribute_registry& registry, const live_schema& live,
                                     const schema_extras& extras, dialect language)
{
    planner made(live, extras, language);
    for (const protected_table& each : registry.tables()) made.plan(each);
    return std::move(made).steps();
}

std::vector<schema_step> plan_schema(const attribute_registry& registry, soci::session& native, dialect language)
{
    return plan_schema(registry, engine_of_session(native).read_schema(native), read_extras(native, language),
                       language);
}

}  // namespace cellseal::soci_orm
