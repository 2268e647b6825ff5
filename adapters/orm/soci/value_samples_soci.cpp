#include "adapters/orm/soci/value_samples_soci.h"

#include <fmt/format.h>

#include "adapters/orm/soci/stored_columns.h"

namespace cellseal::soci_orm {

namespace {

std::string sample_sql(const protected_table& table, const std::string& name, const attribute& which,
                       const std::vector<std::string>& key, std::size_t most, table_home home)
{
    std::string columns = stored_text_sql(which, home);
    for (const std::string& each : key) columns += ", " + quoted(each, home);
    const std::string schema = table.schema.empty() ? "" : quoted(table.schema, home) + ".";
    return fmt::format("select {} from {}{} where {} is not null limit {}", columns, schema, quoted(name, home),
                       quoted(which.column, home), most);
}

stored_sample sample_from(const soci::row& row, const attribute& which, const std::vector<std::string>& key)
{
    stored_sample read;
    read.stored = stored_from_text(which, row.get<std::string>(0));
    for (std::size_t i = 0; i < key.size(); ++i) {
        read.where += fmt::format("{}{} {}", i == 0 ? "" : ", ", key[i], shown(row, i + 1));
        if (which.bound_to_row) add_to_key(read.row, row, i + 1);
    }
    return read;
}

}  // namespace

std::vector<stored_sample> value_samples_soci::sample(const protected_table& table, const attribute& which,
                                                      std::size_t most)
{
    std::vector<stored_sample> samples;
    database_.with_session([&](soci::session& sql) {
        samples.clear();
        const std::string name = find_table(sql, table.schema, table.name, database_.home());
        if (name.empty()) return;
        const auto key = table.key_columns.empty() ? primary_key_of(sql, name, database_.home()) : table.key_columns;
        soci::rowset<soci::row> rows = (sql.prepare << sample_sql(table, name, which, key, most, database_.home()));
        for (const soci::row& each : rows) samples.push_back(sample_from(each, which, key));
    });
    return samples;
}

}  // namespace cellseal::soci_orm
