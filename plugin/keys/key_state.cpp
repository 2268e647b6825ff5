#include "plugin/keys/key_state.h"

namespace cellseal {

std::string_view name_of(key_state state) noexcept
{
    switch (state) {
        case key_state::pending: return "pending";
        case key_state::sealing: return "sealing";
        case key_state::opening: return "opening";
        case key_state::suspect: return "suspect";
        case key_state::archived: return "archived";
        case key_state::destroyed: return "destroyed";
    }
    return "";
}

}  // namespace cellseal
