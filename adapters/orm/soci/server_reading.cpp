#include "adapters/orm/soci/server_reading.h"

#include <string>
#include <string_view>

#include <fmt/format.h>

#include "plugin/attributes/attribute_rules.h"
#include "plugin/error/error.h"

namespace cellseal::soci_orm {

namespace {

/// Encodings of clients whose second bytes can be ASCII (PostgreSQL manual, 24.3.1: not for the server for this reason).
bool mixes_quotes_into_characters(const std::string& encoding)
{
    for (const char* each : {"BIG5", "GB18030", "GBK", "JOHAB", "SJIS", "SHIFT_JIS_2004", "UHC"})
        if (same_identifier(encoding, each)) return true;
    return false;
}

/// Whether a comma-separated list holds the word.
bool holds(const std::string& list, std::string_view word)
{
    return ("," + list + ",").find("," + std::string(word) + ",") != std::string::npos;
}

}  // namespace

reading_settings postgresql_reading_of(soci::session& inner)
{
    std::string strings;
    std::string encoding;
    inner << "select current_setting('standard_conforming_strings'), current_setting('client_encoding')",
        soci::into(strings), soci::into(encoding);
    if (strings != "on")
        throw error(errc::bad_setting,
                    "standard_conforming_strings is off in this session, and then a backslash in a string means "
                    "something else; set it to on for the role or the database, or through native(sql).");
    if (mixes_quotes_into_characters(encoding))
        throw error(errc::bad_setting,
                    fmt::format("client_encoding is {}, in which a character can hold a quote or a backslash; set "
                                "it to UTF8 for the connection.",
                                encoding));
    return {};
}

reading_settings mysql_reading_of(soci::session& inner)
{
    std::string mode;
    std::string encoding;
    inner << "select @@session.sql_mode, @@session.character_set_client", soci::into(mode), soci::into(encoding);
    for (const char* each : {"HIGH_NOT_PRECEDENCE", "ORACLE", "MSSQL", "DB2", "MAXDB", "POSTGRESQL"})
        if (holds(mode, each))
            throw error(errc::bad_setting,
                        fmt::format("The sql_mode of this session has {}, under which the server reads statements "
                                    "in another way; take it out of the server's settings, or out of the session's "
                                    "through native(sql).",
                                    each));
    for (const char* each : {"big5", "cp932", "gbk", "gb18030", "sjis"})
        if (encoding == each)
            throw error(errc::bad_setting,
                        fmt::format("The connection's character set is {}, in which a character can hold a quote or "
                                    "a backslash; open it with charset=utf8mb4.",
                                    encoding));
    return {.ansi_quotes = holds(mode, "ANSI_QUOTES"), .no_backslash_escapes = holds(mode, "NO_BACKSLASH_ESCAPES")};
}

void require_strict_mysql(soci::session& inner)
{
    std::string mode;
    inner << "select @@session.sql_mode", soci::into(mode);
    if (mode.find("STRICT_TRANS_TABLES") == std::string::npos &&
        mode.find("STRICT_ALL_TABLES") == std::string::npos)
        throw error(
            errc::bad_setting,
            "The connection's sql_mode lets values be cut off in silence, which would destroy sealed ones; add "
            "STRICT_TRANS_TABLES to the server's sql_mode.");
}

}  // namespace cellseal::soci_orm
