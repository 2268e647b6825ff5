#include "tests/bench/statement_analysis.h"

#include <benchmark/benchmark.h>
#include <sqlite3.h>

#include <memory>
#include <string>
#include <string_view>

#include "plugin/statements/filtered_analysis.h"
#include "plugin/statements/plan_cache.h"

namespace bench {

namespace {

using namespace cellseal;

constexpr int calls = 20'000;  // of one repetition, so that the clock's grain does not count

attribute sealed(const std::string& name, lookup found_by)
{
    attribute made;
    made.entity = made.table = "contact";
    made.name = made.column = name;
    made.found_by = found_by;
    if (found_by == lookup::blind_index)
        made.index = index_definition{.domain = "contact.email", .companion = "bidx_" + name};
    return made;
}

std::shared_ptr<const attribute_registry> contacts()
{
    attribute_registry::builder builder;
    builder.add(registration{.entity = "contact",
                             .schema = {},
                             .table = "contact",
                             .columns = {"id", "email", "bidx_email", "phone", "note"},
                             .key_columns = {"id"},
                             .attributes = {sealed("email", lookup::blind_index), sealed("phone", lookup::none)},
                             .declared_at = "bench"});
    builder.add(known_table{"", "orders", {"id", "contact_id", "total", "status"}});
    return builder.build();
}

struct analysing {
    std::shared_ptr<const attribute_registry> registry = contacts();
    schema_knowledge schema;
    prefilter words{*registry, schema};
    plan_cache plans{registry};
    sqlite3* database = nullptr;

    analysing()
    {
        sqlite3_open(":memory:", &database);
        sqlite3_exec(database,
                     "create table contact(id integer primary key, email text, bidx_email text unique, phone text, note "
                     "text); create table orders(id integer primary key, contact_id int, total int, status text)",
                     nullptr, nullptr, nullptr);
    }
    ~analysing() { sqlite3_close(database); }
};

template <class Work>
void add(const std::string& name, Work work)
{
    benchmark::RegisterBenchmark(name.c_str(),
                                 [work](benchmark::State& state) {
                                     for (auto _ : state)
                                         for (int i = 0; i < calls; ++i) work();
                                     state.counters["items"] = calls;
                                 })
        ->Iterations(3)
        ->UseRealTime();
}

void add_text(const std::shared_ptr<analysing>& with, const std::string& name, const std::string& sql)
{
    add(name + "/1 sqlite3_prepare_v2", [with, sql] {
        sqlite3_stmt* made = nullptr;
        sqlite3_prepare_v2(with->database, sql.c_str(), static_cast<int>(sql.size()), &made, nullptr);
        sqlite3_finalize(made);
    });
    add(name + "/2 analysed", [with, sql] {
        benchmark::DoNotOptimize(analyse_filtered(sql, dialect::sqlite, *with->registry, with->schema, {},
                                                  with->words.look(sql)));
    });
    add(name + "/3 cached", [with, sql] {
        benchmark::DoNotOptimize(with->plans.plan(sql, dialect::sqlite, with->schema));
    });
}

}  // namespace

void register_statement_analysis()
{
    const auto with = std::make_shared<analysing>();
    const std::string none =
        "select o.id, o.total, o.status, p.id, p.total from orders o join orders p on p.id = o.contact_id where o.status "
        "= :status and o.total > :total and p.total between :low and :high order by o.total limit 20";
    add_text(with, "statement of 200 bytes, none of ours", none);
    add("prefilter of 200 bytes/1 look", [with, none] { benchmark::DoNotOptimize(with->words.look(none)); });
    add_text(with, "statement: insert", "insert into contact(id, email, phone, note) values(:id, :email, :phone, :note)");
    add_text(with, "statement: select", "select id, email, note from contact where email = :email");
    add_text(with, "statement: update", "update contact set email = :email where id = :id");
    add_text(with, "statement: join",
             "select c.*, o.total from contact c join orders o on o.contact_id = c.id where c.email = :email");
}

}  // namespace bench
