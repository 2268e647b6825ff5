#pragma once

#include <algorithm>
#include <functional>
#include <tuple>

#include "plugin/error/error.h"
#include "plugin/ports/catalogue_store.h"
#include "plugin/ports/event_log.h"
#include "plugin/ports/keyring_store.h"

namespace cellseal {

/// cellseal's three tables in memory: what a database holds. The stores below read and write it.
struct memory_tables {
    bool exist = false;
    std::vector<keyring_record> records;
    std::vector<catalogue_entry> entries;
    std::vector<event> events;

    [[nodiscard]] keyring_record& head()
    {
        return *std::ranges::find(records, record_kind::head, &keyring_record::kind);
    }
};

class memory_keyring_store final : public keyring_store {
public:
    explicit memory_keyring_store(memory_tables& tables) : tables_(tables) {}

    std::size_t loads = 0;
    std::size_t generation_reads = 0;
    std::function<void()> before_store;       ///< What somebody else does in between.
    std::function<void()> after_store;        ///< May throw: the outcome is then unknown to the caller.
    std::function<void()> before_generation;  ///< May throw: the database is gone.

    [[nodiscard]] std::string place() const override { return "memory"; }
    [[nodiscard]] bool any_trace() override { return tables_.exist; }
    [[nodiscard]] std::optional<keyring_document> load() override
    {
        ++loads;
        if (tables_.records.empty()) return std::nullopt;
        return keyring_document(tables_.records);
    }
    [[nodiscard]] std::optional<std::uint64_t> generation() override
    {
        ++generation_reads;
        if (before_generation) before_generation();
        if (tables_.records.empty()) return std::nullopt;
        return tables_.head().generation;
    }
    void store(const keyring_change& change) override
    {
        if (before_store) before_store();
        const std::uint64_t present = tables_.records.empty() ? 0 : tables_.head().generation;
        const std::uint64_t events = tables_.records.empty() ? 0 : tables_.head().event_count.value_or(0);
        if (present != change.expected_generation || events != change.expected_events())
            throw error(errc::keyring_changed, "somebody else changed the keyring");
        tables_.exist = true;
        tables_.records.assign(change.next.records().begin(), change.next.records().end());
        tables_.entries.insert(tables_.entries.end(), change.attributes.begin(), change.attributes.end());
        std::ranges::sort(tables_.entries, {},
                          [](const catalogue_entry& each) { return std::tie(each.attribute, each.number); });
        for (const event& each : change.events) {
            std::erase_if(tables_.events, [&](const event& old) { return old.id == each.id; });
            tables_.events.push_back(each);
        }
        if (after_store) after_store();
    }

private:
    memory_tables& tables_;
};

class memory_catalogue_store final : public catalogue_store {
public:
    explicit memory_catalogue_store(memory_tables& tables) : tables_(tables) {}
    [[nodiscard]] std::vector<catalogue_entry> load() override { return tables_.entries; }

private:
    memory_tables& tables_;
};

class memory_event_log final : public event_log {
public:
    explicit memory_event_log(memory_tables& tables) : tables_(tables) {}
    void each_chained(const std::function<void(const event&)>& visit) override
    {
        auto chained = tables_.events;
        std::erase_if(chained, [](const event& each) { return !each.number; });
        std::ranges::sort(chained, {}, &event::number);
        for (const event& each : chained) visit(each);
    }
    [[nodiscard]] std::vector<event> unchained(std::size_t most) override
    {
        auto rest = tables_.events;
        std::erase_if(rest, [](const event& each) { return each.number.has_value(); });
        std::ranges::sort(rest, {}, [](const event& each) { return std::tie(each.happened_at, each.id); });
        rest.resize(std::min(rest.size(), most));
        return rest;
    }
    [[nodiscard]] std::vector<event> refusals(timestamp from, timestamp until, std::size_t most) override
    {
        auto found = tables_.events;
        std::erase_if(found, [&](const event& each) {
            return each.happened_at < from || each.happened_at > until || !each.what.ends_with(refusal_ending);
        });
        std::ranges::sort(found, std::greater{}, &event::happened_at);
        found.resize(std::min(found.size(), most));
        return found;
    }
    std::function<void()> before_add;  ///< May throw: the database cannot be written.
    void add_unchained(const event& what) override
    {
        if (before_add) before_add();
        tables_.events.push_back(what);
    }

private:
    memory_tables& tables_;
};

}  // namespace cellseal
