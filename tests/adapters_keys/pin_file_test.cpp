#include "adapters/keys/file/pin_file.h"

#include <boost/test/unit_test.hpp>

#include "plugin/error/error.h"
#include "tests/scratch_folder.h"
#include "tests/refused.h"

using namespace cellseal;

BOOST_FIXTURE_TEST_SUITE(pin_file_test, scratch_folder)

BOOST_AUTO_TEST_CASE(a_pin_is_kept_beside_the_key_file_and_replaced)
{
    pin_file pins(pin_file::beside(path / "contoso.sealkey"));
    BOOST_CHECK(!pins.read());
    for (const key_pin& each :
         {key_pin{1, "4K7P-Q2XM", ""}, key_pin{18446744073709551615u, "4K7P-Q2XM", "9D3T-66AB"}}) {
        pins.write(each);
        BOOST_CHECK(pins.read() == each);
    }
    BOOST_CHECK_EQUAL(mode(path / "contoso.sealkey.pin"), 0600u);
    BOOST_CHECK_EQUAL(std::distance(std::filesystem::directory_iterator(path), {}), 1);
}

BOOST_AUTO_TEST_CASE(a_pin_that_was_cut_or_changed_is_no_pin_and_not_forgotten)
{
    const std::string good = "cellseal pin 1\ngeneration: 12\nkey check: 4K7P-Q2XM\nnext key check: 9D3T-66AB\n";
    BOOST_CHECK(pin_file(file("good", good)).read().has_value());
    for (const std::string& bad :
         {std::string(), std::string("x"), good.substr(0, 20), good.substr(0, 40), good.substr(0, 60), good + "x\n",
          std::string("cellseal pin 1\ngeneration: -1\nkey check: 4K7P-Q2XM\n"),
          std::string("cellseal pin 2\ngeneration: 1\nkey check: 4K7P-Q2XM\n")})
        BOOST_CHECK_EXCEPTION(pin_file(file("bad", bad)).read(), error,
                              refused_with(errc::key_source_unreadable, {"holds no pin"}));
}

BOOST_AUTO_TEST_CASE(a_pin_that_others_can_change_is_refused)
{
    BOOST_CHECK_EXCEPTION(pin_file(file("open", "cellseal pin 1\n", 0666)).read(), error,
                          refused_with(errc::key_source_insecure));
}

BOOST_AUTO_TEST_SUITE_END()
