#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "adapters/admin/command_line/key_change_desk.h"

namespace cellseal::command_line {

/// A key change as a person is told of it: both truths, who is missing, what waits for a decision.
struct told_change {
    change_facts facts;
    std::vector<key_change_desk::table_left> left;
    std::vector<reseal_finding> findings;
    work_orders orders;

    [[nodiscard]] std::uint64_t rows_left() const noexcept;
};

[[nodiscard]] told_change look_at(key_change_desk& desk);

[[nodiscard]] std::string text_of(const told_change& told);
[[nodiscard]] nlohmann::ordered_json json_of(const told_change& told);

/// One line that replaces itself: step, bar, rate, time left.
[[nodiscard]] std::string progress_line(const work_progress& progress);

}  // namespace cellseal::command_line
