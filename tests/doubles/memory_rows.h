#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "plugin/error/error.h"
#include "plugin/ports/process_table.h"
#include "plugin/ports/resealable_rows.h"

namespace cellseal {

class memory_processes final : public process_table {
public:
    std::map<std::string, process_presence> rows;
    bool may_be_made = true;

    void require() override
    {
        if (!may_be_made) throw error(errc::bad_schema, "let the owner run: create table cellseal_process");
    }
    void report(const process_presence& own) override { rows[own.name] = own; }
    void remove(const std::string& name) override { rows.erase(name); }
    [[nodiscard]] std::vector<process_presence> all() override
    {
        std::vector<process_presence> list;
        for (const auto& [name, each] : rows) list.push_back(each);
        return list;
    }
};

class fixed_identity final : public process_identity {
public:
    std::set<std::string> gone;
    [[nodiscard]] std::string own() const override { return "this process"; }
    [[nodiscard]] bool is_gone(const process_presence& other) const override { return gone.contains(other.name); }
};

/// One table of rows that only know the generation of the key that they lie under. `before` is called with the name of
/// each member, and may throw: what a database does that fails in this moment.
class memory_rows final : public resealable_rows {
public:
    std::vector<std::uint64_t> sealed_at = std::vector<std::uint64_t>(10, 0);  ///< Generation of the keyring.
    std::set<std::size_t> damaged;                                             ///< Rows that do not open.
    std::map<std::string, reseal_finding> found;
    bool may_fence = true;
    bool fenced = false;
    std::size_t widened = 0, waits = 0;
    work_orders given;
    std::function<bool()> turn = [] { return true; };
    std::size_t turns_given_up = 0;
    std::function<void(const std::string&)> before = [](const std::string&) {};

    [[nodiscard]] std::vector<std::string> tables() override
    {
        before("tables");
        return {"contact"};
    }
    [[nodiscard]] reseal_batch reseal(const std::string&, const keyring& keys, reseal_cursor& cursor, std::size_t most,
                                      locked_rows) override
    {
        before("reseal");
        reseal_batch done;
        walk(cursor, most, [&](std::size_t row) {
            if (!is_old(row, keys)) return;
            ++done.rows;
            if (damaged.contains(row))
                record(row, done);
            else
                sealed_at[row] = keys.generation(), ++done.resealed;
        });
        return done;
    }
    [[nodiscard]] reseal_batch take_in(const std::string& table, std::span<const std::string>, const keyring& keys,
                                       reseal_cursor& cursor, std::size_t most, locked_rows locked) override
    {
        return reseal(table, keys, cursor, most, locked);
    }
    [[nodiscard]] std::uint64_t count_untaken(const std::string& table, std::span<const std::string>,
                                              const keyring& keys) override
    {
        return count_old(table, keys);
    }
    void admit_plain(std::span<const std::string>, const keyring&) override { before("admit_plain"); }
    [[nodiscard]] reseal_batch verify(const std::string&, const keyring& keys, reseal_cursor& cursor,
                                      std::size_t most) override
    {
        before("verify");
        reseal_batch done;
        walk(cursor, most, [&](std::size_t row) {
            ++done.rows;
            if (is_old(row, keys) && !is_acknowledged(row)) record(row, done);
        });
        return done;
    }
    [[nodiscard]] std::uint64_t count_old(const std::string&, const keyring& keys) override
    {
        before("count_old");
        std::uint64_t count = 0;
        for (std::size_t row = 0; row < sealed_at.size(); ++row) count += is_old(row, keys) && !is_acknowledged(row);
        return count;
    }
    void widen_fences(const keyring&) override
    {
        before("widen_fences");
        ++widened;
    }
    [[nodiscard]] bool close_fences(const keyring&, std::span<const std::string>) override
    {
        before("close_fences");
        fenced = may_fence;
        return may_fence;
    }
    void confirm_fences(const keyring&) override { before("confirm_fences"); }
    [[nodiscard]] std::vector<std::string> missing_fences(const keyring&) override
    {
        return fenced ? std::vector<std::string>{} : std::vector<std::string>{"create fence"};
    }
    void wait_for_writers() override
    {
        before("wait_for_writers");
        ++waits;
    }
    [[nodiscard]] std::vector<reseal_finding> findings(std::size_t) override
    {
        std::vector<reseal_finding> list;
        for (const auto& [name, each] : found) list.push_back(each);
        return list;
    }
    void forget_findings() override
    {
        before("forget_findings");
        std::erase_if(found, [](const auto& each) { return !each.second.acknowledged; });
    }
    [[nodiscard]] bool acknowledge(const std::string& name) override
    {
        if (!found.contains(name)) return false;
        return found.at(name).acknowledged = true;
    }
    [[nodiscard]] bool has_turn(std::chrono::milliseconds) override
    {
        before("has_turn");
        return turn();
    }
    void give_turn_up() noexcept override { ++turns_given_up; }
    [[nodiscard]] work_orders orders() override
    {
        before("orders");
        return given;
    }
    void set_orders(const work_orders& next) override { given = next; }
    [[nodiscard]] std::vector<std::string> triggers_fired() override { return {}; }
    [[nodiscard]] std::string left_behind() override { return "nothing"; }

private:
    // What was sealed since the present key began to seal counts as new.
    [[nodiscard]] bool is_old(std::size_t row, const keyring& keys) const
    {
        return sealed_at[row] < sealing_since && keys.generation() >= sealing_since;
    }
    [[nodiscard]] bool is_acknowledged(std::size_t row) const
    {
        const auto known = found.find("contact.email " + std::to_string(row));
        return known != found.end() && known->second.acknowledged;
    }
    void record(std::size_t row, reseal_batch& done)
    {
        reseal_finding what{"contact", std::to_string(row), "contact.email", "tampered", false};
        found.emplace(what.name(), what);
        ++done.findings;
    }
    template <typename Visit>
    void walk(reseal_cursor& cursor, std::size_t most, Visit visit)
    {
        std::size_t row = cursor.after.empty() ? 0 : std::stoul(cursor.after.front()) + 1;
        const std::size_t end = std::min(row + most, sealed_at.size());
        cursor.at_end = end == sealed_at.size();
        for (; row < end; ++row) visit(row);
        cursor.after = {std::to_string(end - 1)};
    }

public:
    std::uint64_t sealing_since = 0;  ///< The generation whose key seals; a test sets it after activation.
};

}  // namespace cellseal
