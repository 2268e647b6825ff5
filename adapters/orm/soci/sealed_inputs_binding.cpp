// Which of the user's elements belongs to which parameter of the statement.

#include <algorithm>
#include <cctype>
#include <utility>

#include <fmt/format.h>

#include "adapters/orm/soci/redaction.h"
#include "adapters/orm/soci/sealed_inputs.h"
#include "plugin/error/error.h"

namespace cellseal::soci_orm {

void sealed_inputs::plan(std::shared_ptr<const statement_plan> plan)
{
    drop();
    plan_ = std::move(plan);
    occurrences_.clear();
    for (const parameter_use& each : plan_->parameters) occurrences_.emplace_back(each.name, each.occurrence);
    std::sort(occurrences_.begin(), occurrences_.end());
}

void sealed_inputs::drop() noexcept
{
    may_come_back_.clear();
    parameters_.clear();
    kept_.clear();
    keys_.reset();
    by_occurrence_.clear();
    connected_ = filled_ = false;
}

sealed_inputs::named_occurrences::const_iterator sealed_inputs::first_named(std::string_view name) const
{
    return std::lower_bound(occurrences_.begin(), occurrences_.end(), std::pair(name, std::size_t{0}));
}

bool sealed_inputs::is_named(std::string_view name) const
{
    const auto found = first_named(name);
    return found != occurrences_.end() && found->first == name;
}

// SOCI binds the member `phone` of an entity where the statement has only `:phone_home` (its issue 26).
bool sealed_inputs::is_part_of_a_name(std::string_view name) const
{
    return std::any_of(plan_->parameters.begin(), plan_->parameters.end(), [&](const parameter_use& each) {
        return each.name.size() > name.size() && each.name.starts_with(name) &&
               std::isalnum(static_cast<unsigned char>(each.name[name.size()])) == 0;
    });
}

void sealed_inputs::add(const use_record& record, std::string_view sql)
{
    const bool by_name = !record.name.empty();
    // All others agree with the first.
    if (!records_.empty() && records_.front() != &record && records_.front()->name.empty() == by_name)
        throw_redacted("Binding for use elements must be either by position or by name.", "binding parameters of", sql);
    const bool known =
        by_name ? is_named(record.name) : static_cast<std::size_t>(record.position) <= plan_->positions.size();
    if (!known && by_name && is_part_of_a_name(record.name)) {
        partly_named_.push_back(&record);
        return;
    }
    if (!known)
        throw_redacted(by_name ? fmt::format("Cannot bind to (by name) :{}", record.name)
                               : fmt::format("Cannot bind to position {}", record.position),
                       "binding parameters of", sql);
    if (std::find(records_.begin(), records_.end(), &record) == records_.end()) records_.push_back(&record);
    drop();
}

void sealed_inputs::remove(const use_record& record) noexcept
{
    std::erase(partly_named_, &record);
    std::erase(records_, &record);
    drop();
}

void sealed_inputs::connect(std::string_view sql)
{
    if (connected_) return;
    by_occurrence_.assign(plan_->parameters.size(), nullptr);
    for (const use_record* each : records_) {
        if (each->name.empty()) {
            for (const std::size_t occurrence : plan_->positions[static_cast<std::size_t>(each->position) - 1])
                if (by_occurrence_[occurrence] == nullptr) by_occurrence_[occurrence] = each;
        } else {
            for (auto one = first_named(each->name); one != occurrences_.end() && one->first == each->name; ++one)
                if (by_occurrence_[one->second] == nullptr) by_occurrence_[one->second] = each;
        }
    }
    require_all_bound(sql);
    for (const bound_parameter& each : plan_->bound)
        if (const use_record* source = by_occurrence_[each.source])
            parameters_.push_back(
                std::make_unique<inner_parameter>(each, *source, plan_->parameters[each.source].subject));
    for (const auto& each : parameters_)
        if (each->is_as_given() && !each->source().read_only) may_come_back_.push_back(each.get());
    make_kept();
    connected_ = true;
}

void sealed_inputs::make_kept()
{
    kept_.clear();
    for (const hit_check& check : plan_->hit_checks)
        for (const std::size_t occurrence : check.occurrences) {
            kept_.push_back(std::make_unique<kept_value>());
            kept_.back()->occurrence = occurrence;
        }
}

// SQLite takes NULL for a parameter that nobody bound. For a protected one that would be a value lost in silence.
void sealed_inputs::require_all_bound(std::string_view sql) const
{
    // Then a name that is a part of another was no member of an entity, but a slip.
    if (!partly_named_.empty() &&
        std::find(by_occurrence_.begin(), by_occurrence_.end(), nullptr) != by_occurrence_.end())
        throw_redacted(fmt::format("Cannot bind to (by name) :{}", partly_named_.front()->name),
                       "binding parameters of", sql);
    for (const parameter_use& each : plan_->parameters)
        if (each.subject != nullptr && by_occurrence_[each.occurrence] == nullptr)
            throw error(
                errc::statement_refused,
                fmt::format("No value is bound to parameter :{} of {}; add a use() element. If the soci::statement "
                            "had another text before, call bind_clean_up() first.",
                            each.name, each.subject->place()));
}

std::size_t sealed_inputs::size_of(const use_record& record, std::string_view sql) const
{
    const std::size_t size = record.count();
    if (size == 0) throw_redacted("Vectors of size 0 are not allowed.", "executing", sql);
    for (const use_record* each : records_)
        if (each->count() != size)
            throw_redacted(fmt::format("Bind variable size mismatch ({} and {}).", size, each->count()), "executing",
                           sql);
    return size;
}

}  // namespace cellseal::soci_orm
