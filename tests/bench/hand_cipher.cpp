#include "tests/bench/hand_cipher.h"

#include <stdexcept>

namespace bench {

namespace {

constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr int base64_variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

const unsigned char* as_bytes(const std::string& text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* as_bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

std::string base64(const std::string& bytes)
{
    std::string text(sodium_base64_ENCODED_LEN(bytes.size(), base64_variant), '\0');
    sodium_bin2base64(text.data(), text.size(), as_bytes(bytes), bytes.size(), base64_variant);
    text.pop_back();  // libsodium counts its terminator
    return text;
}

}  // namespace

hand_cipher::hand_cipher()
{
    if (sodium_init() < 0) throw std::runtime_error("libsodium did not start");
    crypto_aead_xchacha20poly1305_ietf_keygen(key_.data());
    crypto_auth_hmacsha256_keygen(index_key_.data());
}

std::string hand_cipher::seal(const std::string& plain, const std::string& column) const
{
    std::string sealed(nonce_size + plain.size() + tag_size, '\0');
    unsigned char* const bytes = as_bytes(sealed);
    randombytes_buf(bytes, nonce_size);
    crypto_aead_xchacha20poly1305_ietf_encrypt(bytes + nonce_size, nullptr, as_bytes(plain), plain.size(),
                                               as_bytes(column), column.size(), nullptr, bytes, key_.data());
    return base64(sealed);
}

std::string hand_cipher::open(const std::string& stored, const std::string& column) const
{
    std::string sealed(stored.size(), '\0');
    std::size_t size = 0;
    if (sodium_base642bin(as_bytes(sealed), sealed.size(), stored.data(), stored.size(), nullptr, &size, nullptr,
                          base64_variant) != 0)
        throw std::runtime_error("not base64");
    if (size < nonce_size + tag_size) throw std::runtime_error("too short");
    std::string plain(size - nonce_size - tag_size, '\0');
    const unsigned char* const bytes = as_bytes(sealed);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(as_bytes(plain), nullptr, nullptr, bytes + nonce_size,
                                                   size - nonce_size, as_bytes(column), column.size(), bytes,
                                                   key_.data()) != 0)
        throw std::runtime_error("does not open");
    return plain;
}

std::string hand_cipher::token(const std::string& plain) const
{
    std::string hash(crypto_auth_hmacsha256_BYTES, '\0');
    crypto_auth_hmacsha256(as_bytes(hash), as_bytes(plain), plain.size(), index_key_.data());
    return base64(hash.substr(0, 16));
}

hand_row hand_cipher::seal(const contact& plain) const
{
    return {{plain.id, plain.name, seal(plain.email, "email"), seal(plain.phone, "phone"), seal(plain.note, "note"),
             seal(plain.mailbox_password, "mailbox_password")},
            token(plain.email)};
}

contact hand_cipher::open(const contact& stored) const
{
    return {stored.id,
            stored.name,
            open(stored.email, "email"),
            open(stored.phone, "phone"),
            open(stored.note, "note"),
            open(stored.mailbox_password, "mailbox_password")};
}

}  // namespace bench
