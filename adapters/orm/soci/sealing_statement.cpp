#include "adapters/orm/soci/sealing_statement.h"

#include <algorithm>

#include "adapters/orm/soci/redaction.h"
#include "adapters/orm/soci/stale_write.h"
#include "plugin/error/error.h"
#include "plugin/statements/refusal.h"

namespace cellseal::soci_orm {

using soci::details::statement_backend;

namespace {

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
        outputs_.before_execute(*inner_, number, inputs_.take_keys());
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
