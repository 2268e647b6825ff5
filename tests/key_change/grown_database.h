#pragma once

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "adapters/orm/soci/include/cellseal/soci.h"
#include "config/application/key_change_access.h"
#include "config/include/cellseal/config.h"
#include "tests/scratch_folder.h"

namespace cellseal::tests {

/// A database that was there before cellseal, with plain rows; the settings flag its columns. `@` is the folder.
struct grown_database {
    static constexpr int rows = 130;
    const scratch_folder scratch;
    const std::filesystem::path folder = scratch.path;

    grown_database()
    {
        soci::session plain = native();
        plain << "create table guest(id integer primary key, email text, bidx_email text, born text, room text)";
        soci::transaction all(plain);
        for (int id = 1; id <= rows; ++id)
            plain << "insert into guest(id, email, born, room) values(:id, 'guest' || :n || '@example.org', "
                     "'1985-07-31', "
                     "'12')",
                soci::use(id, "id"), soci::use(id, "n");
        all.commit();
    }

    [[nodiscard]] soci::session native() const
    {
        return soci::session{"sqlite3", "dbname=" + (folder / "hotel.db").string() + " timeout=10"};
    }
    [[nodiscard]] std::unique_ptr<config::application> open(
        const std::string& email = "name = \"email\"\nlookup = \"blind_index\"")
    {
        std::string text = R"(
organisation = "hotel"
[database]
backend = "sqlite3"
connection = "dbname=@/hotel.db timeout=10 synchronous=off"
[key]
path = "@/hotel.sealkey"
[[table]]
name = "guest"
key = ["id"]
[[table.attribute]]
)" + email + R"(
[[table.attribute]]
name = "born"
type = "date_time"
[[table.attribute]]
name = "room"
type = "int64"
)";
        for (std::size_t at = text.find('@'); at != std::string::npos; at = text.find('@', at))
            text.replace(at, 1, folder.string());
        std::ofstream{folder / "cellseal.toml"} << text;
        auto app = std::make_unique<config::application>(config::load((folder / "cellseal.toml").string()));
        app->on_message([](const std::string&) {});
        return app;
    }
    // As `cellseal init` does where plain rows are there already.
    void make_key() const
    {
        soci::session plain = native();
        plain << "alter table guest rename to later";
        static_cast<void>(const_cast<grown_database*>(this)->open()->started());
        plain << "alter table later rename to guest";
    }
    static work_limits quickly()
    {
        return {.rows_per_batch = 40,
                .lease = std::chrono::seconds(0),
                .between_looks = std::chrono::milliseconds(20),
                .who = "ada"};
    }
    static work_outcome take_in(config::application& app, std::vector<std::string> names)
    {
        return app.key_change().take_in(std::move(names), quickly(), [](const work_progress&) { return true; });
    }
    [[nodiscard]] int plain_rows(const std::string& column) const
    {
        int count = 0;
        soci::session plain = native();
        plain << "select count(*) from guest where " + column + " not like '\\_cs1%' escape '\\'", soci::into(count);
        return count;
    }
};

}  // namespace cellseal::tests
