#include "adapters/orm/soci/catalogue_store_soci.h"

#include <algorithm>
#include <tuple>

#include "plugin/attributes/catalogue_table.h"

namespace cellseal::soci_orm {

std::vector<catalogue_entry> catalogue_store_soci::load()
{
    std::vector<catalogue_entry> entries;
    database_.with_session([&](soci::session& sql) {
        entries.clear();
        if (!database_.has_table(sql, database_.names().attributes)) return;
        read_rows(sql, catalogue_table, select_sql(catalogue_table, database_.names().attributes), 0,
                  [&](stored_row row) { entries.push_back(catalogue_entry_from(row)); });
    });
    // Here and not by the database, whose collation may see another order.
    std::ranges::sort(entries, {}, [](const catalogue_entry& each) { return std::tie(each.attribute, each.number); });
    return entries;
}

}  // namespace cellseal::soci_orm
