#include "adapters/crypto/openssl/openssl_provider.h"

#include <boost/test/unit_test.hpp>
#include <memory_resource>

#include "tests/contracts/crypto_provider_contract.h"
#include "tests/hex.h"
#include "tests/refused.h"

using namespace cellseal;
namespace contract = crypto_provider_contract;

namespace {

std::pmr::memory_resource& memory = *std::pmr::get_default_resource();
const openssl_provider crypto(memory);
constexpr suite random_suite = suite::xaes_256_gcm;

openssl_provider with_batches() { return openssl_provider(memory, {.prefix = openssl::nonce_prefix::batch}); }

std::string passphrase_hash(std::string_view passphrase_hex, std::string_view salt_hex, std::uint32_t iterations)
{
    std::vector<std::uint8_t> out(32);
    crypto.hash_passphrase(from_hex(passphrase_hex), from_hex(salt_hex), {iterations, 0}, out);
    return to_hex_text(out);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(openssl_provider_test)

BOOST_AUTO_TEST_CASE(hashes_agree_with_rfc_4231) { contract::hashes_agree_with_rfc_4231(crypto); }
BOOST_AUTO_TEST_CASE(sha256_agrees_with_fips_180) { contract::sha256_agrees_with_fips_180(crypto); }
BOOST_AUTO_TEST_CASE(what_is_sealed_opens_and_nothing_else_does)
{
    contract::what_is_sealed_opens_and_nothing_else_does(crypto, random_suite);
    contract::what_is_sealed_opens_and_nothing_else_does(with_batches(), random_suite);
}
BOOST_AUTO_TEST_CASE(nonces_of_the_random_suite_differ)
{
    contract::nonces_of_a_random_suite_differ(crypto, random_suite);
    contract::nonces_of_a_random_suite_differ(with_batches(), random_suite);
    contract::nonces_of_a_random_suite_differ(openssl_provider(memory, {.drawing = openssl::nonce_drawing::paranoid}),
                                              random_suite);
}
BOOST_AUTO_TEST_CASE(wraps_open_only_as_they_were_sealed) { contract::wraps_open_only_as_they_were_sealed(crypto); }
BOOST_AUTO_TEST_CASE(random_bytes_differ) { contract::random_bytes_differ(crypto); }

/// The GCM specification of McGrew and Viega, test case 14: key, nonce and plain bytes are zero, as a wrap's nonce is.
BOOST_AUTO_TEST_CASE(a_wrap_by_aes_256_gcm_is_that_of_the_gcm_specification)
{
    const std::vector<std::uint8_t> zeros(32);
    const byte_view plain = byte_view{zeros}.first(16);
    std::vector<std::uint8_t> sealed(32), opened(16, 1);
    crypto.wrap_seal_by(wrap_algorithm::aes_256_gcm, zeros, {}, plain, sealed);
    BOOST_CHECK_EQUAL(to_hex_text(sealed), "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919");
    BOOST_REQUIRE(crypto.wrap_open_by(wrap_algorithm::aes_256_gcm, zeros, {}, sealed, opened));
    BOOST_CHECK_EQUAL(to_hex_text(opened), to_hex_text(plain));
    sealed.back() ^= 1;
    BOOST_CHECK(!crypto.wrap_open_by(wrap_algorithm::aes_256_gcm, zeros, {}, sealed, opened));
    BOOST_CHECK(!crypto.wrap_open_by(wrap_algorithm::chacha20_poly1305, zeros, {}, sealed, opened));
    BOOST_CHECK(!crypto.wrap_open_by(wrap_algorithm::aes_256_gcm, zeros, {}, byte_view{sealed}.first(15), {}));
    BOOST_CHECK_EXCEPTION(crypto.wrap_seal({}, {}, plain, sealed), error, refused_with(errc::crypto_failure));
}

/// Wycheproof, pbkdf2_hmacsha512_test.json, tcId 5 and 36, cut to 32 bytes.
BOOST_AUTO_TEST_CASE(the_passphrase_hash_agrees_with_wycheproof)
{
    BOOST_CHECK_EQUAL(passphrase_hash("4939745242645168", "0a3bb93c0de86a174ab005b8089706ab", 4096),
                      "8c9a9843f6c108ad5b95d872bd93f1afd8001871e24ae03100ab33a47b3bf923");
    BOOST_CHECK_EQUAL(passphrase_hash("d281da97c8a3d8b7ceb9db80dc8dd4a0c3be", "ab7c17e3b78fe71e373b0ccb0fc3ccda", 4096),
                      "ab933595222171a6bf0ef7288f4761d4e6dd29e68e566fde1b3bb6a5ae380b59");
    BOOST_CHECK_EXCEPTION(passphrase_hash("00", "00", 4096), error, refused_with(errc::crypto_failure));
    BOOST_CHECK_EXCEPTION(passphrase_hash("00", "0a3bb93c0de86a174ab005b8089706ab", 0), error,
                          refused_with(errc::crypto_failure));
}

BOOST_AUTO_TEST_CASE(a_slot_that_needs_argon2id_is_refused_and_the_way_out_is_told)
{
    std::vector<std::uint8_t> out(32);
    BOOST_CHECK(!crypto.offers_kdf(passphrase_kdf::argon2id));
    BOOST_CHECK(crypto.offers_kdf(crypto.default_cost().kdf()));
    BOOST_CHECK_GE(crypto.default_cost().passes, 210'000u);
    BOOST_CHECK_EXCEPTION(crypto.hash_passphrase(bytes_of("x"), contract::counting(16), {3, 64 << 20}, out), error,
                          refused_with(errc::bad_setting, {"Argon2id", "sodium", "PBKDF2"}));
}

BOOST_AUTO_TEST_CASE(suites_that_openssl_cannot_do_are_refused_by_their_number)
{
    for (const suite which : {suite::xchacha20_poly1305, suite::xchacha20_poly1305_synthetic}) {
        BOOST_CHECK(!crypto.offers(which));
        BOOST_CHECK_EXCEPTION((void)crypto.make_aead(which, contract::counting(32), {}), error,
                              refused_with(errc::unknown_suite, {which == suite{0x81} ? "81" : "01", "suite 02"}));
    }
    BOOST_CHECK(crypto.offers(random_suite));
}

BOOST_AUTO_TEST_CASE(a_sealing_key_of_the_wrong_size_is_refused)
{
    for (const std::size_t size : {0, 16, 31, 33})
        BOOST_CHECK_EXCEPTION((void)crypto.make_aead(random_suite, contract::counting(size), {}), error,
                              refused_with(errc::crypto_failure));
}

BOOST_AUTO_TEST_CASE(keys_lie_in_the_memory_that_the_caller_gave) { BOOST_CHECK_EQUAL(&crypto.key_memory(), &memory); }

BOOST_AUTO_TEST_SUITE_END()
