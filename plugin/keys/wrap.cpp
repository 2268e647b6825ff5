#include "plugin/keys/wrap.h"

#include <fmt/format.h>

#include <algorithm>

#include "plugin/error/error.h"
#include "plugin/keys/pae_builder.h"

namespace cellseal {

namespace {

// "CSK1" ‖ u8 kind ‖ u8 algorithm ‖ u64 version ‖ record id 16
// ‖ (kind 1 only: u8 KDF id, u32 passes, u64 bytes, salt 16) ‖ nonce 24 ‖ commitment 32 ‖ ciphertext ‖ tag 16 ‖ check 8
constexpr std::string_view magic = "CSK1";
constexpr std::size_t kind_at = 4;
constexpr std::size_t algorithm_at = 5;
constexpr std::size_t version_at = 6;
constexpr std::size_t id_at = 14;
constexpr std::size_t hash_at = 30;
constexpr std::size_t hash_size = 1 + 4 + 8 + slot_hash::salt_size;
constexpr std::size_t nonce_size = 24;
constexpr std::size_t commitment_size = 32;
constexpr std::size_t key_size = 32;
constexpr std::size_t tag_size = 16;
constexpr std::size_t check_size = 8;

using wrap_bytes = std::vector<std::uint8_t>;

void append(wrap_bytes& out, byte_view bytes) { out.insert(out.end(), bytes.begin(), bytes.end()); }

void append_integer(wrap_bytes& out, std::uint64_t value, unsigned width)
{
    while (width-- > 0) out.push_back(static_cast<std::uint8_t>(value >> 8 * width));
}

std::uint64_t integer_at(byte_view bytes, std::size_t at, std::size_t width)
{
    std::uint64_t value = 0;
    for (const std::uint8_t byte : bytes.subspan(at, width)) value = value << 8 | byte;
    return value;
}

std::size_t nonce_at(wrap_kind kind) { return kind == wrap_kind::organisation_key ? hash_at + hash_size : hash_at; }

std::size_t ciphertext_at(wrap_kind kind) { return nonce_at(kind) + nonce_size + commitment_size; }

[[noreturn]] void damaged(const record_id& id, std::string_view what)
{
    throw error(
        errc::keyring_damaged,
        fmt::format("the keyring is damaged: {} of record {}. Restore the keyring's tables from a backup; no value is "
                    "lost as long as a whole keyring and its key exist",
                    what, to_hex(id)));
}

// (wrap key 32 ‖ commitment 32): both from one hash, so that a wrap that fits two parents is a collision of it.
struct derived_keys {
    secret_bytes key;
    secret_bytes commitment;
};

derived_keys derive(const crypto_provider& crypto, const secret_bytes& parent, const wrap_place& place, byte_view nonce)
{
    pae_builder info;
    info.add("cellseal/1/wrap").add(place.organisation).add_u8(static_cast<std::uint8_t>(place.kind));
    info.add_u64(place.version).add(place.id.bytes).add(nonce);
    secret_bytes both(key_size + commitment_size, crypto.key_memory());
    crypto.make_hmac_sha512(parent.expose())->hash({info.encoded()}, both.expose_for_filling());
    return {secret_bytes(both.expose().first(key_size), crypto.key_memory()),
            secret_bytes(both.expose().subspan(key_size), crypto.key_memory())};
}

// The name of the format without its version stands in front in every version, and the check at the end.
void require_known_version(const record_id& id, std::string_view front)
{
    if (front == magic || !front.starts_with(magic.substr(0, magic.size() - 1))) return;
    throw error(
        errc::unknown_suite,
        fmt::format("record {} of the keyring is in format {}, and this cellseal knows {} alone: a newer one has "
                    "written it. Use that one; nothing is lost",
                    to_hex(id), front, magic));
}

bool is_whole(const crypto_provider& crypto, const record_id& id, byte_view wrapped, std::size_t least)
{
    if (wrapped.size() < least + tag_size + check_size) return false;
    const auto digest = crypto.sha256(wrapped.first(wrapped.size() - check_size));
    if (!std::ranges::equal(wrapped.last(check_size), byte_view(digest).first(check_size))) return false;
    const std::string_view front = chars_of(wrapped.first(magic.size()));
    require_known_version(id, front);
    return front == magic;
}

wrap_bytes header_of(const wrap_place& place, const std::optional<slot_hash>& hash, wrap_algorithm algorithm)
{
    wrap_bytes out;
    out.reserve(ciphertext_at(wrap_kind::organisation_key) + key_size + tag_size + check_size);
    append(out, bytes_of(magic));
    out.push_back(static_cast<std::uint8_t>(place.kind));
    out.push_back(static_cast<std::uint8_t>(algorithm));
    append_integer(out, place.version, 8);
    append(out, place.id.bytes);
    if (!hash) return out;
    out.push_back(static_cast<std::uint8_t>(hash->how));
    append_integer(out, hash->cost.passes, 4);
    append_integer(out, hash->cost.memory_bytes, 8);
    append(out, hash->salt);
    return out;
}

void check_place(const wrap_place& place, byte_view wrapped)
{
    const bool fits = wrapped[kind_at] == static_cast<std::uint8_t>(place.kind) &&
                      integer_at(wrapped, version_at, 8) == place.version &&
                      std::ranges::equal(wrapped.subspan(id_at, record_id::size), place.id.bytes);
    if (!fits) damaged(place.id, "the wrap is that of another record or generation in place");
}

wrap_algorithm algorithm_of(const crypto_provider& crypto, const record_id& id, byte_view wrapped)
{
    const auto algorithm = static_cast<wrap_algorithm>(wrapped[algorithm_at]);
    if (algorithm != wrap_algorithm::chacha20_poly1305 && algorithm != wrap_algorithm::aes_256_gcm)
        damaged(id, "the algorithm byte");
    if (crypto.offers_wrap(algorithm)) return algorithm;
    throw error(errc::unknown_suite,
                fmt::format("record {} of the keyring was wrapped by {}, which the crypto provider {} does not "
                            "offer: set the crypto provider that the keyring was made with",
                            to_hex(id), algorithm == wrap_algorithm::aes_256_gcm ? "AES-256-GCM" : "ChaCha20-Poly1305",
                            crypto.name()));
}

bool within(std::uint64_t value, std::uint64_t least, std::uint64_t most) { return value >= least && value <= most; }

// "KDF parameters read back are capped before use."
void check_cost(const record_id& id, const slot_hash& hash)
{
    const auto& [passes, memory] = hash.cost;
    const bool argon_fits = within(passes, cheapest_passphrase_hash.passes, dearest_passphrase_hash.passes) &&
                            within(memory, cheapest_passphrase_hash.memory_bytes, dearest_passphrase_hash.memory_bytes);
    const bool pbkdf2_fits = within(passes, fewest_pbkdf2_iterations, most_pbkdf2_iterations) && memory == 0;
    if ((hash.how == slot_hash_kind::argon2id && !argon_fits) || (hash.how == slot_hash_kind::pbkdf2 && !pbkdf2_fits))
        damaged(
            id,
            fmt::format(
                "a passphrase hash of {} passes over {} bytes is outside what cellseal writes, so it was changed in "
                "the database: the hash",
                passes, memory));
    if (hash.how == slot_hash_kind::none && hash != slot_hash{}) damaged(id, "the unused hash parameters");
}

}  // namespace

wrap_bytes wrap(const crypto_provider& crypto, const secret_bytes& parent, const wrap_place& place,
                const std::optional<slot_hash>& hash, const secret_bytes& secret)
{
    wrap_bytes out = header_of(place, hash, crypto.wraps_by());
    std::array<std::uint8_t, nonce_size> nonce{};
    crypto.random(nonce);
    const derived_keys derived = derive(crypto, parent, place, nonce);
    append(out, nonce);
    append(out, derived.commitment.expose());
    const wrap_bytes associated = out;
    out.resize(out.size() + secret.size() + tag_size);
    crypto.wrap_seal(derived.key.expose(), associated, secret.expose(), byte_span(out).subspan(associated.size()));
    append(out, byte_view(crypto.sha256(out)).first(check_size));

    if (!unwrap(crypto, parent, place, out).equals(secret.expose()))
        throw error(errc::crypto_failure,
                    "a key that was just wrapped did not unwrap to itself: nothing was stored; check this "
                    "machine's memory and the crypto provider");
    return out;
}

secret_bytes unwrap(const crypto_provider& crypto, const secret_bytes& parent, const wrap_place& place,
                    byte_view wrapped)
{
    const std::size_t begin = ciphertext_at(place.kind);
    if (!is_whole(crypto, place.id, wrapped, begin)) damaged(place.id, "the check of the wrap");
    check_place(place, wrapped);
    const wrap_algorithm algorithm = algorithm_of(crypto, place.id, wrapped);
    const derived_keys derived = derive(crypto, parent, place, wrapped.subspan(nonce_at(place.kind), nonce_size));
    if (!derived.commitment.equals(wrapped.subspan(begin - commitment_size, commitment_size))) {
        if (place.kind != wrap_kind::organisation_key) damaged(place.id, "the commitment of the wrap");
        throw error(errc::wrong_passphrase, fmt::format("this is not the key of slot {}", to_hex(place.id)));
    }
    const byte_view sealed = wrapped.subspan(begin, wrapped.size() - begin - check_size);
    secret_bytes secret(sealed.size() - tag_size, crypto.key_memory());
    if (!crypto.wrap_open_by(algorithm, derived.key.expose(), wrapped.first(begin), sealed,
                             secret.expose_for_filling()))
        damaged(place.id, "the authentication tag of the wrap");
    return secret;
}

slot_hash slot_hash_of(const crypto_provider& crypto, const record_id& id, byte_view wrapped)
{
    if (!is_whole(crypto, id, wrapped, ciphertext_at(wrap_kind::organisation_key)) ||
        wrapped[kind_at] != static_cast<std::uint8_t>(wrap_kind::organisation_key))
        damaged(id, "the check of the wrap");
    slot_hash hash;
    hash.how = static_cast<slot_hash_kind>(wrapped[hash_at]);
    hash.cost.passes = static_cast<std::uint32_t>(integer_at(wrapped, hash_at + 1, 4));
    hash.cost.memory_bytes = integer_at(wrapped, hash_at + 5, 8);
    std::ranges::copy(wrapped.subspan(hash_at + 13, slot_hash::salt_size), hash.salt.begin());
    check_cost(id, hash);
    return hash;
}

}  // namespace cellseal
