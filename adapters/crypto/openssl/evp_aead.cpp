#include "adapters/crypto/openssl/evp_aead.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/err.h>

#include "adapters/crypto/openssl/openssl_failure.h"

namespace cellseal::openssl {

namespace {

constexpr std::string_view seal_a_value = "seal a value";
constexpr std::string_view open_a_value = "open a value";

// OpenSSL takes pointers and believes them.
void require_sizes(byte_view key, byte_view nonce, std::size_t plain_size, std::size_t sealed_size)
{
    if ((!key.empty() && key.size() != evp_aead::key_size) || nonce.size() != evp_aead::nonce_size ||
        sealed_size != plain_size + evp_aead::tag_size)
        wrong_size("a key, a nonce or the room for a seal");
}

const std::uint8_t* key_or_null(byte_view key) { return key.empty() ? nullptr : key.data(); }

}  // namespace

evp_aead::evp_aead(const EVP_CIPHER& cipher)
    : context_(require_made(EVP_CIPHER_CTX_new(), "make a context for a cipher"))
{
    require(EVP_EncryptInit_ex2(context_.get(), &cipher, nullptr, nullptr, nullptr), "set up a cipher");
}

void evp_aead::seal(byte_view key, byte_view nonce, byte_view associated, byte_view plain, byte_span out)
{
    require_sizes(key, nonce, plain.size(), out.size());
    require(EVP_EncryptInit_ex2(context_.get(), nullptr, key_or_null(key), nonce.data(), nullptr), seal_a_value);
    encrypt(associated, plain, out);
}

void evp_aead::seal_under_own_nonce(byte_view key, byte_span nonce, byte_view associated, byte_view plain,
                                    byte_span out)
{
    require_sizes(key, nonce, plain.size(), out.size());
    require(EVP_EncryptInit_ex2(context_.get(), nullptr, key_or_null(key), nullptr, nullptr), seal_a_value);
    encrypt(associated, plain, out);
    OSSL_PARAM wanted[] = {OSSL_PARAM_construct_octet_string(OSSL_CIPHER_PARAM_IV, nonce.data(), nonce.size()),
                           OSSL_PARAM_construct_end()};
    require(EVP_CIPHER_CTX_get_params(context_.get(), wanted), seal_a_value);
}

void evp_aead::encrypt(byte_view associated, byte_view plain, byte_span out)
{
    EVP_CIPHER_CTX* const context = context_.get();
    int written = 0;
    if (!associated.empty())
        require(EVP_EncryptUpdate(context, nullptr, &written, associated.data(), length_of(associated)), seal_a_value);
    if (!plain.empty())
        require(EVP_EncryptUpdate(context, out.data(), &written, plain.data(), length_of(plain)), seal_a_value);
    const byte_span tag = out.subspan(plain.size(), tag_size);
    require(EVP_EncryptFinal_ex(context, tag.data(), &written), seal_a_value);
    OSSL_PARAM wanted[] = {OSSL_PARAM_construct_octet_string(OSSL_CIPHER_PARAM_AEAD_TAG, tag.data(), tag_size),
                           OSSL_PARAM_construct_end()};
    require(EVP_CIPHER_CTX_get_params(context, wanted), seal_a_value);
}

bool evp_aead::open(byte_view key, byte_view nonce, byte_view associated, byte_view sealed, byte_span out)
{
    require_sizes(key, nonce, out.size(), sealed.size());
    EVP_CIPHER_CTX* const context = context_.get();
    int written = 0;
    const byte_view ciphertext = sealed.first(out.size());
    // OpenSSL's parameters are not const; it only reads this one.
    auto* const tag = const_cast<std::uint8_t*>(sealed.last(tag_size).data());
    const OSSL_PARAM given[] = {OSSL_PARAM_construct_octet_string(OSSL_CIPHER_PARAM_AEAD_TAG, tag, tag_size),
                                OSSL_PARAM_construct_end()};
    require(EVP_DecryptInit_ex2(context, nullptr, key_or_null(key), nonce.data(), given), open_a_value);
    if (!associated.empty())
        require(EVP_DecryptUpdate(context, nullptr, &written, associated.data(), length_of(associated)), open_a_value);
    if (!ciphertext.empty())
        require(EVP_DecryptUpdate(context, out.data(), &written, ciphertext.data(), length_of(ciphertext)),
                open_a_value);
    std::uint8_t nothing_more[16];
    if (EVP_DecryptFinal_ex(context, nothing_more, &written) == 1) return true;
    OPENSSL_cleanse(out.data(), out.size());
    ERR_clear_error();
    return false;
}

}  // namespace cellseal::openssl
