#pragma once

#include <memory>

#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/provider.h>

#include "plugin/bytes.h"

namespace cellseal::openssl {

/// Frees an OpenSSL object by its own function; the contexts among them wipe their keys when freed.
template <auto release>
struct released_by {
    template <class T>
    void operator()(T* each) const noexcept
    {
        release(each);
    }
};

using cipher_handle = std::unique_ptr<EVP_CIPHER, released_by<EVP_CIPHER_free>>;
using cipher_context_handle = std::unique_ptr<EVP_CIPHER_CTX, released_by<EVP_CIPHER_CTX_free>>;
using digest_handle = std::unique_ptr<EVP_MD, released_by<EVP_MD_free>>;
using mac_handle = std::unique_ptr<EVP_MAC, released_by<EVP_MAC_free>>;
using mac_context_handle = std::unique_ptr<EVP_MAC_CTX, released_by<EVP_MAC_CTX_free>>;
using kdf_handle = std::unique_ptr<EVP_KDF, released_by<EVP_KDF_free>>;
using kdf_context_handle = std::unique_ptr<EVP_KDF_CTX, released_by<EVP_KDF_CTX_free>>;
using provider_handle = std::unique_ptr<OSSL_PROVIDER, released_by<OSSL_PROVIDER_unload>>;
using library_handle = std::unique_ptr<OSSL_LIB_CTX, released_by<OSSL_LIB_CTX_free>>;

}  // namespace cellseal::openssl
