#include "config/include/cellseal/config.h"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include <boost/test/unit_test.hpp>

#include "adapters/orm/soci/include/cellseal/soci.h"
#include "plugin/entity/table.h"
#include "tests/refused.h"
#include "tests/scratch_folder.h"

using namespace cellseal;

namespace {

struct contact {
    int id = 0;
    std::string email;
};

}  // namespace

template <>
inline constexpr auto cellseal::entity<contact> = cellseal::table("contact", cellseal::key("id", &contact::id),
                                                                  cellseal::sealed("email", &contact::email,
                                                                                   cellseal::lookup::blind_index));

namespace {

constexpr const char* settings_text = R"(
organisation = "contoso"
[database]
backend = "sqlite3"
connection = "dbname=@/crm.db timeout=10"
pool_size = 3
[key]
path = "keys/contoso.sealkey"
[[table]]
name = "mailbox"
attribute = ["password"]
)";

constexpr const char* plain_email = "alice@example.org";

/// A folder with a settings file, a place for the key and an empty database.
struct start {
    start()
    {
        std::filesystem::create_directory(folder / "keys");
        write(settings_text);
    }

    void write(std::string text)
    {
        for (std::size_t at = text.find('@'); at != std::string::npos; at = text.find('@', at))
            text.replace(at, 1, folder.string());
        std::ofstream{settings_file()} << text;
    }
    [[nodiscard]] std::string settings_file() const { return (folder / "cellseal.toml").string(); }
    [[nodiscard]] std::filesystem::path key_file() const { return folder / "keys/contoso.sealkey"; }

    [[nodiscard]] config::application app()
    {
        auto loaded = config::load<contact>(settings_file());
        loaded.on_message([this](const std::string& message) { told += message + "\n"; });
        return loaded;
    }

    void make_tables()
    {
        soci::session plain{"sqlite3", "dbname=" + (folder / "crm.db").string()};
        plain << "create table contact(id integer primary key, email text, bidx_email text)";
        plain << "create table mailbox(id integer primary key, password text)";
    }

    [[nodiscard]] std::string everything_stored() const
    {
        std::string all;
        for (const auto& each : std::filesystem::directory_iterator(folder)) {
            if (each.path().filename().string().rfind("crm.db", 0) != 0) continue;
            std::ifstream file(each.path(), std::ios::binary);
            all.append(std::istreambuf_iterator<char>(file), {});
        }
        return all;
    }

