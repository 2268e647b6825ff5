#include "plugin/keys/slot_opener.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "plugin/error/error.h"

namespace cellseal {

namespace {

bool offers(const crypto_provider& crypto, slot_hash_kind how)
{
    switch (how) {
        case slot_hash_kind::argon2id: return crypto.offers_kdf(passphrase_kdf::argon2id);
        case slot_hash_kind::pbkdf2: return crypto.offers_kdf(passphrase_kdf::pbkdf2_hmac_sha512);
        case slot_hash_kind::none: return true;
        case slot_hash_kind::token: break;
    }
    return false;
}

bool takes(slot_hash_kind how, slot_secret::kind what)
{
    return (what == slot_secret::kind::random_key) == (how == slot_hash_kind::none);
}

// One attempt to open the keyring, and what it met on the way.
class attempt {
public:
    attempt(const keyring_document& document, const crypto_provider& crypto)
        : document_(document), crypto_(crypto), slots_(document.of_kind(record_kind::slot))
    {
    }

    std::optional<opened_slot> with(const slot_secret& secret)
    {
        std::ranges::stable_partition(slots_, [&](const keyring_record* each) { return each->name == secret.slot; });
        for (const keyring_record* slot : slots_)
            if (auto key = open(*slot, secret)) return all_of(*slot, *std::move(key));
        return std::nullopt;
    }

    [[noreturn]] void refuse(std::span<const slot_secret> secrets) const
    {
        if (damage_) throw *damage_;
        if (tried_ == 0) refuse_kind();
        const keyring_record& needed = document_.organisation_key();
        std::string given;
        for (const slot_secret& each : secrets) {
            if (!given.empty() && each.place == secrets.front().place && each.key_check == secrets.front().key_check)
                continue;
            given += fmt::format("{}the key from {} {}", given.empty() ? "" : ", ",
                                 each.place.empty() ? "the caller" : each.place,
                                 each.key_check.empty() ? "bears no label" : "is labelled " + each.key_check);
        }
        const bool bears_its_label =
            std::ranges::any_of(secrets, [&](const slot_secret& each) { return each.key_check == needed.key_check; });
        if (bears_its_label)
            throw error(
                errc::wrong_passphrase,
                fmt::format("wrong key for the keyring of organisation \"{}\", although its label says {}, the one "
                            "that is needed since {} ({}): either the passphrase behind that label is another one, or "
                            "the slot in the database was changed. Try another export of that key, then the keyring's "
                            "tables from a backup; no value is lost",
                            document_.organisation(), needed.key_check, to_rfc3339(needed.state_since), given));
        throw error(
            errc::wrong_passphrase,
            fmt::format(
                "wrong key for the keyring of organisation \"{}\": it needs {} since {}; {}. Find the key with that "
                "check; no value is lost",
                document_.organisation(), needed.key_check, to_rfc3339(needed.state_since), given));
    }

private:
    std::optional<organisation_key> open(const keyring_record& slot, const slot_secret& secret)
    try {
        const slot_hash hash = slot_hash_of(crypto_, slot.id, slot.wrap);
        if (!offers(crypto_, hash.how)) other_means_ = &slot;
        if (!offers(crypto_, hash.how) || !takes(hash.how, secret.what)) return std::nullopt;
        ++tried_;
        return organisation_key{*slot.wrapped_under, unwrap(crypto_, key_for(secret, hash),
                                                            wrap_place_of(slot, document_.organisation()), slot.wrap)};
    } catch (const error& refused) {
        if (refused.code() != errc::wrong_passphrase && refused.code() != errc::keyring_damaged) throw;
        if (refused.code() == errc::keyring_damaged && !damage_) damage_ = refused;
        return std::nullopt;
    }

    // During a key change a slot opens two organisation keys with the same salt: hashed once.
    const secret_bytes& key_for(const slot_secret& secret, const slot_hash& hash)
    {
        if (hashed_ != &secret || hash_ != hash) {
            key_ = slot_key(secret, hash, crypto_);
            hashed_ = &secret;
            hash_ = hash;
        }
        return key_;
    }

    opened_slot all_of(const keyring_record& opened, organisation_key first)
    {
        opened_slot slot{{}, opened.name, 0, hashed_->told};
        slot.keys.push_back(std::move(first));
        for (const keyring_record* each : slots_) {
            if (each == &opened || each->key_number != opened.key_number) continue;
            if (auto key = open(*each, *hashed_)) slot.keys.push_back(*std::move(key));
        }
        return slot;
    }

    [[noreturn]] void refuse_kind() const
    {
        const std::string others =
            other_means_
                ? fmt::format("; slot \"{}\" is opened by a token or by another crypto provider", other_means_->name)
                : "";
        throw error(
            other_means_ ? errc::unknown_suite : errc::wrong_passphrase,
            fmt::format(
                "the keyring of organisation \"{}\" has no slot for a key of this kind{}. Give a key of the kind "
                "that it was made with",
                document_.organisation(), others));
    }

    const keyring_document& document_;
    const crypto_provider& crypto_;
    std::vector<const keyring_record*> slots_;
    std::optional<error> damage_;
    const keyring_record* other_means_ = nullptr;
    std::size_t tried_ = 0;
    secret_bytes key_;
    slot_hash hash_;
    const slot_secret* hashed_ = nullptr;
};

}  // namespace

secret_bytes slot_key(const slot_secret& secret, const slot_hash& hash, const crypto_provider& crypto)
{
    if (hash.how == slot_hash_kind::none) return {secret.bytes.expose(), crypto.key_memory()};
    secret_bytes key(32, crypto.key_memory());
    crypto.hash_passphrase(secret.bytes.expose(), hash.salt, hash.cost, key.expose_for_filling());
    return key;
}

opened_slot open_slot(const keyring_document& document, std::span<const slot_secret> secrets,
                      const crypto_provider& crypto)
{
    attempt opening(document, crypto);
    for (std::size_t i = 0; i < secrets.size(); ++i) {
        auto slot = opening.with(secrets[i]);
        if (!slot) continue;
        slot->secret = i;
        return *std::move(slot);
    }
    opening.refuse(secrets);
}

}  // namespace cellseal
