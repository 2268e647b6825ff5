#include "plugin/keys/key_derivation.h"

#include <algorithm>
#include <array>

#include "plugin/keys/pae_builder.h"
#include "plugin/keys/secret_bytes.h"

namespace cellseal {

namespace {

constexpr std::size_t seal_key_size = 32;

// Derived bytes on their way into a cipher; wiped when they are through.
template <std::size_t Size>
struct passing_key {
    std::array<std::uint8_t, Size> bytes{};

    passing_key() = default;
    passing_key(const passing_key&) = delete;
    passing_key& operator=(const passing_key&) = delete;
    ~passing_key() { wipe(bytes); }
};

using seal_key_and_id = passing_key<seal_key_size + key_id::size>;

void derive(const hkdf_expander& data_key, std::string_view organisation, const attribute& which, suite sealed_with,
            seal_key_and_id& out)
{
    pae_builder info;
    info.add("cellseal/1/seal").add(organisation).add(which.entity).add(which.name);
    info.add_u8(static_cast<std::uint8_t>(sealed_with));
    data_key.expand(info.encoded(), out.bytes);
}

key_id id_of(const seal_key_and_id& derived)
{
    key_id id;
    std::copy_n(derived.bytes.begin() + seal_key_size, key_id::size, id.bytes.begin());
    return id;
}

}  // namespace

key_id derive_key_id(const hkdf_expander& data_key, std::string_view organisation, const attribute& which,
                     suite sealed_with)
{
    seal_key_and_id derived;
    derive(data_key, organisation, which, sealed_with, derived);
    return id_of(derived);
}

attribute_key derive_attribute_key(const hkdf_expander& data_key, const crypto_provider& crypto,
                                   std::string_view organisation, const attribute& which, suite sealed_with)
{
    seal_key_and_id derived;
    derive(data_key, organisation, which, sealed_with, derived);
    passing_key<32> nonce_key;
    byte_view nonce_key_bytes;
    if (sealed_with == suite::xchacha20_poly1305_synthetic) {
        pae_builder info;
        info.add("cellseal/1/synthetic-nonce").add(organisation).add(which.entity).add(which.name);
        data_key.expand(info.encoded(), nonce_key.bytes);
        nonce_key_bytes = nonce_key.bytes;
    }
    attribute_key made;
    made.id = id_of(derived);
    made.sealed_with = sealed_with;
    made.cipher = crypto.make_aead(sealed_with, byte_view{derived.bytes}.first(seal_key_size), nonce_key_bytes);
    return made;
}

std::unique_ptr<keyed_hash> derive_index_hash(const hkdf_expander& index_key, const crypto_provider& crypto,
                                              std::string_view organisation, const index_definition& index)
{
    pae_builder info;
    info.add("cellseal/1/blind-index").add(organisation).add(index.domain).add(index.name);
    info.add_u8(static_cast<std::uint8_t>(index.form));
    passing_key<32> derived;
    index_key.expand(info.encoded(), derived.bytes);
    return crypto.make_hmac_sha256(derived.bytes);
}

}  // namespace cellseal
