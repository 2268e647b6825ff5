#include "adapters/crypto/openssl/known_answer.h"

#include <algorithm>
#include <array>

#include "adapters/crypto/openssl/provided_aead.h"
#include "adapters/crypto/openssl/wiped_array.h"
#include "adapters/crypto/openssl/xaes_derivation.h"
#include "plugin/error/error.h"

namespace cellseal::openssl {

namespace {

constexpr std::array<std::uint8_t, 28> expected = {0xce, 0x54, 0x6e, 0xf6, 0x3c, 0x9c, 0xc6, 0x07, 0x65, 0x92,
                                                   0x36, 0x09, 0xb3, 0x3a, 0x9a, 0x19, 0x74, 0xe9, 0x6e, 0x52,
                                                   0xda, 0xf2, 0xfc, 0xf7, 0x07, 0x5e, 0x22, 0x71};

}  // namespace

void check_known_answer(const library_context& library)
{
    std::array<std::uint8_t, 32> key{};
    key.fill(1);
    xaes_derivation derivation(library.aes_256_ecb(), key);
    wiped_array<provided_aead::key_size> message_key;
    derivation.derive(bytes_of("ABCDEFGHIJKL"), message_key.span());
    std::array<std::uint8_t, expected.size()> sealed{};
    provided_aead(library.aes_256_gcm())
        .seal(message_key.span(), bytes_of("MNOPQRSTUVWX"), {}, bytes_of("XAES-256-GCM"), sealed);
    if (sealed != expected)
        throw error(errc::crypto_failure,
                    "OpenSSL gives another answer than the published test vector of XAES-256-GCM, so "
                    "nothing is sealed or opened; reinstall OpenSSL and look at its providers");
}

}  // namespace cellseal::openssl
