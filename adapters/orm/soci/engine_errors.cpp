#include "adapters/orm/soci/engine_errors.h"

#include <string>

#include <soci/soci.h>
#ifdef CELLSEAL_SOCI_POSTGRESQL
#include <soci/postgresql/soci-postgresql.h>
#endif
#ifdef CELLSEAL_SOCI_MYSQL
#include <soci/mysql/soci-mysql.h>
#endif
#ifdef CELLSEAL_SOCI_FIREBIRD
#include <soci/firebird/soci-firebird.h>
#endif
#ifdef CELLSEAL_SOCI_ODBC
#include <soci/odbc/soci-odbc.h>
#endif

#include "adapters/orm/soci/redaction.h"
#include "adapters/orm/soci/soci_version.h"
#include "adapters/orm/soci/sqlite_of_soci.h"

namespace cellseal::soci_orm {

void rethrow_as_engine_error(const std::string& message, const std::string& shown)
{
    try {
        throw;
    } catch (const soci::sqlite3_soci_error& problem) {
#if CELLSEAL_SOCI_4_1
        // It cannot be made anew without its connection; SQLite's messages quote no values.
        throw redacted<soci::sqlite3_soci_error>(problem, shown);
#else
        throw redacted<soci::sqlite3_soci_error>({message, problem.result()}, shown);
#endif
#ifdef CELLSEAL_SOCI_POSTGRESQL
    } catch (const soci::postgresql_soci_error& problem) {
        throw redacted<soci::postgresql_soci_error>({message, problem.sqlstate().c_str()}, shown);
#endif
#ifdef CELLSEAL_SOCI_MYSQL
    } catch (const soci::mysql_soci_error& problem) {
        throw redacted<soci::mysql_soci_error>({message, static_cast<int>(problem.err_num_)}, shown);
#endif
#ifdef CELLSEAL_SOCI_ODBC
    } catch (const soci::odbc_soci_error& problem) {
        // It cannot be made anew without its statement's handle: what() is redacted, and odbc_error_message() is not.
        throw redacted<soci::odbc_soci_error>(problem, shown);
#endif
#ifdef CELLSEAL_SOCI_FIREBIRD
    } catch (const soci::firebird_soci_error& problem) {
        soci::firebird_soci_error same(message);
        same.status_ = problem.status_;
        throw redacted<soci::firebird_soci_error>(same, shown);
#endif
    } catch (const soci::soci_error&) {
    }
}

}  // namespace cellseal::soci_orm
