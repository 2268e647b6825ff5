// Many entities at a time beside one by one and beside plain SOCI's bulk insert, on the database that
// CELLSEAL_TEST_ENGINE names:   tests/orm/soci/with_postgresql build/tests/bench/bulk_bench [rows]

#include <benchmark/benchmark.h>
#include <soci/soci.h>

#include <chrono>
#include <cstdlib>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "adapters/crypto/sodium/sodium_provider.h"
#include "adapters/orm/soci/include/cellseal/soci.h"
#include "plugin/include/cellseal/entity.h"
#include "tests/bench/contact_data.h"
#include "tests/bench/ratio_table.h"
#include "tests/doubles/fixed_keyring.h"
#include "tests/orm/soci/engine_under_test.h"

template <>
inline constexpr auto cellseal::entity<bench::contact> =
    table("contact", key("id", &bench::contact::id), column("name", &bench::contact::name),
          sealed("email", &bench::contact::email, lookup::blind_index), sealed("phone", &bench::contact::phone),
          sealed("note", &bench::contact::note), sealed("mailbox_password", &bench::contact::mailbox_password));

namespace {

using namespace bench;
using contacts = std::vector<contact>;

std::shared_ptr<const cellseal::attribute_registry> contact_registry()
{
    cellseal::attribute_registry::builder builder;
    cellseal::register_entity<contact>(builder);
    return builder.build();
}

/// One database, with a plain session and a sealing one.
struct database {
    std::unique_ptr<cellseal::tests::engine_under_test> engine = cellseal::tests::make_engine_under_test();
    std::shared_ptr<const cellseal::attribute_registry> registry = contact_registry();
    cellseal::sodium_provider crypto;
    std::shared_ptr<cellseal::tests::fixed_keyring> keys =
        std::make_shared<cellseal::tests::fixed_keyring>(registry, crypto);
    cellseal::soci_orm::sealing_backend_factory factory{engine->factory(), registry, keys};
    soci::session plain{engine->factory(), engine->connect_string()};
    soci::session sealing{factory, engine->connect_string()};

    database()
    {
        const std::string text = " " + engine->sealed_type() + ", ";
        plain << "create table contact(id integer primary key, name varchar(200), email" << text << "bidx_email "
              << engine->token_type() << ", phone" << text << "note" << text << "mailbox_password "
              << engine->sealed_type() << ")";
    }
};

void one_by_one(soci::session& sql, const contacts& data)
{
    for (const contact& each : data) cellseal::soci_orm::insert(sql, each);
}

void by_vectors(soci::session& sql, const contacts& data)
{
    constexpr std::size_t block = 1'000;
    for (std::size_t from = 0; from < data.size(); from += block) {
        std::vector<int> id;
        std::vector<std::string> name, email, phone, note, password;
        for (std::size_t i = from; i < std::min(from + block, data.size()); ++i) {
            id.push_back(data[i].id);
            name.push_back(data[i].name);
            email.push_back(data[i].email);
            phone.push_back(data[i].phone);
            note.push_back(data[i].note);
            password.push_back(data[i].mailbox_password);
        }
        sql << "insert into contact(id, name, email, phone, note, mailbox_password) "
               "values(:id, :name, :email, :phone, :note, :password)",
            soci::use(id), soci::use(name), soci::use(email), soci::use(phone), soci::use(note), soci::use(password);
    }
}

void measure(benchmark::State& state, database& db, const std::function<void()>& run, std::size_t rows)
{
    for (auto _ : state) {
        db.plain << "delete from contact";
        const auto start = std::chrono::steady_clock::now();
        run();
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
        state.SetIterationTime(took.count());
    }
    state.counters["items"] = static_cast<double>(rows);
}

void read_all(soci::session& sql)
{
    for (const contact& each : cellseal::soci_orm::select_all<contact>(sql))
        benchmark::DoNotOptimize(each.email.data());
}

}  // namespace

int main(int argc, char** argv)
{
    const std::size_t rows = argc > 1 && argv[1][0] != '-' ? std::strtoull(argv[1], nullptr, 10) : 5'000;
    std::vector<char*> arguments(argv, argv + argc);
    std::string defaults[] = {"--benchmark_enable_random_interleaving=true", "--benchmark_repetitions=7"};
    for (auto& each : defaults) arguments.insert(arguments.begin() + 1, each.data());
    int count = static_cast<int>(arguments.size());
    benchmark::Initialize(&count, arguments.data());

    database db;
    const contacts data = make_contacts(rows);
    const auto all_in_one = [](soci::session& sql, auto write) {
        soci::transaction whole(sql);
        write();
        whole.commit();
    };
    const std::vector<std::pair<std::string, std::function<void()>>> ways = {
        {"1 plain SOCI, vectors", [&] { all_in_one(db.plain, [&] { by_vectors(db.plain, data); }); }},
        {"2 plain SOCI, one by one", [&] { all_in_one(db.plain, [&] { one_by_one(db.plain, data); }); }},
        {"3 cellseal, one by one", [&] { all_in_one(db.sealing, [&] { one_by_one(db.sealing, data); }); }},
        {"4 cellseal, vectors", [&] { all_in_one(db.sealing, [&] { by_vectors(db.sealing, data); }); }},
        {"5 cellseal, insert_all",
         [&] { all_in_one(db.sealing, [&] { cellseal::soci_orm::insert_all(db.sealing, data); }); }},
    };
    for (const auto& [name, run] : ways)
        benchmark::RegisterBenchmark(("bulk entities/" + name).c_str(),
                                     [&, write = run](benchmark::State& state) { measure(state, db, write, rows); })
            ->Iterations(1)
            ->UseManualTime();
    for (const auto& [name, sql] : {std::pair{"1 plain SOCI", &db.plain}, std::pair{"2 cellseal", &db.sealing}})
        benchmark::RegisterBenchmark(("select_all/" + std::string(name)).c_str(),
                                     [&, session = sql](benchmark::State& state) {
                                         db.plain << "delete from contact";
                                         cellseal::soci_orm::insert_all(*session, data);
                                         const auto start = std::chrono::steady_clock::now();
                                         for (auto _ : state) read_all(*session);
                                         const std::chrono::duration<double> took =
                                             std::chrono::steady_clock::now() - start;
                                         state.SetIterationTime(took.count());
                                         state.counters["items"] = static_cast<double>(rows);
                                     })
            ->Iterations(1)
            ->UseManualTime();
    ratio_table table;
    benchmark::RunSpecifiedBenchmarks(&table);
    return 0;
}
