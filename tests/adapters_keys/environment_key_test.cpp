#include "adapters/keys/environment/environment_key.h"

#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <fstream>
#include <string>

#include "plugin/error/error.h"
#include "tests/refused.h"

using namespace cellseal;

namespace {

std::pmr::memory_resource& memory() { return *std::pmr::new_delete_resource(); }

}  // namespace

BOOST_AUTO_TEST_SUITE(environment_key_test)

BOOST_AUTO_TEST_CASE(a_key_is_read_as_often_as_needed_and_the_variable_is_overwritten_in_place_at_once)
{
    ::setenv("CELLSEAL_TEST_KEY", "correct horse 7!", 1);
    const char* const in_place = std::getenv("CELLSEAL_TEST_KEY");
    environment_key source(memory(), "CELLSEAL_TEST_KEY");
    for (int i = 0; i < 2; ++i) {
        const auto secrets = source.read();
        BOOST_REQUIRE_EQUAL(secrets.size(), 1u);
        BOOST_CHECK(secrets[0].bytes.equals(bytes_of("correct horse 7!")));
        BOOST_CHECK_EQUAL(secrets[0].place, "environment variable CELLSEAL_TEST_KEY");
    }
    BOOST_CHECK(!std::getenv("CELLSEAL_TEST_KEY"));
    for (std::size_t i = 0; i < 16; ++i) BOOST_CHECK_EQUAL(in_place[i], '\0');
}

BOOST_AUTO_TEST_CASE(a_missing_and_an_empty_variable_are_two_things)
{
    ::unsetenv("CELLSEAL_TEST_KEY");
    environment_key source(memory(), "CELLSEAL_TEST_KEY");
    BOOST_CHECK_EXCEPTION(source.read(), error, refused_with(errc::key_source_missing, {"CELLSEAL_TEST_KEY"}));
    ::setenv("CELLSEAL_TEST_KEY", "", 1);
    BOOST_CHECK_EXCEPTION(source.read(), error, refused_with(errc::key_source_empty, {"CELLSEAL_TEST_KEY"}));
    ::setenv("CELLSEAL_TEST_KEY", "  ", 1);
    BOOST_CHECK_EXCEPTION(source.read(), error, refused_with(errc::key_source_empty, {"CELLSEAL_TEST_KEY"}));
}

BOOST_AUTO_TEST_CASE(a_damaged_key_is_named_with_the_variable)
{
    ::setenv("CELLSEAL_TEST_KEY", "丑佯凝 古嘲好 家席怡 房摘暄 桃殷淘 熄甥瞿 竺耘芝 蕉送下 仕箝", 1);
    BOOST_CHECK_EXCEPTION(environment_key(memory(), "CELLSEAL_TEST_KEY").read(), error,
                          refused_with(errc::bad_passphrase, {"CELLSEAL_TEST_KEY", "26 characters"}));
}

BOOST_AUTO_TEST_CASE(a_warning_says_why_a_file_is_better)
{
    const auto warnings = environment_key(memory()).warnings();
    BOOST_REQUIRE_EQUAL(warnings.size(), 1u);
    BOOST_CHECK(warnings[0].find("CELLSEAL_KEY") != std::string::npos &&
                warnings[0].find("key file") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
