#pragma once

#include <soci/soci.h>

#include <soci/firebird/soci-firebird.h>

#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "adapters/crypto/sodium/sodium_provider.h"
#include "adapters/orm/soci/include/cellseal/soci.h"
#include "tests/doubles/fixed_keyring.h"
#include "tests/orm/soci/member.h"

namespace cellseal::tests {

inline registration person()
{
    registration made = registration_of<member>();
    for (attribute& each : made.attributes) {
        if (each.name == "photo") each.form = stored_form::bytes;
        if (each.name == "note") each.found_by = lookup::deterministic;
    }
    return made;
}

inline std::shared_ptr<const attribute_registry> registry_of_persons()
{
    attribute_registry::builder builder;
    builder.add(person());
    return builder.build();
}

inline void make_tables(soci::session& native)
{
    native << "recreate table person(id integer not null primary key, full_name varchar(100), email varchar(1000) "
              "character set ascii, bidx_email varchar(26) character set ascii, note varchar(1000) character set "
              "ascii, age varchar(94) character set ascii, photo varchar(1000) character set octets, password "
              "varchar(1000) character set ascii)";
    native << "recreate table log(id integer, message varchar(100))";
    native.commit();
}

/// Firebird's embedded engine with the table `person`; each test is one transaction, which is rolled back.
struct firebird {
    std::string folder = std::getenv("CELLSEAL_TEST_FOLDER") == nullptr ? "." : std::getenv("CELLSEAL_TEST_FOLDER");
    std::string connect = "service=" + folder + "/test.fdb user=sysdba charset=UTF8";
    sodium_provider crypto;
    std::shared_ptr<const attribute_registry> registry = registry_of_persons();
    std::shared_ptr<fixed_keyring> keys = std::make_shared<fixed_keyring>(registry, crypto);
    soci_orm::sealing_backend_factory factory{*soci::factory_firebird(), registry, keys};
    soci::session sql{factory, connect};
    soci::session& native = soci_orm::native(sql);

    firebird()
    {
        soci_orm::keep_values_out_of_logs(sql);
        make_tables(native);
        sql.begin();
    }
    ~firebird() { sql.rollback(); }

    std::string stored(const std::string& column, int id)
    {
        std::string value;
        native << "select " << column << " from person where id = " << id, soci::into(value);
        return value;
    }
    void insert(int id, const std::string& note)
    {
        sql << "insert into person(id, note) values(:id, :note)", soci::use(id, "id"), soci::use(note, "note");
    }
    std::string note_of(int id)
    {
        std::string note;
        sql << "select note from person where id = :id", soci::use(id), soci::into(note);
        return note;
    }
    int count(const std::string& from_where)
    {
        int rows = -1;
        native << "select count(*) from " << from_where, soci::into(rows);
        return rows;
    }
    [[nodiscard]] std::string file(const std::string& name) const { return content_of(folder + "/" + name); }
    static std::string content_of(const std::string& path)
    {
        std::ifstream content(path, std::ios::binary);
        std::stringstream all;
        all << content.rdbuf();
        return all.str();
    }
};

inline void left_out(const std::string& what, const std::string& why)
{
    BOOST_TEST_MESSAGE("left out: " + what + ": " + why);
}

inline bool looks_sealed(const std::string& stored) { return stored.substr(0, 4) == "_cs1"; }

inline std::vector<member> many(int count)
{
    std::vector<member> made;
    for (int id = 1; id <= count; ++id)
        made.push_back(
            {id, "n", "m" + std::to_string(id) + "@example.org", "note", id, {std::byte{0}, std::byte(id)}, {}});
    return made;
}

}  // namespace cellseal::tests
