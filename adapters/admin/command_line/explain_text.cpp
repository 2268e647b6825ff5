#include "adapters/admin/command_line/explain_text.h"

#include <algorithm>

#include <fmt/format.h>

namespace cellseal::command_line {

namespace {

struct text_position {
    std::size_t line = 1;
    std::size_t line_start = 0;
    std::size_t offset = 0;
};

text_position position_in(std::string_view text, std::size_t offset)
{
    text_position at;
    at.offset = std::min(offset, text.size());
    for (std::size_t i = 0; i < at.offset; ++i) {
        if (text[i] != '\n') continue;
        ++at.line;
        at.line_start = i + 1;
    }
    return at;
}

bool starts_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

std::size_t characters(std::string_view text)
{
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), starts_character));
}

// The terminal obeys control characters, and the statement may come from anywhere.
std::string printable(std::string_view text)
{
    std::string shown;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        shown += (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7F ? '?' : c;
    }
    return shown;
}

std::string indented(std::string_view text)
{
    std::string shown = "  ";
    for (const char c : printable(text)) {
        shown += c;
        if (c == '\n') shown += "  ";
    }
    return shown + '\n';
}

std::string role_of(const parameter_use& use)
{
    switch (use.role) {
        case parameter_role::write: return fmt::format("is written to {}", use.subject->full_name());
        case parameter_role::compare: return fmt::format("is compared with {}", use.subject->full_name());
        case parameter_role::plain: break;
    }
    return "plain";
}

std::string parameters_text(const statement_plan& plan)
{
    if (plan.parameters.empty()) return {};
    std::string shown = "parameters:\n";
    for (const parameter_use& each : plan.parameters)
        shown += fmt::format("  {:>2}  :{:<16} {}\n", each.occurrence, printable(each.name), role_of(each));
    return shown;
}

std::string tokens_text(const statement_plan& plan)
{
    std::string shown;
    for (const bound_parameter& each : plan.bound) {
        if (each.compound == nullptr) continue;
        std::string attributes;
        for (const attribute* part : each.compound->parts) attributes += (attributes.empty() ? "" : ", ") + part->name;
        shown += fmt::format("      :{:<16} {} of {}\n", printable(each.name), each.compound->tokens.full_name(),
                             attributes);
    }
    return shown.empty() ? shown : "tokens of several values:\n" + shown;
}

std::string columns_text(const statement_plan& plan)
{
    std::string shown;
    for (std::size_t position = 0; position < plan.columns.size(); ++position) {
        const column_use& each = plan.columns[position];
        if (each.subject && !each.hidden) shown += fmt::format("  {:>2}  {}\n", position, each.subject->full_name());
    }
    return shown.empty() ? shown : "opened result columns:\n" + shown;
}

std::string refusal_text(const refusal& why, std::string_view sql)
{
    const text_position at = position_in(sql, why.offset);
    const std::size_t column = characters(sql.substr(at.line_start, at.offset - at.line_start)) + 1;
    return fmt::format(
        "refused ({}) at line {}, column {}, byte {}:\n{}{}{}\n{}", name_of(why.code), at.line, column, why.offset,
        pointed_at(sql, why.offset),
        why.subject.empty() || why.message.find(why.subject) != std::string::npos ? "" : why.subject + ": ",
        why.message, why.hint.empty() ? "" : fmt::format("hint: {}\n", why.hint));
}

}  // namespace

std::string pointed_at(std::string_view text, std::size_t offset)
{
    const text_position at = position_in(text, offset);
    const std::size_t end = std::min(text.find('\n', at.line_start), text.size());
    std::string below = "  ";
    for (const char c : text.substr(at.line_start, at.offset - at.line_start))
        if (starts_character(c)) below += c == '\t' ? '\t' : ' ';
    return fmt::format("  {}\n{}^\n", printable(text.substr(at.line_start, end - at.line_start)), below);
}

std::string explain_text(const statement_plan& plan, std::string_view sql)
{
    switch (plan.outcome) {
        case plan_outcome::pass: return "passes untouched: it names no protected table\n";
        case plan_outcome::refuse: return plan.why ? refusal_text(*plan.why, sql) : "refused\n";
        case plan_outcome::ok: break;
    }
    return "understood\n" + parameters_text(plan) + tokens_text(plan) + columns_text(plan) + "runs as:\n" + indented(plan.rewritten);
}

}  // namespace cellseal::command_line
