#include "plugin/keys/audit_chain.h"

#include <fmt/format.h>

#include <algorithm>

#include "plugin/keys/pae_builder.h"
#include "plugin/keys/stored_cells.h"

namespace cellseal {

namespace {

using enum column_kind;

constexpr std::array<stored_column, 9> columns{{
    {"event_id", ascii, true},
    {"event_number", number, false},
    {"happened_at", number, true},
    {"who", name, true},
    {"what", ascii, true},
    {"subject", name, false},
    {"reason", long_text, false},
    {"authenticated", number, true},
    {"chain", ascii, false},
}};

}  // namespace

const stored_table event_table{"cellseal_event", columns, 1};

event event_from(const stored_row& row)
{
    cell_reader cells(event_table, row);
    event read;
    const auto id = cells.bytes();
    if (id.size() != record_id::size) cells.refuse("does not hold 16 bytes");
    std::ranges::copy(id, read.id.bytes.begin());
    read.number = cells.optional_number();
    read.happened_at = cells.number();
    read.who = cells.text();
    read.what = cells.text();
    read.subject = cells.optional_text().value_or("");
    read.reason = cells.optional_text().value_or("");
    read.authenticated = cells.flag();
    read.chain = cells.bytes();
    return read;
}

stored_row to_row(const event& what)
{
    cell_writer cells;
    cells.bytes(what.id.bytes).number(what.number).number(what.happened_at).text(what.who).text(what.what);
    cells.text(what.subject).text(what.reason).flag(what.authenticated).bytes(what.chain);
    return std::move(cells).row();
}

audit_chain::audit_chain(const crypto_provider& crypto, const secret_bytes& audit_key, std::string organisation)
    : organisation_(std::move(organisation)), keyed_(crypto.make_hmac_sha512(audit_key.expose()))
{
}

audit_chain::audit_chain(const crypto_provider& crypto, const secret_bytes& audit_key, std::string organisation,
                         std::uint64_t count, byte_view head)
    : audit_chain(crypto, audit_key, std::move(organisation))
{
    count_ = count;
    std::ranges::copy(head.first(std::min(head.size(), head_.size())), head_.begin());
}

audit_chain::hash audit_chain::hash_after(const event& next, std::uint64_t number) const
{
    pae_builder link;
    link.add("cellseal/1/event").add(organisation_).add(head_).add_u64(number);
    // The event's fields in table order, without its number, which stands before them, and the hash itself.
    link.add(next.id.bytes).add_u64(next.happened_at).add(next.who).add(next.what).add(next.subject).add(next.reason);
    link.add_u64(next.authenticated ? 1 : 0);
    hash result{};
    keyed_->hash({link.encoded()}, result);
    return result;
}

void audit_chain::append(event& next)
{
    head_ = hash_after(next, ++count_);
    next.number = count_;
    next.chain.assign(head_.begin(), head_.end());
}

bool audit_chain::follows(const event& next)
{
    const hash expected = hash_after(next, count_ + 1);
    if (next.number != count_ + 1 || !std::ranges::equal(next.chain, expected)) return false;
    head_ = expected;
    ++count_;
    return true;
}

audit_finding verify_audit(event_log& log, audit_chain beginning, std::uint64_t count, byte_view head)
{
    audit_finding finding;
    finding.expected = count;
    log.each_chained([&](const event& next) {
        if (!finding.fault.empty() || beginning.follows(next)) return;
        finding.fault = next.number == beginning.count() + 1
                            ? fmt::format("event {} was changed after it was written", beginning.count() + 1)
                            : fmt::format("event {} is missing", beginning.count() + 1);
    });
    finding.whole_up_to = std::min(beginning.count(), count);
    if (finding.fault.empty() && beginning.count() < count)
        finding.fault = fmt::format("the last {} events are cut off", count - beginning.count());
    if (finding.fault.empty() && beginning.count() > count)
        finding.fault = fmt::format("there are {} events that the keyring does not know", beginning.count() - count);
    if (finding.fault.empty() && !std::ranges::equal(beginning.head(), head))
        finding.fault = "the keyring's record of the last event is another one";
    return finding;
}

}  // namespace cellseal
