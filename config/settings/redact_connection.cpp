#include "config/settings/redact_connection.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <vector>

namespace cellseal::config {

namespace {

constexpr std::string_view hidden = "***";

// Named are the harmless ones: a driver's new word for a password is then hidden, not shown.
constexpr std::string_view harmless[] = {
    "host",
    "hostaddr",
    "port",
    "server",
    "servername",
    "address",
    "dbname",
    "db",
    "database",
    "service",
    "user",
    "uid",
    "username",
    "driver",
    "dsn",
    "charset",
    "role",
    "timeout",
    "sslmode",
    "readonly",
    "mode",
    "synchronous",
    "vfs",
    "shared_cache",
    "foreign_keys",
    "connect_timeout",
    "unix_socket",
    "local_infile",
    "reconnect",
    "application_name",
    "client_encoding",
    "options",
};

/// A stretch of the text that holds a value, with its quotes.
struct value_span {
    std::size_t begin;
    std::size_t end;
    bool secret;
};

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

bool is_harmless(std::string_view name)
{
    std::string folded;
    for (const char c : name)
        if (!is_blank(c)) folded += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return std::find(std::begin(harmless), std::end(harmless), folded) != std::end(harmless);
}

/// Past the closing quote, where a doubled one or one after a backslash closes nothing; npos when it never closes.
std::size_t past_quote(std::string_view text, std::size_t open)
{
    const char close = text[open] == '{' ? '}' : text[open];
    for (std::size_t i = open + 1; i < text.size(); ++i) {
        if (text[i] == '\\' && close != '}')
            ++i;
        else if (text[i] == close && i + 1 < text.size() && text[i + 1] == close)
            ++i;
        else if (text[i] == close)
            return i + 1;
    }
    return std::string_view::npos;
}

/// The values of `name=value` pairs from `begin` on; nothing when the text does not read so.
std::optional<std::vector<value_span>> pairs(std::string_view text, std::size_t begin, std::string_view separators)
{
    const auto separates = [&](char c) { return separators.find(c) != std::string_view::npos; };
    std::vector<value_span> found;
    for (std::size_t i = begin; i < text.size();) {
        if (separates(text[i])) {
            ++i;
            continue;
        }
        const std::size_t equals = text.find('=', i);
        if (equals == std::string_view::npos) return std::nullopt;
        std::string_view name = text.substr(i, equals - i);
        while (!name.empty() && is_blank(name.back())) name.remove_suffix(1);
        std::size_t value = equals + 1;
        while (value < text.size() && text[value] == ' ' && separates(' ')) ++value;
        std::size_t end = value;
        if (value < text.size() && (text[value] == '\'' || text[value] == '"' || text[value] == '{'))
            end = past_quote(text, value);
        if (end == std::string_view::npos) return std::nullopt;
        while (end < text.size() && !separates(text[end])) ++end;
        found.push_back({value, end, !is_harmless(name)});
        i = end;
    }
    return found;
}

/// `scheme://user:password@host/database?name=value&…`
std::optional<std::vector<value_span>> uri_values(std::string_view text, std::size_t authority)
{
    const std::size_t question = text.find('?', authority);
    const std::size_t stop = std::min(question, text.size());
    // The last `@` ends the user information: a password may hold one, and a slash.
    const std::size_t at = text.substr(0, stop).rfind('@');
    std::vector<value_span> found;
    if (at != std::string_view::npos && at > authority) {
        const std::size_t colon = text.find(':', authority);
        if (colon < at) found.push_back({colon + 1, at, true});
    }
    if (question == std::string_view::npos) return found;
    auto queries = pairs(text, question + 1, "&");
    if (!queries) return std::nullopt;
    found.insert(found.end(), queries->begin(), queries->end());
    return found;
}

std::optional<std::vector<value_span>> values_of(std::string_view text)
{
    const std::size_t scheme = text.find("://");
    if (scheme != std::string_view::npos && scheme < text.find('=')) return uri_values(text, scheme + 3);
    // With semicolons it is ODBC's form, where a blank belongs to a value.
    if (text.find(';') != std::string_view::npos) return pairs(text, 0, ";");
    return pairs(text, 0, " \t\r\n");
}

}  // namespace

std::string redact_connection(std::string_view connection)
{
    const auto values = values_of(connection);
    if (!values) return std::string{hidden};
    std::string shown;
    std::size_t copied = 0;
    for (const value_span& each : *values) {
        if (!each.secret) continue;
        shown.append(connection.substr(copied, each.begin - copied)).append(hidden);
        copied = each.end;
    }
    return shown.append(connection.substr(copied));
}

std::string redact_in(std::string message, std::string_view connection)
{
    const auto replace_all = [&](std::string_view secret, std::string_view by) {
        if (secret.size() < 2) return;
        for (std::size_t i = message.find(secret); i != std::string::npos; i = message.find(secret, i + by.size()))
            message.replace(i, secret.size(), by);
    };
    replace_all(connection, redact_connection(connection));
    for (const value_span& each : values_of(connection).value_or(std::vector<value_span>{})) {
        if (!each.secret) continue;
        const std::string_view value = connection.substr(each.begin, each.end - each.begin);
        const bool quoted = value.size() > 2 && std::string_view{"'\"{"}.find(value.front()) != std::string_view::npos;
        replace_all(quoted ? value.substr(1, value.size() - 2) : value, hidden);
    }
    return message;
}

}  // namespace cellseal::config
