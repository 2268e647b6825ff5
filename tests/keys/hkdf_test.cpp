#include "plugin/keys/hkdf.h"

#include <boost/test/unit_test.hpp>

#include "adapters/crypto/sodium/sodium_provider.h"
#include "tests/hex.h"
#include "tests/refused.h"

using namespace cellseal;

BOOST_AUTO_TEST_SUITE(hkdf_test)

/// The inputs of RFC 5869, appendix A.1, with SHA-512; computed with Python's hmac.
BOOST_AUTO_TEST_CASE(expanding_agrees_with_an_independent_computation)
{
    const sodium_provider crypto;
    std::vector<std::uint8_t> out(42);
    hkdf_expand(crypto,
                from_hex("665799823737ded04a88e47e54a5890bb2c3d247c7a4254a8e61350723590a26c36238127d8661b88cf80ef802d57"
                         "e2f7cebcf1e00e083848be19929c61b4237"),
                from_hex("f0f1f2f3f4f5f6f7f8f9"), out);
    BOOST_CHECK_EQUAL(to_hex_text(out),
                      "832390086cda71fb47625bb5ceb168e4c8e26a1a16ed34d9fc7fe92c1481579338da362cb8d9f925d7cb");
}

BOOST_AUTO_TEST_CASE(more_than_one_block_is_refused)
{
    const sodium_provider crypto;
    const hkdf_expander expander{crypto, from_hex("00")};
    std::vector<std::uint8_t> out(65);
    BOOST_CHECK_EXCEPTION(expander.expand({}, out), error, refused_with(errc::crypto_failure));
}

BOOST_AUTO_TEST_SUITE_END()
