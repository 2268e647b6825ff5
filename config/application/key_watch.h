#pragma once

#include <functional>
#include <string>

#include "adapters/orm/soci/include/cellseal/soci.h"
#include "plugin/admin/admin_surroundings.h"
#include "plugin/admin/key_usage.h"
#include "plugin/admin/opening_alarm.h"

namespace cellseal::config {

/// Watches what a running application does with its keys: raises an alarm when many values fail to open, and counts
/// what a data key seals. Both are told and stand in the audit trail. Threads: one at a time. Lifetime: what it is made
/// from outlives it.
class key_watch {
public:
    key_watch(const clock& time, const soci_orm::sealing_backend_factory& sealing, admin_surroundings on,
              std::function<void(const std::string&)> tell);
    key_watch(const key_watch&) = delete;
    key_watch& operator=(const key_watch&) = delete;

    /// To be called every second or so. Throws as write_audited().
    void look();

private:
    void raise(std::uint64_t failed);

    admin_surroundings on_;
    std::function<void(const std::string&)> tell_;
    opening_alarm alarm_;
    key_usage usage_;
};

}  // namespace cellseal::config
