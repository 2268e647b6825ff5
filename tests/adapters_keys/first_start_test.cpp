#include <atomic>
#include <boost/test/unit_test.hpp>
#include <thread>

#include <soci/soci.h>

#include "adapters/clock/operating_system_clock.h"
#include "adapters/crypto/sodium/sodium_provider.h"
#include "adapters/keys/file/key_file.h"
#include "adapters/keys/file/pin_file.h"
#include "adapters/orm/soci/catalogue_store_soci.h"
#include "adapters/orm/soci/keyring_store_soci.h"
#include "adapters/orm/soci/protected_rows_soci.h"
#include "plugin/keys/start_up.h"
#include "tests/scratch_folder.h"

using namespace cellseal;
using namespace cellseal::soci_orm;

namespace {

/// A process's start on a real database, key file and clock.
struct process {
    process(const std::filesystem::path& folder, const sodium_provider& provider)
        : crypto(provider),
          sql("sqlite3://dbname=" + (folder / "crm.db").string() + " timeout=10"),
          key(folder / "config" / "contoso.sealkey", provider.key_memory()),
          pins(pin_file::beside(key.path()))
    {
    }

    start_up_report start(const std::vector<std::string>& names = {"email"})
    {
        attribute_registry::builder builder;
        std::vector<attribute> attributes(names.size());
        for (std::size_t i = 0; i < names.size(); ++i) attributes[i].name = attributes[i].column = names[i];
        builder.add(registration{"contact", "", "contact", {}, {"id"}, attributes, "entity contact"});
        return open_or_create(
            {{"contoso", store, key, pins, crypto, time}, catalogue, rows, builder.build(), &key, cheap});
    }

    static constexpr passphrase_hash_cost cheap{1, 8192};
    const sodium_provider& crypto;
    soci::session sql;
    keyring_database database{sql};
    keyring_store_soci store{database};
    catalogue_store_soci catalogue{database};
    protected_rows_soci rows{database};
    key_file key;
    pin_file pins;
    operating_system_clock time;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(first_start_on_real_things_test, scratch_folder)

BOOST_AUTO_TEST_CASE(a_first_start_writes_key_file_keyring_and_pin_and_the_next_process_opens_them)
{
    const sodium_provider crypto;
    const start_up_report first = process(path, crypto).start();
    BOOST_CHECK(first.what == start_up_report::outcome::created);
    BOOST_CHECK_EQUAL(mode(path / "config" / "contoso.sealkey"), 0600u);
    BOOST_CHECK(content(path / "config" / "contoso.sealkey").find("key check: " + first.key_check) !=
                std::string::npos);
    BOOST_CHECK(content(path / "config" / "contoso.sealkey.pin").find(first.key_check) != std::string::npos);
    const start_up_report second = process(path, crypto).start();
    BOOST_CHECK(second.what == start_up_report::outcome::opened);
    BOOST_CHECK_EQUAL(second.key_check, first.key_check);
}

BOOST_AUTO_TEST_CASE(of_eight_processes_that_start_at_once_one_makes_the_key_and_all_open_it)
{
    const sodium_provider crypto;
    std::atomic<int> created = 0, opened = 0;
    std::vector<std::string> checks(8), faults(8);
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < checks.size(); ++i)
        threads.emplace_back([&, i] {
            try {
                const start_up_report report = process(path, crypto).start();
                checks[i] = report.key_check;
                if (report.what == start_up_report::outcome::created) ++created;
                if (report.what == start_up_report::outcome::opened) ++opened;
                if (report.what == start_up_report::outcome::inactive) faults[i] = report.message;
            } catch (const std::exception& failed) {
                faults[i] = failed.what();
            }
        });
    for (std::thread& each : threads) each.join();
    for (const std::string& fault : faults) BOOST_CHECK_EQUAL(fault, "");
    BOOST_CHECK_EQUAL(created, 1);
    BOOST_CHECK_EQUAL(opened, 7);
    for (const std::string& check : checks) BOOST_CHECK_EQUAL(check, checks[0]);
}

BOOST_AUTO_TEST_CASE(many_threads_use_one_keyring_while_another_process_moves_it_on)
{
    const sodium_provider crypto;
    process here(path, crypto);
    const auto live = here.start().keyring;
    std::atomic<bool> done = false;
    std::atomic<std::uint64_t> used = 0;
    std::vector<std::string> faults(4);
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < faults.size(); ++i)
        threads.emplace_back([&, i] {
            try {
                key_id unknown;
                for (std::uint64_t round = 0; !done; ++round) {
                    used += live->for_sealing()->generation() > 0 && live->current()->generation() > 0;
                    if (round % 1000 != 0) continue;
                    unknown.bytes[0] = static_cast<std::uint8_t>(i);
                    static_cast<void>(live->reload_for(unknown));
                }
            } catch (const std::exception& failed) {
                faults[i] = failed.what();
            }
        });
    BOOST_CHECK(process(path, crypto).start({"email", "ssn"}).what == start_up_report::outcome::opened);
    std::this_thread::sleep_for(std::chrono::milliseconds(1500));  // more than one turn of reloading
    done = true;
    for (std::thread& each : threads) each.join();
    for (const std::string& fault : faults) BOOST_CHECK_EQUAL(fault, "");
    BOOST_CHECK_GT(used, 0u);
    key_id other;
    other.bytes[1] = 1;
    BOOST_CHECK_EQUAL(live->reload_for(other)->generation(), 2u);
}

BOOST_AUTO_TEST_CASE(a_restored_database_without_its_key_is_inactive_and_opens_again_with_it)
{
    const sodium_provider crypto;
    const std::string check = process(path, crypto).start().key_check;
    std::filesystem::rename(path / "config" / "contoso.sealkey", path / "elsewhere");
    const start_up_report without = process(path, crypto).start();
    BOOST_CHECK(without.reason == errc::key_source_missing);
    BOOST_CHECK(!std::filesystem::exists(path / "config" / "contoso.sealkey"));
    std::filesystem::rename(path / "elsewhere", path / "config" / "contoso.sealkey");
    BOOST_CHECK_EQUAL(process(path, crypto).start().key_check, check);
}

BOOST_AUTO_TEST_SUITE_END()
