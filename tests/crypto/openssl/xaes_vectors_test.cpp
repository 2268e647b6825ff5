#include <array>
#include <boost/test/unit_test.hpp>
#include <memory>
#include <string>
#include <vector>

#include <openssl/core_names.h>
#include <openssl/evp.h>

#include "adapters/crypto/openssl/library_context.h"
#include "adapters/crypto/openssl/provided_aead.h"
#include "adapters/crypto/openssl/xaes_aead.h"
#include "adapters/crypto/openssl/xaes_derivation.h"
#include "tests/hex.h"

/// Suite 02 against the vectors that C2SP publishes (c2sp.org/XAES-256-GCM, "Test vectors" and "Accumulated randomized
/// tests"), and its derivation against OpenSSL's own AES-CMAC.
BOOST_AUTO_TEST_SUITE(xaes_vectors_test)

using namespace cellseal;
using bytes = std::vector<std::uint8_t>;

namespace {

const openssl::library_context& library()
{
    static const openssl::library_context made(openssl::mode::standard, {});
    return made;
}

bytes derived(byte_view key, byte_view prefix)
{
    bytes out(32);
    openssl::xaes_derivation(library().aes_256_ecb(), key).derive(prefix, out);
    return out;
}

/// The two steps of XAES with a nonce of the test's, which no class of ours takes.
bytes sealed_with(byte_view key, byte_view nonce, byte_view associated, byte_view plain)
{
    bytes out(plain.size() + openssl::provided_aead::tag_size);
    openssl::provided_aead(library().aes_256_gcm())
        .seal(derived(key, nonce.first(12)), nonce.subspan(12), associated, plain, out);
    return out;
}

/// The whole stream of SHAKE-128 over nothing, as long as the rounds may need.
class shake_stream {
public:
    explicit shake_stream(std::size_t size) : stream_(size)
    {
        const openssl::digest_handle shake{EVP_MD_fetch(library().get(), "SHAKE128", nullptr)};
        const context made{EVP_MD_CTX_new()};
        BOOST_REQUIRE_EQUAL(EVP_DigestInit_ex2(made.get(), shake.get(), nullptr), 1);
        BOOST_REQUIRE_EQUAL(EVP_DigestFinalXOF(made.get(), stream_.data(), stream_.size()), 1);
        BOOST_REQUIRE_EQUAL(to_hex_text(byte_view{stream_}.first(16)), "7f9c2ba4e88f827d616045507605853e");
    }

    byte_view take(std::size_t size)
    {
        BOOST_REQUIRE_LE(used_ + size, stream_.size());
        used_ += size;
        return byte_view{stream_}.subspan(used_ - size, size);
    }
    byte_view take_counted() { return take(take(1).front()); }

    using context = std::unique_ptr<EVP_MD_CTX, openssl::released_by<EVP_MD_CTX_free>>;

private:
    bytes stream_;
    std::size_t used_ = 0;
};

std::string accumulated_hash(std::size_t rounds)
{
    shake_stream stream(rounds * 320 + 100'000);  // 313 on average; the stream says so if it is too short.
    const openssl::digest_handle shake{EVP_MD_fetch(library().get(), "SHAKE128", nullptr)};
    const shake_stream::context hash{EVP_MD_CTX_new()};
    EVP_DigestInit_ex2(hash.get(), shake.get(), nullptr);
    const openssl::nonce_source nonces(library().get(), openssl::nonce_drawing::fast);
    for (std::size_t round = 0; round < rounds; ++round) {
        const byte_view key = stream.take(32), nonce = stream.take(24);
        const byte_view plain = stream.take_counted(), associated = stream.take_counted();
        const bytes sealed = sealed_with(key, nonce, associated, plain);
        EVP_DigestUpdate(hash.get(), sealed.data(), sealed.size());

        bytes with_nonce(nonce.begin(), nonce.end()), opened(plain.size());
        with_nonce.insert(with_nonce.end(), sealed.begin(), sealed.end());
        const openssl::xaes_aead cipher(library(), nonces, openssl::nonce_prefix::fresh, key);
        BOOST_REQUIRE(cipher.open(associated, with_nonce, opened));
        BOOST_REQUIRE(std::equal(opened.begin(), opened.end(), plain.begin(), plain.end()));
    }
    bytes digest(32);
    EVP_DigestFinalXOF(hash.get(), digest.data(), digest.size());
    return to_hex_text(digest);
}

bytes cmac(byte_view key, byte_view message)
{
    const openssl::mac_handle mac{EVP_MAC_fetch(library().get(), "CMAC", nullptr)};
    const openssl::mac_context_handle context{EVP_MAC_CTX_new(mac.get())};
    char cipher[] = "AES-256-CBC";
    const OSSL_PARAM which[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_CIPHER, cipher, 0),
                                OSSL_PARAM_construct_end()};
    bytes out(16);
    std::size_t written = 0;
    BOOST_REQUIRE_EQUAL(EVP_MAC_init(context.get(), key.data(), key.size(), which), 1);
    BOOST_REQUIRE_EQUAL(EVP_MAC_update(context.get(), message.data(), message.size()), 1);
    BOOST_REQUIRE_EQUAL(EVP_MAC_final(context.get(), out.data(), &written, out.size()), 1);
    return out;
}

}  // namespace

