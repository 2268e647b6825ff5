#include "tests/fuzz/statement_mutator.h"

#include <cctype>
#include <string_view>

namespace cellseal::test {
namespace {

bool in_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

/// Cut roughly, quotations in one piece: the mutator need not agree with any engine.
std::vector<std::string> cut(std::string_view sql)
{
    std::vector<std::string> words;
    for (std::size_t i = 0; i < sql.size();) {
        std::size_t end = i + 1;
        if (in_word(sql[i]) || sql[i] == ':') {
            while (end < sql.size() && in_word(sql[end])) ++end;
        } else if (sql[i] == '\'' || sql[i] == '"') {
            while (end < sql.size() && sql[end] != sql[i]) ++end;
            end = end < sql.size() ? end + 1 : end;
        } else if (std::string_view("<>!=|&-").find(sql[i]) != std::string_view::npos) {
            while (end < sql.size() && std::string_view("<>=|&-").find(sql[end]) != std::string_view::npos) ++end;
        }
        if (sql[i] != ' ' && sql[i] != '\n') words.emplace_back(sql.substr(i, end - i));
        i = end;
    }
    return words;
}

constexpr std::string_view further_words[] = {
    "email",       "phone",     "ssn",        "note",      "id",       "contact",    "prospect",  "orders",
    "vault",       "token",     "c",          "x",         "*",        "(",          ")",         ",",
    "=",           "<>",        "==",         "is",        "not",      "null",       "in",        "like",
    "between",     "and",       "or",         "exists",    "select",   "from",       "where",     "group",
    "by",          "order",     "having",     "limit",     "1",        "2",          "'x'",       "\"email\"",
    "'email'",     "[email]",   "`contact`",  ":e",        ":p",       ":i",         ":n",        "as",
    "on",          "using",     "join",       "left",      "natural",  "union",      "all",       "except",
    "intersect",   "distinct",  "count",      "max",       "||",       "+",          "-",         ".",
    "collate",     "nocase",    "cast",       "text",      "case",     "when",       "then",      "else",
    "end",         "returning", "excluded",   "do",        "update",   "set",        "nothing",   "conflict",
    "values",      "default",   "with",       "recursive", "main",     "email_bi",   "v_contact", "mail",
    "isnull",      "notnull",   "over",       "partition", "filter",   "coalesce",   "lower",     "glob",
    "escape",      "rowid",     "indexed",    "replace",   "into",     "insert",     "delete",    "offset",
    "asc",         "desc",      "nulls",      "first",     "owner_id", "contact_id", "total",     ";",
    "/* it's */",  "-- x\n",    "row_number", "min",       "~",        "<",          ">",         "%",
    "/",           "->",        "IS",         "NOT",       "patient",  "last_name",  "born",      "town",
    "bidx_person", "bidx_all",  "v_patient",  "name",      ":l",       ":b",         ":t"};

}  // namespace

statement_mutator::statement_mutator(std::vector<std::string> seeds, std::uint64_t seed) : random_(seed)
{
    for (const std::string& each : seeds) seeds_.push_back(cut(each));
    given_ = seeds_.size();
    for (const std::string_view each : further_words) dictionary_.emplace_back(each);
}

void statement_mutator::learn(const std::string& sql)
{
    constexpr std::size_t most = 2000;
    if (sql.size() > 500) return;
    if (learned_ < most)
        seeds_.push_back(cut(sql));
    else
        seeds_[given_ + learned_ % most] = cut(sql);
    ++learned_;
}

std::size_t statement_mutator::below(std::size_t limit) { return limit == 0 ? 0 : random_() % limit; }

void statement_mutator::mutate(words& statement)
{
    if (statement.empty()) return;
    const auto at = [&](std::size_t index) { return statement.begin() + static_cast<std::ptrdiff_t>(index); };
    const std::size_t here = below(statement.size());
    const words& other = seeds_[below(seeds_.size())];
    switch (below(8)) {
        case 0: statement.erase(at(here)); break;
        case 1: statement.insert(at(here), dictionary_[below(dictionary_.size())]); break;
        case 2: statement[here] = dictionary_[below(dictionary_.size())]; break;
        case 3: statement[here] = statement[below(statement.size())]; break;
        case 4: std::swap(statement[here], statement[below(statement.size())]); break;
        case 5: statement[here] = other[below(other.size())]; break;
        case 6: {  // A part of another statement.
            const std::size_t from = below(other.size());
            const std::size_t length = 1 + below(std::min<std::size_t>(8, other.size() - from));
            statement.insert(at(here), other.begin() + static_cast<std::ptrdiff_t>(from),
                             other.begin() + static_cast<std::ptrdiff_t>(from + length));
            break;
        }
        default: {  // A part in parentheses becomes the whole, or the whole a part.
            statement.insert(at(here), "(");
            statement.insert(at(here + 1 + below(statement.size() - here)), ")");
            break;
        }
    }
}

std::string statement_mutator::next()
{
    words statement = seeds_[below(seeds_.size())];
    for (std::size_t i = 0, count = below(below(5) + 1); i <= count; ++i) mutate(statement);
    std::string sql;
    for (const std::string& each : statement)
        sql += (sql.empty() || each == "." || sql.back() == '.' ? "" : " ") + each;
    return sql;
}

}  // namespace cellseal::test
