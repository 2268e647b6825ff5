#include "tests/statements/plan_judge.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <map>

#include "tests/statements/marks.h"

namespace cellseal::test {
namespace {

std::string lowered(const std::string& text)
{
    std::string folded;
    for (const char c : text) folded += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    return folded;
}

std::string slot(std::size_t keys) { return keys > 1 ? "(id % 2)" : "0"; }

answer content(judged_database& of, std::string_view table)
{
    const std::string order = of.language() == dialect::sqlite ? "rowid" : "id";
    return of.run("select * from " + std::string(table) + " order by " + order, [](auto) { return cell{}; });
}

std::string shown(const cell& value) { return value ? "'" + *value + "'" : "NULL"; }

/// With the marks taken off.
std::optional<std::string> difference(std::string_view table, const answer& plain, const answer& sealed)
{
    if (plain.rows.size() != sealed.rows.size()) return std::string(table) + " has another number of rows";
    for (std::size_t r = 0; r < plain.rows.size(); ++r) {
        for (std::size_t i = 0; i < plain.rows[r].size(); ++i) {
            const cell now = sealed.rows[r][i] ? cell(opened(*sealed.rows[r][i])) : std::nullopt;
            if (!is_token_column(sealed.columns[i]) && now != plain.rows[r][i]) {
                return std::string(table) + "." + sealed.columns[i] + " is " + shown(now) + " instead of " +
                       shown(plain.rows[r][i]);
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
            const bool fine = subject != nullptr ? is_seal_of(*each[i], subject->full_name()) : !holds_seal(*each[i]);
            if (!fine) return "result column " + std::to_string(i) + " gives " + *each[i];
        }
    }
    return std::nullopt;
}

/// Rows without hidden columns and tokens, marks taken off, in an order of their own.
std::vector<row> comparable(std::vector<row> rows, const std::vector<std::string>& names)
{
    for (row& each : rows) {
        each.resize(std::min(names.size(), each.size()));
        for (std::size_t i = 0; i < each.size(); ++i) {
            if (is_token_column(names[i]) || (each[i] && is_token(*each[i])))
                each[i] = "(masked)";
            else if (each[i])
                each[i] = opened(*each[i]);
        }
    }
    std::sort(rows.begin(), rows.end());
    return rows;
}

/// Which rows or values come depends on the order the engine finds them in, or on the moment.
bool picks_rows(const std::string& sql)
{
    const std::string folded = lowered(sql);
    for (const char* word :
         {"limit", "row_number",  "rand",       "group_concat", "over",    "rowid",   "oid",         "first",
          "lag",   "rank",        "ntile",      "last_",        "changes", "ctid",    "xmin",        "xmax",
          "fetch", "tablesample", "string_agg", "array_agg",    "now",     "time",    "distinct on", "found_rows",
          "uuid",  "skip",        "row_count",  "current_",     "session", "version", "txid",        "pg_"}) {
        if (folded.find(word) != std::string::npos) return true;
    }
    return false;
}

}  // namespace

plan_judge::plan_judge(std::unique_ptr<judged_database> clear, std::unique_ptr<judged_database> marked, live_keys live)
    : live_(live), clear_(std::move(clear)), marked_(std::move(marked))
{
    std::ifstream file(CELLSEAL_SOURCE_DIR "/tests/statements/cases/schema.sql");
    for (std::string line; std::getline(file, line);) {
        if (line.rfind("--", 0) != 0) execute(line);
    }
    execute(
        "create table patient(id int primary key, last_name text, born text, town text, note text, "
        "bidx_person text, bidx_all text)");
    execute("create view v_patient as select id, last_name as name, born from patient");
    make_unique();
    fill();
}

plan_judge::~plan_judge() = default;

void plan_judge::execute(const std::string& sql)
{
    clear_->execute(sql);
    marked_->execute(sql);
}

/// While keys change, rows under both tokens are no duplicates to the engine.
void plan_judge::make_unique()
{
    if (live_.index_keys > 1) return;
    const std::string prefix = marked_->language() == dialect::mysql ? "(100)" : "";
    clear_->execute("create unique index person on patient(last_name" + prefix + ", born" + prefix + ")");
    marked_->execute("create unique index person on patient(bidx_person" + prefix + ")");
}

void plan_judge::fill()
{
    const std::array<const char*, 6> rows{
        "insert into contact values(1,'alice',null,'100','a','n','c',2),(2,'bob',null,'200','b','alice','c',1),"
        "(3,null,null,null,null,null,null,null),(4,'alice',null,'100','x','bob','d',1)",
        "insert into prospect values(1,'alice',null,'p'),(2,'carol',null,'q'),(3,'bob',null,'alice')",
        "insert into vault values(1,1,'t1','l'),(2,2,'t2','m')",
        "insert into orders values(1,1,'alice',10,'new'),(2,2,'bob',20,'old'),(3,1,'carol',30,'new')",
        "insert into audit values(1,'alice','x'),(2,'m','y')",
        "insert into patient values(1,'alice','1815','100','n',null,null),(2,'bob','1815','alice','m',null,null),"
        "(3,null,'1815',null,'n',null,null),(4,'alice','1816',null,null,null,null)",
    };
    for (const char* each : rows) execute(each);
    mark_tokens();
    mark_values();
}

/// In the marked database. Under two live keys some rows are still under the older one.
void plan_judge::mark_tokens()
{
    for (const token_column& each : token_columns()) {
        std::vector<std::string> parts{"'T(" + std::string(each.domain) + ")'", slot(live_.index_keys), "'#'"};
        for (const std::string_view part : each.parts) {
            if (part != each.parts.front()) parts.emplace_back("'|'");
            parts.emplace_back(part);
        }
        marked_->execute("update " + std::string(each.table) + " set " + std::string(each.column) + " = " +
                         joined(parts));
    }
}

void plan_judge::mark_values()
{
    for (const protection& each : protections) {
        const std::string table(each.table);
        const std::string column(each.column);
        const std::string mark = "'S(" + table + "." + column + ")'";
        const std::vector<std::string> parts =
            each.deterministic ? std::vector<std::string>{mark, slot(live_.data_keys), "'##'", column}
                               : std::vector<std::string>{mark, slot(live_.index_keys), "'#r'", "id", "'#'", column};
        marked_->execute("update " + table + " set " + column + " = " + joined(parts));
    }
}

std::string plan_judge::joined(const std::vector<std::string>& parts) const
{
    const bool mysql = marked_->language() == dialect::mysql;
    std::string all;
    for (const std::string& each : parts) all += (all.empty() ? "" : mysql ? ", " : " || ") + each;
    return mysql ? "concat(" + all + ")" : all;
}

std::optional<std::string> plan_judge::compare_content(bool with_clear)
{
    for (const std::string_view table : judged_tables) {
        const answer sealed = content(*marked_, table);
        if (auto wrong = misplaced(table, sealed)) return wrong;
        if (!with_clear) continue;
        if (auto wrong = difference(table, content(*clear_, table), sealed)) return wrong;
    }
    return std::nullopt;
}

/// The token of one value, or of all values of a compound index; NULL in any of them makes it NULL.
cell plan_judge::token_of(const statement_plan& plan, const bound_parameter& of, const parameter_values& value_of)
{
    std::vector<std::string> values;
    for (const std::size_t each : of.compound != nullptr ? of.parts : std::vector<std::size_t>{of.source}) {
        const cell value = value_of(plan.parameters[each].name);
        if (!value) return std::nullopt;
        values.push_back(*value);
    }
    return token_mark(of.compound != nullptr ? of.compound->tokens.column : "email", of.key_slot, together(values));
}

parameter_values plan_judge::marking(const statement_plan& plan, const parameter_values& value_of)
{
    if (plan.outcome == plan_outcome::pass) return value_of;
    std::map<std::string, cell, std::less<>> values;
    for (const bound_parameter& each : plan.bound) {
        cell value = value_of(plan.parameters[each.source].name);
        const attribute* subject = plan.parameters[each.source].subject;
        if (value && each.form == bound_form::sealed) {
            const std::string nonce = subject->found_by == lookup::deterministic ? "" : "w" + std::to_string(++nonce_);
            value = seal_mark(subject->full_name(), each.key_slot, nonce, *value);
        } else if (each.form == bound_form::token) {
            value = token_of(plan, each, value_of);
        }
        values[each.name] = value;
    }
    return [values](std::string_view name) {
        const auto found = values.find(name);
        return found != values.end() ? found->second : cell("a parameter that the plan does not know");
    };
}

plan_judge::verdict plan_judge::look_at(const std::string& sql, const statement_plan& plan, const answer& plain,
                                        const answer& sealed)
{
    using enum answer::ending;
    verdict found;
    found.ran = plain.end == done && sealed.end == done;
    if (plain.end == done && sealed.end == failed) {
        found.finding = "the rewritten text fails: " + plan.rewritten + ": " + sealed.error;
    }
    if (sealed.end != done) return found;
    const std::string verb = lowered(sql);
    const bool reads_only = verb.find("insert") == verb.npos && verb.find("update") == verb.npos &&
                            verb.find("delete") == verb.npos && verb.find("replace") == verb.npos &&
                            verb.find("merge") == verb.npos && verb.find("into") == verb.npos;
    if (!reads_only) found.finding = compare_content(found.ran && !picks_rows(sql));
    if (!found.finding) found.finding = check_result_columns(plan, sealed.rows);
    if (found.finding || !found.ran || picks_rows(sql)) return found;
    if (comparable(plain.rows, plain.columns) != comparable(sealed.rows, plain.columns)) {
        found.finding = "the result has " + std::to_string(sealed.rows.size()) +
                        " rows, or other ones, where plain text gives " + std::to_string(plain.rows.size());
    }
    return found;
}

plan_judge::verdict plan_judge::judge(const std::string& sql, const statement_plan& plan,
                                      const parameter_values& value_of)
{
    if (plan.outcome == plan_outcome::pass && plan.rewritten != sql) return {false, "it passes, but changed"};
    clear_->begin();
    marked_->begin();
    const answer plain = clear_->run(sql, value_of);
    const answer sealed = marked_->run(plan.rewritten, marking(plan, value_of));
    const verdict found = look_at(sql, plan, plain, sealed);
    clear_->rollback();
    marked_->rollback();
    return found;
}

std::unique_ptr<plan_judge> sqlite_judge(live_keys live)
{
    return std::make_unique<plan_judge>(sqlite_to_judge(), sqlite_to_judge(), live);
}

parameter_values likely_values(const statement_plan& plan, std::string plain)
{
    std::map<std::string, cell, std::less<>> known{{"i", "1"},   {"id", "2"},   {"n", "alice"},
                                                   {"p", "100"}, {"b", "1816"}, {"none", std::nullopt}};
    for (const parameter_use& each : plan.parameters) {
        if (each.name.rfind("new", 0) == 0)
            known[each.name] = each.name;
        else if (each.subject != nullptr && each.name != "none")
            known[each.name] = each.subject->name == "phone" || each.subject->name == "town" ? "100"
                               : each.subject->name == "born"                                ? "1815"
                                                                                             : "alice";
    }
    return [known, plain = std::move(plain)](std::string_view name) {
        const auto found = known.find(name);
        return found != known.end() ? found->second : cell(plain);
    };
}

bool runs_in_a_transaction(const std::string& sql)
{
    const std::size_t begin = sql.find_first_not_of(" (\n");
    if (begin == std::string::npos) return false;
    const std::string folded = lowered(sql);
    const std::string verb =
        folded.substr(begin, folded.find_first_not_of("abcdefghijklmnopqrstuvwxyz", begin) - begin);
    constexpr std::array<std::string_view, 9> verbs{"select",  "insert", "update", "delete", "with",
                                                    "replace", "values", "table",  "merge"};
    return std::find(verbs.begin(), verbs.end(), verb) != verbs.end();
}

}  // namespace cellseal::test
