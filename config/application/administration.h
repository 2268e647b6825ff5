#pragma once

#include <memory>
#include <string>

#include "config/application/assembly.h"
#include "plugin/admin/administrator.h"

namespace cellseal::config {

/// What a settings file describes, opened for an administrator's tool: it never makes a key, and it knows of the
/// attributes what the database has on record, so that attributes flagged in code alone are managed as well.
///
/// Opens the keyring by the settings' key source; where that fails it is inactive, and says why.
/// Throws error bad_setting, database_unavailable. Stays where it is: its parts refer to each other.
class administration {
public:
    explicit administration(settings from);

    /// The contract, asking the two of each act. Lifetime: within that of this object and of `who_may`.
    [[nodiscard]] administrator for_whom(const authorizer& who_may, channel_predicate channel_is_private);

    [[nodiscard]] const settings& described_by() const noexcept { return from_; }
    [[nodiscard]] assembly& parts() noexcept { return parts_; }
    [[nodiscard]] const std::shared_ptr<const attribute_registry>& registry() const noexcept { return registry_; }
    [[nodiscard]] live_keyring& keyring() noexcept { return keyring_; }

private:
    settings from_;
    assembly parts_;
    std::shared_ptr<const attribute_registry> registry_;
    live_keyring keyring_;
};

/// The registry that `entries` describe, with the primary keys that the database has.
[[nodiscard]] std::shared_ptr<const attribute_registry> registry_on_record(soci_orm::keyring_database& tables,
                                                                           const std::vector<catalogue_entry>& entries);

}  // namespace cellseal::config
