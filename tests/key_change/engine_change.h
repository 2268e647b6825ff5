#pragma once

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include <fmt/format.h>

#include "adapters/orm/soci/include/cellseal/soci.h"
#include "config/application/key_change_access.h"
#include "config/include/cellseal/config.h"
#include "plugin/entity/table.h"
#include "tests/orm/soci/engine_under_test.h"
#include "tests/scratch_folder.h"

namespace cellseal::tests {

struct account {
    int id = 0;
    std::string email;
    std::string note;
    std::string town;
    std::string street;
};

}  // namespace cellseal::tests

template <>
inline constexpr auto cellseal::entity<cellseal::tests::account> =
    cellseal::table("account", cellseal::key("id", &cellseal::tests::account::id),
                    cellseal::sealed("email", &cellseal::tests::account::email, cellseal::lookup::blind_index),
                    cellseal::sealed("note", &cellseal::tests::account::note, cellseal::row_bound),
                    cellseal::sealed("town", &cellseal::tests::account::town),
                    cellseal::sealed("street", &cellseal::tests::account::street),
                    cellseal::compound_index("bidx_place", &cellseal::tests::account::town,
                                             &cellseal::tests::account::street));

namespace cellseal::tests {

/// An application on the database under test, with accounts, whose key is about to be changed.
class engine_change {
public:
    static constexpr int accounts = 120;

    engine_change()
    {
        sql << fmt::format("create table account(id integer primary key, email {0}, bidx_email {1}, note {0}, town "
                           "{0}, street {0}, bidx_place {1})",
                           engine->sealed_type(), engine->token_type());
        soci::transaction all(sql);
        for (int id = 1; id <= accounts; ++id) {
            const std::string email = email_of(id), note = "first", town = "London", street = street_of(id);
            sql << "insert into account(id, email, note, town, street) values(:id, :email, :note, :town, :street)",
                soci::use(id, "id"), soci::use(email, "email"), soci::use(note, "note"), soci::use(town, "town"),
                soci::use(street, "street");
        }
        all.commit();
    }

    /// Another application of the same organisation, whose key source is the same file.
    [[nodiscard]] std::unique_ptr<config::application> open(const std::string& connection) const
    {
        const std::string backend = engine->name() == "sqlite" ? "sqlite3" : engine->name();
        std::ofstream{folder / "cellseal.toml"} << fmt::format(
            "organisation = \"contoso\"\n[database]\nbackend = \"{}\"\nconnection = \"{}\"\n"
            "[key]\npath = \"keys/contoso.sealkey\"\nautomatic_first_key = true\n",
            backend, connection);
        auto loaded = std::make_unique<config::application>(config::load<account>((folder / "cellseal.toml").string()));
        loaded->on_message([](const std::string&) {});
        return loaded;
    }
    [[nodiscard]] std::unique_ptr<config::application> open() const { return open(engine->connect_string()); }

    static std::string email_of(int id) { return fmt::format("account{}@example.org", id); }
    static void write(soci::session& by, int id, const std::string& note)
    {
        by << "update account set note = :note where id = :id", soci::use(note, "note"), soci::use(id, "id");
    }
    static std::string street_of(int id) { return fmt::format("{} Baker Street", id); }
    /// Looked for by town and street together.
    static int found_by_place(soci::session& by, int id)
    {
        const std::string town = "London", street = street_of(id);
        int found = 0;
        by << "select id from account where street = :street and town = :town", soci::use(street, "street"),
            soci::use(town, "town"), soci::into(found);
        return found;
    }
    /// Looked for by its e-mail.
    static std::string note_of(soci::session& by, int id)
    {
        const std::string email = email_of(id);
        std::string note = "not found";
        by << "select note from account where email = :email", soci::use(email, "email"), soci::into(note);
        return note;
    }
    [[nodiscard]] std::string stored_note(int id)
    {
        std::string stored;
        soci_orm::native(sql) << "select note from account where id = :id", soci::use(id, "id"), soci::into(stored);
        return stored;
    }
    void store_note(int id, const std::string& stored)
    {
        soci_orm::native(sql) << "update account set note = :note where id = :id", soci::use(stored, "note"),
            soci::use(id, "id");
    }

    static accepted_change change(config::application& by)
    {
        key_change_request wanted;
        wanted.who = "ada";
        return by.key_change().changer().change(wanted);
    }
    /// Without waiting for anybody; the application may be faster.
    static void activate(config::application& by)
    {
        key_changer& changer = by.key_change().changer();
        while (changer.state().phase == change_phase::prepared) {
            try {
                static_cast<void>(
                    changer.activate(key_changer::missing::leave_behind, key_changer::old_key::opens, "ada"));
            } catch (const error& refused) {
                if (refused.code() != errc::keyring_changed) throw;
            }
        }
    }
    static work_outcome work(
        config::application& by, const change_worker::watcher& watch = [](const work_progress&) { return true; })
    {
        const work_limits limits{.rows_per_batch = 20,
                                 .lease = std::chrono::seconds(0),
                                 .between_looks = std::chrono::milliseconds(50),
                                 .who = "worker"};
        return by.key_change().work(limits, watch);
    }
    [[nodiscard]] std::uint64_t under_old_key()
    {
        return app->key_change().rows().count_old("account", *app->started().keyring->reload());
    }

    const std::unique_ptr<engine_under_test> engine = make_engine_under_test();
    const scratch_folder scratch;
    const std::filesystem::path folder = scratch.path;
    std::unique_ptr<config::application> app = open();
    soci::session sql = app->open_session();
};

}  // namespace cellseal::tests
