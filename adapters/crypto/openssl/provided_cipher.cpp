#include "adapters/crypto/openssl/provided_cipher.h"

#include <string>
#include <string_view>
#include <utility>

#include <openssl/core.h>

#include "adapters/crypto/openssl/openssl_failure.h"

namespace cellseal::openssl {

namespace {

constexpr std::string_view look_up = "look a cipher's functions up";

/// The first of "AES-256-GCM:id-aes256-GCM:2.16.840.1.101.3.4.1.46".
std::string first_name(const char* names)
{
    const std::string_view all = names;
    return std::string(all.substr(0, all.find(':')));
}

const OSSL_ALGORITHM* find(const OSSL_ALGORITHM* ciphers, const EVP_CIPHER& wanted)
{
    for (const OSSL_ALGORITHM* each = ciphers; each != nullptr && each->algorithm_names != nullptr; ++each)
        if (EVP_CIPHER_is_a(&wanted, first_name(each->algorithm_names).c_str()) == 1) return each;
    return nullptr;
}

}  // namespace

provided_cipher::provided_cipher(cipher_handle fetched) : fetched_(std::move(fetched))
{
    const OSSL_PROVIDER* const provider = EVP_CIPHER_get0_provider(fetched_.get());
    int must_not_be_cached = 0;
    const OSSL_ALGORITHM* const ciphers = OSSL_PROVIDER_query_operation(provider, OSSL_OP_CIPHER, &must_not_be_cached);
    if (const OSSL_ALGORITHM* const found = find(ciphers, *fetched_)) take(found->implementation);
    OSSL_PROVIDER_unquery_operation(provider, OSSL_OP_CIPHER, ciphers);
    if (must_not_be_cached != 0 || !is_complete()) fail(look_up);
}

void provided_cipher::take(const OSSL_DISPATCH* functions)
{
    for (const OSSL_DISPATCH* each = functions; each->function_id != 0; ++each) switch (each->function_id) {
            case OSSL_FUNC_CIPHER_NEWCTX: new_context_ = OSSL_FUNC_cipher_newctx(each); break;
            case OSSL_FUNC_CIPHER_FREECTX: free_context_ = OSSL_FUNC_cipher_freectx(each); break;
            case OSSL_FUNC_CIPHER_ENCRYPT_INIT: encrypt_init = OSSL_FUNC_cipher_encrypt_init(each); break;
            case OSSL_FUNC_CIPHER_DECRYPT_INIT: decrypt_init = OSSL_FUNC_cipher_decrypt_init(each); break;
            case OSSL_FUNC_CIPHER_UPDATE: update = OSSL_FUNC_cipher_update(each); break;
            case OSSL_FUNC_CIPHER_FINAL: final = OSSL_FUNC_cipher_final(each); break;
            case OSSL_FUNC_CIPHER_GET_CTX_PARAMS: get_parameters = OSSL_FUNC_cipher_get_ctx_params(each); break;
            default: break;
        }
}

bool provided_cipher::is_complete() const noexcept
{
    return new_context_ != nullptr && free_context_ != nullptr && encrypt_init != nullptr && decrypt_init != nullptr &&
           update != nullptr && final != nullptr && get_parameters != nullptr;
}

provided_cipher::context provided_cipher::new_context() const
{
    void* const provider = OSSL_PROVIDER_get0_provider_ctx(EVP_CIPHER_get0_provider(fetched_.get()));
    return {require_made(new_context_(provider), "make a context for a cipher"), release{free_context_}};
}

}  // namespace cellseal::openssl
