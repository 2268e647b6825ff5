#pragma once

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <memory>
#include <string>
#include <vector>

#include "adapters/orm/soci/include/cellseal/soci.h"
#include "adapters/orm/soci/key_change/resealable_rows_soci.h"
#include "tests/doubles/counting_provider.h"
#include "tests/doubles/fixed_keyring.h"
#include "tests/scratch_folder.h"

namespace cellseal::tests {

inline registration guest_registration()
{
    registration guest;
    guest.entity = guest.table = guest.declared_at = "guest";
    guest.columns = {"id", "email", "bidx_email", "note"};
    guest.key_columns = {"id"};
    for (const char* column : {"email", "note"}) {
        attribute sealed;
        sealed.entity = sealed.table = "guest", sealed.name = sealed.column = column;
        guest.attributes.push_back(sealed);
    }
    guest.attributes.front().found_by = lookup::blind_index;
    guest.attributes.front().index = index_definition{.domain = "guest.email", .companion = "bidx_email"};
    return guest;
}

/// A file of rows that are sealed under one key, and the next key.
struct hotel {
    static constexpr int guests = 1500;

    scratch_folder folder;
    counting_provider crypto;
    std::shared_ptr<const attribute_registry> registry =
        attribute_registry::builder().add(guest_registration()).build();
    std::shared_ptr<fixed_keyring> keys = std::make_shared<fixed_keyring>(registry, crypto);
    soci_orm::sealing_backend_factory factory{*soci::factory_sqlite3(), registry, keys};

    hotel()
    {
        plain() << "create table guest(id integer primary key, email text, bidx_email text, note text)";
        soci::session sql = sealed();
        soci::transaction all(sql);
        for (int id = 1; id <= guests; ++id) check_in(sql, id, "guest" + std::to_string(id) + "@example.org");
        all.commit();
    }
    [[nodiscard]] std::string address() const
    {
        return "dbname=" + (folder.path / "hotel.db").string() + " timeout=10 synchronous=off";
    }
    [[nodiscard]] soci::session plain() const { return soci::session{*soci::factory_sqlite3(), address()}; }
    [[nodiscard]] soci::session sealed() const { return soci::session{factory, address()}; }
    static void check_in(soci::session& sql, int id, const std::string& email)
    {
        const std::string note = "late arrival";
        sql << "insert into guest(id, email, note) values(:id, :email, :note)", soci::use(id, "id"),
            soci::use(email, "email"), soci::use(note, "note");
    }
    void change_key()
    {
        const std::vector<fixed_keys::one> both{{32, key_state::sealing, 2}, {0, key_state::opening, 1}};
        keys->use({.data_keys = both, .index_keys = both, .generation = 2});
        crypto.reset();
    }
    /// From the beginning or from where another has come to.
    reseal_batch walk(reseal_cursor cursor = {}, std::size_t most = 0)
    {
        soci::session sql = plain();
        soci_orm::resealable_rows_soci rows(sql, registry);
        reseal_batch all;
        while (!cursor.at_end) {
            const reseal_batch done = rows.reseal("guest", *keys->current(), cursor, most, locked_rows::skip);
            all.rows += done.rows, all.resealed += done.resealed, all.moved += done.moved;
            all.findings += done.findings;
        }
        return all;
    }
    [[nodiscard]] std::uint64_t old_rows()
    {
        soci::session sql = plain();
        return soci_orm::resealable_rows_soci(sql, registry).count_old("guest", *keys->current());
    }
    [[nodiscard]] std::vector<reseal_finding> findings()
    {
        soci::session sql = plain();
        return soci_orm::resealable_rows_soci(sql, registry).findings(10);
    }
};

}  // namespace cellseal::tests
