#pragma once

#include <string>
#include <vector>

#include "plugin/key_change/change_worker.h"

namespace cellseal::command_line {

/// A key change as the command sees it: the steps, the rows, and somebody who works.
class key_change_desk {
public:
    virtual ~key_change_desk() = default;

    [[nodiscard]] virtual key_changer& changer() = 0;
    [[nodiscard]] virtual resealable_rows& rows() = 0;
    virtual work_outcome work(work_limits limits, const change_worker::watcher& watch) = 0;
    virtual work_outcome follow_policies(work_limits limits, const change_worker::watcher& watch) = 0;
    virtual work_outcome take_in(std::vector<std::string> attributes, work_limits limits,
                                 const change_worker::watcher& watch) = 0;

    /// Rows of each table that are not under the present key.
    struct table_left {
        std::string table;
        std::uint64_t rows = 0;
    };
    [[nodiscard]] virtual std::vector<table_left> rows_left() = 0;

    /// Statements for somebody who may make triggers; see resealable_rows::missing_fences().
    [[nodiscard]] virtual std::vector<std::string> missing_fences() = 0;
};

}  // namespace cellseal::command_line
