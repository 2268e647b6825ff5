#include "plugin/admin/admin_act.h"

namespace cellseal {

std::string_view name_of(admin_act what) noexcept
{
    switch (what) {
        case admin_act::is_active: return "is_active";
        case admin_act::activate: return "activate";
        case admin_act::change_key: return "change_key";
        case admin_act::destroy_key: return "destroy_key";
        case admin_act::take_in: return "take_in";
        case admin_act::show_key: return "show_key";
        case admin_act::export_key: return "export_key";
        case admin_act::import_key: return "import_key";
        case admin_act::list_slots: return "list_slots";
        case admin_act::add_slot: return "add_slot";
        case admin_act::remove_slot: return "remove_slot";
        case admin_act::read_audit: return "read_audit";
        case admin_act::open_archived: return "open_archived";
        case admin_act::rescue: return "rescue";
    }
    return "";
}

}  // namespace cellseal
