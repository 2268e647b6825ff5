#pragma once

#include <string>

#include "plugin/ports/crypto_provider.h"
#include "plugin/ports/process_table.h"

namespace cellseal {

/// Where Linux tells of itself; others in tests.
struct system_places {
    std::string proc = "/proc";
    std::string machine_id = "/etc/machine-id";
};

/// Processes as Linux tells them in /proc: a name holds host, number, start time, boot, process namespace and machine,
/// so that a number that is given out again is another process, and one in another container is not taken for gone.
///
/// Gone is who ran in this boot and this namespace and is not there, and who ran on this machine in an earlier boot.
/// The machine is known by its host's name and a keyed hash of its machine-id(5), which clones of one image may share.
/// So its row must be older than this boot as well: whoever lives writes his anew as soon as a key change is prepared.
/// Who ran in another container of this boot, or where there is no machine-id, may live.
class operating_system_process final : public process_identity {
public:
    /// `crypto` is used here and no longer.
    explicit operating_system_process(const crypto_provider& crypto, system_places places = {});

    [[nodiscard]] std::string own() const override;
    [[nodiscard]] bool is_gone(const process_presence& other) const override;

private:
    [[nodiscard]] std::string boot() const;
    [[nodiscard]] std::string space() const;
    [[nodiscard]] timestamp booted_at() const;
    [[nodiscard]] std::string start_time_of(const std::string& pid) const;

    system_places places_;
    std::string machine_;
};

}  // namespace cellseal
