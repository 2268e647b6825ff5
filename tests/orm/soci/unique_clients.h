#pragma once

#include <boost/test/unit_test.hpp>

#include <memory>
#include <optional>
#include <sstream>
#include <string>

#include "tests/orm/soci/patient.h"

namespace cellseal::tests {

/// Unique: the e-mail, by its index column; the phone by itself; town and street together.
struct client {
    int id = 0;
    std::optional<std::string> email;
    std::optional<std::string> phone;
    std::optional<std::string> town;
    std::optional<std::string> street;
    std::optional<std::string> note;
};

/// The same in columns of raw bytes.
struct terse {
    int id = 0;
    std::string email;
    std::string phone;
};

}  // namespace cellseal::tests

template <>
inline constexpr auto cellseal::entity<cellseal::tests::terse> =
    cellseal::table("terse", key("id", &tests::terse::id),
                    sealed("email", &tests::terse::email, lookup::blind_index, stored_form::bytes),
                    sealed("phone", &tests::terse::phone, lookup::deterministic, stored_form::bytes));

template <>
inline constexpr auto cellseal::entity<cellseal::tests::client> = cellseal::table(
    "client", key("id", &tests::client::id), sealed("email", &tests::client::email, lookup::blind_index),
    sealed("phone", &tests::client::phone, lookup::deterministic), sealed("town", &tests::client::town),
    sealed("street", &tests::client::street), sealed("note", &tests::client::note),
    compound_index("bidx_place", &tests::client::town, &tests::client::street));

namespace cellseal::tests {

/// After a change of the key: the old ones open.
inline const fixed_keys changed{.organisation = "org-1",
                                .data_keys = {{100}, {0, key_state::opening}},
                                .index_keys = {{100}, {0, key_state::opening}},
                                .generation = 3};

/// The table of them, with what the database keeps unique.
struct clients {
    clients()
    {
        std::string phone = engine->token_type();
        phone.replace(phone.find("40"), 2, "200");
        const std::string sealed = engine->sealed_type(), token = engine->token_type();
        plain << "create table client(id integer primary key, branch integer default 1, email " + sealed +
                     ", bidx_email " + token + ", phone " + phone + ", town " + sealed + ", street " + sealed +
                     ", bidx_place " + token + ", note " + sealed + ")";
        plain << "create unique index client_email on client(bidx_email)";
        plain << "create unique index client_phone on client(phone)";
        plain << "create unique index client_place on client(bidx_place)";
    }

    std::unique_ptr<engine_under_test> engine = make_engine_under_test();
    sodium_provider crypto;
    std::shared_ptr<const attribute_registry> registry = [this] {
        attribute_registry::builder builder;
        register_entity<client>(builder);
        if (engine->carries_bytes()) register_entity<terse>(builder);
        return builder.build();
    }();
    std::shared_ptr<fixed_keyring> keys = std::make_shared<fixed_keyring>(registry, crypto);
    soci_orm::sealing_backend_factory factory{engine->factory(), registry, keys, engine->options()};
    soci::session plain{engine->factory(), engine->connect_string()};
    soci::session sql{factory, engine->connect_string()};
    std::ostringstream sent;

    [[nodiscard]] bool speaks(const char* backend) const { return engine->name().find(backend) != std::string::npos; }
    [[nodiscard]] bool is_mariadb() const { return speaks("mysql") || speaks("mariadb"); }

    void admit(int id, const std::string& column, const std::string& value)
    {
        sql << "insert into client(id, " + column + ") values(:id, :v)", soci::use(id, "id"), soci::use(value, "v");
    }
    void settle_in(int id, const std::string& town, const std::string& street)
    {
        sql << "insert into client(id, town, street) values(:id, :t, :s)", soci::use(id, "id"), soci::use(town, "t"),
            soci::use(street, "s");
    }
    /// What the session sends besides the user's own statement.
    [[nodiscard]] int count_sent(const std::string& begin)
    {
        int count = 0;
        std::istringstream lines(sent.str());
        for (std::string line; std::getline(lines, line);) count += line.starts_with(begin) ? 1 : 0;
        return count;
    }
    [[nodiscard]] std::string stored(const std::string& column, int id)
    {
        std::string value;
        soci::indicator state = soci::i_ok;
        plain << "select " + column + " from client where id = :id", soci::use(id), soci::into(value, state);
        return state == soci::i_null ? "NULL" : value;
    }
    [[nodiscard]] bool is_new(const std::string& companion, int id)
    {
        return stored(companion, id).starts_with("AAAC");
    }
    [[nodiscard]] std::string read(const std::string& column, int id)
    {
        std::string value;
        soci::indicator state = soci::i_ok;
        sql << "select " + column + " from client where id = :id", soci::use(id), soci::into(value, state);
        return state == soci::i_null ? "NULL" : value;
    }
    [[nodiscard]] int count()
    {
        int rows = 0;
        plain << "select count(*) from client", soci::into(rows);
        return rows;
    }
    template <class F>
    void expect_duplicate(F&& write)
    {
        const int before = count();
        BOOST_CHECK_THROW(write(), soci::soci_error);
        BOOST_TEST(count() == before);
    }
};

inline const std::string ada = "ada@example.org";

}  // namespace cellseal::tests
