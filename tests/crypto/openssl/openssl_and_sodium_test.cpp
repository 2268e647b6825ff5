#include <boost/test/unit_test.hpp>

#include "adapters/crypto/openssl/openssl_provider.h"
#include "adapters/crypto/sodium/sodium_provider.h"
#include "tests/refused.h"

using namespace cellseal;
using bytes = std::vector<std::uint8_t>;

namespace {

const sodium_provider sodium;
const openssl_provider openssl_crypto(sodium.key_memory());

}  // namespace

/// What one provider wrote, the other reads: a keyring outlives the choice of a provider.
BOOST_AUTO_TEST_SUITE(openssl_and_sodium_test)

BOOST_AUTO_TEST_CASE(a_wrap_of_one_opens_with_the_other)
{
    const crypto_provider* const both[] = {&sodium, &openssl_crypto};
    const bytes key(32, 1), associated(30, 2), plain(32, 3);
    for (const auto* writer : both)
        for (const auto* reader : both) {
            bytes sealed(48), opened(32);
            writer->wrap_seal_by(writer->wraps_by(), key, associated, plain, sealed);
            BOOST_REQUIRE(reader->offers_wrap(writer->wraps_by()));
            BOOST_REQUIRE(reader->wrap_open_by(writer->wraps_by(), key, associated, sealed, opened));
            BOOST_CHECK(opened == plain);
        }
}

BOOST_AUTO_TEST_CASE(sodium_refuses_a_wrap_by_aes_256_gcm_and_says_what_to_do)
{
    bytes sealed(48), opened(32);
    BOOST_CHECK(!sodium.offers_wrap(wrap_algorithm::aes_256_gcm));
    BOOST_CHECK_EXCEPTION((void)sodium.wrap_open_by(wrap_algorithm::aes_256_gcm, bytes(32), {}, sealed, opened), error,
                          refused_with(errc::bad_setting, {"algorithm 2", "sodium", "rewrap"}));
    BOOST_CHECK_EXCEPTION(sodium.wrap_seal_by(wrap_algorithm::aes_256_gcm, bytes(32), {}, opened, sealed), error,
                          refused_with(errc::bad_setting, {"algorithm 2"}));
}

BOOST_AUTO_TEST_CASE(sodium_refuses_a_slot_whose_passphrase_was_hashed_by_pbkdf2)
{
    bytes out(32);
    BOOST_CHECK(!sodium.offers_kdf(passphrase_kdf::pbkdf2_hmac_sha512));
    BOOST_CHECK_THROW(sodium.hash_passphrase(bytes_of("x"), bytes(16), openssl_crypto.default_cost(), out), error);
}

BOOST_AUTO_TEST_CASE(hashes_agree)
{
    for (std::size_t size = 0; size < 200; ++size) {
        const bytes key(size + 1, 5), text(size, 6);
        bytes one(64), other(64), short_one(32), short_other(32);
        sodium.make_hmac_sha512(key)->hash({text}, one);
        openssl_crypto.make_hmac_sha512(key)->hash({text}, other);
        sodium.make_hmac_sha256(key)->hash({text}, short_one);
        openssl_crypto.make_hmac_sha256(key)->hash({text}, short_other);
        BOOST_CHECK(one == other && short_one == short_other);
        BOOST_CHECK(sodium.sha256(text) == openssl_crypto.sha256(text));
    }
}

BOOST_AUTO_TEST_SUITE_END()
