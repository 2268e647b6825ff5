#include "plugin/interceptor/attribute_interceptor.h"

#include <algorithm>
#include <utility>

#include "plugin/values/compound_index.h"
#include "plugin/values/sealed_value.h"

namespace cellseal {

namespace {

const attribute* subject_of(const statement_plan& plan, const bound_parameter& what)
{
    return plan.parameters[what.source].subject;
}

/// A comparison's parameters name the live keys that were known when the plan was made; writing names one key only.
bool looks_for_keys(const statement_plan& plan, const bound_parameter& what)
{
    return what.form != bound_form::as_given && plan.parameters[what.source].role == parameter_role::compare;
}

bool looks_for_keys(const statement_plan& plan)
{
    return std::any_of(plan.bound.begin(), plan.bound.end(), [&](auto& each) { return looks_for_keys(plan, each); });
}

/// How many keys of each kind the plan's comparisons look for.
live_keys sought_by(const statement_plan& plan)
{
    live_keys sought{0, 0};
    for (const bound_parameter& each : plan.bound) {
        if (!looks_for_keys(plan, each)) continue;
        auto& count = each.form == bound_form::token ? sought.index_keys : sought.data_keys;
        count = std::max(count, each.key_slot + 1);
    }
    return sought;
}

}  // namespace

attribute_interceptor::attribute_interceptor(std::shared_ptr<const attribute_registry> registry,
                                             std::shared_ptr<keyring_access> keys, dialect language,
                                             interceptor_limits limits)
    : registry_(std::move(registry)),
      keys_(std::move(keys)),
      language_(language),
      limits_(limits),
      plans_(registry_, limits.cached_plans)
{
}

live_keys attribute_interceptor::live_now()
{
    const auto keys = keys_->current();
    return {keys->live_data_keys(), keys->live_index_keys()};
}

std::shared_ptr<const statement_plan> attribute_interceptor::plan_for(std::string_view sql,
                                                                      const schema_knowledge& schema)
{
    // Only a comparison asks how many keys there are; everything else is planned without a keyring at hand.
    auto plan = plans_.plan(sql, language_, schema);
    if (plan->outcome != plan_outcome::ok || !looks_for_keys(*plan)) return plan;
    const live_keys live = live_now();
    if (live.data_keys <= 1 && live.index_keys <= 1) return plan;
    return plans_.plan(sql, language_, schema, live);
}

bool attribute_interceptor::covers_live_keys(const statement_plan& plan)
{
    const live_keys sought = sought_by(plan);
    if (sought.data_keys == 0 && sought.index_keys == 0) return true;
    const live_keys live = live_now();
    return (sought.data_keys == 0 || sought.data_keys >= live.data_keys) &&
           (sought.index_keys == 0 || sought.index_keys >= live.index_keys);
}

bool attribute_interceptor::store(const statement_plan& plan, const bound_parameter& what, const keyring& keys,
                                  plain_view value, const row_key& row, std::string& out, wiping_buffer& scratch) const
{
    out.clear();
    const attribute& which = *subject_of(plan, what);
    const bool comparing = plan.parameters[what.source].role == parameter_role::compare;
    if (value.type == value_type::null && (comparing || which.nulls == null_policy::keep)) return false;

    // A key change has ended since the plan was made: the slot is empty, and the sealing key's value in its place
    // changes neither IN nor NOT IN, which NULL would.
    const attribute_keys& own = keys.keys_of(which);
    std::size_t slot = what.key_slot;
    if (what.form == bound_form::token) {
        if (slot != 0 && own.live_index(slot) == nullptr) slot = 0;
        return blind_index::token(which, keys, value, out, scratch, slot);
    }
    if (slot != 0 && own.live(slot) == nullptr) slot = 0;
    field_sealer::seal(which, keys, value, row, out, scratch, slot, limits_.body_bytes);
    sealed_.fetch_add(1, std::memory_order_relaxed);
    return true;
}

opened_value attribute_interceptor::open(const attribute& which, std::shared_ptr<const keyring>& keys,
                                         std::string_view stored, const row_key& row, wiping_buffer& scratch)
{
    try {
        return field_sealer::open(which, *keys, stored, row, scratch, limits_.body_bytes);
    } catch (const error& problem) {
        if (problem.code() != errc::unknown_key) {
            failed_.fetch_add(1, std::memory_order_relaxed);
            throw;
        }
    }
    try {
        keys = keys_->reload_for(sealed_value::read_prefix(stored, which.form).value.value().key);
        return field_sealer::open(which, *keys, stored, row, scratch, limits_.body_bytes);
    } catch (const error&) {
        failed_.fetch_add(1, std::memory_order_relaxed);
        throw;
    }
}

bool attribute_interceptor::store_compound(const bound_parameter& what, const keyring& keys,
                                           std::span<const plain_view> values, std::string& out, wiping_buffer& scratch)
{
    out.clear();
    // As in store(): an empty slot takes the token of the sealing key.
    const bool live = keys.keys_of(what.compound->tokens).live_index(what.key_slot) != nullptr;
    return blind_index::token(*what.compound, keys, values, out, scratch, live ? what.key_slot : 0);
}

bool attribute_interceptor::is_hit(const hit_check& check, const attribute& which, plain_view opened,
                                   std::span<const plain_view> wanted)
{
    return std::any_of(wanted.begin(), wanted.end(), [&](plain_view each) {
        return check.compound != nullptr ? blind_index::same(check.compound->index(), which, opened, each)
                                         : blind_index::same(which, opened, each);
    });
}

}  // namespace cellseal
