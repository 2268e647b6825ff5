#include "adapters/orm/soci/key_change/sqlite_walk.h"

#include "adapters/orm/soci/sqlite_of_soci.h"

#include <algorithm>
#include <thread>
#include <utility>

#include <fmt/format.h>

#include "adapters/orm/soci/key_change/database_trouble.h"
#include "adapters/orm/soci/key_change/reseal_sql.h"
#include "adapters/orm/soci/sqlite_cache.h"
#include "adapters/orm/soci/sqlite_waiting.h"

namespace cellseal::soci_orm {

sqlite_walk::sqlite_walk(soci::session& sql, const sealing_line::reseal_with& how, std::string condition,
                         write_pace& pace)
    : sql_(sql),
      shape_(how.shape),
      condition_(std::move(condition)),
      pace_(pace),
      line_(how),
      strides_(sql, how.shape),
      update_(sql, reseal_sql::update(how.shape)),
      version_(sql, "pragma data_version")
{
    auto& connection = static_cast<soci::sqlite3_session_backend&>(*sql.get_backend());
    sql << fmt::format("pragma cache_size = -{}", cache_kib);
    keep_readers_in(connection);
    // A commit that waits for a reader keeps everybody out meanwhile.
    wait_in_small_steps(connection);
}

bool sqlite_walk::read(row_block& block)
{
    const key_range range{read_to_, *stride_end_};
    const reseal_sql::wanted_rows rows{
        .condition = condition_, .behind = !range.behind.empty(), .until = !range.until.empty(), .most = block_};
    if (!rows.behind || !rows.until) {
        sqlite_statement once(sql_, reseal_sql::select(shape_, rows));
        return read_rows(once, shape_, range, block_bytes, block);
    }
    if (!read_on_) read_on_.emplace(sql_, reseal_sql::select(shape_, rows));
    return read_rows(*read_on_, shape_, range, block_bytes, block);
}

bool sqlite_walk::may_read() const { return !all_read_ && left_ > 0 && steady::now() < until_; }

std::size_t sqlite_walk::rows_for_next() const
{
    const std::size_t fit = pace_.is_alone() ? ahead_alone : static_cast<std::size_t>(pace_.hold() / time_of_a_row);
    return std::clamp(fit, least_ahead, ahead_alone);
}

void sqlite_walk::choose_block()
{
    const std::size_t rows = std::min(pace_.is_alone() ? block_alone : block_beside_others, left_);
    if (std::exchange(block_, rows) != rows) read_on_.reset();
}

void sqlite_walk::read_ahead(std::size_t rows)
{
    while (may_read() && line_.rows() < rows && line_.bytes() < most_bytes) {
        choose_block();
        row_block block;
        if (!spare_.empty()) {
            block = std::move(spare_.back());
            spare_.pop_back();
        }
        if (!stride_end_) stride_end_ = strides_.end_behind(read_to_);
        const bool through = read(block) && block.rows().size() < block_;
        if (!through) {
            read_to_ = cursor_of(block.rows().back().before);
        } else {
            all_read_ = stride_end_->empty();
            if (!all_read_) read_to_ = *std::exchange(stride_end_, std::nullopt);
        }
        left_ -= block.rows().size();
        if (!block.rows().empty()) line_.put(std::move(block));
    }
}

void sqlite_walk::take_in_hand()
{
    // A block that has held something large would keep its memory.
    if (in_hand_.bytes() < block_bytes) {
        in_hand_.clear();
        spare_.push_back(std::move(in_hand_));
    }
    in_hand_ = line_.take();
    next_ = 0;
}

bool sqlite_walk::others_wrote()
{
    const statement_in_use running{version_};
    stored_field version;
    version.is_number = true;
    if (version_.step()) version_.take(std::span(&version, 1));
    return pace_.has_changed(version.number);
}

bool sqlite_walk::cache_is_full()
{
    constexpr int bytes_of_a_kib = 1024;
    int used = 0, most = 0;
    sqlite_api::sqlite3_db_status(static_cast<soci::sqlite3_session_backend&>(*sql_.get_backend()).conn_,
                                  SQLITE_DBSTATUS_CACHE_USED, &used, &most, 0);
    return used / bytes_of_a_kib > cache_kib + cache_kib / 8;
}

// SQLite takes back the one row that hurts a unique key; the transaction goes on.
void sqlite_walk::write_row(const row_rewrite& row, written_rows& now)
try {
    const bool written = soci_orm::write_row(update_, row);
    ++(written ? now.counted.resealed : now.counted.moved);
} catch (const soci::soci_error& failed) {
    if (trouble_of(failed) != trouble::duplicate) throw;
    now.duplicates.push_back(row.before);
}

void sqlite_walk::pass_row(written_rows& now)
{
    const row_rewrite& row = in_hand_.rows()[next_];
    if (row.changed) write_row(row, now);
    ++now.counted.rows;
    ++next_;
    if (is_in_hand()) return;
    now.last = cursor_of(row.before);
    now.found.insert(now.found.end(), in_hand_.found.begin(), in_hand_.found.end());
}

void sqlite_walk::write_rows(written_rows& now)
{
    const auto until = steady::now() + pace_.hold();
    do {
        pass_row(now);
        if (is_in_hand() || cache_is_full()) continue;
        if (pace_.is_alone()) read_ahead(least_alone);  // Beside others, between transactions.
        if (!line_.empty()) take_in_hand();
    } while (is_in_hand() && steady::now() < until);
    if (next_ > 0) now.last = cursor_of(in_hand_.rows()[next_ - 1].before);
}

sqlite_walk::written_rows sqlite_walk::next_transaction()
{
    written_rows rows;
    if (std::ranges::none_of(in_hand_.rows().subspan(next_), &row_rewrite::changed)) {
        while (is_in_hand()) pass_row(rows);
        return rows;
    }
    std::this_thread::sleep_until(pace_.begins());
    write_pace::transaction now{.began = {}, .wrote = {}, .ended = {}, .others = false};
    const std::uint64_t looks = looks_for_locks();
    in_writing_transaction(sql_, [&] {
        now.began = steady::now();
        now.others = others_wrote() || looks_for_locks() > looks;
        write_rows(rows);
        now.wrote = steady::now();
    });
    now.ended = steady::now();
    pace_.ended(now);
    return rows;
}

void sqlite_walk::run(reseal_cursor& cursor, std::size_t most, reseal_batch& done, const told_rows& tell)
{
    left_ = most;
    read_to_ = cursor.after;
    until_ = steady::now() + longest_call;
    for (read_ahead(rows_for_next()); is_in_hand() || !line_.empty(); read_ahead(rows_for_next())) {
        if (!is_in_hand()) take_in_hand();
        const written_rows now = next_transaction();
        cursor.after = now.last;
        done.rows += now.counted.rows;
        done.resealed += now.counted.resealed;
        done.moved += now.counted.moved;
        done.findings += now.found.size();
        tell(now.found, now.duplicates);
    }
    cursor.after = read_to_;
    cursor.at_end = all_read_;
}

}  // namespace cellseal::soci_orm
