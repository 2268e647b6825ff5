#pragma once

#include <soci/soci.h>

#include <ctime>
#include <memory>
#include <string>
#include <string_view>

#include "adapters/crypto/sodium/sodium_provider.h"
#include "adapters/orm/soci/include/cellseal/soci.h"
#include "tests/doubles/fixed_keyring.h"
#include "tests/orm/soci/engine_under_test.h"

namespace cellseal::tests {

/// The attributes of the suite's tables, one for each type and policy.
[[nodiscard]] std::shared_ptr<const attribute_registry> people_registry(stored_form photo_form = stored_form::bytes);

/// A database with the suite's tables, a sealing session `sql` and a plain one, `plain`, on it.
///
/// person(id, full_name, email [blind index bidx_email], phone [deterministic], note [randomised], age [int64],
///        serial [uint64], height [double], born [date-time], active [bool], balance [decimal], photo [bytes],
///        password [write-only])
/// account(id, name, iban [bound to its row])        log(id, message), unprotected
struct people {
    people();

    std::unique_ptr<engine_under_test> engine = make_engine_under_test();
    sodium_provider crypto;
    std::shared_ptr<const attribute_registry> registry =
        people_registry(engine->carries_bytes() ? stored_form::bytes : stored_form::text);
    std::shared_ptr<fixed_keyring> keys = std::make_shared<fixed_keyring>(registry, crypto);
    soci_orm::sealing_backend_factory factory{engine->factory(), registry, keys, engine->options()};
    soci::session plain{engine->factory(), engine->connect_string()};
    soci::session sql{factory, engine->connect_string()};

    /// Column `column` of person `id` as it is stored.
    [[nodiscard]] std::string stored(const std::string& column, int id);
    [[nodiscard]] bool stored_as_null(const std::string& column, int id);
    /// A person with nothing but an id and a value of one column.
    template <class T>
    void insert(int id, const std::string& column, const T& value)
    {
        sql << "insert into person(id, " + column + ") values(:id, :value)", soci::use(id, "id"),
            soci::use(value, "value");
    }
    template <class T>
    [[nodiscard]] T read(int id, const std::string& column)
    {
        T value{};
        sql << "select " + column + " from person where id = :id", soci::use(id), soci::into(value);
        return value;
    }
    [[nodiscard]] int count(const std::string& from_where);
};

/// Says, for the table of engines and paths, what an engine cannot do and why.
void left_out(const std::string& what, const std::string& why);

[[nodiscard]] inline bool looks_sealed(std::string_view stored) { return stored.substr(0, 4) == "_cs1"; }

[[nodiscard]] std::tm date(int year, int month, int day, int hour = 0, int minute = 0, int second = 0);

}  // namespace cellseal::tests
