#include "plugin/statements/refusal.h"

#include <fmt/format.h>

#include <utility>

namespace cellseal {

std::string_view name_of(refusal_code code) noexcept
{
    switch (code) {
        case refusal_code::literal: return "literal";
        case refusal_code::operator_: return "operator";
        case refusal_code::expression: return "expression";
        case refusal_code::function: return "function";
        case refusal_code::cast: return "cast";
        case refusal_code::copy: return "copy";
        case refusal_code::lexer: return "lexer";
        case refusal_code::mode: return "mode";
        case refusal_code::mixed: return "mixed";
        case refusal_code::order: return "order";
        case refusal_code::group: return "group";
        case refusal_code::ambiguous: return "ambiguous";
        case refusal_code::unsearchable: return "unsearchable";
        case refusal_code::companion: return "companion";
        case refusal_code::row_key: return "row_key";
        case refusal_code::ddl: return "ddl";
        case refusal_code::multiple: return "multiple";
        case refusal_code::placeholder: return "placeholder";
        case refusal_code::syntax: return "syntax";
    }
    return "unknown";
}

namespace {

std::string sentence(const refusal& why)
{
    const std::string subject = why.subject.empty() ? std::string() : " (" + why.subject + ")";
    return fmt::format("Statement refused [{}] at byte {}{}: {} {}", name_of(why.code), why.offset, subject,
                       why.message, why.hint);
}

}  // namespace

statement_refused::statement_refused(refusal why) : error(errc::statement_refused, sentence(why)), why_(std::move(why))
{
}

}  // namespace cellseal
