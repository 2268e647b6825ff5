#include "tests/statements/marks.h"

#include <algorithm>

namespace cellseal::test {
namespace {

bool is_mark(const std::string& text)
{
    return text.find("S(") != std::string::npos || text.find("T(") != std::string::npos;
}

const protection* protection_of(std::string_view table, std::string_view column)
{
    for (const protection& each : protections) {
        if (each.table == table && each.column == column) return &each;
    }
    return nullptr;
}

std::optional<std::string> token_apart(std::string_view table, const cell& value, const cell& token)
{
    if (value.has_value() != token.has_value()) return std::string(table) + ": value and token do not go together";
    if (value && token->substr(token->find('#') + 1) != opened(*value))
        return std::string(table) + ": the token " + *token + " is not that of " + *value;
    return std::nullopt;
}

}  // namespace

std::string seal_mark(std::string_view attribute, std::size_t slot, const std::string& nonce, const std::string& plain)
{
    return "S(" + std::string(attribute) + ")" + std::to_string(slot) + "#" + nonce + "#" + plain;
}

std::string token_mark(std::size_t slot, const std::string& plain)
{
    return "T(email)" + std::to_string(slot) + "#" + plain;
}

bool is_seal_of(const std::string& text, std::string_view attribute)
{
    return text.rfind("S(" + std::string(attribute) + ")", 0) == 0 && text.find("S(", 2) == std::string::npos;
}

bool holds_seal(const std::string& text) { return text.find("S(") != std::string::npos; }

bool is_token(const std::string& text) { return text.rfind("T(email)", 0) == 0; }

std::string opened(const std::string& text)
{
    if (text.rfind("S(", 0) != 0) return text;
    const std::size_t nonce = text.find('#');
    const std::size_t plain = nonce == std::string::npos ? nonce : text.find('#', nonce + 1);
    return plain == std::string::npos ? text : text.substr(plain + 1);
}

std::optional<std::string> misplaced(std::string_view table, const std::string& column, const cell& value)
{
    if (!value) return std::nullopt;
    const protection* guard = protection_of(table, column);
    bool fine = !is_mark(*value);
    if (guard != nullptr) fine = is_seal_of(*value, std::string(table) + "." + column);
    if (column == "email_bi") fine = is_token(*value);
    if (fine) return std::nullopt;
    return std::string(table) + "." + column + " holds " + *value;
}

std::optional<std::string> misplaced(std::string_view table, const answer& content)
{
    const auto place_of = [&](std::string_view column) {
        return static_cast<std::size_t>(std::find(content.columns.begin(), content.columns.end(), column) -
                                        content.columns.begin());
    };
    const std::size_t email = place_of("email");
    const std::size_t token = place_of("email_bi");
    for (const row& each : content.rows) {
        for (std::size_t i = 0; i < each.size(); ++i) {
            if (auto wrong = misplaced(table, content.columns[i], each[i])) return wrong;
        }
        if (token < each.size() && email < each.size()) {
            if (auto wrong = token_apart(table, each[email], each[token])) return wrong;
        }
    }
    return std::nullopt;
}

}  // namespace cellseal::test
