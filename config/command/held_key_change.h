#pragma once

#include "adapters/admin/command_line/key_change_desk.h"
#include "config/application/administration.h"
#include "config/application/key_change_access.h"

namespace cellseal::config {

/// A key change for the command, over what an administration holds open. Lifetime: `opened` outlives it.
class held_key_change final : public command_line::key_change_desk {
public:
    /// Throws error inactive, with what to do, where no keyring is open; keyring_damaged where the attributes are not
    /// those that the keyring vouches for.
    explicit held_key_change(administration& opened);

    [[nodiscard]] key_changer& changer() override { return access_.changer(); }
    [[nodiscard]] resealable_rows& rows() override { return access_.rows(); }
    work_outcome work(work_limits limits, const change_worker::watcher& watch) override
    {
        return access_.work(std::move(limits), watch);
    }
    work_outcome follow_policies(work_limits limits, const change_worker::watcher& watch) override
    {
        return access_.follow_policies(std::move(limits), watch);
    }
    work_outcome take_in(std::vector<std::string> attributes, work_limits limits,
                         const change_worker::watcher& watch) override
    {
        return access_.take_in(std::move(attributes), std::move(limits), watch);
    }
    [[nodiscard]] std::vector<table_left> rows_left() override;
    [[nodiscard]] std::vector<std::string> missing_fences() override;

private:
    administration& opened_;
    key_change_access access_;
};

}  // namespace cellseal::config