    const scratch_folder scratch;
    const std::filesystem::path folder = scratch.path;
    std::string told;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(application_test, start)

BOOST_AUTO_TEST_CASE(the_first_start_makes_key_and_keyring_and_says_where_they_lie)
{
    make_tables();
    auto loaded = app();
    const auto& report = loaded.started();
    BOOST_TEST((report.what == start_up_report::outcome::created), report.message);
    BOOST_TEST(std::filesystem::exists(key_file()));
    BOOST_TEST(told.find(key_file().string()) != std::string::npos, told);
    BOOST_TEST(told.find("copy") != std::string::npos, told);
    struct stat mode {};
    BOOST_REQUIRE(::stat(key_file().c_str(), &mode) == 0);
    BOOST_TEST((mode.st_mode & 0777) == 0600);
}

BOOST_AUTO_TEST_CASE(plan_and_check_know_what_entities_flag_and_write_nothing)
{
    make_tables();
    soci::session plain{"sqlite3", "dbname=" + (folder / "crm.db").string()};
    plain << "alter table contact drop column bidx_email";
    const auto loaded = app();
    const auto problems = [&] {
        std::string subjects;
        for (const check_finding& each : loaded.check())
            if (each.outcome == check_outcome::problem) subjects += each.subject + ";";
        return subjects;
    };
    BOOST_TEST(problems() == "contact.email;");
    const auto steps = loaded.plan();
    BOOST_REQUIRE(!steps.empty());
    BOOST_TEST(steps.front().statement.find("bidx_email") != std::string::npos, steps.front().statement);
    for (const schema_step& each : steps)
        if (!each.statement.empty()) plain << each.statement;

    BOOST_TEST(problems() == "");
    for (const schema_step& each : loaded.plan()) BOOST_TEST(!each.needed, each.place + ": " + each.why);
    BOOST_TEST(!std::filesystem::exists(key_file()));
    std::string anew;
    for (const schema_step& each : loaded.plan(dialect::postgres)) anew += each.statement + ";";
    BOOST_TEST(anew.find("create table contact(") != std::string::npos, anew);
    BOOST_TEST((app().started().what == start_up_report::outcome::created));
}

BOOST_AUTO_TEST_CASE(a_check_reports_entities_that_contradict_the_settings_and_throws_nothing)
{
    make_tables();
    auto loaded = app();
    auto twice = registration_of<contact>();
    twice.key_columns = {"email"};
    twice.declared_at = "elsewhere";
    loaded.add(twice);
    const check_report report = loaded.check();
    BOOST_REQUIRE(report.size() == 1u);
    BOOST_TEST((report.front().code == errc::attribute_conflict));
    BOOST_CHECK_EXCEPTION((void)loaded.plan(), error, refused_with(errc::attribute_conflict));
}

BOOST_AUTO_TEST_CASE(what_an_entity_and_what_the_settings_flag_is_stored_sealed_and_read_by_the_next_start)
{
    make_tables();
    {
        auto loaded = app();
        auto sql = loaded.open_session();
        const std::string email = plain_email, password = "correct horse";
        sql << "insert into contact(id, email) values(1, :e)", soci::use(email, "e");
        sql << "insert into mailbox(id, password) values(1, :p)", soci::use(password, "p");
    }
    const std::string stored = everything_stored();
    BOOST_TEST(stored.find("_cs1") != std::string::npos);
    BOOST_TEST(stored.find(plain_email) == std::string::npos);
    BOOST_TEST(stored.find("correct horse") == std::string::npos);

    told.clear();
    auto again = app();
    BOOST_TEST((again.started().what == start_up_report::outcome::opened));
    BOOST_TEST(told == "");
    const auto pool = again.open_pool();
    soci::session sql{*pool};
    const std::string wanted = plain_email;
    std::string found, password;
    sql << "select email from contact where email = :e", soci::use(wanted, "e"), soci::into(found);
    sql << "select password from mailbox where id = 1", soci::into(password);
    BOOST_TEST(found == plain_email);
    BOOST_TEST(password == "correct horse");
}

BOOST_AUTO_TEST_CASE(tables_may_be_made_after_the_start)
{
    auto loaded = app();
    auto sql = loaded.open_session();
    sql << "create table contact(id integer primary key, email text, bidx_email text)";
    const std::string email = plain_email;
    sql << "insert into contact(id, email) values(1, :e)", soci::use(email, "e");
    BOOST_TEST(everything_stored().find(plain_email) == std::string::npos);
}

BOOST_AUTO_TEST_CASE(without_its_key_it_starts_inactive_and_says_so)
{
    make_tables();
    {
        BOOST_REQUIRE((app().started().what == start_up_report::outcome::created));
    }
    std::filesystem::rename(key_file(), folder / "elsewhere");
    told.clear();
    auto loaded = app();
    BOOST_TEST((loaded.started().what == start_up_report::outcome::inactive));
    BOOST_TEST(told.find(key_file().string()) != std::string::npos, told);
    auto sql = loaded.open_session();
    int one = 0;
    sql << "select 1", soci::into(one);
    BOOST_TEST(one == 1);
    const std::string email = plain_email;
    BOOST_CHECK_EXCEPTION((sql << "insert into contact(id, email) values(1, :e)", soci::use(email, "e")), error,
                          refused_with(errc::inactive));
    BOOST_TEST(!std::filesystem::exists(key_file()));
}

BOOST_AUTO_TEST_CASE(a_flag_that_is_removed_is_noticed)
{
    make_tables();
    {
        BOOST_REQUIRE((app().started().what == start_up_report::outcome::created));
    }
    auto without_entity = config::load(settings_file());
    BOOST_CHECK_EXCEPTION((void)without_entity.started(), error,
                          refused_with(errc::attribute_not_flagged, {"contact.email"}));
}

BOOST_AUTO_TEST_CASE(a_column_that_cannot_hold_sealed_values_is_found_before_a_key_is_made)
{
    soci::session plain{"sqlite3", "dbname=" + (folder / "crm.db").string()};
    plain << "create table mailbox(id integer primary key, password integer)";
    auto loaded = app();
    BOOST_CHECK_EXCEPTION((void)loaded.started(), error, refused_with(errc::bad_schema, {"mailbox"}));
    BOOST_TEST(!std::filesystem::exists(key_file()));
}

BOOST_AUTO_TEST_CASE(an_entity_that_contradicts_the_settings_is_refused_with_both_places)
{
    write(std::string{settings_text} + "[[table]]\nname = 'contact'\nattribute = ['email']\n");
    auto loaded = app();
    BOOST_CHECK_EXCEPTION((void)loaded.started(), error,
                          refused_with(errc::attribute_conflict, {"cellseal.toml:14:14", "contact"}));
}

BOOST_AUTO_TEST_CASE(an_entity_comes_before_the_start)
{
    make_tables();
    auto loaded = app();
    (void)loaded.started();
    BOOST_CHECK_EXCEPTION((void)loaded.register_entity<contact>(), error, refused_with(errc::bad_attribute));
}

BOOST_AUTO_TEST_CASE(without_automatic_first_key_nothing_is_made)
{
    std::string text = settings_text;
    text.replace(text.find("path ="), 0, "automatic_first_key = false\n");
    write(text);
    make_tables();
    auto loaded = app();
    BOOST_TEST((loaded.started().what == start_up_report::outcome::inactive));
    BOOST_TEST(told.find("cellseal init") != std::string::npos, told);
    BOOST_TEST(!std::filesystem::exists(key_file()));
}

BOOST_AUTO_TEST_CASE(a_database_that_is_not_there_is_told_without_its_password)
{
    write("[database]\nbackend='sqlite3'\nconnection='dbname=@/nowhere/crm.db password=geheim'\n[key]\npath='k'\n");
    auto loaded = config::load(settings_file());
    BOOST_CHECK_EXCEPTION((void)loaded.started(), error, [](const error& problem) {
        const std::string_view message = problem.what();
        return problem.code() == errc::database_unavailable && message.find("geheim") == message.npos &&
               message.find("nowhere/crm.db") != message.npos;
    });
}

#ifdef CELLSEAL_WITH_OPENSSL
BOOST_AUTO_TEST_CASE(attributes_of_both_crypto_providers_live_in_one_table)
{
    std::string text = settings_text;
    write(text.replace(text.find("[\"password\"]"), 12, "['password', {name='pin', suite='xaes_256_gcm'}]"));
    soci::session plain{"sqlite3", "dbname=" + (folder / "crm.db").string()};
    plain << "create table mailbox(id integer primary key, password text, pin text)";
    auto loaded = app();
    auto sql = loaded.open_session();
    const std::string password = "correct horse", pin = "1234567";
    sql << "insert into mailbox(id, password, pin) values(1, :p, :q)", soci::use(password, "p"), soci::use(pin, "q");
    std::string read_password, read_pin, stored_pin;
    sql << "select password, pin from mailbox", soci::into(read_password), soci::into(read_pin);
    BOOST_TEST(read_password == password);
    BOOST_TEST(read_pin == pin);
    plain << "select substr(pin, 1, 6) from mailbox", soci::into(stored_pin);
    BOOST_TEST(stored_pin == "_cs1Ag");
}
#endif

BOOST_AUTO_TEST_CASE(fips_without_a_fips_provider_does_not_start_and_says_how_to_get_one)
{
    make_tables();
    write(std::string(settings_text) + "[crypto]\nfips = true\nfips_modules = '@/nowhere'\n");
    auto loaded = app();
    BOOST_CHECK_EXCEPTION(loaded.started(), error, refused_with(errc::bad_setting, {"fips"}));
    BOOST_TEST(!std::filesystem::exists(key_file()));
}

BOOST_AUTO_TEST_CASE(the_limit_of_the_settings_is_kept_and_one_byte_beyond_is_refused)
{
    make_tables();
    write(std::string(settings_text) + "[limits]\nvalue_bytes = 100\n");
    auto loaded = app();
    auto sql = loaded.open_session();
    std::string password(100, 'p');
    sql << "insert into mailbox(id, password) values(1, :p)", soci::use(password, "p");
    password += 'p';
    BOOST_CHECK_EXCEPTION((sql << "insert into mailbox(id, password) values(2, :p)", soci::use(password, "p")), error,
                          refused_with(errc::value_too_long, {"limit is 100"}));
    int rows = 0;
    sql << "select count(*) from mailbox", soci::into(rows);
    BOOST_TEST(rows == 1);
}

BOOST_AUTO_TEST_CASE(cellseals_own_tables_are_called_as_the_settings_say)
{
    make_tables();
    std::string renamed = settings_text;
    renamed.replace(renamed.find("pool_size"), 0, "table_prefix = \"crm_\"\n");
    write(renamed);
    BOOST_TEST((app().started().what == start_up_report::outcome::created));
    soci::session plain{"sqlite3", "dbname=" + (folder / "crm.db").string()};
    int tables = 0;
    plain << "select count(*) from sqlite_master where name in ('crm_keyring', 'crm_attribute', 'crm_event')",
        soci::into(tables);
    BOOST_TEST(tables == 3);
    BOOST_TEST((app().started().what == start_up_report::outcome::opened));
}

BOOST_AUTO_TEST_CASE(settings_without_a_database_cannot_start)
{
    write("organisation = 'contoso'");
    auto loaded = config::load(settings_file());
    BOOST_CHECK_EXCEPTION((void)loaded.open_session(), error, refused_with(errc::bad_setting, {"connection"}));
}

BOOST_AUTO_TEST_SUITE_END()
