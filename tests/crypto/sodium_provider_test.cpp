#include "adapters/crypto/sodium/sodium_provider.h"

#include <boost/test/unit_test.hpp>

#include <sodium.h>

#include "tests/contracts/crypto_provider_contract.h"

using namespace cellseal;
namespace contract = crypto_provider_contract;

namespace {

const sodium_provider crypto;
constexpr suite random_suite = suite::xchacha20_poly1305;
constexpr suite synthetic_suite = suite::xchacha20_poly1305_synthetic;

}  // namespace

BOOST_AUTO_TEST_SUITE(sodium_provider_test)

BOOST_AUTO_TEST_CASE(hashes_agree_with_rfc_4231) { contract::hashes_agree_with_rfc_4231(crypto); }
BOOST_AUTO_TEST_CASE(sha256_agrees_with_fips_180) { contract::sha256_agrees_with_fips_180(crypto); }
BOOST_AUTO_TEST_CASE(the_passphrase_hash_agrees_with_the_reference_program)
{
    contract::passphrase_hash_agrees_with_the_reference_program(crypto);
}
BOOST_AUTO_TEST_CASE(what_is_sealed_opens_and_nothing_else_does)
{
    contract::what_is_sealed_opens_and_nothing_else_does(crypto, random_suite);
    contract::what_is_sealed_opens_and_nothing_else_does(crypto, synthetic_suite);
}
BOOST_AUTO_TEST_CASE(nonces_of_the_random_suite_differ)
{
    contract::nonces_of_a_random_suite_differ(crypto, random_suite);
    contract::nonces_of_a_random_suite_differ(sodium_provider{nonce_drawing::paranoid}, random_suite);
}
BOOST_AUTO_TEST_CASE(the_synthetic_suite_seals_equal_values_alike_and_others_differently)
{
    contract::a_synthetic_suite_seals_equal_values_alike_and_others_differently(crypto, synthetic_suite);
}
BOOST_AUTO_TEST_CASE(wraps_open_only_as_they_were_sealed) { contract::wraps_open_only_as_they_were_sealed(crypto); }
BOOST_AUTO_TEST_CASE(random_bytes_differ) { contract::random_bytes_differ(crypto); }

/// draft-irtf-cfrg-xchacha-03, appendix A.3.1.
BOOST_AUTO_TEST_CASE(the_vector_of_the_xchacha_draft_opens)
{
    const auto cipher = crypto.make_aead(random_suite, contract::counting(32, 0x80), {});
    const auto sealed = from_hex(
        "404142434445464748494a4b4c4d4e4f5051525354555657"
        "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c2"
        "16cb96b72e"
        "1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff921f9664c97637da9768812f615c68b13b52e"
        "c0875924c1c7987947deafd8780acf49");
    std::vector<std::uint8_t> opened(sealed.size() - aead::overhead);
    BOOST_REQUIRE(cipher->open(from_hex("50515253c0c1c2c3c4c5c6c7"), sealed, opened));
    BOOST_CHECK_EQUAL(chars_of(opened),
                      "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the "
                      "future, sunscreen would be it.");
}

BOOST_AUTO_TEST_CASE(a_suite_that_it_does_not_offer_is_refused)
{
    BOOST_CHECK(!crypto.offers(suite::xaes_256_gcm));
    BOOST_CHECK_EXCEPTION((void)crypto.make_aead(suite::xaes_256_gcm, contract::counting(32), {}), error,
                          refused_with(errc::unknown_suite, {"openssl"}));
}

BOOST_AUTO_TEST_CASE(keys_of_a_wrong_size_are_refused)
{
    const auto refused = refused_with(errc::crypto_failure);
    BOOST_CHECK_EXCEPTION((void)crypto.make_aead(random_suite, contract::counting(31), {}), error, refused);
    BOOST_CHECK_EXCEPTION((void)crypto.make_aead(synthetic_suite, contract::counting(32), {}), error, refused);
}

BOOST_AUTO_TEST_CASE(keys_lie_in_the_locked_arena_and_leave_it)
{
    locked_arena keys{std::size_t{16} * 1024};
    const sodium_provider own{nonce_drawing::fast, keys};
    {
        const auto cipher = own.make_aead(synthetic_suite, contract::counting(32), contract::counting(32));
        BOOST_CHECK_GE(keys.in_use(), 64u);
        const auto hash = own.make_hmac_sha256(contract::counting(32));
        BOOST_CHECK_GE(keys.in_use(), 64u + sizeof(crypto_auth_hmacsha256_state));
    }
    BOOST_CHECK_EQUAL(keys.in_use(), 0u);
}

BOOST_AUTO_TEST_SUITE_END()
