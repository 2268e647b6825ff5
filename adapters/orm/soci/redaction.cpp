#include "adapters/orm/soci/redaction.h"

#include <array>

#include <fmt/format.h>

#include "adapters/orm/soci/engine_errors.h"

namespace cellseal::soci_orm {

namespace {

/// Where a database's message quotes a value: it stands between `opening` and `closing`.
struct quotation {
    std::string_view opening;
    std::string_view closing;
};

// PostgreSQL: "Key (email)=(a@b) already exists", "Failing row contains (1, a@b)", "invalid input syntax for type
// integer: "abc"", "value "9e9" is out of range". MariaDB: "Duplicate entry 'a@b' for key", "Incorrect integer value:
// 'abc' for column", "Truncated incorrect DOUBLE value: 'abc'", "Data too long" (which quotes none).
// PostgreSQL with log_parameter_max_length_on_error: "unnamed portal with parameters: $1 = 'a@b'". Firebird: "Value
// "abc" is too long", "Problematic key value is ("EMAIL" = 'a@b')", "conversion error from string "abc"".
constexpr std::array quotations = {
    quotation{")=(", ")"},
    quotation{"row contains (", ")"},
    quotation{": \"", "\""},
    quotation{"value \"", "\""},
    quotation{"entry '", "' for"},
    quotation{"value: '", "'"},
    quotation{"near '", "' at"},
    quotation{"with parameters: ", ""},
    quotation{"Value \"", "\" is too long"},
    quotation{"key value is (", ")"},
    quotation{"from string \"", "\""},
};

void redact(std::string& message, const quotation& each)
{
    constexpr std::string_view instead = "…";
    for (std::size_t from = message.find(each.opening); from != std::string::npos;
         from = message.find(each.opening, from)) {
        from += each.opening.size();
        // The last closing sign: a value may hold the sign itself, and hiding too much harms nobody.
        const std::size_t line_end = message.find('\n', from);
        const std::size_t to = message.rfind(each.closing, line_end);
        if (to == std::string::npos || to < from) {
            message.resize(from);
            return;
        }
        message.replace(from, to - from, instead);
        from += instead.size();
    }
}

std::string shown(std::string_view message, std::string_view doing, std::string_view sql)
{
    while (!message.empty() && (message.back() == '.' || message.back() == '\n')) message.remove_suffix(1);
    if (sql.empty()) return fmt::format("{}.", message);
    return fmt::format("{} while {} \"{}\".", message, doing, sql);
}

}  // namespace

std::string without_values(std::string_view message)
{
    std::string redacted_message(message);
    for (const quotation& each : quotations) redact(redacted_message, each);
    return redacted_message;
}

void rethrow_redacted(std::string_view doing, std::string_view sql)
{
    try {
        throw;
    } catch (const redacted_error&) {
        throw;
    } catch (const soci::soci_error& problem) {
        const std::string message = without_values(problem.get_error_message());
        const std::string text = shown(message, doing, sql);
        rethrow_as_engine_error(message, text);
        throw redacted<soci::soci_error>(soci::soci_error(message), text);
    }
}

void throw_redacted(const std::string& message, std::string_view doing, std::string_view sql)
{
    throw redacted<soci::soci_error>(soci::soci_error(message), shown(message, doing, sql));
}

}  // namespace cellseal::soci_orm
