#pragma once

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <set>
#include <string>
#include <vector>

#include "plugin/ports/crypto_provider.h"
#include "tests/hex.h"
#include "tests/refused.h"

/// What every crypto provider must do. A provider's test program calls each of these; vectors come from RFCs and from
/// the reference programs that are named beside them.
namespace crypto_provider_contract {

using namespace cellseal;
using bytes = std::vector<std::uint8_t>;

inline bytes counting(std::size_t size, std::uint8_t first = 0)
{
    bytes made(size);
    for (std::size_t i = 0; i < size; ++i) made[i] = static_cast<std::uint8_t>(first + i);
    return made;
}

inline std::string hash_of(const keyed_hash& hash, std::initializer_list<byte_view> parts, std::size_t size)
{
    bytes out(size);
    hash.hash(parts, out);
    return to_hex_text(out);
}

/// RFC 4231, test cases 1, 2 and 6.
inline void hashes_agree_with_rfc_4231(const crypto_provider& crypto)
{
    const auto jefe = bytes_of("Jefe");
    const auto question = bytes_of("what do ya want for nothing?");
    const std::string expected256 = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
    const std::string expected512 =
        "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b"
        "4b636e070a"
        "38bce737";
    const auto hash256 = crypto.make_hmac_sha256(jefe);
    const auto hash512 = crypto.make_hmac_sha512(jefe);
    BOOST_CHECK_EQUAL(hash_of(*hash256, {question}, 32), expected256);
    BOOST_CHECK_EQUAL(hash_of(*hash512, {question}, 64), expected512);
    // The key is used again and again, the parts may come in pieces, and the hash may be cut.
    BOOST_CHECK_EQUAL(hash_of(*hash256, {question.first(5), {}, question.subspan(5)}, 16), expected256.substr(0, 32));
    BOOST_CHECK_EQUAL(hash_of(*hash512, {question.first(1), question.subspan(1)}, 32), expected512.substr(0, 64));

    const bytes long_key(131, 0xAA);
    const auto text = bytes_of("Test Using Larger Than Block-Size Key - Hash Key First");
    BOOST_CHECK_EQUAL(hash_of(*crypto.make_hmac_sha256(long_key), {text}, 32),
                      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    const bytes short_key(20, 0x0B);
    BOOST_CHECK_EQUAL(hash_of(*crypto.make_hmac_sha256(short_key), {bytes_of("Hi There")}, 32),
                      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    BOOST_CHECK_EXCEPTION(hash_of(*hash256, {question}, 33), error, refused_with(errc::crypto_failure));
}

/// FIPS 180-2, appendix B.1.
inline void sha256_agrees_with_fips_180(const crypto_provider& crypto)
{
    BOOST_CHECK_EQUAL(to_hex_text(crypto.sha256(bytes_of("abc"))),
                      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

/// Made with the reference program `argon2 SALT -id -t T -k KIB -p 1 -l 32 -r`.
inline void passphrase_hash_agrees_with_the_reference_program(const crypto_provider& crypto)
{
    const auto hash = [&](std::string_view passphrase, std::string_view salt, passphrase_hash_cost cost) {
        bytes out(32);
        crypto.hash_passphrase(bytes_of(passphrase), bytes_of(salt), cost, out);
        return to_hex_text(out);
    };
    BOOST_CHECK_EQUAL(hash("correct horse", "saltsaltsaltsalt", {3, 64 * 1024 * 1024}),
                      "332541e4192860aa42935c10c48d64793839c579a782b7c5baeff2d7c197d1f4");
    BOOST_CHECK_EQUAL(hash("x", "0123456789abcdef", {1, 8 * 1024}),
                      "2792fda9fdc683447f4831826b7013dd8b42a92b3cda9bc2dda4d9477e8153c3");
    BOOST_CHECK_EXCEPTION(hash("x", "saltsaltsaltsalt", {1, std::uint64_t{1} << 60}), error,
                          refused_with(errc::crypto_failure));
    BOOST_CHECK_EXCEPTION(hash("x", "short", {1, 8 * 1024}), error, refused_with(errc::crypto_failure));
}

inline bytes sealed_by(const aead& cipher, byte_view associated, byte_view plain)
{
    bytes out(plain.size() + aead::overhead);
    cipher.seal(associated, plain, out);
    return out;
}

inline void what_is_sealed_opens_and_nothing_else_does(const crypto_provider& crypto, suite which)
{
    const auto cipher = crypto.make_aead(which, counting(32), counting(32, 64));
    const bytes associated = counting(21);
    for (const std::size_t size : {0, 1, 15, 16, 17, 64, 1000}) {
        const bytes plain = counting(size, 7);
        bytes sealed = sealed_by(*cipher, associated, plain);
        bytes opened(size, 0xEE);
        BOOST_REQUIRE(cipher->open(associated, sealed, opened));
        BOOST_CHECK(opened == plain);
        for (std::size_t bit = 0; bit<8 * sealed.size(); bit += size> 100 ? 97 : 1) {
            sealed[bit / 8] ^= static_cast<std::uint8_t>(1 << bit % 8);
            std::fill(opened.begin(), opened.end(), std::uint8_t{0xEE});
            BOOST_CHECK(!cipher->open(associated, sealed, opened));
            BOOST_CHECK(std::all_of(opened.begin(), opened.end(), [](auto byte) { return byte == 0; }));
            sealed[bit / 8] ^= static_cast<std::uint8_t>(1 << bit % 8);
        }
        BOOST_CHECK(!cipher->open(counting(20), sealed, opened));
        BOOST_CHECK(!cipher->open({}, sealed, opened));
        BOOST_CHECK(!crypto.make_aead(which, counting(32, 1), counting(32, 64))->open(associated, sealed, opened));
        BOOST_CHECK(cipher->open(associated, sealed, opened));
    }
}

inline void nonces_of_a_random_suite_differ(const crypto_provider& crypto, suite which)
{
    const auto cipher = crypto.make_aead(which, counting(32), {});
    std::set<bytes> seen;
    for (int i = 0; i < 1000; ++i) seen.insert(sealed_by(*cipher, {}, bytes_of("same")));
    BOOST_CHECK_EQUAL(seen.size(), 1000u);
}

inline void a_synthetic_suite_seals_equal_values_alike_and_others_differently(const crypto_provider& crypto,
                                                                              suite which)
{
    const auto cipher = crypto.make_aead(which, counting(32), counting(32, 64));
    const auto nonce_of = [](const bytes& sealed) { return bytes(sealed.begin(), sealed.begin() + aead::nonce_size); };
    const bytes first = sealed_by(*cipher, bytes_of("ad"), bytes_of("value"));
    BOOST_CHECK(first == sealed_by(*cipher, bytes_of("ad"), bytes_of("value")));
    BOOST_CHECK(nonce_of(first) != nonce_of(sealed_by(*cipher, bytes_of("ad"), bytes_of("valuf"))));
    BOOST_CHECK(nonce_of(first) != nonce_of(sealed_by(*cipher, bytes_of("a"), bytes_of("dvalue"))));
    // A value under a nonce that is not its own is refused, though the tag fits.
    const auto other = crypto.make_aead(which, counting(32), counting(32, 65));
    bytes opened(5);
    BOOST_CHECK(!cipher->open(bytes_of("ad"), sealed_by(*other, bytes_of("ad"), bytes_of("value")), opened));
    BOOST_CHECK(opened == bytes(5));
}

inline void wraps_open_only_as_they_were_sealed(const crypto_provider& crypto)
{
    const bytes key = counting(32), associated = counting(30), plain = counting(32, 100);
    bytes sealed(48), opened(32);
    crypto.wrap_seal(key, associated, plain, sealed);
    BOOST_REQUIRE(crypto.wrap_open(key, associated, sealed, opened));
    BOOST_CHECK(opened == plain);
    for (std::size_t bit = 0; bit < 8 * sealed.size(); ++bit) {
        bytes changed = sealed;
        changed[bit / 8] ^= static_cast<std::uint8_t>(1 << bit % 8);
        BOOST_CHECK(!crypto.wrap_open(key, associated, changed, opened));
        BOOST_CHECK(opened == bytes(32));
    }
    BOOST_CHECK(!crypto.wrap_open(key, counting(29), sealed, opened));
    BOOST_CHECK(!crypto.wrap_open(counting(32, 1), associated, sealed, opened));
    BOOST_CHECK_EXCEPTION(crypto.wrap_seal(counting(31), associated, plain, sealed), error,
                          refused_with(errc::crypto_failure));
    BOOST_CHECK_EXCEPTION(crypto.wrap_seal(key, associated, plain, byte_span{sealed}.first(47)), error,
                          refused_with(errc::crypto_failure));
}

inline void random_bytes_differ(const crypto_provider& crypto)
{
    bytes first(32), second(32);
    crypto.random(first);
    crypto.random(second);
    BOOST_CHECK(first != second && first != bytes(32));
}

}  // namespace crypto_provider_contract
