#include "plugin/statements/analysis.h"

#include "plugin/statements/filtered_analysis.h"
#include "plugin/statements/reading.h"
#include "plugin/statements/session_setting.h"
#include "plugin/statements/soci_placeholders.h"
#include "plugin/statements/statement.h"
#include "plugin/statements/statement_kind.h"

namespace cellseal {
namespace {

statement_plan passed(std::string_view sql)
{
    statement_plan plan;
    plan.rewritten = sql;
    plan.changes_schema = begins_definition(sql);
    return plan;
}

/// A guarded name in a comment only is none. In a string it can be a name (SQLite) or code, so it counts.
bool names_guarded(const reading& r)
{
    for (const token& each : r.tokens.tokens) {
        const std::string_view text = r.at.text(each);
        if (each.kind == token_kind::string) return true;
        if (each.kind == token_kind::quoted && text.size() > 2 &&
            r.names.guards({text.substr(1, text.size() - 2), true, 0}))
            return true;
        if (each.kind == token_kind::word && r.names.guards({text, false, 0})) return true;
    }
    return false;
}

void refuse_several_statements(const reading& r)
{
    for (std::size_t ahead = 0; !r.at.is(token_kind::end, ahead); ++ahead) {
        const bool further = r.at.is(";", ahead) && !r.at.is(token_kind::end, ahead + 1);
        if (further) refuse(because::several_statements, r.at.peek(ahead).offset);
    }
}

/// P10: one parameter name has one meaning.
void refuse_mixed_parameters(const reading& r)
{
    for (std::size_t i = 0; i < r.uses.size(); ++i) {
        const attribute* subject = r.uses[i].subject;
        const attribute* known = r.uses[r.edits.first_of_name(i)].subject;
        if (known == subject) continue;
        const attribute* named = subject != nullptr ? subject : known;
        refuse(because::two_meanings, r.offset_of(r.tokens.parameters[i]), named->full_name());
    }
}

void refuse_unread_parameters(const reading& r)
{
    for (std::size_t i = 0; i < r.used.size(); ++i) {
        if (!r.used[i]) refuse(because::not_understood, r.offset_of(r.tokens.parameters[i]));
    }
}

/// What the backend's n-th parameter is, for binding by position.
void number_positions(const reading& r, statement_plan& plan)
{
    std::vector<std::size_t> number(r.uses.size());
    for (std::size_t i = 0; i < r.uses.size(); ++i) {
        const std::size_t first = r.edits.first_of_name(i);
        number[i] = first == i || !r.language.one_parameter_per_name ? plan.positions.size() : number[first];
        if (number[i] == plan.positions.size())
            plan.positions.push_back({i});
        else
            plan.positions[number[i]].push_back(i);
    }
}

void fill(reading& r, statement_plan& plan)
{
    plan.outcome = plan_outcome::ok;
    plan.changes_schema = r.changes_schema;
    for (std::size_t i = 0; i < r.uses.size(); ++i) {
        r.uses[i].occurrence = i;
        r.uses[i].name = r.edits.name_of(i);
    }
    number_positions(r, plan);
    r.edits.finish(plan);
    plan.parameters = std::move(r.uses);
}

statement_plan understood(std::string_view sql, const lexed_text& text, const dialect_traits& language,
                          catalogue& names, live_keys live, prefilter::finding found)
{
    reading r(sql, text, language, names, live);
    if (found != prefilter::finding::table) refuse_reading_mode(r);
    if (found == prefilter::finding::setting || !names_guarded(r)) return passed(sql);
    refuse_unless_soci_agrees(sql, language.which, text);
    refuse_other_kinds(r);
    if (!at_definition(r)) refuse_several_statements(r);
    statement_plan plan;
    read_statement(r, plan);
    r.at.take(";");
    if (!r.at.at_end()) r.at.not_understood();
    if (!r.touches_protected) return passed(sql);
    refuse_unread_parameters(r);
    refuse_mixed_parameters(r);
    fill(r, plan);
    return plan;
}

}  // namespace

void give_role(reading& r, std::size_t occurrence, parameter_role role, const attribute& subject)
{
    parameter_use& use = r.uses[occurrence];
    if (use.subject != nullptr)
        refuse(because::two_meanings, r.offset_of(r.tokens.parameters[occurrence]), subject.full_name());
    use.role = role;
    use.subject = &subject;
}

statement_plan analyse_filtered(std::string_view sql, dialect which, const attribute_registry& registry,
                                const schema_knowledge& schema, live_keys live, prefilter::finding found)
{
    if (found == prefilter::finding::nothing) return passed(sql);
    const dialect_traits& language = traits_of(which, schema.reading);
    try {
        const lexed_text text = lex(sql, language);
        catalogue names(registry, schema, language);
        return understood(sql, text, language, names, live, found);
    } catch (refused& refusal) {
        // A text that only looks as if it named a setting, and cannot be cut into tokens, is not ours to judge; but
        // MySQL runs what stands in /*! … */.
        const bool runs_comments = which == dialect::mysql || which == dialect::odbc;
        const bool judged = refusal.why.code == refusal_code::mode || (runs_comments && sql.find("/*") != sql.npos);
        if (found == prefilter::finding::setting && !judged) return passed(sql);
        statement_plan plan;
        plan.outcome = plan_outcome::refuse;
        plan.rewritten = sql;
        plan.why = std::move(refusal.why);
        return plan;
    }
}

statement_plan analyse(std::string_view sql, dialect language, const attribute_registry& registry,
                       const schema_knowledge& schema, live_keys live)
{
    return analyse_filtered(sql, language, registry, schema, live, prefilter(registry, schema).look(sql));
}

}  // namespace cellseal
