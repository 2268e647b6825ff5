#include "tests/statements/judged_server.h"

#include <libpq-fe.h>
#include <mysql.h>
#include <soci/mysql/soci-mysql.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include <algorithm>
#include <cstdlib>
#include <deque>
#include <stdexcept>

#include "plugin/statements/lexer.h"

namespace cellseal::test {
namespace {

std::string from_environment(const char* name)
{
    const char* const value = std::getenv(name);
    if (value == nullptr) throw std::runtime_error(std::string(name) + " is not set; run this by with_<engine>");
    return value;
}

std::string replaced(std::string text, const std::string& part, const std::string& by)
{
    const std::size_t at = text.find(part);
    return at == std::string::npos ? text + " " + by : text.replace(at, part.size(), by);
}

constexpr int most_rows = 3000;

void read_result(soci::postgresql_statement_backend& from, answer& into)
{
    const PGresult* result = from.result_.get_result();
    if (result == nullptr) return;
    const int columns = PQnfields(result);
    for (int i = 0; i < columns; ++i) into.columns.emplace_back(PQfname(result, i));
    for (int r = 0; r < PQntuples(result) && r < most_rows; ++r) {
        row next;
        for (int i = 0; i < columns; ++i)
            next.push_back(PQgetisnull(result, r, i) != 0 ? cell{} : cell(PQgetvalue(result, r, i)));
        into.rows.push_back(std::move(next));
    }
}

void read_result(soci::mysql_statement_backend& from, answer& into)
{
    MYSQL_RES* const result = from.result_;
    if (result == nullptr) return;
    const unsigned columns = mysql_num_fields(result);
    mysql_data_seek(result, 0);  // SOCI has been through the rows.
    for (unsigned i = 0; i < columns; ++i) into.columns.emplace_back(mysql_fetch_field_direct(result, i)->name);
    while (MYSQL_ROW raw = mysql_fetch_row(result)) {
        if (into.rows.size() >= most_rows) break;
        row next;
        for (unsigned i = 0; i < columns; ++i) next.push_back(raw[i] != nullptr ? cell(raw[i]) : cell{});
        into.rows.push_back(std::move(next));
    }
}

/// A statement of SOCI's backend with its named parameters bound as strings.
class bound_statement {
public:
    bound_statement(soci::session& session, const std::string& sql)
        : own_(session.get_backend()->make_statement_backend())
    {
        own_->alloc();
        own_->prepare(sql, soci::details::st_one_time_query);
    }

    void bind(const std::string& name, const cell& value)
    {
        held& next = held_.emplace_back(held{value.value_or(""), value ? soci::i_ok : soci::i_null, nullptr});
        next.element.reset(own_->make_use_type_backend());
        next.element->bind_by_name(name, &next.text, soci::details::x_stdstring, true);
        next.element->pre_use(&next.state);
    }

    bound_statement(const bound_statement&) = delete;
    bound_statement& operator=(const bound_statement&) = delete;
    ~bound_statement()
    {
        for (const held& each : held_) each.element->clean_up();
        own_->clean_up();
    }

    soci::details::statement_backend& run()
    {
        own_->execute(1);
        return *own_;
    }

private:
    struct held {
        std::string text;
        soci::indicator state;
        std::unique_ptr<soci::details::standard_use_type_backend> element;
    };
    std::unique_ptr<soci::details::statement_backend> own_;
    std::deque<held> held_;
};

class judged_server : public judged_database {
public:
    judged_server(std::string name, std::string backend, const std::string& connect_string)
        : name_(std::move(name)), backend_(std::move(backend))
    {
        soci::session(backend_, server()) << "create database " + name_;
        session_.open(backend_, connect_string);
    }
    ~judged_server() override
    {
        try {
            session_.close();
            soci::session(backend_, server()) << "drop database " + name_;
        } catch (const std::exception&) {  // The server goes away with everything in it.
        }
    }

    answer run(const std::string& sql, const parameter_values& value_of) override
    {
        answer found;
        try {
            const dialect_traits& spoken = traits_of(language());
            bound_statement statement(session_, sql);
            const lexed_text text = lex(sql, spoken);
            std::vector<std::string> names;
            for (const std::uint32_t each : text.parameters)
                names.emplace_back(text.tokens[each].text_in(sql).substr(1));
            for (std::size_t i = 0; i < names.size(); ++i) {
                const bool again = std::find(names.begin(), names.begin() + static_cast<long>(i), names[i]) !=
                                   names.begin() + static_cast<long>(i);
                if (!again) statement.bind(names[i], value_of(names[i]));
            }
            read(statement.run(), found);
            found.end = answer::ending::done;
        } catch (const std::exception& problem) {
            found.error = problem.what();
            found.end = takes_too_long(found.error) ? answer::ending::too_long : answer::ending::failed;
        } catch (...) {
            found.error = "not even cut into tokens";
        }
        return found;
    }

    void execute(const std::string& sql) override { session_ << sql; }
    void begin() override { session_.begin(); }
    void rollback() override { session_.rollback(); }

protected:
    [[nodiscard]] static std::string server() { return from_environment("CELLSEAL_TEST_CONNECTION"); }
    virtual void read(soci::details::statement_backend& from, answer& into) = 0;

private:
    static bool takes_too_long(const std::string& error)
    {
        return error.find("timeout") != error.npos || error.find("max_statement_time") != error.npos;
    }

    std::string name_;
    std::string backend_;
    soci::session session_;
};

class judged_postgresql final : public judged_server {
public:
    explicit judged_postgresql(const std::string& name)
        : judged_server(
              name, "postgresql",
              replaced(server(), "dbname=postgres", "dbname=" + name) + " options='-cstatement_timeout=500 -cjit=off'")
    {
        execute("create table \"Contact\"(id int primary key, email text)");
        execute("create schema other");
        execute("create table other.contact(id int primary key, email text)");
    }
    dialect language() const noexcept override { return dialect::postgres; }

private:
    void read(soci::details::statement_backend& from, answer& into) override
    {
        read_result(static_cast<soci::postgresql_statement_backend&>(from), into);
    }
};

class judged_mariadb final : public judged_server {
public:
    explicit judged_mariadb(const std::string& name)
        : judged_server(name, "mysql", server() + " db=" + name + " charset=utf8mb4")
    {
        execute("set max_statement_time = 0.5");
    }
    dialect language() const noexcept override { return dialect::mysql; }

private:
    void read(soci::details::statement_backend& from, answer& into) override
    {
        read_result(static_cast<soci::mysql_statement_backend&>(from), into);
    }
};

}  // namespace

dialect server_to_judge()
{
    return from_environment("CELLSEAL_TEST_ENGINE") == "postgresql" ? dialect::postgres : dialect::mysql;
}

std::unique_ptr<judged_database> server_database_to_judge(const std::string& name)
{
    if (server_to_judge() == dialect::postgres) return std::make_unique<judged_postgresql>(name);
    return std::make_unique<judged_mariadb>(name);
}

}  // namespace cellseal::test
