#include "plugin/admin/archived_access.h"

#include "plugin/admin/audited_write.h"
#include "plugin/admin/refused_attempt.h"
#include "plugin/admin/rescue.h"
#include "plugin/error/error.h"

namespace cellseal {

namespace {

class archived_access final : public keyring_access {
public:
    explicit archived_access(std::shared_ptr<const keyring> keys) : keys_(std::move(keys)) {}

    [[nodiscard]] std::shared_ptr<const keyring> current() override { return keys_; }
    [[nodiscard]] std::shared_ptr<const keyring> for_sealing() override
    {
        throw error(errc::key_not_usable,
                    "a session with archived keys reads and does not write: use an ordinary session for writing");
    }
    [[nodiscard]] std::shared_ptr<const keyring> reload_for(const key_id&) override { return keys_; }
    [[nodiscard]] std::shared_ptr<const keyring> reload() override { return keys_; }

private:
    std::shared_ptr<const keyring> keys_;
};

}  // namespace

std::shared_ptr<keyring_access> open_archived(const admin_surroundings& on, const admin_caller& caller)
{
    return as_admitted(on, {admin_act::open_archived}, caller, [&] {
        const authentic_keyring now = read_authentic(on.keyring, on.around, on.catalogue);
        auto keys = keyring_with_archived(now.document, now.held, on.registry, on.around.crypto);
        write_audited(on.keyring, on.around, on.catalogue, on.events,
                      {caller, "archived_keys_opened", now.document.organisation_key().key_check});
        return std::make_shared<archived_access>(std::move(keys));
    });
}

}  // namespace cellseal
