#include "adapters/orm/soci/sealing_statement.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "adapters/orm/soci/column_types.h"
#include "adapters/orm/soci/redaction.h"
#include "adapters/orm/soci/stale_write.h"
#include "plugin/error/error.h"
#include "plugin/statements/refusal.h"

namespace cellseal::soci_orm {

using soci::details::statement_backend;

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

refusal unseen_arguments()
{
    return {.code = refusal_code::function,
            .subject = {},
            .message = "What a procedure does with its arguments cannot be seen.",
            .hint =
                "Say what each protected argument is by as_attribute(\"entity.attribute\", value), or call it through "
                "native(sql)."};
}

}  // namespace

sealing_statement::sealing_statement(sealing_session& session)
    : session_(session),
      how_(session.how()),
      inner_(session.inner_backend().make_statement_backend()),
      inputs_(session),
      outputs_(session, inputs_)
{
}

sealing_statement::~sealing_statement() = default;

void sealing_statement::alloc() { inner_->alloc(); }

void sealing_statement::clean_up()
{
    inputs_.drop();
    outputs_.drop();
    for (const auto& each : former_) each->clean_up();
    former_.clear();
    keep_compiled();
    try {
        inner_->clean_up();
    } catch (const soci::soci_error&) {
        if (!how_.throws_when_cut()) throw;
    }
}

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

/// Seals the values of this execution.
void sealing_statement::ready()
{
    redacting("executing", sql_, [&] {
        follow_live_keys();
        inputs_.fill(*inner_, sql_);
    });
}

void sealing_statement::after_success()
{
    if (changes_schema_) session_.schema().forget();
}

statement_backend::exec_fetch_result sealing_statement::execute(int number)
{
    session_.hand_down_failover_callback();
    if (is_procedure_ && !is_vouched_for_) throw statement_refused(unseen_arguments());
    if (passes()) {
        const auto result = watched_by(session_.guard(), [&] { return inner_->execute(number); });
        after_success();
        return result;
    }
    ready();
    try {
        return run(number);
    } catch (const soci::soci_error& failed) {
        if (!is_refused_by_fence(failed)) throw;
    }
    prepare_second_try(number);
    try {
        return run(number);
    } catch (const soci::soci_error& failed) {
        if (!is_refused_by_fence(failed)) throw;
        refuse_stale_write();
    }
}

statement_backend::exec_fetch_result sealing_statement::run(int number)
{
    return redacting("executing", sql_, [&] {
        outputs_.before_execute(*inner_, number);
        inputs_.pre_exec(number);
        const auto result = inner_->execute(number);
        after_success();
        check_origins_after_execution();
        return outputs_.accept(*inner_, result, number, false);
    });
}

// A key change went on while this statement was on its way. Alone it can be run again under the present key; a part of
// a transaction, or one of several rows, is for the user to repeat, at once: the keys are read anew for that, too.
void sealing_statement::prepare_second_try(int number)
{
    const bool is_for_the_user = number > 1 || session_.how().in_transaction(session_.inner());
    try {
        session_.interceptor().reload_keys();
    } catch (const error&) {
        if (!is_for_the_user) throw;
    }
    if (is_for_the_user) refuse_stale_write();
    inputs_.renew();
    ready();
}

statement_backend::exec_fetch_result sealing_statement::fetch(int number)
{
    if (passes()) return inner_->fetch(number);
    return redacting("fetching data from", sql_, [&] {
        outputs_.before_fetch();
        const auto result = inner_->fetch(number);
        check_origins_after_execution();  // SQLite may have waited with it until now.
        return outputs_.accept(*inner_, result, number, true);
    });
}

std::string sealing_statement::rewrite_for_procedure_call(const std::string& query)
{
    is_procedure_ = !session_.interceptor().registry().attributes().empty();
    if (is_procedure_ && !session_.how().has_procedures()) throw statement_refused(unseen_arguments());
    return inner_->rewrite_for_procedure_call(query);
}

int sealing_statement::prepare_for_describe()
{
    if (passes()) return watched_by(session_.guard(), [&] { return inner_->prepare_for_describe(); });
    const int all = redacting("describing", sql_, [&] {
        follow_live_keys();
        inputs_.fill(*inner_, sql_);  // Some backends run the statement to describe it.
        return inner_->prepare_for_describe();
    });
    const auto hidden = std::count_if(plan_->columns.begin(), plan_->columns.end(), [](auto& c) { return c.hidden; });
    return all - static_cast<int>(hidden);
}

}  // namespace cellseal::soci_orm
