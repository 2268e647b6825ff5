#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace cellseal {

/// What an administrator can ask for (keyring_format.md, section 8).
enum class admin_act : std::uint8_t {
    is_active,
    activate,
    change_key,  ///< The whole key change up to retiring: begin, work, pause, resume, cancel, retire.
    destroy_key,
    take_in,
    show_key,
    export_key,
    import_key,
    list_slots,
    add_slot,
    remove_slot,
    read_audit,
    open_archived,  ///< Opening values under archived keys.
    rescue,
};

/// As an authorizer's log and the audit trail name it: "show_key". Stable.
[[nodiscard]] std::string_view name_of(admin_act what) noexcept;

/// Who asks, and why: as the application knows its users. Both stand in the audit trail.
struct admin_caller {
    std::string who;
    std::string reason;  ///< May be empty, unless the authorizer wants one.
};

/// What an authorizer judges.
struct admin_request {
    admin_act what;
    std::string who;
    std::string reason;
};

}  // namespace cellseal
