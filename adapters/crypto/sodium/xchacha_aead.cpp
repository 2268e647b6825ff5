#include "adapters/crypto/sodium/xchacha_aead.h"

#include <sodium.h>

#include "plugin/error/error.h"

namespace cellseal {

static_assert(aead::nonce_size == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
static_assert(aead::tag_size == crypto_aead_xchacha20poly1305_ietf_ABYTES);
static_assert(xchacha::key_size == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

void xchacha::seal_under_nonce(const secret_bytes& key, byte_view associated, byte_view plain, byte_span out)
{
    if (out.size() != plain.size() + aead::overhead || key.size() != key_size)
        throw error(errc::crypto_failure, "A buffer for a sealed value has the wrong size.");
    ::crypto_aead_xchacha20poly1305_ietf_encrypt(out.data() + aead::nonce_size, nullptr, plain.data(), plain.size(),
                                                 associated.data(), associated.size(), nullptr, out.data(),
                                                 key.expose().data());
}

bool xchacha::open(const secret_bytes& key, byte_view associated, byte_view sealed, byte_span out)
{
    if (sealed.size() < aead::overhead || out.size() != sealed.size() - aead::overhead || key.size() != key_size)
        throw error(errc::crypto_failure, "A buffer for an opened value has the wrong size.");
    const byte_view body = sealed.subspan(aead::nonce_size);
    const int opened = ::crypto_aead_xchacha20poly1305_ietf_decrypt(out.data(), nullptr, nullptr, body.data(),
                                                                    body.size(), associated.data(), associated.size(),
                                                                    sealed.data(), key.expose().data());
    if (opened != 0) wipe(out);
    return opened == 0;
}

xchacha_aead::xchacha_aead(byte_view key, nonce_source nonces, std::pmr::memory_resource& memory)
    : key_(key, memory), nonces_(nonces)
{
}

void xchacha_aead::seal(byte_view associated, byte_view plain, byte_span out) const
{
    if (out.size() < nonce_size) throw error(errc::crypto_failure, "A buffer for a sealed value has the wrong size.");
    nonces_.draw(out.first(nonce_size));
    xchacha::seal_under_nonce(key_, associated, plain, out);
}

bool xchacha_aead::open(byte_view associated, byte_view sealed, byte_span out) const
{
    return xchacha::open(key_, associated, sealed, out);
}

}  // namespace cellseal
