#include "plugin/keys/keyring_mac.h"

#include "plugin/keys/hkdf.h"
#include "plugin/keys/pae_builder.h"

namespace cellseal {

namespace {

void add_key_ids(pae_builder& fields, const std::vector<listed_key>& keys)
{
    if (keys.empty()) {
        fields.add(byte_view{});
        return;
    }
    pae_builder list;
    for (const listed_key& each : keys) {
        pae_builder entry;
        entry.add(each.attribute).add_u8(static_cast<std::uint8_t>(each.sealed_with)).add(each.id.bytes);
        list.add(entry.encoded());
    }
    fields.add(list.encoded());
}

// In the order of the table's columns; NULL is an empty part.
void add_fields(pae_builder& fields, const keyring_record& record)
{
    fields.add(record.id.bytes).add(name_of(record.kind)).add(record.name).add_u64(record.key_number);
    fields.add(record.wrapped_under ? byte_view(record.wrapped_under->bytes) : byte_view{});
    fields.add(record.state ? name_of(*record.state) : std::string_view{});
    fields.add_u64(record.created_at).add_u64(record.state_since).add_u64(record.generation);
    fields.add(record.key_check).add(record.wrap);
    add_key_ids(fields, record.key_ids);
    fields.add_u64(record.event_count).add(record.event_head).add(record.catalogue_hash);
}

}  // namespace

std::array<std::uint8_t, 32> keyring_mac(const crypto_provider& crypto, const secret_bytes& organisation_key,
                                         std::span<const keyring_record> records)
{
    pae_builder all;
    for (const keyring_record& record : records) {
        pae_builder fields;
        add_fields(fields, record);
        all.add(fields.encoded());
    }
    secret_bytes mac_key(32, crypto.key_memory());
    hkdf_expand(crypto, organisation_key.expose(), pae_builder().add("cellseal/1/keyring-mac").encoded(),
                mac_key.expose_for_filling());
    std::array<std::uint8_t, 32> mac{};
    crypto.make_hmac_sha512(mac_key.expose())->hash({all.encoded()}, mac);
    return mac;
}

}  // namespace cellseal
