#include "adapters/crypto/openssl/provided_aead.h"

#include <string_view>

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/params.h>

#include "adapters/crypto/openssl/openssl_failure.h"

namespace cellseal::openssl {

namespace {

constexpr std::string_view seal_a_value = "seal a value";
constexpr std::string_view open_a_value = "open a value";

// OpenSSL takes pointers and believes them.
void require_sizes(byte_view key, byte_view nonce, std::size_t plain_size, std::size_t sealed_size)
{
    if ((!key.empty() && key.size() != provided_aead::key_size) || nonce.size() != provided_aead::nonce_size ||
        sealed_size != plain_size + provided_aead::tag_size)
        wrong_size("a key, a nonce or the room for a seal");
}

const std::uint8_t* key_or_null(byte_view key) { return key.empty() ? nullptr : key.data(); }

}  // namespace

// Associated data have no `out`.
void provided_aead::update(byte_view in, std::uint8_t* out, std::string_view task)
{
    std::size_t written = 0;
    if (!in.empty()) require(cipher_.update(context_.get(), out, &written, in.size(), in.data(), in.size()), task);
}

void provided_aead::read(const char* parameter, byte_span out)
{
    OSSL_PARAM wanted[] = {OSSL_PARAM_construct_octet_string(parameter, out.data(), out.size()),
                           OSSL_PARAM_construct_end()};
    require(cipher_.get_parameters(context_.get(), wanted), seal_a_value);
}

void provided_aead::encrypt(byte_view associated, byte_view plain, byte_span out)
{
    update(associated, nullptr, seal_a_value);
    update(plain, out.data(), seal_a_value);
    const byte_span tag = out.subspan(plain.size(), tag_size);
    std::size_t written = 0;
    require(cipher_.final(context_.get(), tag.data(), &written, 0), seal_a_value);
    read(OSSL_CIPHER_PARAM_AEAD_TAG, tag);
}

void provided_aead::seal(byte_view key, byte_view nonce, byte_view associated, byte_view plain, byte_span out)
{
    require_sizes(key, nonce, plain.size(), out.size());
    require(cipher_.encrypt_init(context_.get(), key_or_null(key), key.size(), nonce.data(), nonce.size(), nullptr),
            seal_a_value);
    encrypt(associated, plain, out);
}

void provided_aead::seal_under_own_nonce(byte_view key, byte_span nonce, byte_view associated, byte_view plain,
                                         byte_span out)
{
    require_sizes(key, nonce, plain.size(), out.size());
    require(cipher_.encrypt_init(context_.get(), key_or_null(key), key.size(), nullptr, 0, nullptr), seal_a_value);
    encrypt(associated, plain, out);
    read(OSSL_CIPHER_PARAM_IV, nonce);
}

bool provided_aead::open(byte_view key, byte_view nonce, byte_view associated, byte_view sealed, byte_span out)
{
    require_sizes(key, nonce, out.size(), sealed.size());
    // OpenSSL's parameters are not const; it only reads this one.
    auto* const tag = const_cast<std::uint8_t*>(sealed.last(tag_size).data());
    const OSSL_PARAM given[] = {OSSL_PARAM_construct_octet_string(OSSL_CIPHER_PARAM_AEAD_TAG, tag, tag_size),
                                OSSL_PARAM_construct_end()};
    require(cipher_.decrypt_init(context_.get(), key_or_null(key), key.size(), nonce.data(), nonce.size(), given),
            open_a_value);
    update(associated, nullptr, open_a_value);
    update(sealed.first(out.size()), out.data(), open_a_value);
    std::uint8_t nothing_more[tag_size];
    std::size_t written = 0;
    if (cipher_.final(context_.get(), nothing_more, &written, 0) == 1) return true;
    OPENSSL_cleanse(out.data(), out.size());
    ERR_clear_error();
    return false;
}

}  // namespace cellseal::openssl
