#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "plugin/key_change/change_state.h"
#include "plugin/ports/process_table.h"

namespace cellseal {

/// What a key change needs to be told before it can say what comes next. Whoever asks has just looked.
struct change_facts {
    change_state state;
    std::vector<process_presence> processes;  ///< That may live; those that are certainly gone left out.
    std::string unseen_because;               ///< Why processes cannot be seen; empty: they record themselves.
    std::string own_name;                     ///< Of the process that asks, if it is one of them.
    bool opens_new_key = false;               ///< Whether the process that asks holds the new organisation key.
    bool forced = false;                      ///< Goes on without the missing.
    std::chrono::nanoseconds since_phase{0};  ///< That it began, as far as the one who asks has seen.
    std::chrono::seconds lease{30};
    bool rows_walked = false;   ///< A walk through all tables has found nothing more to reseal.
    bool fence_stands = false;  ///< It was closed after that walk began, and writers of before are gone.
    bool walked_behind_fence = false;
    bool all_verified = false;
};

/// Whoever seals a value, or looks for one, has read the keyring within live_keyring::lease: so long after S1 all that
/// hold the new key look for both tokens, those included that are recorded nowhere. Activation waits for it.
inline constexpr std::chrono::seconds heard_within{6};

/// What to do next in a key change.
enum class next_step : std::uint8_t {
    nothing,       ///< No change, or all that goes by itself is done: `retire` is for a person.
    wait_for_key,  ///< This process does not hold the new key: its key source is to be given the new passphrase.
    wait_for_processes,
    activate,
    wait_for_lease,
    reseal,
    close_fence,
    reseal_behind_fence,
    verify,
    conclude,
};

[[nodiscard]] std::string_view name_of(next_step step) noexcept;

/// Decides; does nothing. The order of key_change_protocol.md.
[[nodiscard]] next_step next_step_of(const change_facts& facts);

/// The processes that have not taken up a prepared change: they have not read its generation, or do not open its key.
[[nodiscard]] std::vector<process_presence> missing_processes(const change_facts& facts);

}  // namespace cellseal