BOOST_AUTO_TEST_CASE(derived_keys_are_those_of_c2sp_with_the_top_bit_of_the_cmac_subkey_clear_and_set)
{
    BOOST_CHECK_EQUAL(to_hex_text(derived(bytes(32, 1), bytes_of("ABCDEFGHIJKL"))),
                      "c8612c9ed53fe43e8e005b828a1631a0bbcb6ab2f46514ec4f439fcfd0fa969b");
    BOOST_CHECK_EQUAL(to_hex_text(derived(bytes(32, 3), bytes_of("ABCDEFGHIJKL"))),
                      "e9c621d4cdd9b11b00a6427ad7e559aeedd66b3857646677748f8ca796cb3fd8");
}

BOOST_AUTO_TEST_CASE(seals_are_those_of_c2sp)
{
    const auto nonce = bytes_of("ABCDEFGHIJKLMNOPQRSTUVWX");
    BOOST_CHECK_EQUAL(to_hex_text(sealed_with(bytes(32, 1), nonce, {}, bytes_of("XAES-256-GCM"))),
                      "ce546ef63c9cc60765923609b33a9a1974e96e52daf2fcf7075e2271");
    BOOST_CHECK_EQUAL(
        to_hex_text(sealed_with(bytes(32, 3), nonce, bytes_of("c2sp.org/XAES-256-GCM"), bytes_of("XAES-256-GCM"))),
        "986ec1832593df5443a179437fd083bf3fdb41abd740a21f71eb769d");
}

BOOST_AUTO_TEST_CASE(ten_thousand_random_seals_accumulate_to_the_hash_of_c2sp)
{
    BOOST_CHECK_EQUAL(accumulated_hash(10'000), "e6b9edf2df6cec60c8cbd864e2211b597fb69a529160cd040d56c0c210081939");
}

// Ten seconds and 320 MB: `cmake --build build --target xaes_million` runs it.
BOOST_AUTO_TEST_CASE(a_million_random_seals_accumulate_to_the_hash_of_c2sp, *boost::unit_test::disabled())
{
    BOOST_CHECK_EQUAL(accumulated_hash(1'000'000), "2163ae1445985a30b60585ee67daa55674df06901b890593e824b8a7c885ab15");
}

BOOST_AUTO_TEST_CASE(a_derived_key_is_two_cmacs_of_openssl)
{
    for (std::uint8_t round = 0; round < 200; ++round) {
        const bytes key(32, round);
        bytes first{0, 1, 'X', 0}, second{0, 2, 'X', 0};
        const bytes prefix(12, static_cast<std::uint8_t>(255 - round));
        first.insert(first.end(), prefix.begin(), prefix.end());
        second.insert(second.end(), prefix.begin(), prefix.end());
        bytes expected = cmac(key, first);
        const bytes half = cmac(key, second);
        expected.insert(expected.end(), half.begin(), half.end());
        BOOST_CHECK(derived(key, prefix) == expected);
    }
}

BOOST_AUTO_TEST_SUITE_END()
