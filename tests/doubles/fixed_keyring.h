#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "plugin/error/error.h"
#include "plugin/keys/keyring.h"
#include "plugin/ports/crypto_provider.h"

namespace cellseal::tests {

/// 32 bytes that count up from `first`; the known answers of sealed_value_format.md use 0.
inline secret_bytes counting_key(std::uint8_t first, const crypto_provider& crypto)
{
    secret_bytes key(32, crypto.key_memory());
    const byte_span bytes = key.expose_for_filling();
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>(first + i);
    return key;
}

/// Which data keys and index keys a keyring holds, newest first: the first byte of each counting key, and its state.
struct fixed_keys {
    struct one {
        std::uint8_t first;
        key_state state = key_state::sealing;
        std::uint64_t version = 0;  ///< 0: counted from the oldest.
    };
    std::string organisation = "org-1";
    std::vector<one> data_keys = {{0}};
    std::vector<one> index_keys = {{0}};
    std::uint64_t generation = 1;
};

inline std::shared_ptr<const keyring> make_keyring(const fixed_keys& what,
                                                   const std::shared_ptr<const attribute_registry>& registry,
                                                   const crypto_provider& crypto)
{
    const auto fill = [&](const std::vector<fixed_keys::one>& from, std::vector<keyring_key>& to) {
        std::uint64_t version = from.size();
        for (const fixed_keys::one& each : from) {
            to.push_back({each.version == 0 ? version : each.version, each.state, "2026-01-01T00:00:00Z", counting_key(each.first, crypto)});
            --version;
        }
    };
    keyring::content content;
    content.organisation = what.organisation;
    content.generation = what.generation;
    content.key_check = "TEST-TEST";
    fill(what.data_keys, content.data_keys);
    fill(what.index_keys, content.index_keys);
    return std::make_shared<const keyring>(std::move(content), registry, crypto);
}

/// A keyring that changes only when a test says so. `store` is what a reload finds.
class fixed_keyring final : public keyring_access {
public:
    fixed_keyring(std::shared_ptr<const attribute_registry> registry, const crypto_provider& crypto,
                  const fixed_keys& what = {})
        : registry_(std::move(registry)), crypto_(crypto)
    {
        use(what);
    }

    /// From now on, at once.
    void use(const fixed_keys& what)
    {
        store(what);
        (void)take_stored();
    }
    /// For the next reload only.
    void store(const fixed_keys& what)
    {
        auto keys = make_keyring(what, registry_, crypto_);
        const std::scoped_lock lock(guard_);
        stored_ = std::move(keys);
    }
    /// No keyring is open.
    void deactivate()
    {
        const std::scoped_lock lock(guard_);
        now_ = stored_ = nullptr;
    }

    [[nodiscard]] std::shared_ptr<const keyring> current() override
    {
        const std::scoped_lock lock(guard_);
        if (now_) return now_;
        throw error(errc::inactive, "No keyring is open; activate one.");
    }
    [[nodiscard]] std::shared_ptr<const keyring> for_sealing() override { return current(); }
    [[nodiscard]] std::shared_ptr<const keyring> reload() override
    {
        ++reloads;
        return take_stored();
    }
    [[nodiscard]] std::shared_ptr<const keyring> reload_for(const key_id&) override
    {
        ++reloads;
        return take_stored();
    }

    std::atomic<int> reloads = 0;

private:
    std::shared_ptr<const keyring> take_stored()
    {
        {
            const std::scoped_lock lock(guard_);
            now_ = stored_;
        }
        return current();
    }

    std::shared_ptr<const attribute_registry> registry_;
    const crypto_provider& crypto_;
    std::mutex guard_;
    std::shared_ptr<const keyring> now_;
    std::shared_ptr<const keyring> stored_;
};

}  // namespace cellseal::tests
