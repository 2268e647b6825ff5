#include "adapters/orm/soci/key_change/writer_watch.h"

#include <thread>

namespace cellseal::soci_orm {

namespace {

using steady = std::chrono::steady_clock;

/// Transactions that have written, in all databases of the server, and the microseconds of its clock.
constexpr const char* on_postgresql =
    "select txid_snapshot_xmax(txid_current_snapshot()), "
    "cast(extract(epoch from clock_timestamp()) * 1000000 as bigint)";
/// Statements that have.
constexpr const char* on_mysql =
    "select cast(sum(variable_value) as signed), cast(unix_timestamp(now(6)) * 1000000 as signed) from "
    "information_schema.global_status where variable_name in ('COM_INSERT', 'COM_INSERT_SELECT', 'COM_UPDATE', "
    "'COM_UPDATE_MULTI', 'COM_DELETE', 'COM_DELETE_MULTI', 'COM_REPLACE', 'COM_REPLACE_SELECT', 'COM_LOAD')";

}  // namespace

writer_watch::writer_watch(soci::session& sql, table_home home, server_pace& pace) : home_(home), pace_(pace), ask_(sql)
{
    ask_.exchange(soci::into(writes_));
    ask_.exchange(soci::into(time_));
}

void writer_watch::prepare()
{
    ask_.alloc();
    ask_.prepare(home_ == table_home::postgresql ? on_postgresql : on_mysql);
    ask_.define_and_bind();
    is_prepared_ = true;
}

writer_watch::look writer_watch::look_now()
{
    const auto asked = steady::now();
    ask_.execute(true);
    const auto answered = steady::now();
    return {static_cast<std::uint64_t>(writes_), std::chrono::microseconds(time_), asked + (answered - asked) / 2};
}

void writer_watch::listen_at_first()
{
    const std::uint64_t before = look_now().writes;
    std::this_thread::sleep_for(server_pace::silence);
    const look after = look_now();
    pace_.heard_at_first(after.writes - before);
    pace_.tell_time(after.time, after.at);
}

// Who wakes too late has heard nothing.
void writer_watch::listen(const server_pace::span& silence)
{
    std::this_thread::sleep_until(silence.begins + server_pace::settling);
    const look before = look_now();
    std::this_thread::sleep_until(silence.ends - server_pace::leaving);
    const look after = look_now();
    const auto now = steady::now();
    const bool is_early = before.at < silence.begins + server_pace::silence / 2;
    if (is_early && now < silence.ends) pace_.heard(after.writes - before.writes, now);
    pace_.tell_time(after.time, after.at);
    std::this_thread::sleep_until(silence.ends);
}

void writer_watch::keep_silence()
try {
    if (!hears_) return;
    const auto now = steady::now();
    const auto silence = pace_.next_silence(now);
    if (silence && now < silence->begins) return;
    if (!is_prepared_) prepare();
    silence ? listen(*silence) : listen_at_first();
} catch (const soci::soci_error&) {
    hears_ = false;
}

}  // namespace cellseal::soci_orm
