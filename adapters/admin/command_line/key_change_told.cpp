#include "adapters/admin/command_line/key_change_told.h"

#include <algorithm>

#include <fmt/format.h>

#include "plugin/keys/timestamp.h"

namespace cellseal::command_line {

namespace {

constexpr std::size_t most_findings = 100;

std::string first_truth(const change_state& state)
{
    const std::string since = to_rfc3339(state.since);
    switch (state.phase) {
        case change_phase::none:
            return fmt::format("values are sealed under key {} since {}\n", state.new_check, since);
        case change_phase::prepared:
            return fmt::format("values are sealed under key {}; key {} is prepared since {}\n", state.old_check,
                               state.new_check, since);
        case change_phase::resealing:
        case change_phase::verified: break;
    }
    return fmt::format("new values are sealed under key {} since {}\n", state.new_check, since);
}

std::string second_truth(const told_change& told)
{
    const change_state& state = told.facts.state;
    if (state.phase == change_phase::none || state.phase == change_phase::prepared) return {};
    std::string text = fmt::format("the old key {}{} can still read values in {} rows\n", state.old_check,
                                   state.compromised ? " (compromised)" : "", told.rows_left());
    for (const auto& each : told.left)
        if (each.rows > 0) text += fmt::format("  {:<24} {:>12} rows\n", each.table, each.rows);
    return text;
}

std::string who_is_missing(const change_facts& facts)
{
    if (!facts.unseen_because.empty())
        return fmt::format("running processes cannot be seen, so it is not activated by itself: {}\n",
                           facts.unseen_because);
    std::string text;
    for (const process_presence& each : missing_processes(facts))
        text +=
            fmt::format("  does not have the new key yet: {} (last seen {})\n", each.name, to_rfc3339(each.seen_at));
    if (facts.processes.empty())
        text += "no running process has recorded itself: `cellseal key work` activates after a lease\n";
    return text;
}

std::string_view next_for_a_person(const told_change& told)
{
    switch (told.facts.state.phase) {
        case change_phase::none:
            return told.facts.state.archived.empty()
                       ? ""
                       : "next: cellseal key destroy KEY-CHECK, when no backup needs it\n";
        case change_phase::prepared:
            if (!told.facts.opens_new_key)
                return "next: the key source here does not hold the new key: put it there (a variable: and start "
                       "again), "
                       "then cellseal key work; or: cellseal key cancel\n";
            return "next: it is activated when all processes have the new key; without the others: cellseal key work "
                   "--force; or: cellseal key cancel\n";
        case change_phase::resealing: return "next: cellseal key work\n";
        case change_phase::verified: return "next: cellseal key retire\n";
    }
    return "";
}

// They stand until somebody gives others, in the next change as well.
std::string orders_told(const work_orders& orders)
{
    std::string text;
    if (orders.paused) text += "the work is paused; go on with: cellseal key resume\n";
    if (orders.rows_per_second.value_or(0) > 0)
        text += fmt::format(
            "every worker moves at most {} rows a second; as fast as it goes: cellseal key resume "
            "--rate 0\n",
            *orders.rows_per_second);
    return text;
}

}  // namespace

std::uint64_t told_change::rows_left() const noexcept
{
    std::uint64_t sum = 0;
    for (const auto& each : left) sum += each.rows;
    return sum;
}

told_change look_at(key_change_desk& desk)
{
    return {desk.changer().facts(), desk.rows_left(), desk.rows().findings(most_findings), desk.rows().orders()};
}

std::string text_of(const told_change& told)
{
    std::string text = first_truth(told.facts.state) + second_truth(told);
    text += orders_told(told.orders);
    if (told.facts.state.phase == change_phase::prepared) text += who_is_missing(told.facts);
    for (const reseal_finding& each : told.findings)
        text += fmt::format("  {}: {}{}\n", each.name(), each.reason, each.acknowledged ? " (acknowledged)" : "");
    if (std::ranges::any_of(told.findings, [](const auto& each) { return !each.acknowledged; }))
        text += "these values were left untouched: mend them, or pass them with --acknowledge \"ATTRIBUTE ROW\"\n";
    for (const std::string& each : told.facts.state.archived_checks)
        text += fmt::format("key {} is archived: it reads restored backups only\n", each);
    return text + std::string(next_for_a_person(told));
}

nlohmann::ordered_json json_of(const told_change& told)
{
    const change_state& state = told.facts.state;
    nlohmann::ordered_json answer{{"phase", name_of(state.phase)},
                                  {"key_check", state.new_check},
                                  {"old_key_check", state.old_check},
                                  {"since", to_rfc3339(state.since)},
                                  {"generation", state.generation},
                                  {"compromised", state.compromised},
                                  {"paused", told.orders.paused},
                                  {"rows_per_second", told.orders.rows_per_second.value_or(0)},
                                  {"rows_left", told.rows_left()},
                                  {"archived", state.archived},
                                  {"archived_key_checks", state.archived_checks}};
    auto missing = nlohmann::ordered_json::array();
    if (state.phase == change_phase::prepared)
        for (const process_presence& each : missing_processes(told.facts)) missing.push_back(each.name);
    auto findings = nlohmann::ordered_json::array();
    for (const reseal_finding& each : told.findings)
        findings.push_back({{"name", each.name()}, {"reason", each.reason}, {"acknowledged", each.acknowledged}});
    answer["missing_processes"] = missing;
    answer["processes_unseen_because"] = told.facts.unseen_because;
    answer["findings"] = findings;
    return answer;
}

std::string progress_line(const work_progress& progress)
{
    constexpr std::uint64_t width = 30;
    const std::uint64_t all = progress.resealed + progress.rows_left;
    const std::uint64_t filled = all == 0 ? width : width * progress.resealed / all;
    const std::string bar = std::string(filled, '#') + std::string(width - filled, '.');
    const std::string_view now = progress.paused ? "paused" : progress.stands_by ? "stands by" : name_of(progress.step);
    std::string line = fmt::format("{:<20} [{}] {} moved, {} left", now, bar, progress.resealed, progress.rows_left);
    if (progress.rows_per_second > 0)
        line += fmt::format(", {:.0f} rows/s, {} s left", progress.rows_per_second, progress.time_left().count());
    if (progress.step == next_step::verify) line += fmt::format(", {} verified", progress.verified);
    if (progress.step == next_step::wait_for_key) line += ": put the new key into the key source";
    for (const process_presence& each : progress.missing) line += fmt::format(", waits for {}", each.name);
    if (!progress.unseen_because.empty()) line += ", cannot see which processes run: cellseal key status says why";
    return line;
}

}  // namespace cellseal::command_line
