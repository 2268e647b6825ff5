#pragma once

#include <memory>

#include "adapters/process/home_process.h"
#include "plugin/keys/keyring.h"

namespace cellseal::config {

/// The keyring of an application in its own process. In a forked child every use is refused, before a lock is taken
/// that another thread of the parent may have held, and before a connection is read that both share. Threads: as
/// keyring_access. Lifetime: `home` outlives it.
class keys_at_home final : public keyring_access {
public:
    keys_at_home(const home_process& home, std::shared_ptr<keyring_access> keys) : home_(home), keys_(std::move(keys))
    {
    }

    [[nodiscard]] std::shared_ptr<const keyring> current() override { return at_home().current(); }
    [[nodiscard]] std::shared_ptr<const keyring> for_sealing() override { return at_home().for_sealing(); }
    [[nodiscard]] std::shared_ptr<const keyring> reload() override { return at_home().reload(); }
    [[nodiscard]] std::shared_ptr<const keyring> reload_for(const key_id& unknown) override
    {
        return at_home().reload_for(unknown);
    }

private:
    [[nodiscard]] keyring_access& at_home() const
    {
        home_.require();
        return *keys_;
    }

    const home_process& home_;
    std::shared_ptr<keyring_access> keys_;
};

}  // namespace cellseal::config
