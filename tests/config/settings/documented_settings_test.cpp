#include <fstream>
#include <sstream>

#include <boost/test/unit_test.hpp>

#include "config/settings/settings.h"

using namespace cellseal;

namespace {

/// The TOML blocks of config/settings.md.
std::vector<std::string> documented_examples()
{
    std::ifstream page{CELLSEAL_SOURCE_DIR "/config/settings.md"};
    std::vector<std::string> examples;
    bool inside = false;
    for (std::string line; std::getline(page, line);) {
        if (line == "```toml") examples.emplace_back();
        if (inside && line != "```") examples.back() += line + '\n';
        inside = line == "```toml" || (inside && line != "```");
    }
    return examples;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(documented_settings_test)

BOOST_AUTO_TEST_CASE(every_example_of_the_page_is_taken_as_it_stands)
{
    const auto examples = documented_examples();
    BOOST_REQUIRE(examples.size() >= 3U);
    for (const std::string& each : examples)
        BOOST_TEST_CONTEXT(each) BOOST_CHECK_NO_THROW((void)config::parse_settings(each, "settings.md"));
    BOOST_CHECK_NO_THROW((void)registry_of(config::parse_settings(examples.front(), "settings.md")));
}

BOOST_AUTO_TEST_SUITE_END()
