#include "adapters/orm/soci/sealing_session.h"

#include <mutex>
#include <utility>
#include <vector>

#include "adapters/orm/soci/client_blob.h"
#include "adapters/orm/soci/sealing_statement.h"
#include "plugin/statements/refusal.h"

namespace cellseal::soci_orm {

opening_once::opening_once(const soci::backend_factory& inner, const soci::connection_parameters& parameters)
    : inner_(inner), parameters_(parameters)
{
}

soci::details::session_backend* opening_once::make_session(const soci::connection_parameters&) const
{
    if (opened_) throw soci::soci_error("Reconnect the session itself, not the native session underneath.");
    opened_ = true;
    return inner_.make_session(parameters_);
}

namespace {

/// Nothing of it is ever destroyed.
void leave_behind(std::unique_ptr<soci::session> cut)
{
    static std::mutex guard;
    static auto& left = *new std::vector<std::unique_ptr<soci::session>>;
    const std::scoped_lock lock(guard);
    left.push_back(std::move(cut));
}

}  // namespace

sealing_session::~sealing_session()
{
    const bool was_closed = inner_->get_backend() == nullptr;
    if (compiled_) compiled_->close(was_closed);
    if (!was_closed && engine_.throws_when_cut() && !inner_->is_connected()) leave_behind(std::move(inner_));
}

void sealing_session::hand_down_failover_callback() const
{
    if (inner_->get_backend() == nullptr)
        throw soci::soci_error("The native session underneath was closed. Call reconnect() on the session itself.");
    soci::details::session_backend& backend = *inner_->get_backend();
    backend.failoverCallback_ = failoverCallback_;
    backend.session_ = session_;
}

soci::details::session_backend& sealing_session::inner_backend() const
{
    hand_down_failover_callback();
    return *inner_->get_backend();
}

soci::details::session_backend& sealing_session::inner_backend()
{
    return static_cast<const sealing_session*>(this)->inner_backend();
}

std::shared_ptr<const statement_plan> sealing_session::plan_for(std::string_view sql)
{
    static const schema_knowledge nothing_known;
    // Where the engine itself keeps watch over undeclared views, the catalogue is not read for a plain statement.
    if (backstop_ != nullptr && !schema_.is_known()) {
        auto plan = interceptor_->plan_for(sql, nothing_known);
        if (plan->outcome == plan_outcome::pass) return plan;
    }
    if (interceptor_->registry().attributes().empty()) return interceptor_->plan_for(sql, nothing_known);

    schema_.follow();
    // A list of columns that another connection has made longer would leave columns out in silence.
    if (sql.find('*') != std::string_view::npos) schema_.refresh();
    auto plan = interceptor_->plan_for(sql, schema_.knowledge());
    if (plan->outcome == plan_outcome::refuse) throw statement_refused(*plan->why);
    for (const parameter_use& each : plan->parameters)
        if (each.subject != nullptr) schema_.require_fit(*each.subject);
    for (const column_use& each : plan->columns)
        if (each.subject != nullptr) schema_.require_fit(*each.subject);
    for (const bound_parameter& each : plan->bound)
        if (each.compound != nullptr) schema_.require_fit(each.compound->tokens);
    return plan;
}

bool sealing_session::is_connected() { return inner_->get_backend() != nullptr && inner_backend().is_connected(); }
void sealing_session::begin() { inner_backend().begin(); }
void sealing_session::commit() { inner_backend().commit(); }
void sealing_session::rollback() { inner_backend().rollback(); }

// The inner backend may run a statement of its own to answer: on the inner session, which it belongs to.
bool sealing_session::get_next_sequence_value(soci::session&, const std::string& sequence, long long& value)
{
    return inner_backend().get_next_sequence_value(*inner_, sequence, value);
}

bool sealing_session::get_last_insert_id(soci::session&, const std::string& table, long long& value)
{
    return inner_backend().get_last_insert_id(*inner_, table, value);
}

std::string sealing_session::get_table_names_query() const { return inner_backend().get_table_names_query(); }

std::string sealing_session::get_column_descriptions_query() const
{
    return inner_backend().get_column_descriptions_query();
}

std::string sealing_session::create_table(const std::string& table) { return inner_backend().create_table(table); }
std::string sealing_session::drop_table(const std::string& table) { return inner_backend().drop_table(table); }
std::string sealing_session::truncate_table(const std::string& table) { return inner_backend().truncate_table(table); }

std::string sealing_session::create_column_type(column_type type, int precision, int scale)
{
    return inner_backend().create_column_type(type, precision, scale);
}

std::string sealing_session::add_column(const std::string& table, const std::string& column, column_type type,
                                        int precision, int scale)
{
    return inner_backend().add_column(table, column, type, precision, scale);
}

std::string sealing_session::alter_column(const std::string& table, const std::string& column, column_type type,
                                          int precision, int scale)
{
    return inner_backend().alter_column(table, column, type, precision, scale);
}

std::string sealing_session::drop_column(const std::string& table, const std::string& column)
{
    return inner_backend().drop_column(table, column);
}

std::string sealing_session::constraint_unique(const std::string& name, const std::string& columns)
{
    return inner_backend().constraint_unique(name, columns);
}

std::string sealing_session::constraint_primary_key(const std::string& name, const std::string& columns)
{
    return inner_backend().constraint_primary_key(name, columns);
}

std::string sealing_session::constraint_foreign_key(const std::string& name, const std::string& columns,
                                                    const std::string& other_table, const std::string& other_columns)
{
    return inner_backend().constraint_foreign_key(name, columns, other_table, other_columns);
}

std::string sealing_session::empty_blob() { return inner_backend().empty_blob(); }
std::string sealing_session::nvl() { return inner_backend().nvl(); }
std::string sealing_session::get_dummy_from_table() const { return inner_backend().get_dummy_from_table(); }
std::string sealing_session::get_backend_name() const { return inner_backend().get_backend_name(); }

soci::details::statement_backend* sealing_session::make_statement_backend() { return new sealing_statement(*this); }

// SOCI casts these to the inner backend's types, so they have to be the inner backend's own.
soci::details::rowid_backend* sealing_session::make_rowid_backend() { return inner_backend().make_rowid_backend(); }
soci::details::blob_backend* sealing_session::make_blob_backend()
{
    if (!engine_.has_free_blobs() && !interceptor_->registry().attributes().empty())
        return new client_blob(*inner_, *this);
    return inner_backend().make_blob_backend();
}

}  // namespace cellseal::soci_orm
