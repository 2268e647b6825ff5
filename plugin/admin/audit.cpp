#include "plugin/admin/audit.h"

#include <fmt/format.h>

#include "plugin/admin/audited_write.h"
#include "plugin/admin/recorded_look.h"
#include "plugin/admin/refused_attempt.h"
#include "plugin/keys/hex.h"
#include "plugin/keys/keyring_opener.h"

namespace cellseal {

namespace {

constexpr std::size_t most_waiting = 1000;

}  // namespace

std::string list_events(const admin_surroundings& on, const admin_caller& caller,
                        const std::function<void(const event&)>& visit)
{
    return as_admitted(on, {admin_act::read_audit}, caller, [&] {
        std::string not_recorded = record_look(on, {caller, "audit_listed", ""});
        on.events.each_chained(visit);
        for (const event& each : on.events.unchained(most_waiting)) visit(each);
        return not_recorded;
    });
}

audit_report verify_events(const admin_surroundings& on, const admin_caller& caller)
{
    return as_admitted(on, {admin_act::read_audit}, caller, [&] {
        const authentic_keyring now = read_authentic(on.keyring, on.around, on.catalogue);
        const keyring_record& head = now.document.head();
        const secret_bytes audit_key = unwrap_audit_key(now.document, now.held, on.around.crypto);
        audit_report report;
        report.finding = verify_audit(on.events, audit_chain(on.around.crypto, audit_key, now.document.organisation()),
                                      head.event_count.value_or(0), head.event_head);
        report.waiting = on.events.unchained(most_waiting).size();
        report.head = hex_of(head.event_head);
        const std::string found = fmt::format("{} {} of {}", report.finding.fault.empty() ? "whole," : "not whole,",
                                              report.finding.whole_up_to, report.finding.expected);
        report.not_recorded = record_look(on, {caller, "audit_verified", found});
        return report;
    });
}

}  // namespace cellseal
