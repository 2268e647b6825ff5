#include "plugin/keys/passphrase_strength.h"

#include <boost/test/unit_test.hpp>

using namespace cellseal;

BOOST_AUTO_TEST_SUITE(passphrase_strength_test)

BOOST_AUTO_TEST_CASE(longer_and_more_varied_is_more_and_repetition_is_less)
{
    const auto bits = [](std::string_view text) { return estimated_bits(bytes_of(text)); };
    BOOST_CHECK_EQUAL(bits(""), 0U);
    BOOST_CHECK_LT(bits("aaaaaaaaaaaa"), bits("qzkvwmbxjgpd"));
    BOOST_CHECK_LT(bits("abcdefghijkl"), bits("qzkvwmbxjgpd"));
    BOOST_CHECK_LT(bits("qzkvwmbxjgpd"), bits("qZkv7mbx!gpd"));
    BOOST_CHECK_LT(bits("qZkv7mbx!gpd"), bits("qZkv7mbx!gpdTw?2"));
    BOOST_CHECK_GE(bits("correct horse 7 battery staple!"), 80U);
}

BOOST_AUTO_TEST_CASE(what_is_told_never_quotes_the_passphrase)
{
    BOOST_CHECK(strength_told(bytes_of("Passwort1!")).find("Pass") == std::string::npos);
    BOOST_CHECK(strength_told(bytes_of("Passwort1!")).find("longer is better") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
