#include <boost/test/unit_test.hpp>

#include "config/settings/settings.h"

using namespace cellseal;

namespace {

config::settings read(const std::string& text) { return config::parse_settings(text, "cellseal.toml"); }

attribute first_attribute(const std::string& lines)
{
    return read("[[table]]\nname = 'contact'\nkey = 'id'\n[[table.attribute]]\nname = 'email'\n" + lines)
        .tables.at(0)
        .attributes.at(0);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(settings_test)

BOOST_AUTO_TEST_CASE(an_empty_file_has_the_defaults)
{
    const auto settings = read("");
    BOOST_TEST(settings.organisation == "default");
    BOOST_TEST(settings.database.backend.empty());
    BOOST_TEST((settings.database.language == dialect::sqlite));
    BOOST_TEST((settings.key.from == config::key_settings::origin::file));
    BOOST_TEST(!settings.key.automatic_first_key.has_value());
    BOOST_TEST(settings.tables.empty());
    BOOST_TEST(settings.assumed_keys.data_keys == 1U);
}

BOOST_AUTO_TEST_CASE(an_attribute_that_says_no_more_than_its_name_is_randomised_text)
{
    const auto email = first_attribute("");
    BOOST_TEST(email.full_name() == "contact.email");
    BOOST_TEST(email.place() == "contact.email");
    BOOST_TEST((email.type == value_type::text));
    BOOST_TEST((email.found_by == lookup::none));
    BOOST_TEST((email.padded == padding::none()));
    BOOST_TEST(!email.bound_to_row);
    BOOST_TEST(email.declared_at == "cellseal.toml:4:1");
}

BOOST_AUTO_TEST_CASE(every_policy_can_be_set)
{
    const auto email = first_attribute(R"(
column = "e_mail"
type = "text"
lookup = "blind_index"
companion = "email_bi"
domain = "email"
index_name = "short"
normal_form = "trimmed_casefold"
token_bytes = 4
padding = "block:64"
read = "write_only"
row_bound = true
stored = "bytes"
suite = "xaes_256_gcm"
)");
    BOOST_TEST(email.column == "e_mail");
    BOOST_TEST((email.index == index_definition{"short", "email", "email_bi", normal_form::trimmed_casefold, 4}));
    BOOST_TEST((email.padded == padding::block(64)));
    BOOST_TEST((email.reading == read_policy::write_only));
    BOOST_TEST(email.bound_to_row);
    BOOST_TEST((email.form == stored_form::bytes));
    BOOST_TEST((email.sealed_with == suite::xaes_256_gcm));
    BOOST_TEST((first_attribute("nulls = 'seal'").nulls == null_policy::seal));
    BOOST_TEST((first_attribute("padding = 'fixed:256'").padded == padding::fixed(256)));
    BOOST_TEST((first_attribute("padding = 'bucket'").padded == padding::bucket()));
    BOOST_TEST(first_attribute("type = 'boolean'\nlookup = 'deterministic'\nlow_entropy = true").low_entropy_allowed);
    BOOST_TEST(first_attribute("type = 'uint64'").declared_unsigned);
}

BOOST_AUTO_TEST_CASE(a_blind_index_has_a_domain_and_a_companion_of_its_own_unless_told_otherwise)
{
    const auto email = first_attribute("lookup = 'blind_index'");
    BOOST_TEST(email.index.value().domain == "contact.email");
    BOOST_TEST(email.index.value().companion == "bidx_email");
}

BOOST_AUTO_TEST_CASE(attributes_can_be_found_together)
{
    const auto settings = read(R"(
[[table]]
name = "patient"
attribute = ["last_name", { name = "born", type = "date_time" }]
[[table.compound_index]]
column = "bidx_person"
name = "person"
attributes = ["last_name", "born"]
normal_form = "nfkc_casefold"
stored = "bytes"
)");
    const compound_declaration& declared = settings.tables.at(0).compounds.at(0);
    BOOST_TEST(declared.name == "person");
    BOOST_TEST(declared.attributes == (std::vector<std::string>{"last_name", "born"}));
    BOOST_TEST((declared.index == index_definition{"eq", "", "bidx_person", normal_form::nfkc_casefold, 16}));
    BOOST_TEST((declared.form == stored_form::bytes));
    BOOST_TEST(declared.declared_at == "cellseal.toml:5:1");
    BOOST_TEST(config::registry_of(settings)->compounds().front().tokens.full_name() == "patient.person");
}

BOOST_AUTO_TEST_CASE(a_deterministic_attribute_seals_with_the_synthetic_suite)
{
    BOOST_TEST((first_attribute("lookup = 'deterministic'").sealing_suite() == suite::xchacha20_poly1305_synthetic));
}

BOOST_AUTO_TEST_CASE(the_shorter_forms_say_the_same_as_the_long_one)
{
    const auto expected =
        registry_of(read("[[table]]\nname='contact'\ncolumns=['id','email','ssn']\n"
                         "[[table.attribute]]\nname='email'\nlookup='deterministic'\n"
                         "[[table.attribute]]\nname='ssn'\n"));
    for (const char* other : {
             "[[table]]\nname='contact'\ncolumns=['id','email','ssn']\n"
             "attribute=[{name='email',lookup='deterministic'},'ssn']",
             "[table.contact]\ncolumns=['id','email','ssn']\n[table.contact.attribute.email]\nlookup='deterministic'\n"
             "[table.contact.attribute.ssn]",
             "[[tables]]\nname='contact'\ncolumns=['id','email','ssn']\n"
             "attributes=[{column='email',lookup='Deterministic'},{name='ssn'}]",
             "[table]\nname='contact'\ncolumns=['id','email','ssn']\nattribute=['ssn',{name='email',lookup='"
             "deterministic'}]",
         }) {
        const auto registry = registry_of(read(other));
        BOOST_REQUIRE(registry->attributes().size() == 2U);
        BOOST_TEST((registry->find("contact.email")->found_by == lookup::deterministic));
        BOOST_TEST((registry->find("contact.ssn")->found_by == lookup::none));
        BOOST_TEST(registry->tables()[0].columns == expected->tables()[0].columns);
    }
}

BOOST_AUTO_TEST_CASE(a_view_keeps_the_order_of_its_columns_and_knows_what_they_show)
{
    const std::string table =
        "[[table]]\nname='contact'\nentity='person'\ncolumns=['id','email','note']\nattribute=['email']\n";
    for (const char* view : {
             "[[view]]\nname='v'\ncolumns=['note',{name='mail',attribute='person.email'},'id']",
             "[[view]]\nname='v'\ncolumns=['note',{name='mail',source='contact.email'},{name='id'}]",
             "[view.v.columns]\nnote=''\nmail='person.email'\nid='contact.id'",
             "[[view]]\nname='v'\ncolumns={note='plain',mail={attribute='contact.email'},id=''}",
         }) {
        const auto registry = registry_of(read(table + view));
        BOOST_REQUIRE(registry->views().size() == 1U);
        const auto& columns = registry->views()[0].columns;
        BOOST_REQUIRE(columns.size() == 3U);
        BOOST_TEST(columns[0].name == "note");
        BOOST_TEST(columns[0].attribute == "");
        BOOST_TEST(columns[1].name == "mail");
        BOOST_TEST(columns[1].attribute == "person.email");
        BOOST_TEST(columns[2].name == "id");
        BOOST_TEST(columns[2].attribute == "");
    }
}

BOOST_AUTO_TEST_CASE(the_settings_of_the_statement_cases_protect_what_the_cases_say)
{
    const auto settings = config::load_settings(CELLSEAL_SOURCE_DIR "/tests/statements/cases/cellseal.toml");
    const auto registry = registry_of(settings);
    BOOST_TEST(registry->attributes().size() == 5U);
    BOOST_TEST(registry->find("contact.email")->index.value().companion == "email_bi");
    BOOST_TEST(registry->find("contact.email")->index.value().domain ==
               registry->find("prospect.email")->index.value().domain);
    BOOST_TEST((registry->find("contact.phone")->found_by == lookup::deterministic));
    BOOST_TEST(registry->known_tables().size() == 2U);
    BOOST_TEST(settings.assumed_keys.data_keys == 2U);
}

BOOST_AUTO_TEST_SUITE_END()
