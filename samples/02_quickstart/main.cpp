// The main job on SQLite: store 500 people through entities, bulk vectors and plain SQL, read them back, and look at
// what the database holds. Usage: quickstart people.csv (run in a folder of its own; makes crm.db and quickstart.sealkey)

#include <cellseal/config.h>
#include <cellseal/soci.h>
#include <fmt/format.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <chrono>
#include <filesystem>

#include "samples/02_quickstart/crm.h"
#include "samples/02_quickstart/leak_scan.h"
#include "samples/02_quickstart/people.h"
#include "samples/02_quickstart/show.h"

namespace {

double rows_per_second(std::size_t rows, auto&& work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return static_cast<double>(rows) / std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

std::vector<std::string> secrets_of(const std::vector<person>& people)
{
    std::vector<std::string> all;
    for (const person& p : people)
        all.insert(all.end(), {p.email, p.phone, p.birth_date, p.note, p.mailbox_password});
    return all;
}

struct rates {
    double write = 0;
    double read = 0;
};

rates write_and_read(soci::session& sql, const std::vector<person>& people)
{
    crm::create_tables(sql);
    rates r;
    r.write = rows_per_second(2 * people.size(), [&] { crm::store(sql, people); });
    r.read = rows_per_second(people.size(), [&] { (void)crm::all_contacts(sql); });
    return r;
}

}  // namespace

int main(int argc, char** argv)
try {
    const auto people = load_people(argc > 1 ? argv[1] : "people.csv");
    auto app = cellseal::config::load<contact, mailbox_settings>("cellseal.toml");
    app.on_message([](const std::string&) {});  // told below
    fmt::print("1. Start\n{}\n\n", app.started().message);

    soci::session sql = app.open_session();
    const rates sealed = write_and_read(sql, people);
    fmt::print("2. {} people stored through entities, vectors and plain SQL. Three of them:\n", people.size());
    show_side_by_side(sql, {2, 199, 402});

    const auto found = crm::find_by_email(sql, "  USER199@Example.COM ");
    fmt::print("\n3. Found by e-mail in any letter case: {}\n", found ? found->full_name : "nobody");

    fmt::print("\n4. A statement that cannot run on sealed columns is refused:\n");
    try {
        int count = 0;
        sql << "select count(*) from contact where email like '%@example.com'", soci::into(count);
    } catch (const cellseal::error& refused) {
        fmt::print("   {}\n", refused.what());
    }

    soci::session plain(soci::sqlite3, "plain.db");
    const rates unsealed = write_and_read(plain, people);
    const auto secrets = secrets_of(people);
    const auto ours = scan_for_plaintext("crm.db", secrets), control = scan_for_plaintext("plain.db", secrets);
    fmt::print("\n5. Looked for {} plaintexts, byte by byte, in database file and write-ahead log:\n", secrets.size());
    fmt::print("   with protection     {:>5} found in {} bytes\n", ours.found, ours.bytes);
    fmt::print("   without (control)   {:>5} found in {} bytes\n", control.found, control.bytes);

    fmt::print("\n6. Rows a second:      {:>10} {:>10}\n", "written", "read");
    fmt::print("   with protection     {:>10.0f} {:>10.0f}\n", sealed.write, sealed.read);
    fmt::print("   without             {:>10.0f} {:>10.0f}\n", unsealed.write, unsealed.read);
    return ours.found == 0 && control.found == secrets.size() && found ? 0 : 1;
} catch (const std::exception& failure) {
    fmt::print(stderr, "quickstart: {}\n", failure.what());
    return 1;
}
