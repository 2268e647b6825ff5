#include "adapters/crypto/openssl/xaes_aead.h"

#include <algorithm>

#include <openssl/crypto.h>

#include "adapters/crypto/openssl/fork_epoch.h"
#include "adapters/crypto/openssl/openssl_failure.h"
#include "adapters/crypto/openssl/wiped_array.h"

namespace cellseal::openssl {

namespace {

constexpr std::size_t prefix_size = xaes_derivation::prefix_size;

using prefix_bytes = std::array<std::uint8_t, prefix_size>;
using key_room = wiped_array<provided_aead::key_size>;

}  // namespace

// AES-256-GCM, and the prefix whose message key it holds.
struct xaes_aead::message_cipher {
    explicit message_cipher(const provided_cipher& cipher) : gcm(cipher) {}

    // The key to set for `wanted`: derived into `room`, or none when it is set already. keep() once it is set.
    byte_view key_for(byte_view wanted, xaes_derivation& derivation, key_room& room)
    {
        if (holds_a_key && std::equal(wanted.begin(), wanted.end(), prefix.begin())) return {};
        holds_a_key = false;
        derivation.derive(wanted, room.span());
        return room.span();
    }

    void keep(byte_view set_prefix)
    {
        std::copy(set_prefix.begin(), set_prefix.end(), prefix.begin());
        holds_a_key = true;
    }

    provided_aead gcm;
    prefix_bytes prefix{};
    bool holds_a_key = false;
};

// What one thread at a time seals and opens with.
struct xaes_aead::contexts {
    contexts(const xaes_derivation& keyed, const provided_cipher& cipher) : derivation(keyed), sealing(cipher) {}

    // A prefix has one possible place, told by its first byte, which is random: no order to keep, one comparison.
    message_cipher& opening_for(byte_view prefix, const provided_cipher& cipher)
    {
        std::unique_ptr<message_cipher>& place = opening[prefix.front() % remembered_keys];
        if (!place) place = std::make_unique<message_cipher>(cipher);
        return *place;
    }

    xaes_derivation derivation;
    message_cipher sealing;
    std::array<std::unique_ptr<message_cipher>, remembered_keys> opening;

    prefix_bytes batch_prefix{};
    std::uint32_t left_in_batch = 0;
    std::uint64_t batch_started_at = 0;
    std::uint64_t batch_epoch = 0;
};

xaes_aead::xaes_aead(const library_context& library, const nonce_source& nonces, nonce_prefix policy, byte_view key)
    : library_(library), nonces_(nonces), policy_(policy), derivation_(library.aes_256_ecb(), key)
{
}

xaes_aead::~xaes_aead() = default;

context_pool<xaes_aead::contexts>::lease xaes_aead::take_contexts() const
{
    return contexts_.take([this] { return std::make_unique<contexts>(derivation_, library_.aes_256_gcm()); });
}

void xaes_aead::start_batch(contexts& mine) const
{
    mine.left_in_batch = 0;  // Should draw() throw.
    nonces_.draw(mine.batch_prefix);
    mine.batch_started_at = coarse_milliseconds();
    mine.batch_epoch = fork_epoch();
    mine.left_in_batch = batch_size;
}

void xaes_aead::take_batch_prefix(contexts& mine, byte_span prefix) const
{
    if (mine.left_in_batch == 0 || mine.batch_epoch != fork_epoch() ||
        coarse_milliseconds() - mine.batch_started_at >= freshness)
        start_batch(mine);
    --mine.left_in_batch;
    std::copy(mine.batch_prefix.begin(), mine.batch_prefix.end(), prefix.begin());
}

void xaes_aead::seal(byte_view associated, byte_view plain, byte_span out) const
{
    if (out.size() != plain.size() + overhead) wrong_size("the room for a seal");
    const auto mine = take_contexts();
    const byte_span nonce = out.first(nonce_size);
    const byte_span prefix = nonce.first(prefix_size);
    const byte_span rest = nonce.subspan(prefix_size);
    const byte_span body = out.subspan(nonce_size);
    if (policy_ == nonce_prefix::batch) {
        take_batch_prefix(*mine, prefix);
        nonces_.draw(rest);
    } else {
        nonces_.draw(nonce);
    }
    key_room room;
    if (library_.is_fips()) {
        mine->derivation.derive(prefix, room.span());
        return provided_aead(library_.aes_256_gcm()).seal_under_own_nonce(room.span(), rest, associated, plain, body);
    }
    const byte_view key = mine->sealing.key_for(prefix, mine->derivation, room);
    mine->sealing.gcm.seal(key, rest, associated, plain, body);
    mine->sealing.keep(prefix);
}

bool xaes_aead::open(byte_view associated, byte_view sealed, byte_span out) const
{
    if (sealed.size() < overhead || out.size() != sealed.size() - overhead) {
        OPENSSL_cleanse(out.data(), out.size());
        return false;
    }
    const auto mine = take_contexts();
    const byte_view prefix = sealed.first(prefix_size);
    const byte_view nonce = sealed.subspan(prefix_size, provided_aead::nonce_size);
    message_cipher& cipher = mine->opening_for(prefix, library_.aes_256_gcm());
    key_room room;
    const byte_view key = cipher.key_for(prefix, mine->derivation, room);
    const bool opened = cipher.gcm.open(key, nonce, associated, sealed.subspan(nonce_size), out);
    cipher.keep(prefix);
    return opened;
}

}  // namespace cellseal::openssl
