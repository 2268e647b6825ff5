#include <boost/test/unit_test.hpp>

#include "plugin/admin/authorizer.h"
#include "tests/refused.h"

using namespace cellseal;

namespace {

const role_authorizer roles{[](const std::string& who) -> std::vector<std::string> {
    if (who == "ada") return {"Reader", "System Administrator"};
    if (who == "carl") return {"System Customizer"};
    return {"Reader"};
}};

bool private_channel(const admin_request&) { return true; }

}  // namespace

BOOST_AUTO_TEST_SUITE(authorizer_test)

BOOST_AUTO_TEST_CASE(system_administrators_and_customizers_may_and_others_may_not)
{
    const admin_gate gate{roles, private_channel};
    BOOST_CHECK_NO_THROW(gate.require(admin_act::show_key, {"ada", ""}));
    BOOST_CHECK_NO_THROW(gate.require(admin_act::change_key, {"carl", "yearly"}));
    BOOST_CHECK_EXCEPTION(gate.require(admin_act::show_key, {"rob", ""}), error, [](const error& refused) {
        return refused.code() == errc::not_authorized &&
               std::string{refused.what()}.find("rob may not show_key") != std::string::npos;
    });
}

BOOST_AUTO_TEST_CASE(a_caller_without_a_name_is_refused_before_the_authorizer_is_asked)
{
    const role_authorizer everyone{[](const std::string&) { return std::vector<std::string>{"System Administrator"}; }};
    const admin_gate gate{everyone, private_channel};
    BOOST_CHECK_EXCEPTION(gate.require(admin_act::activate, {"", "restore"}), error,
                          refused_with(errc::not_authorized));
}

BOOST_AUTO_TEST_CASE(the_channel_is_asked_with_the_whole_request)
{
    const admin_gate gate{roles, [](const admin_request& asked) {
                              return asked.what == admin_act::is_active && asked.who == "ada" && asked.reason == "look";
                          }};
    BOOST_CHECK_NO_THROW(gate.require(admin_act::is_active, {"ada", "look"}));
    BOOST_CHECK_EXCEPTION(gate.require(admin_act::show_key, {"ada", "look"}), error,
                          refused_with(errc::channel_not_private));
}

BOOST_AUTO_TEST_SUITE_END()
