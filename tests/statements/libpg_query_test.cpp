// PostgreSQL's own scanner and grammar (libpg_query) beside our tokens and tables.
#include <boost/test/unit_test.hpp>

#include <pg_query.h>

#include <nlohmann/json.hpp>
#include <array>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/statements/lexer.h"
#include "plugin/statements/refuse.h"
#include "tests/fuzz/statement_mutator.h"
#include "tests/statements/case_texts.h"
#include "tests/statements/crm.h"

namespace {

using namespace cellseal;
using nlohmann::json;

struct piece {
    std::size_t from;
    std::size_t end;
    bool operator==(const piece&) const = default;
};

std::optional<lexed_text> our_tokens(const std::string& sql)
{
    try {
        return lex(sql, traits_of(dialect::postgres));
    } catch (const refused&) {
        return std::nullopt;
    }
}

/// PostgreSQL knows no :name: $1 of the same length, so that every offset stays.
std::string with_numbers(std::string sql, const lexed_text& text)
{
    for (const std::uint32_t each : text.parameters) {
        const token& parameter = text.tokens[each];
        std::string number(parameter.length - 1, '0');
        number.back() = '1';
        sql.replace(parameter.offset, parameter.length, "$" + number);
    }
    return sql;
}

/// What protobuf calls a varint.
std::uint64_t take_number(std::string_view& from)
{
    std::uint64_t number = 0;
    for (unsigned shift = 0; !from.empty(); shift += 7) {
        const auto byte = static_cast<unsigned char>(from.front());
        from.remove_prefix(1);
        number |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
        if (byte < 0x80) break;
    }
    return number;
}

/// message ScanToken { int32 start = 1; int32 end = 2; Token token = 4; KeywordKind keyword_kind = 5; }
std::optional<piece> read_token(std::string_view message)
{
    constexpr std::uint64_t sql_comment = 275;
    constexpr std::uint64_t c_comment = 276;
    std::array<std::uint64_t, 8> fields{};
    while (!message.empty()) {
        const std::uint64_t tag = take_number(message);
        fields.at(tag >> 3) = take_number(message);
    }
    if (fields[4] == sql_comment || fields[4] == c_comment) return std::nullopt;
    return piece{fields[1], fields[2]};
}

/// message ScanResult { int32 version = 1; repeated ScanToken tokens = 2; }
std::optional<std::vector<piece>> their_tokens(const std::string& sql)
{
    const PgQueryScanResult scanned = pg_query_scan(sql.c_str());
    std::optional<std::vector<piece>> found;
    if (scanned.error == nullptr) {
        found.emplace();
        std::string_view rest(scanned.pbuf.data, scanned.pbuf.len);
        while (!rest.empty()) {
            const std::uint64_t tag = take_number(rest);
            const std::uint64_t value = take_number(rest);
            if (tag >> 3 != 2) continue;
            if (const auto next = read_token(rest.substr(0, value))) found->push_back(*next);
            rest.remove_prefix(value);
        }
    }
    pg_query_free_scan_result(scanned);
    return found;
}

/// Blanks and comments, with a line break among them.
bool is_line_break(const std::string& sql, std::size_t from, std::size_t end)
{
    return sql.substr(from, end - from).find_first_of("\n\r") != std::string::npos;
}

std::vector<piece> boundaries(const std::string& sql, const lexed_text& text)
{
    std::vector<piece> found;
    for (const token& each : text.tokens) {
        if (each.kind == token_kind::end) break;
        // Strings with a line break between them are one to PostgreSQL; here they are read together further on.
        const bool continued = each.kind == token_kind::string && sql[each.offset] == '\'' && !found.empty() &&
                               sql[found.back().end - 1] == '\'' && is_line_break(sql, found.back().end, each.offset);
        if (continued) {
            found.back().end = each.end_offset();
            continue;
        }
        // N'…' is the keyword NCHAR and a string to PostgreSQL.
        const bool national = each.kind == token_kind::string && (sql[each.offset] == 'n' || sql[each.offset] == 'N');
        if (national) found.push_back({each.offset, each.offset + 1U});
        found.push_back({each.offset + (national ? 1U : 0U), each.end_offset()});
    }
    return found;
}

void collect(const json& tree, std::set<std::string>& tables, std::set<std::string>& queries)
{
    if (tree.is_object() && tree.contains("ctename")) queries.insert(tree["ctename"]);
    if (tree.is_object() && tree.contains("relname")) {
        const std::string schema = tree.value("schemaname", "public");
        if (schema == "public") tables.insert(tree["relname"]);
    }
    if (!tree.is_structured()) return;
    for (const json& each : tree) collect(each, tables, queries);
}

/// Protected tables and views that PostgreSQL's grammar finds in the text; nothing where it finds no statement.
std::optional<std::set<std::string>> guarded_tables(const std::string& sql)
{
    const PgQueryParseResult parsed = pg_query_parse(sql.c_str());
    std::optional<std::set<std::string>> guarded;
    if (parsed.error == nullptr) {
        std::set<std::string> tables;
        std::set<std::string> queries;
        collect(json::parse(parsed.parse_tree), tables, queries);
        guarded.emplace();
        for (const char* each : {"contact", "prospect", "vault", "v_contact"})
            if (tables.contains(each) && !queries.contains(each)) guarded->insert(each);
    }
    pg_query_free_parse_result(parsed);
    return guarded;
}

struct tally {
    std::size_t cut = 0, parsed = 0, guarded = 0;
};

void hold_against_postgres(const std::string& sql, tally& sum)
{
    const auto ours = our_tokens(sql);
    if (!ours) return;
    const std::string numbered = with_numbers(sql, *ours);
    const auto theirs = their_tokens(numbered);
    if (!theirs) return;
    ++sum.cut;
    BOOST_TEST((boundaries(sql, *ours) == *theirs), "tokens differ: " << sql);
    const auto guarded = guarded_tables(numbered);
    if (!guarded) return;
    ++sum.parsed;
    if (guarded->empty()) return;
    ++sum.guarded;
    const statement_plan plan = test::analysed(sql, dialect::postgres);
    BOOST_TEST((plan.outcome != plan_outcome::pass), *guarded->begin() << " is not noticed: " << sql);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(postgresql_s_own_grammar)

BOOST_AUTO_TEST_CASE(agrees_about_the_tokens_and_tables_of_every_case)
{
    tally sum;
    for (const std::string& each : test::case_texts(dialect::postgres)) hold_against_postgres(each, sum);
    BOOST_TEST_MESSAGE(sum.cut << " texts cut, " << sum.parsed << " parsed, " << sum.guarded << " name protected tables");
    BOOST_TEST(sum.cut > 700);
    BOOST_TEST(sum.guarded > 500);
}

BOOST_AUTO_TEST_CASE(agrees_about_made_up_statements)
{
    test::statement_mutator mutator(test::case_texts(dialect::postgres), 11);
    tally sum;
    for (int i = 0; i < 30000; ++i) hold_against_postgres(mutator.next(), sum);
    BOOST_TEST_MESSAGE(sum.cut << " texts cut, " << sum.parsed << " parsed, " << sum.guarded << " name protected tables");
    BOOST_TEST(sum.guarded > 1000);
}

BOOST_AUTO_TEST_CASE(agrees_about_made_up_marks)
{
    // Characters rather than words: quotes, comments, operators and numbers run into each other.
    const std::string alphabet = "'\"$/*-+.:=<>!@#%^&|`?~ \t\nexE01ab_([])];,\\";
    std::mt19937_64 random(5);
    tally sum;
    for (int i = 0; i < 200000; ++i) {
        std::string sql;
        for (std::size_t length = 1 + random() % 12; length > 0; --length) sql += alphabet[random() % alphabet.size()];
        hold_against_postgres(sql, sum);
    }
    BOOST_TEST_MESSAGE(sum.cut << " texts cut");
    BOOST_TEST(sum.cut > 10000);
}

BOOST_AUTO_TEST_SUITE_END()
