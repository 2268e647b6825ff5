#pragma once

#include <memory>
#include <optional>
#include <string>

#include "plugin/statements/analysis.h"
#include "tests/statements/judged_database.h"

namespace cellseal::test {

/// A real engine as the judge of a plan. Two databases hold the same rows: one in the clear, one with marks in place of
/// sealed values and tokens. The user's text runs on the first, the rewritten text on the second with each parameter
/// marked as the plan says. Then: every protected column holds marks of its own attribute or NULL, no other column
/// holds a mark, the result's columns are what the plan says, and with the marks taken off both databases and results
/// are the same.
class plan_judge {
public:
    /// Both databases are empty, of one engine, and this object's own.
    plan_judge(std::unique_ptr<judged_database> clear, std::unique_ptr<judged_database> marked, live_keys live = {});
    plan_judge(const plan_judge&) = delete;
    plan_judge& operator=(const plan_judge&) = delete;
    ~plan_judge();

    struct verdict {
        bool ran = false;                    ///< Both texts ran to their end.
        std::optional<std::string> finding;  ///< What the plan got wrong.
    };
    [[nodiscard]] verdict judge(const std::string& sql, const statement_plan& plan, const parameter_values& value_of);

private:
    void execute(const std::string& sql);
    void make_unique();
    void fill();
    void mark_tokens();
    void mark_values();
    [[nodiscard]] std::string joined(const std::vector<std::string>& parts) const;
    [[nodiscard]] static cell token_of(const statement_plan& plan, const bound_parameter& of,
                                       const parameter_values& value_of);
    [[nodiscard]] parameter_values marking(const statement_plan& plan, const parameter_values& value_of);
    [[nodiscard]] std::optional<std::string> compare_content(bool with_clear);
    [[nodiscard]] verdict look_at(const std::string& sql, const statement_plan& plan, const answer& plain,
                                  const answer& sealed);

    live_keys live_;
    std::unique_ptr<judged_database> clear_;
    std::unique_ptr<judged_database> marked_;
    std::size_t nonce_ = 0;
};

/// Two SQLite databases in memory.
[[nodiscard]] std::unique_ptr<plan_judge> sqlite_judge(live_keys live = {});

/// A value for every parameter of a plan, so that comparisons hit rows: compared and written ones by their attribute,
/// plain ones by their name, and `plain` for names that say nothing. What a name that begins with "new" stands for is
/// in no row.
[[nodiscard]] parameter_values likely_values(const statement_plan& plan, std::string plain);

/// Whether the text begins like a statement that a transaction takes back.
[[nodiscard]] bool runs_in_a_transaction(const std::string& sql);

}  // namespace cellseal::test
