#pragma once

#include <functional>
#include <memory>
#include <string>

#include "adapters/crypto/sodium/sodium_provider.h"
#include "plugin/attributes/attribute_registry.h"
#include "plugin/keys/keyring.h"
#include "plugin/values/field_sealer.h"

/// A table with attributes under many policies, and a keyring that a test can change.
struct sealing_fixture {
    using attribute = cellseal::attribute;

    cellseal::sodium_provider crypto;
    cellseal::wiping_buffer scratch;
    std::shared_ptr<const cellseal::attribute_registry> registry = default_registry();
    std::shared_ptr<const cellseal::keyring> keys = make_keyring("org-1");

    static attribute made(
        const std::string& name, const std::function<void(attribute&)>& change = [](attribute&) {});
    static cellseal::index_definition index(cellseal::normal_form form);
    static std::shared_ptr<const cellseal::attribute_registry> default_registry();
    static std::shared_ptr<const cellseal::attribute_registry> registry_of(std::vector<attribute> attributes);

    /// 32 bytes, each of them `byte`, in the arena.
    [[nodiscard]] cellseal::keyring_key key(std::uint8_t byte, cellseal::key_state state,
                                            std::uint64_t version = 1) const;
    /// One data key of 1s and one index key of 2s, both sealing, unless `change` says otherwise.
    [[nodiscard]] std::shared_ptr<const cellseal::keyring> make_keyring(
        const std::string& organisation, const std::function<void(cellseal::keyring::content&)>& change = {}) const;

    [[nodiscard]] const attribute& at(const std::string& name) const { return *registry->find("contact." + name); }

    std::string sealed(const std::string& name, cellseal::plain_view value, const cellseal::row_key& row = {});
    /// The text that `stored` opens to.
    std::string opened(const std::string& name, const std::string& stored, const cellseal::row_key& row = {});
};

[[nodiscard]] cellseal::row_key row_of(std::int64_t id);
