#include "tests/bench/start_up.h"

#include <benchmark/benchmark.h>
#include <cellseal/config.h>
#include <sodium.h>

#include <array>
#include <chrono>
#include <fstream>
#include <functional>
#include <memory>
#include <string>

#include "tests/scratch_folder.h"

namespace bench {

namespace {

using clock = std::chrono::steady_clock;

/// Settings, key file and database of one application, made by its first start.
class started_once {
public:
    started_once()
    {
        std::ofstream(folder_.path / "cellseal.toml")
            << "[database]\nbackend = \"sqlite3\"\nconnection = \"" << (folder_.path / "app.db").string()
            << "\"\n[key]\npath = \"" << (folder_.path / "app.sealkey").string()
            << "\"\n[[table]]\nname = \"contact\"\nkey = \"id\"\n[[table.attribute]]\nname = \"email\"\n";
        auto app = start();
        app.open_session() << "create table contact(id integer primary key, email text)";
    }
    started_once(const started_once&) = delete;
    started_once& operator=(const started_once&) = delete;

    /// In seconds. That a process goes is not part of it.
    double to_first_query() const
    {
        const auto begin = clock::now();
        auto app = start();
        soci::session sql = app.open_session();
        int rows = 0;
        std::string email;
        sql << "select count(*) from contact", soci::into(rows);
        sql << "select email from contact where id = 1", soci::into(email);
        return std::chrono::duration<double>(clock::now() - begin).count();
    }

private:
    [[nodiscard]] cellseal::config::application start() const
    {
        auto app = cellseal::config::load((folder_.path / "cellseal.toml").string());
        app.on_message([](const std::string&) {});
        return app;
    }

    const cellseal::scratch_folder folder_;
};

// keys.md, section 1: 3 passes over 64 MiB.
double one_argon2id()
{
    const auto begin = clock::now();
    std::array<unsigned char, 32> key{};
    const std::array<unsigned char, crypto_pwhash_SALTBYTES> salt{7};
    const std::string passphrase(54, 'p');
    if (crypto_pwhash(key.data(), key.size(), passphrase.data(), passphrase.size(), salt.data(), 3, 64U << 20,
                      crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw std::runtime_error("there is no memory for Argon2id");
    return std::chrono::duration<double>(clock::now() - begin).count();
}

void add(const char* name, std::function<double()> seconds)
{
    benchmark::RegisterBenchmark(name, [seconds = std::move(seconds)](benchmark::State& state) {
        for (auto _ : state) state.SetIterationTime(seconds());
    })->Iterations(1)->UseManualTime();
}

}  // namespace

void register_start_up()
{
    const auto application = std::make_shared<started_once>();
    add("start to first query/1 one Argon2id", one_argon2id);
    add("start to first query/2 cellseal", [application] { return application->to_first_query(); });
}

}  // namespace bench
