#include <boost/test/unit_test.hpp>

#include "config/settings/settings.h"

using namespace cellseal;

namespace {

struct wrong_file {
    const char* text;
    const char* at;    ///< How the message begins: line and column of the mistake.
    const char* says;  ///< A part of the rest: what is wrong, or what to do.
};

// The lines before an attribute's own: its settings start in line 5.
#define CONTACT "[[table]]\nname = 'contact'\n[[table.attribute]]\nname = 'email'\n"

constexpr wrong_file wrong_files[] = {
    {"organisation = ", "1:16", "no TOML"},
    {"[database]\nbackend = 'sqlite3'\nconnection = 'password=geheim", "3:30", "no TOML"},
    {"organization = 'a'\norganisation = 'b'", "2:1", "one setting"},
    {"organisation = 'a'\ndatbase = {}", "2:1", "did you mean \"database\"?"},
    {"organisation = 5", "1:16", "a text in quotes"},
    {"organisation = ''", "1:16", "empty"},
    {"organisation = \"a\\u0007\"", "1:16", "control character"},
    {"database = 5", "1:12", "has to be a table"},
    {"[database]\nbackend = 'sqlit3'", "2:11", "did you mean \"sqlite3\"?"},
    {"[database]\nbackend = 'oracle'", "2:11", "Allowed: sqlite3, postgresql, mysql, firebird, odbc"},
    {"[database]\nconnection = 'dbname=a'", "1:1", "backend is missing"},
    {"[database]\nbackend='sqlite3'\nconnection = 'dbname=a'\nconnection_env = 'DB'", "4:18", "one place only"},
    {"[database]\nbackend='sqlite3'\ndialect='mysql'", "3:9", "dialect of its own"},
    {"[database]\npool_size = 0", "2:13", "from 1 to 1000"},
    {"[database]\npool_size = '4'", "2:13", "whole number"},
    {"[key]\nsource = 'vault'", "2:10", "Allowed: file, environment"},
    {"[key]\nsource = 'file'\nvariable = 'KEY'", "3:12", "take this out"},
    {"[key]\nsource = 'environment'\nvariable = 'KEY'\npath = 'a'", "4:8", "take this out"},
    {"[key]\nsource = 'environment'", "1:1", "variable is missing"},
    {"[key]\nvariable = 'KEY'\nautomatic_first_key = true", "3:23", "in a file only"},
    {"[key]\nautomatic_first_key = 'yes'", "2:23", "true or false"},
    {"[crypto]\nfips = 'yes'", "2:8", "true or false"},
    {"[crypto]\nfips_modules = '/lib'", "2:16", "add fips = true"},
    {"[crypto]\nnonces = 'quick'", "2:10", "Allowed: fast, paranoid"},
    {"[crypto]\nnonce_prefix = 'once'", "2:16", "Allowed: fresh, batch"},
    {"[limits]\nvalue_bytes = 0", "2:15", "from 1 to 67108864"},
    {"[limits]\nvalue_byte = 100", "2:1", "did you mean \"value_bytes\"?"},
    {"table = 'contact'", "1:9", "[[table]]"},
    {"[[table]]\nattribute = ['email']", "1:1", "name is missing"},
    {"[[table]]\nname = 'crm.contact'\nattribute = ['email']", "2:8", "schema = "},
    {"[[table]]\nname = 'contact'", "1:1", "no attribute is flagged"},
    {"[[table]]\nname = 'contact'\nattribute = ['email']\ncolumns = ['id', 'id', 'email']", "4:11", "twice"},
    {"[[table]]\nname = 'contact'\nattribute = ['email']\ncolumns = ['id', 'emial']", "4:11",
     "Did you mean \"emial\"?"},
    {"[[table]]\nname = 'contact'\nattribute = ['email']\ncolumns = 7", "4:11", "list of texts"},
    {"[[table]]\nname = 'contact'\nattribute = ['email']\ncolumns = ['id', 7]", "4:18", "a text in quotes"},
    {"[[table]]\nname = 'contact'\nattribute = [{name='email',lookup='blind_index'}]\ncolumns = ['id', 'email']",
     "4:11", "lacks bidx_email, the companion column of contact.email"},
    {"[[table]]\nname = 'contact'\nattribute = ['email']\ncolumns = ['id', 'email']\nkey = 'nr'", "4:11",
     "a key column"},
    {"[[table]]\nname = 'contact'\nattribute = ['email', {name='mail',column='Email'}]", "3:13", "stand in one column"},
    {"[[table]]\nname = 'contact'\nattribute = ['email', {name='email',column='mail'}]", "3:13", "have one name"},
    {"[[table]]\nname = 'contact'\nattribute = [{name='a',lookup='blind_index',companion='b'}, 'b']", "3:13",
     "contradict"},
    {"[[table]]\nname = 'contact'\nattribute = [{name='a',lookup='blind_index',companion='c'},"
     "{name='b',lookup='blind_index',companion='c'}]",
     "3:13", "share a companion"},
    {CONTACT "lokup = 'none'", "5:1", "did you mean \"lookup\"?"},
    {CONTACT "lookup = 'blind'", "5:10", "Allowed: none, blind_index, deterministic"},
    {CONTACT "type = 'txt'", "5:8", "did you mean \"text\"?"},
    {CONTACT "companion = 'email_bi'", "5:13", "belongs to a blind index"},
    {CONTACT "domain = 'email'", "5:10", "belongs to a blind index"},
    {CONTACT "index_name = 'eq'", "5:14", "belongs to a blind index"},
    {CONTACT "normal_form = 'nfc'", "5:15", "belongs to a blind index"},
    {CONTACT "token_bytes = 4", "5:15", "belongs to a blind index"},
    {CONTACT "lookup = 'blind_index'\ncompanion = 'email'", "6:13", "own column"},
    {CONTACT "lookup = 'blind_index'\ntoken_bytes = 9", "6:15", "16 bytes, or 2 to 8"},
    {CONTACT "lookup = 'blind_index'\ntoken_bytes = 17", "6:15", "from 2 to 16"},
    {CONTACT "lookup = 'blind_index'\ntype = 'int64'\nnormal_form = 'nfc'", "7:15", "for text only"},
    {CONTACT "lookup = 'blind_index'\nnormal_form = 'lower'", "6:15", "Allowed: as_is, nfc"},
    {CONTACT "lookup = 'deterministic'\nsuite = 'xaes_256_gcm'", "6:9", "suite of its own"},
    {CONTACT "lookup = 'deterministic'\nrow_bound = true", "6:13", "same in every row"},
    {CONTACT "lookup = 'blind_index'\nnulls = 'seal'", "6:9", "cannot be found"},
    {CONTACT "lookup = 'deterministic'\ntype = 'boolean'", "5:10", "low_entropy = true"},
    {"[[table]]\nname = 't'\nattribute = ['a', 'b']\n[[table.compound_index]]\nattributes = ['a', 'b']", "4:1",
     "column is missing"},
    {"[[table]]\nname = 't'\nattribute = ['a', 'b']\n[[table.compound_index]]\ncolumn = 'c'\nattributes = ['a']", "6:14",
     "two attributes or more"},
    {"[[table]]\nname = 't'\nattribute = ['a', 'b']\n[[table.compound_index]]\ncolumn = 'A'\nattributes = ['a', 'b']",
     "5:10", "belongs to t.a"},
    {"[[table]]\nname = 't'\ncolumns = ['a', 'b']\nattribute = ['a', 'b']\n[[table.compound_index]]\ncolumn = 'c'\n"
     "attributes = ['a', 'b']",
     "3:11", "the list lacks c"},
    {CONTACT "suite = 'aes'", "5:9", "Allowed: xchacha20_poly1305, xaes_256_gcm"},
    {CONTACT "padding = 'block'", "5:11", "block:N"},
    {CONTACT "padding = 'block:1'", "5:11", "2 to 4096"},
    {CONTACT "padding = 'block:4097'", "5:11", "2 to 4096"},
    {CONTACT "padding = 'fixed:65537'", "5:11", "2 to 65536"},
    {CONTACT "padding = 'fixed:12x'", "5:11", "fixed:N"},
    {CONTACT "padding = 64", "5:11", "a text in quotes"},
    {CONTACT "read = 'never'", "5:8", "Allowed: open, write_only"},
    {CONTACT "nulls = 'drop'", "5:9", "Allowed: keep, seal"},
    {CONTACT "stored = 'blob'", "5:10", "Allowed: text, bytes"},
    {CONTACT "row_bound = true", "1:1", "key is missing"},
    {"[[table]]\nname = 'contact'\n[[table.attribute]]\nlookup = 'none'", "3:1", "name is missing"},
    {"[[known_table]]\nname = 'orders'", "1:1", "columns is missing"},
    {"[[known_table]]\ncolumns = ['id']", "1:1", "name is missing"},
    {"[[known_table]]\nname = 'orders'\ncolumns = ['id']\nattribute = ['id']", "4:1", "unknown setting"},
    {"[[view]]\nname = 'v'", "1:1", "columns is missing"},
    {"[[view]]\nname = 'v'\ncolumns = 'id'", "3:11", "has to be a list"},
    {"[[view]]\nname = 'v'\ncolumns = [{attribute = 'a.b'}]", "3:12", "name is missing"},
    {"[[view]]\nname = 'v'\ncolumns = [{name = 'm', attribute = 'email'}]", "3:37", "entity.attribute"},
    {"[[table]]\nname='contact'\ncolumns=['id','email']\nattribute=['email']\n[[view]]\nname = 'v'\n"
     "columns = [{name = 'm', attribute = 'contact.emial'}]",
     "7:37", "did you mean \"contact.email\"?"},
    {"[defaults.email_password]", "1:11", "did you mean \"email_passwords\"?"},
    {"[defaults]\nemail_passwords = {}", "2:19", "maps no table"},
    {"[defaults.email_passwords.Mailbx]\ntable = 'm'", "1:27", "did you mean \"Mailbox\"?"},
    {"[defaults.email_passwords.Mailbox]\nPassword = 'p'", "1:1", "table is missing"},
    {"[defaults.email_passwords.EmailServerProfile]\ntable = 'p'\nIncomingPassword = 'i'", "1:1",
     "OutgoingPassword = false"},
    {"[defaults.email_passwords.Mailbox]\ntable = 'm'\nPassword = false", "1:1", "take the table out"},
    {"[defaults.email_passwords.Mailbox]\ntable = 'm'\nPassword = {read = 'open'}", "3:12", "column is missing"},
    {"[explain]\ndata_keys = 0", "2:13", "from 1 to 16"},
};

std::string message_for(const char* text)
{
    try {
        (void)config::parse_settings(text, "cellseal.toml");
    } catch (const error& problem) {
        BOOST_TEST((problem.code() == errc::bad_setting));
        return problem.what();
    }
    return "it was taken";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(wrong_settings_test)

BOOST_AUTO_TEST_CASE(every_wrong_setting_is_refused_with_its_line_and_column_and_with_what_to_do)
{
    for (const wrong_file& each : wrong_files) {
        const std::string message = message_for(each.text);
        BOOST_TEST_CONTEXT(each.text)
        {
            BOOST_TEST(message.starts_with("cellseal.toml:" + std::string{each.at} + ": "), message);
            BOOST_TEST((message.find(each.says) != std::string::npos), message);
            BOOST_TEST((message.find("geheim") == std::string::npos), message);
        }
    }
}

BOOST_AUTO_TEST_CASE(two_tables_that_contradict_each_other_are_refused_with_both_places)
{
    const auto settings = config::parse_settings(
        "[[table]]\nname='contact'\nattribute=['email']\n"
        "[[table]]\nname='contact'\nattribute=[{name='email',padding='bucket'}]",
        "cellseal.toml");
    BOOST_CHECK_EXCEPTION((void)registry_of(settings), error, [](const error& problem) {
        const std::string message = problem.what();
        return problem.code() == errc::attribute_conflict && message.find("cellseal.toml:3:12") != std::string::npos &&
               message.find("cellseal.toml:6:12") != std::string::npos;
    });
}

BOOST_AUTO_TEST_CASE(a_view_over_a_table_that_nobody_flags_is_refused_with_the_file)
{
    const auto settings =
        config::parse_settings("[[view]]\nname='v'\ncolumns=[{name='m',attribute='contact.email'}]", "cellseal.toml");
    BOOST_CHECK_EXCEPTION((void)registry_of(settings), error, [](const error& problem) {
        return problem.code() == errc::bad_attribute && std::string_view{problem.what()}.starts_with("cellseal.toml: ");
    });
}

BOOST_AUTO_TEST_CASE(a_file_that_is_not_there_is_named)
{
    BOOST_CHECK_EXCEPTION((void)config::load_settings("/nowhere/cellseal.toml"), error, [](const error& problem) {
        return problem.code() == errc::bad_setting &&
               std::string_view{problem.what()}.find("/nowhere/cellseal.toml") != std::string_view::npos;
    });
}

BOOST_AUTO_TEST_CASE(a_folder_is_no_settings_file) { BOOST_CHECK_THROW((void)config::load_settings("/tmp"), error); }

BOOST_AUTO_TEST_SUITE_END()
