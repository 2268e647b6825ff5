#include "adapters/crypto/openssl/openssl_hmac.h"

#include <algorithm>

#include <openssl/core_names.h>

#include "adapters/crypto/openssl/openssl_failure.h"
#include "adapters/crypto/openssl/wiped_array.h"

namespace cellseal::openssl {

namespace {

constexpr std::string_view hash_under_a_key = "hash by HMAC";

}  // namespace

openssl_hmac::openssl_hmac(EVP_MAC* hmac, std::string digest, std::size_t digest_size, byte_view key)
    : digest_size_(digest_size), keyed_(require_made(EVP_MAC_CTX_new(hmac), "make a context for HMAC"))
{
    const OSSL_PARAM which[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest.data(), 0),
                                OSSL_PARAM_construct_end()};
    require(EVP_MAC_init(keyed_.get(), key.data(), key.size(), which), "set up HMAC");
}

void openssl_hmac::hash(std::initializer_list<byte_view> parts, byte_span out) const
{
    if (out.size() > digest_size_) wrong_size("the room for a hash");
    const auto mine = contexts_.take([this] {
        return std::make_unique<prepared>(require_made(EVP_MAC_CTX_dup(keyed_.get()), "copy a context of HMAC"));
    });
    EVP_MAC_CTX* const context = mine->context.get();
    require(EVP_MAC_init(context, nullptr, 0, nullptr), hash_under_a_key);
    for (const byte_view part : parts)
        if (!part.empty()) require(EVP_MAC_update(context, part.data(), part.size()), hash_under_a_key);
    wiped_array<EVP_MAX_MD_SIZE> whole;
    std::size_t written = 0;
    require(EVP_MAC_final(context, whole.span().data(), &written, whole.span().size()), hash_under_a_key);
    std::copy_n(whole.span().begin(), out.size(), out.begin());
}

}  // namespace cellseal::openssl
