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

std::optional<std::string> token_apart(const token_column& of, const std::vector<cell>& values, const cell& token)
{
    const std::string table(of.table);
    const bool whole = std::all_of(values.begin(), values.end(), [](const cell& each) { return each.has_value(); });
    if (whole != token.has_value()) return table + ": value and " + std::string(of.column) + " do not go together";
    if (!whole) return std::nullopt;
    std::vector<std::string> plain;
    for (const cell& each : values) plain.push_back(opened(*each));
    if (token->substr(token->find('#') + 1) == together(plain)) return std::nullopt;
    return table + ": the token " + *token + " is not that of " + together(plain);
}

const token_column* token_column_of(std::string_view table, std::string_view column)
{
    for (const token_column& each : token_columns()) {
        if (each.table == table && each.column == column) return &each;
    }
    return nullptr;
}

}  // namespace

const std::vector<token_column>& token_columns()
{
    static const std::vector<token_column> all{{"contact", "email_bi", "email", {"email"}},
                                               {"prospect", "email_bi", "email", {"email"}},
                                               {"patient", "bidx_person", "bidx_person", {"last_name", "born"}},
                                               {"patient", "bidx_all", "bidx_all", {"town", "born", "last_name"}}};
    return all;
}

std::string seal_mark(std::string_view attribute, std::size_t slot, const std::string& nonce, const std::string& plain)
{
    return "S(" + std::string(attribute) + ")" + std::to_string(slot) + "#" + nonce + "#" + plain;
}

std::string token_mark(std::string_view domain, std::size_t slot, const std::string& plain)
{
    return "T(" + std::string(domain) + ")" + std::to_string(slot) + "#" + plain;
}

std::string together(const std::vector<std::string>& values)
{
    std::string all;
    for (const std::string& each : values) all += (&each == &values.front() ? "" : "|") + each;
    return all;
}

bool is_seal_of(const std::string& text, std::string_view attribute)
{
    return text.rfind("S(" + std::string(attribute) + ")", 0) == 0 && text.find("S(", 2) == std::string::npos;
}

bool holds_seal(const std::string& text) { return text.find("S(") != std::string::npos; }

bool is_token(const std::string& text) { return text.rfind("T(", 0) == 0; }

bool is_token_column(std::string_view column)
{
    const auto& all = token_columns();
    return std::any_of(all.begin(), all.end(), [&](const token_column& each) { return each.column == column; });
}

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
    if (const token_column* tokens = token_column_of(table, column))
        fine = value->rfind("T(" + std::string(tokens->domain) + ")", 0) == 0;
    if (fine) return std::nullopt;
    return std::string(table) + "." + column + " holds " + *value;
}

std::optional<std::string> misplaced(std::string_view table, const answer& content)
{
    const auto place_of = [&](std::string_view column) {
        return static_cast<std::size_t>(std::find(content.columns.begin(), content.columns.end(), column) -
                                        content.columns.begin());
    };
    for (const row& each : content.rows) {
        for (std::size_t i = 0; i < each.size(); ++i) {
            if (auto wrong = misplaced(table, content.columns[i], each[i])) return wrong;
        }
        for (const token_column& tokens : token_columns()) {
            if (tokens.table != table) continue;
            std::vector<cell> values;
            for (const std::string_view part : tokens.parts) values.push_back(each.at(place_of(part)));
            if (auto wrong = token_apart(tokens, values, each.at(place_of(tokens.column)))) return wrong;
        }
    }
    return std::nullopt;
}

}  // namespace cellseal::test
