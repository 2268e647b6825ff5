#include "plugin/statements/plan_cache.h"

#include <algorithm>
#include <functional>
#include <mutex>

#include "plugin/statements/filtered_analysis.h"

namespace cellseal {
namespace {

constexpr std::size_t most_bytes = 4U << 20;  ///< Of text, in each half.
constexpr std::size_t most_schemas = 8;       ///< Whose words are kept ready.

std::shared_ptr<const statement_plan> passing_plan(bool changes_schema)
{
    static const auto made = [](bool changes) {
        auto plan = std::make_shared<statement_plan>();
        plan->changes_schema = changes;
        return std::shared_ptr<const statement_plan>(std::move(plan));
    };
    static const auto only_passing = made(false);
    static const auto definition = made(true);
    return changes_schema ? definition : only_passing;
}

}  // namespace

bool plan_cache::key::operator==(const key& other) const noexcept
{
    return language == other.language && schema_version == other.schema_version &&
           live.data_keys == other.live.data_keys && live.index_keys == other.live.index_keys && text == other.text;
}

std::size_t plan_cache::key_hash::operator()(const key& of) const noexcept
{
    const std::size_t state = static_cast<std::size_t>(of.language) | of.live.data_keys << 8 | of.live.index_keys << 16;
    return std::hash<std::string_view>()(of.text) ^ (state + of.schema_version) * 0x9E3779B97F4A7C15U;
}

plan_cache::plan_cache(std::shared_ptr<const attribute_registry> registry, std::size_t most_plans)
    : registry_(std::move(registry)), most_plans_(most_plans < 2 ? 2 : most_plans)
{
}

std::shared_ptr<const prefilter> plan_cache::words_for(const schema_knowledge& schema)
{
    const auto of_this = [&](const words& each) { return each.first == schema.version; };
    {
        const std::shared_lock guard(lock_);
        const auto found = std::find_if(words_.begin(), words_.end(), of_this);
        if (found != words_.end()) return found->second;
    }
    auto made = std::make_shared<const prefilter>(*registry_, schema);
    const std::unique_lock guard(lock_);
    if (words_.size() >= most_schemas) words_.erase(words_.begin());
    words_.emplace_back(schema.version, made);
    return made;
}

std::shared_ptr<const plan_cache::held> plan_cache::find(const key& wanted)
{
    {
        const std::shared_lock guard(lock_);
        if (const auto found = recent_.find(wanted); found != recent_.end()) return found->second;
        if (!older_.contains(wanted)) return nullptr;
    }
    return find_again(wanted);
}

/// A plan of the older half that is used goes to the younger one.
std::shared_ptr<const plan_cache::held> plan_cache::find_again(const key& wanted)
{
    const std::unique_lock guard(lock_);
    if (const auto found = recent_.find(wanted); found != recent_.end()) return found->second;
    const auto old = older_.find(wanted);
    if (old == older_.end()) return nullptr;
    std::shared_ptr<const held> kept = old->second;
    recent_bytes_ += kept->text.size();
    recent_.insert(older_.extract(old));
    return kept;
}

void plan_cache::keep(const key& wanted, std::shared_ptr<const held> made)
{
    const std::unique_lock guard(lock_);
    if (recent_.size() >= most_plans_ / 2 || recent_bytes_ > most_bytes) {
        older_ = std::exchange(recent_, {});
        recent_bytes_ = 0;
    }
    key owned = wanted;
    owned.text = made->text;
    recent_bytes_ += made->text.size();
    recent_.emplace(owned, std::move(made));
}

std::shared_ptr<const statement_plan> plan_cache::plan(std::string_view sql, dialect language,
                                                       const schema_knowledge& schema, live_keys live)
{
    // Most texts of an application name nothing protected: they cost this look, and no allocation.
    const prefilter::finding named = words_for(schema)->look(sql);
    if (named == prefilter::finding::nothing) return passing_plan(begins_definition(sql));
    const key wanted{sql, language, schema.version, live};
    std::shared_ptr<const held> found = find(wanted);
    if (found == nullptr) {
        auto made = std::make_shared<held>();
        made->registry = registry_;
        made->plan = analyse_filtered(sql, language, *registry_, schema, live, named);
        made->text = sql;
        found = made;
        keep(wanted, std::move(made));
    }
    return {found, &found->plan};
}

std::size_t plan_cache::size() const
{
    const std::shared_lock guard(lock_);
    return recent_.size() + older_.size();
}

void plan_cache::clear()
{
    const std::unique_lock guard(lock_);
    recent_.clear();
    older_.clear();
    recent_bytes_ = 0;
    words_.clear();
}

}  // namespace cellseal
