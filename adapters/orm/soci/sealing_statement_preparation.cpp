// From the user's text to a compiled statement, and there again when the schema or the keys have changed.

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "adapters/orm/soci/column_types.h"
#include "adapters/orm/soci/redaction.h"
#include "adapters/orm/soci/sealing_statement.h"
#include "plugin/error/error.h"

namespace cellseal::soci_orm {

namespace {

/// Whether a text that the analysis passed may still change what the catalogue says.
bool begins_like_ddl(std::string_view sql)
{
    const std::size_t first = sql.find_first_not_of(" \t\r\n(");
    if (first == std::string_view::npos) return false;
    const std::string_view word = sql.substr(first, sql.find_first_of(" \t\r\n", first) - first);
    constexpr std::array<std::string_view, 6> ddl = {"create", "alter", "drop", "rename", "attach", "detach"};
    return std::any_of(ddl.begin(), ddl.end(), [&](std::string_view each) { return same_identifier(each, word); });
}

}  // namespace

// Elements of the inner backend that were handed out may still look at what they were bound to.
void sealing_statement::keep_compiled() noexcept
{
    if (compiled_ && !passes() && !handed_out_inner_elements_) compiled_->keep(plan_, *inner_, compared_at_);
}

// A statement of some backends can be prepared once only. Elements of the inner backend that were handed out before
// keep the statement they belong to, which is never run again.
void sealing_statement::renew_inner()
{
    if (handed_out_inner_elements_)
        former_.push_back(std::move(inner_));
    else
        inner_->clean_up();
    handed_out_inner_elements_ = false;
    inner_.reset(session_.inner_backend().make_statement_backend());
    inner_->alloc();
}

void sealing_statement::take_plan(std::shared_ptr<const statement_plan> plan)
{
    plan_ = std::move(plan);
    connection_ = session_.schema().connection();
    origins_checked_ = false;
    changes_schema_ = plan_->changes_schema || begins_like_ddl(sql_);
    if (passes()) return;
    compiled_ = session_.compiled();
    inputs_.plan(plan_);
    outputs_.plan(plan_);
}

// Reading the schema may fail, on a locked database; SOCI would add the bound values to that, too.
std::shared_ptr<const statement_plan> sealing_statement::planned() const
{
    return redacting("preparing", sql_, [&] { return session_.plan_for(sql_); });
}

void sealing_statement::prepare(const std::string& query, soci::details::statement_type type)
{
    if (inputs_.has_elements() || outputs_.has_elements())
        throw_redacted("Call bind_clean_up() before preparing another text in the same statement.", "preparing", sql_);
    const bool was_protected = !passes();
    plan_.reset();
    sql_ = query;
    type_ = type;
    auto plan = planned();
    if (was_protected || (plan->outcome == plan_outcome::ok && handed_out_inner_elements_)) renew_inner();
    take_plan(std::move(plan));
    if (passes())
        watched_by(session_.guard(), [&] { inner_->prepare(query, type); });
    else
        prepare_inner();
}

void sealing_statement::compile()
{
    redacting("preparing", sql_, [&] { inner_->prepare(plan_->rewritten, type_); });
    compared_at_ = 0;
}

void sealing_statement::prepare_inner()
{
    if (const auto compared_at = compiled_ ? compiled_->take(*plan_, *inner_) : std::nullopt) {
        compared_at_ = *compared_at;
        return;
    }
    compile();
    if (session_.how().names_origins() != origin_time::prepared) return;
    const std::string disagreement = disagreeing_origin(session_, *inner_, *plan_);
    if (disagreement.empty()) return;

    // Another connection may have changed the schema: read it again, once.
    session_.schema().forget();
    auto fresh = planned();
    if (fresh != plan_ && fresh->outcome == plan_outcome::ok) {
        renew_inner();
        take_plan(std::move(fresh));
        compile();
        if (disagreeing_origin(session_, *inner_, *plan_).empty()) return;
    }
    inner_->clean_up();
    throw error(errc::origin_mismatch, disagreement);
}

void sealing_statement::check_origins_after_execution()
{
    const engine& how = session_.how();
    const int again = how.times_compiled_again(*inner_);
    if (again == compared_at_ && (origins_checked_ || how.names_origins() != origin_time::executed)) return;
    const std::string disagreement = disagreeing_origin(session_, *inner_, *plan_);
    if (!disagreement.empty()) {
        session_.schema().forget();
        throw error(errc::origin_mismatch, disagreement);
    }
    origins_checked_ = true;
    compared_at_ = again;
}

// A key change that began after the statement was prepared: its comparisons have to look for the new key, too. And a
// connection that is another one now, or reads texts under other settings: not every server has prepared the text.
void sealing_statement::follow_live_keys()
{
    const bool same_reading = session_.schema().connection() == connection_;
    if (inputs_.is_filled() || (same_reading && session_.interceptor().covers_live_keys(*plan_))) return;
    inputs_.drop();
    outputs_.drop();
    renew_inner();
    take_plan(planned());
    prepare_inner();
}

}  // namespace cellseal::soci_orm
