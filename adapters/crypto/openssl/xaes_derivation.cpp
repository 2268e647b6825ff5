#include "adapters/crypto/openssl/xaes_derivation.h"

#include <algorithm>

#include <openssl/crypto.h>

#include "adapters/crypto/openssl/openssl_failure.h"
#include "adapters/crypto/openssl/wiped_array.h"

namespace cellseal::openssl {

namespace {

constexpr std::string_view derive_a_key = "derive a message key by AES-256";

void encrypt_blocks(EVP_CIPHER_CTX* context, byte_view in, byte_span out)
{
    int written = 0;
    require(EVP_EncryptUpdate(context, out.data(), &written, in.data(), length_of(in)), derive_a_key);
}

// Doubling in GF(2^128), NIST SP 800-38B section 6.1, without a branch on the secret bit.
void double_block(byte_view in, byte_span out)
{
    const unsigned carried_out = in[0] >> 7;
    for (std::size_t i = 0; i + 1 < in.size(); ++i) out[i] = static_cast<std::uint8_t>((in[i] << 1) | (in[i + 1] >> 7));
    out[15] = static_cast<std::uint8_t>((in[15] << 1) ^ ((0U - carried_out) & 0x87U));
}

cipher_context_handle new_context()
{
    return cipher_context_handle{require_made(EVP_CIPHER_CTX_new(), "make a context for AES-256")};
}

}  // namespace

xaes_derivation::xaes_derivation(const EVP_CIPHER& aes_256_ecb, byte_view key) : context_(new_context())
{
    if (key.size() != 32) wrong_size("a sealing key");
    require(EVP_EncryptInit_ex2(context_.get(), &aes_256_ecb, key.data(), nullptr, nullptr), "set up AES-256");
    require(EVP_CIPHER_CTX_set_padding(context_.get(), 0), "set up AES-256");
    const block zeros{};
    wiped_array<16> encrypted_zeros;
    encrypt_blocks(context_.get(), zeros, encrypted_zeros.span());
    double_block(encrypted_zeros.span(), subkey_);
}

xaes_derivation::xaes_derivation(const xaes_derivation& other) : context_(new_context()), subkey_(other.subkey_)
{
    require(EVP_CIPHER_CTX_copy(context_.get(), other.context_.get()), "copy a context of AES-256");
}

xaes_derivation::~xaes_derivation() { OPENSSL_cleanse(subkey_.data(), subkey_.size()); }

void xaes_derivation::derive(byte_view prefix, byte_span key32)
{
    wiped_array<32> input;
    const byte_span both = input.span();
    for (std::uint8_t counter = 1; counter <= 2; ++counter) {
        const byte_span half = both.subspan(16U * (counter - 1U), 16);
        const std::uint8_t head[] = {0, counter, 'X', 0};
        std::copy_n(head, 4, half.begin());
        std::copy_n(prefix.begin(), prefix_size, half.begin() + 4);
        for (std::size_t i = 0; i < half.size(); ++i) half[i] ^= subkey_[i];
    }
    encrypt_blocks(context_.get(), both, key32);
}

}  // namespace cellseal::openssl
