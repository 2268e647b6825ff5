#include "plugin/admin/change_orders.h"

#include <fmt/format.h>

#include "plugin/admin/event_text.h"
#include "plugin/admin/refused_attempt.h"

namespace cellseal {

namespace {

// Names in the audit trail have at most 255 bytes in some databases, and the key of a row may be longer.
constexpr std::size_t longest_name = 255;

// Orders change no key: the keyring's generation stays. A process that does not hold a pending key yet may give them,
// too, and then the event waits to be chained.
void require_on_record(const admin_surroundings& on, const audited_act& order)
{
    try {
        write_look(on.keyring, on.around, on.catalogue, on.events, order);
    } catch (const error&) {
        if (!note_unauthenticated(on.around, on.events, order, order.caller.reason)) throw;
    }
}

std::string rate_told(const std::optional<std::uint64_t>& rows_per_second)
{
    if (!rows_per_second) return "";
    return *rows_per_second == 0 ? "as fast as it goes" : fmt::format("{} rows a second each", *rows_per_second);
}

}  // namespace

void pause_change(const admin_surroundings& on, const admin_caller& caller, resealable_rows& rows)
{
    as_admitted(on, {admin_act::change_key, "pause"}, caller, [&] {
        work_orders orders = rows.orders();
        orders.paused = true;
        require_on_record(on, {caller, "key_change_paused", ""});
        rows.set_orders(orders);
    });
}

void resume_change(const admin_surroundings& on, const admin_caller& caller, resealable_rows& rows,
                   std::optional<std::uint64_t> rows_per_second)
{
    as_admitted(on, {admin_act::change_key, "resume"}, caller, [&] {
        work_orders orders = rows.orders();
        orders.paused = false;
        if (rows_per_second) orders.rows_per_second = rows_per_second;
        require_on_record(on, {caller, "key_change_resumed", rate_told(rows_per_second)});
        rows.set_orders(orders);
    });
}

void acknowledge_findings(const admin_surroundings& on, const admin_caller& caller, resealable_rows& rows,
                          const std::vector<std::string>& names, admin_act within)
{
    if (names.empty()) return;
    as_admitted(on, {within, "acknowledge"}, caller, [&] {
        for (const std::string& each : names) {
            // Said again it is found again, so an event that could not be written is not lost for good.
            if (!rows.acknowledge(each))
                throw error(
                    errc::change_refused,
                    fmt::format("there is nothing to acknowledge under the name \"{}\": see cellseal key status",
                                each));
            require_on_record(on, {caller, "finding_acknowledged", beginning_of(each, longest_name)});
        }
    });
}

}  // namespace cellseal
