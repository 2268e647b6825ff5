#include "plugin/interceptor/plan_cache.h"

#include <algorithm>
#include <mutex>
#include <utility>

namespace cellseal {

plan_cache::plan_cache(std::size_t capacity) : half_(std::max<std::size_t>(capacity / 2, 1)) {}

std::shared_ptr<const statement_plan> plan_cache::find(std::string_view sql, std::uint64_t circumstances) const
{
    const wanted what{sql, circumstances};
    const std::shared_lock lock(guard_);
    if (const auto found = young_.find(what); found != young_.end()) return found->second;
    if (const auto found = old_.find(what); found != old_.end()) return found->second;
    return nullptr;
}

void plan_cache::keep(std::string_view sql, std::uint64_t circumstances, std::shared_ptr<const statement_plan> plan)
{
    const std::unique_lock lock(guard_);
    if (young_.size() >= half_) {
        old_ = std::move(young_);
        young_ = {};
    }
    young_.insert_or_assign(key{std::string(sql), circumstances}, std::move(plan));
}

}  // namespace cellseal
