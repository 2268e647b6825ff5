#include "tests/statements/marked_sqlite.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace cellseal::test {
namespace {

using cell = std::optional<std::string>;
using row = std::vector<cell>;

struct statement_closer {
    void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
};
using statement = std::unique_ptr<sqlite3_stmt, statement_closer>;

struct protection {
    std::string_view table;
    std::string_view column;
    bool deterministic;
    bool indexed;
};

constexpr std::array<protection, 5> protections{{{"contact", "email", false, true},
                                                 {"contact", "phone", true, false},
                                                 {"contact", "ssn", false, false},
                                                 {"prospect", "email", false, true},
                                                 {"vault", "token", false, false}}};

constexpr std::array<std::string_view, 5> tables{"contact", "prospect", "vault", "orders", "audit"};

const protection* protection_of(std::string_view table, std::string_view column)
{
    for (const protection& each : protections) {
        if (each.table == table && each.column == column) return &each;
    }
    return nullptr;
}

std::string seal_mark(std::string_view attribute, std::size_t slot, const std::string& nonce, const std::string& plain)
{
    return "S(" + std::string(attribute) + ")" + std::to_string(slot) + "#" + nonce + "#" + plain;
}

std::string token_mark(std::size_t slot, const std::string& plain)
{
    return "T(email)" + std::to_string(slot) + "#" + plain;
}

bool is_mark(const std::string& text)
{
    return text.find("S(") != std::string::npos || text.find("T(") != std::string::npos;
}

bool is_seal_of(const std::string& text, std::string_view attribute)
{
    return text.rfind("S(" + std::string(attribute) + ")", 0) == 0 && text.find("S(", 2) == std::string::npos;
}

bool is_token(const std::string& text) { return text.rfind("T(email)", 0) == 0; }

/// The plain value under a mark; other values as they are.
std::string opened(const std::string& text)
{
    if (text.rfind("S(", 0) != 0) return text;
    const std::size_t nonce = text.find('#');
    const std::size_t plain = nonce == std::string::npos ? nonce : text.find('#', nonce + 1);
    return plain == std::string::npos ? text : text.substr(plain + 1);
}

void execute(sqlite3* database, const std::string& sql)
{
    if (sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
        throw std::runtime_error(sql + ": " + sqlite3_errmsg(database));
    }
}

statement prepared(sqlite3* database, const std::string& sql)
{
    sqlite3_stmt* made = nullptr;
    sqlite3_prepare_v2(database, sql.c_str(), static_cast<int>(sql.size()), &made, nullptr);
    return statement(made);
}

void bind_value(sqlite3_stmt* into, const std::string& name, const cell& value)
{
    const int index = sqlite3_bind_parameter_index(into, name.c_str());
    if (index == 0) return;
    if (!value)
        sqlite3_bind_null(into, index);
    else
        sqlite3_bind_text(into, index, value->c_str(), -1, SQLITE_TRANSIENT);
}

enum class ending { done, failed, too_long };

ending run(sqlite3_stmt* what, std::vector<row>& rows)
{
    for (std::size_t steps = 0; steps < 3000; ++steps) {
        const int result = sqlite3_step(what);
        if (result == SQLITE_DONE) return ending::done;
        if (result != SQLITE_ROW) return result == SQLITE_INTERRUPT ? ending::too_long : ending::failed;
        row next;
        for (int i = 0; i < sqlite3_column_count(what); ++i) {
            const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(what, i));
            next.push_back(text != nullptr ? cell(text) : std::nullopt);
        }
        rows.push_back(std::move(next));
    }
    return ending::too_long;
}

std::vector<row> content(sqlite3* database, std::string_view table, std::vector<std::string>& columns)
{
    const statement all = prepared(database, "select * from main." + std::string(table) + " order by rowid");
    columns.clear();
    for (int i = 0; i < sqlite3_column_count(all.get()); ++i) columns.emplace_back(sqlite3_column_name(all.get(), i));
    std::vector<row> rows;
    run(all.get(), rows);
    return rows;
}

std::string shown(const cell& value) { return value ? "'" + *value + "'" : "NULL"; }

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

