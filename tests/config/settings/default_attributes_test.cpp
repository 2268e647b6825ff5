#include <boost/test/unit_test.hpp>

#include "config/settings/settings.h"

using namespace cellseal;

BOOST_AUTO_TEST_SUITE(default_attributes_test)

BOOST_AUTO_TEST_CASE(the_five_attributes_of_the_original_keep_their_names_in_the_tables_of_the_application)
{
    const auto registry = registry_of(config::parse_settings(R"(
[defaults.email_passwords.EmailServerProfile]
table = "server_profiles"
key = "id"
IncomingPassword = "pw_in"
OutgoingPassword = "pw_out"
[defaults.email_passwords.mailbox]
table = "boxes"
password = "secret"
[defaults.email_passwords.Queue]
table = "queues"
EmailPassword = { column = "mail_pw", read = "open", padding = "fixed:128" }
[defaults.email_passwords.UserSettings]
table = "user_settings"
email_password = "mail_pw"
)",
                                                             "cellseal.toml"));

    for (const auto& [name, place] : {std::pair{"EmailServerProfile.IncomingPassword", "server_profiles.pw_in"},
                                      {"EmailServerProfile.OutgoingPassword", "server_profiles.pw_out"},
                                      {"Mailbox.Password", "boxes.secret"},
                                      {"Queue.EmailPassword", "queues.mail_pw"},
                                      {"UserSettings.EmailPassword", "user_settings.mail_pw"}}) {
        const attribute* found = registry->find(name);
        BOOST_REQUIRE_MESSAGE(found, name);
        BOOST_TEST(found->place() == place);
    }
    BOOST_TEST(registry->attributes().size() == 5U);
}

BOOST_AUTO_TEST_CASE(a_default_attribute_is_write_only_and_padded_unless_the_settings_say_otherwise)
{
    const auto registry = registry_of(config::parse_settings(R"(
[defaults.email_passwords.Mailbox]
table = "boxes"
Password = "secret"
[defaults.email_passwords.Queue]
table = "queues"
EmailPassword = { column = "mail_pw", read = "open", padding = "fixed:128" }
)",
                                                             "cellseal.toml"));
    BOOST_TEST((registry->find("Mailbox.Password")->reading == read_policy::write_only));
    BOOST_TEST((registry->find("Mailbox.Password")->padded == padding::bucket()));
    BOOST_TEST((registry->find("Queue.EmailPassword")->reading == read_policy::open));
    BOOST_TEST((registry->find("Queue.EmailPassword")->padded == padding::fixed(128)));
}

BOOST_AUTO_TEST_CASE(a_table_can_hold_default_attributes_and_its_own)
{
    const auto registry = registry_of(config::parse_settings(R"(
[[table]]
name = "boxes"
columns = ["id", "address", "secret"]
attribute = ["address"]
[defaults.email_passwords.Mailbox]
table = "boxes"
Password = "secret"
)",
                                                             "cellseal.toml"));
    BOOST_REQUIRE(registry->tables().size() == 1U);
    BOOST_TEST(registry->tables()[0].attributes.size() == 2U);
}

BOOST_AUTO_TEST_SUITE_END()
