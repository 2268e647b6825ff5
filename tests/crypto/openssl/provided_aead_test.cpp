#include "adapters/crypto/openssl/provided_aead.h"

#include <boost/test/unit_test.hpp>
#include <set>
#include <vector>

#include "adapters/crypto/openssl/library_context.h"
#include "tests/refused.h"

using namespace cellseal;
using bytes = std::vector<std::uint8_t>;
using openssl::provided_aead;

namespace {

const openssl::library_context library(openssl::mode::standard, {});
const bytes key(32, 1), plain(20, 2);

provided_aead gcm() { return provided_aead(library.aes_256_gcm()); }

}  // namespace

BOOST_AUTO_TEST_SUITE(provided_aead_test)

BOOST_AUTO_TEST_CASE(the_key_of_the_call_before_is_kept_for_an_empty_one)
{
    provided_aead kept = gcm();
    bytes first(36), second(36), opened(20);
    kept.seal(key, bytes(12, 1), {}, plain, first);
    kept.seal({}, bytes(12, 2), {}, plain, second);
    BOOST_REQUIRE(gcm().open(key, bytes(12, 2), {}, second, opened));
    BOOST_CHECK(opened == plain);
    BOOST_REQUIRE(kept.open({}, bytes(12, 1), {}, first, opened));
    BOOST_CHECK(opened == plain);
}

BOOST_AUTO_TEST_CASE(nonces_that_openssl_draws_itself_differ_and_open_as_any_other)
{
    std::set<bytes> nonces;
    for (int i = 0; i < 100; ++i) {
        bytes nonce(12), sealed(36), opened(20);
        gcm().seal_under_own_nonce(key, nonce, bytes_of("place"), plain, sealed);
        BOOST_REQUIRE(gcm().open(key, nonce, bytes_of("place"), sealed, opened));
        BOOST_CHECK(opened == plain);
        nonces.insert(nonce);
    }
    BOOST_CHECK_EQUAL(nonces.size(), 100u);
}

BOOST_AUTO_TEST_CASE(a_context_never_draws_a_second_nonce_of_its_own)
{
    provided_aead once = gcm();
    bytes nonce(12), sealed(36);
    once.seal_under_own_nonce(key, nonce, {}, plain, sealed);
    BOOST_CHECK_EXCEPTION(once.seal_under_own_nonce(key, nonce, {}, plain, sealed), error,
                          refused_with(errc::crypto_failure));
}

BOOST_AUTO_TEST_CASE(without_a_key_nothing_is_sealed)
{
    bytes nonce(12), sealed(36);
    BOOST_CHECK_EXCEPTION(gcm().seal({}, nonce, {}, plain, sealed), error, refused_with(errc::crypto_failure));
    BOOST_CHECK_EXCEPTION(gcm().seal_under_own_nonce({}, nonce, {}, plain, sealed), error,
                          refused_with(errc::crypto_failure));
}

BOOST_AUTO_TEST_CASE(sizes_that_do_not_fit_are_refused)
{
    bytes sealed(36), opened(20), nonce(12);
    BOOST_CHECK_EXCEPTION(gcm().seal(bytes(31), nonce, {}, plain, sealed), error, refused_with(errc::crypto_failure));
    BOOST_CHECK_EXCEPTION(gcm().seal(key, bytes(11), {}, plain, sealed), error, refused_with(errc::crypto_failure));
    BOOST_CHECK_EXCEPTION(gcm().seal(key, nonce, {}, plain, byte_span{sealed}.first(35)), error,
                          refused_with(errc::crypto_failure));
    BOOST_CHECK_EXCEPTION((void)gcm().open(key, nonce, {}, sealed, byte_span{opened}.first(19)), error,
                          refused_with(errc::crypto_failure));
}

BOOST_AUTO_TEST_SUITE_END()