std::optional<std::string> compare_content(sqlite3* clear, sqlite3* marked)
{
    for (const std::string_view table : tables) {
        std::vector<std::string> columns;
        const std::vector<row> plain = content(clear, table, columns);
        const std::vector<row> sealed = content(marked, table, columns);
        for (const row& each : sealed) {
            for (std::size_t i = 0; i < each.size(); ++i) {
                if (auto wrong = misplaced(table, columns[i], each[i])) return wrong;
                // The token must go with the value beside it.
                if (columns[i] != "email_bi") continue;
                const auto value = std::find(columns.begin(), columns.end(), "email") - columns.begin();
                const cell& email = each[static_cast<std::size_t>(value)];
                if (email.has_value() != each[i].has_value())
                    return std::string(table) + ": value and token do not go together";
                if (email && each[i]->substr(each[i]->find('#') + 1) != opened(*email)) {
                    return std::string(table) + ": the token " + *each[i] + " is not that of " + *email;
                }
            }
        }
        if (plain.size() != sealed.size()) return std::string(table) + " has another number of rows";
        for (std::size_t r = 0; r < plain.size(); ++r) {
            for (std::size_t i = 0; i < plain[r].size(); ++i) {
                const cell now = sealed[r][i] ? cell(opened(*sealed[r][i])) : std::nullopt;
                if (columns[i] != "email_bi" && now != plain[r][i]) {
                    return std::string(table) + "." + columns[i] + " is " + shown(now) + " instead of " +
                           shown(plain[r][i]);
                }
            }
        }
    }
    return std::nullopt;
}

std::optional<std::string> check_result_columns(const statement_plan& plan, const std::vector<row>& rows)
{
    for (const row& each : rows) {
        for (std::size_t i = 0; i < each.size(); ++i) {
            if (!each[i]) continue;
            const attribute* subject = i < plan.columns.size() ? plan.columns[i].subject : nullptr;
            const bool fine = subject != nullptr ? is_seal_of(*each[i], subject->full_name())
                                                 : each[i]->find("S(") == std::string::npos;
            if (!fine) return "result column " + std::to_string(i) + " gives " + *each[i];
        }
    }
    return std::nullopt;
}

/// Rows without hidden columns and tokens, marks taken off, in an order of their own.
std::vector<row> comparable(std::vector<row> rows, std::size_t width, const std::vector<bool>& masked)
{
    for (row& each : rows) {
        each.resize(std::min(width, each.size()));
        for (std::size_t i = 0; i < each.size(); ++i) {
            if (masked[i] || (each[i] && is_token(*each[i])))
                each[i] = "(masked)";
            else if (each[i])
                each[i] = opened(*each[i]);
        }
    }
    std::sort(rows.begin(), rows.end());
    return rows;
}

/// Which rows come depends on the order the engine finds them in.
bool picks_rows(const std::string& sql)
{
    std::string folded;
    for (const char c : sql) folded += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    for (const char* word : {"limit", "row_number", "random", "group_concat", "over", "rowid", "oid", "first", "lag",
                             "rank", "ntile", "last_", "changes"}) {
        if (folded.find(word) != std::string::npos) return true;
    }
    return false;
}

std::optional<std::string> compare_results(const std::string& sql, sqlite3_stmt* clear, const std::vector<row>& plain,
                                           const std::vector<row>& sealed)
{
    if (picks_rows(sql)) return std::nullopt;
    const auto width = static_cast<std::size_t>(sqlite3_column_count(clear));
    std::vector<bool> masked(width);
    for (std::size_t i = 0; i < width; ++i)
        masked[i] = std::string_view(sqlite3_column_name(clear, static_cast<int>(i))) == "email_bi";
    const std::vector<row> left = comparable(plain, width, masked);
    const std::vector<row> right = comparable(sealed, width, masked);
    if (left == right) return std::nullopt;
    return "the result has " + std::to_string(right.size()) + " rows, or other ones, where plain text gives " +
           std::to_string(left.size());
}

int stop(void*) { return 1; }

}  // namespace

marked_sqlite::marked_sqlite(live_keys live) : live_(live)
{
    std::ifstream file(CELLSEAL_SOURCE_DIR "/tests/statements/cases/schema.sql");
    std::stringstream schema;
    schema << file.rdbuf();
    for (database* each : {&clear_, &marked_}) {
        sqlite3* opened_database = nullptr;
        sqlite3_open(":memory:", &opened_database);
        each->reset(opened_database);
        execute(opened_database, schema.str());
    }
    fill();
}

marked_sqlite::~marked_sqlite() = default;

