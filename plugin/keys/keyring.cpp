#include "plugin/keys/keyring.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "plugin/error/error.h"
#include "plugin/keys/key_derivation.h"
#include "plugin/values/base64url.h"
#include "plugin/values/sealed_value.h"

namespace cellseal {

struct keyring::state {
    std::string organisation;
    std::uint64_t generation;
    std::string key_check;
    std::size_t live_data_keys = 0;
    std::size_t live_index_keys = 0;
    std::shared_ptr<const attribute_registry> registry;
    std::vector<attribute_keys> by_attribute;  // By attribute::number, those of compound indexes behind.
    std::unordered_map<key_id, owner> owners;
};

namespace {

void check_secret(const keyring_key& key)
{
    constexpr std::size_t key_size = 32;
    constexpr std::uint64_t largest_version = 0xFF'FFFF;  // An index key's version has 24 bits in a token.
    const bool whole = key.secret.size() == key_size || (key.secret.empty() && key.state == key_state::destroyed);
    if (!whole || key.version == 0 || key.version > largest_version)
        throw error(errc::keyring_damaged,
                    "A key of the keyring has a wrong size or version. Restore the keyring from a backup.");
}

void check_keys(const std::vector<keyring_key>& keys, std::string_view kind)
{
    std::for_each(keys.begin(), keys.end(), check_secret);
    const auto sealing =
        std::count_if(keys.begin(), keys.end(), [](const keyring_key& each) { return may_seal(each.state); });
    if (sealing != 1)
        throw error(errc::no_sealing_key,
                    fmt::format("The keyring has {} {} keys in state sealing and needs exactly one. Restore "
                                "the keyring from a backup, or change the key.",
                                sealing, kind));
}

bool any_indexed(const attribute_registry& registry)
{
    if (!registry.compounds().empty()) return true;
    const auto attributes = registry.attributes();
    return std::any_of(attributes.begin(), attributes.end(),
                       [](const attribute& each) { return each.index.has_value(); });
}

std::size_t count_live(const std::vector<keyring_key>& keys)
{
    return static_cast<std::size_t>(
        std::count_if(keys.begin(), keys.end(), [](const keyring_key& each) { return may_open(each.state); }));
}

// The suite that seals now first, then those of older policies, each once.
std::vector<suite> suites_on_record(const attribute& which)
{
    std::vector<suite> suites{which.sealing_suite()};
    for (const former_policy& each : which.former)
        if (std::find(suites.begin(), suites.end(), each.sealed_with) == suites.end())
            suites.push_back(each.sealed_with);
    return suites;
}

// Derivations under one key of the keyring, set up once for all attributes.
struct ready_key {
    const keyring_key& key;
    hkdf_expander expander;
};

std::vector<ready_key> make_ready(const std::vector<keyring_key>& keys, const crypto_provider& crypto)
{
    std::vector<ready_key> ready;
    for (const keyring_key& each : keys)
        if (!each.secret.empty()) ready.push_back({each, hkdf_expander{crypto, each.secret.expose()}});
    return ready;
}

std::vector<index_key> derive_index_keys(const index_definition& which, const std::string& organisation,
                                         const crypto_provider& crypto, const std::vector<ready_key>& index_keys)
{
    std::vector<index_key> made;
    for (const ready_key& index : index_keys)
        made.push_back({static_cast<std::uint32_t>(index.key.version), index.key.state,
                        derive_index_hash(index.expander, crypto, organisation, which)});
    return made;
}

std::array<char, sealed_value::header_characters> header_sealed_by(const attribute& which, const attribute_keys& keys)
{
    std::array<char, sealed_value::header_characters> text{};
    const attribute_key* const key = keys.sealing();
    if (key == nullptr) return text;
    std::array<std::uint8_t, sealed_value::header_size> header{};
    const bool padded = which.padded.how != padding::kind::none;
    sealed_value::write_header(header.data(), {1, key->sealed_with, which.bound_to_row, padded, key->id});
    base64url::encode(header, text.data());
    return text;
}

attribute_keys derive_keys(const attribute& which, const std::string& organisation, const crypto_provider& crypto,
                           const std::vector<ready_key>& data_keys, const std::vector<ready_key>& index_keys)
{
    attribute_keys made;
    made.seals_with = which.sealing_suite();
    for (const suite each : suites_on_record(which))
        for (const ready_key& data_key : data_keys) {
            made.keys.push_back(derive_attribute_key(data_key.expander, crypto, organisation, which, each));
            made.keys.back().state = data_key.key.state;
        }
    made.sealing_header = header_sealed_by(which, made);
    if (which.index) made.index_keys = derive_index_keys(*which.index, organisation, crypto, index_keys);
    return made;
}

}  // namespace

keyring::keyring(content what, std::shared_ptr<const attribute_registry> registry, const crypto_provider& crypto)
{
    check_keys(what.data_keys, "data");
    if (!what.index_keys.empty() || any_indexed(*registry)) check_keys(what.index_keys, "index");
    auto made = std::make_unique<state>();
    const std::vector<ready_key> data_keys = make_ready(what.data_keys, crypto);
    const std::vector<ready_key> index_keys = make_ready(what.index_keys, crypto);
    for (const attribute& each : registry->attributes()) {
        attribute_keys keys = derive_keys(each, what.organisation, crypto, data_keys, index_keys);
        for (const attribute_key& key : keys.keys) made->owners.emplace(key.id, owner{each.full_name(), std::nullopt});
        made->by_attribute.push_back(std::move(keys));
    }
    for (const compound_definition& each : registry->compounds())
        made->by_attribute.emplace_back().index_keys =
            derive_index_keys(each.index(), what.organisation, crypto, index_keys);
    for (key_tombstone& each : what.tombstones)
        made->owners.insert_or_assign(each.id, owner{std::move(each.attribute), std::move(each.destroyed_at)});
    made->organisation = std::move(what.organisation);
    made->generation = what.generation;
    made->key_check = std::move(what.key_check);
    made->live_data_keys = count_live(what.data_keys);
    made->live_index_keys = count_live(what.index_keys);
    made->registry = std::move(registry);
    state_ = std::move(made);
}

keyring::~keyring() = default;

const std::string& keyring::organisation() const noexcept { return state_->organisation; }
std::uint64_t keyring::generation() const noexcept { return state_->generation; }
const std::string& keyring::key_check() const noexcept { return state_->key_check; }
std::size_t keyring::live_data_keys() const noexcept { return state_->live_data_keys; }
std::size_t keyring::live_index_keys() const noexcept { return state_->live_index_keys; }

const attribute_keys& keyring::keys_of(const attribute& which) const noexcept
{
    static const attribute_keys none;
    return which.number < state_->by_attribute.size() ? state_->by_attribute[which.number] : none;
}

const keyring::owner* keyring::owner_of(const key_id& id) const noexcept
{
    const auto found = state_->owners.find(id);
    return found == state_->owners.end() ? nullptr : &found->second;
}

}  // namespace cellseal