void marked_sqlite::fill()
{
    const std::array<const char*, 6> rows{
        "insert into contact values(1,'alice','?','100','a','n','c',2),(2,'bob','?','200','b','alice','c',1),"
        "(3,null,null,null,null,null,null,null),(4,'alice','?','100','x','bob','d',1)",
        "insert into prospect values(1,'alice','?','p'),(2,'carol','?','q'),(3,'bob','?','alice')",
        "insert into vault values(1,1,'t1','l'),(2,2,'t2','m')",
        "insert into orders values(1,1,'alice',10,'new'),(2,2,'bob',20,'old'),(3,1,'carol',30,'new')",
        "insert into audit values(1,'alice','x'),(2,'m','y')",
        "update contact set email_bi = null",
    };
    for (const char* each : rows) {
        execute(clear_.get(), each);
        execute(marked_.get(), each);
    }
    execute(clear_.get(), "update prospect set email_bi = null");
    for (const protection& each : protections) {
        const std::string table(each.table);
        const std::string column(each.column);
        const std::string attribute = table + "." + column;
        // Under two live keys some rows are still sealed under the older one.
        const std::size_t keys = each.deterministic ? live_.data_keys : live_.index_keys;
        const std::string slot = keys > 1 ? "(id % 2)" : "0";
        const std::string nonce = each.deterministic ? "''" : "'r' || id";
        if (each.indexed) {
            execute(marked_.get(),
                    "update " + table + " set email_bi = 'T(email)' || " + slot + " || '#' || " + column);
        }
        execute(marked_.get(), "update " + table + " set " + column + " = 'S(" + attribute + ")' || " + slot +
                                   " || '#' || " + nonce + " || '#' || " + column);
    }
}

marked_sqlite::verdict marked_sqlite::judge(const std::string& sql, const statement_plan& plan, const values& value_of)
{
    const statement clear = prepared(clear_.get(), sql);
    const statement marked = prepared(marked_.get(), plan.rewritten);
    if (clear == nullptr) return {};
    if (marked == nullptr)
        return {false, "the rewritten text does not prepare: " + plan.rewritten + ": " + sqlite3_errmsg(marked_.get())};
    const bool passes = plan.outcome == plan_outcome::pass;
    const int count = sqlite3_bind_parameter_count(marked.get());
    if (!passes && static_cast<std::size_t>(count) != plan.bound.size())
        return {false, "SQLite sees another number of parameters"};
    for (int i = 1; i <= sqlite3_bind_parameter_count(clear.get()); ++i) {
        const char* name = sqlite3_bind_parameter_name(clear.get(), i);
        if (name == nullptr || name[0] != ':') return {};
        bind_value(clear.get(), name, value_of(name + 1));
        if (passes) bind_value(marked.get(), name, value_of(name + 1));
    }
    for (const bound_parameter& each : plan.bound) {
        cell value = value_of(plan.parameters[each.source].name);
        const attribute* subject = plan.parameters[each.source].subject;
        if (value && each.form == bound_form::sealed) {
            const std::string nonce = subject->found_by == lookup::deterministic ? "" : "w" + std::to_string(++nonce_);
            value = seal_mark(subject->full_name(), each.key_slot, nonce, *value);
        } else if (value && each.form == bound_form::token) {
            value = token_mark(each.key_slot, *value);
        }
        bind_value(marked.get(), ":" + each.name, value);
    }
    for (sqlite3* each : {clear_.get(), marked_.get()}) {
        execute(each, "begin");
        sqlite3_progress_handler(each, 300000, stop, nullptr);
    }
    std::vector<row> plain_rows;
    std::vector<row> sealed_rows;
    const ending plain_end = run(clear.get(), plain_rows);
    const ending sealed_end = run(marked.get(), sealed_rows);
    verdict found;
    found.ran = plain_end == ending::done && sealed_end == ending::done;
    if (found.ran) {
        found.finding = compare_content(clear_.get(), marked_.get());
        if (!found.finding) found.finding = check_result_columns(plan, sealed_rows);
        if (!found.finding) found.finding = compare_results(sql, clear.get(), plain_rows, sealed_rows);
    } else if (plain_end != sealed_end && plain_end != ending::too_long && sealed_end != ending::too_long) {
        found.finding = std::string("one of the texts fails: ") + sqlite3_errmsg(marked_.get());
    }
    sqlite3_reset(clear.get());
    sqlite3_reset(marked.get());
    for (sqlite3* each : {clear_.get(), marked_.get()}) {
        sqlite3_progress_handler(each, 0, nullptr, nullptr);
        if (sqlite3_get_autocommit(each) == 0) execute(each, "rollback");
    }
    return found;
}

}  // namespace cellseal::test
