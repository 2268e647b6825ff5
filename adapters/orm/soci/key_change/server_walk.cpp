#include "adapters/orm/soci/key_change/server_walk.h"

#include <algorithm>
#include <thread>
#include <utility>

#include "adapters/orm/soci/key_change/database_trouble.h"
#include "adapters/orm/soci/key_change/reseal_sql.h"
#include "adapters/orm/soci/key_change/row_update.h"

namespace cellseal::soci_orm {

using namespace std::chrono_literals;

namespace {

/// Whether so many rows that were not as they had been read mean another worker.
bool is_crowd(std::uint64_t missed, std::size_t of) { return missed > 8 && missed * 4 > of; }

}  // namespace

server_walk::server_walk(soci::session& sql, batch_update& update, const sealing_line::reseal_with& how,
                         std::string condition, locked_rows locked, server_pace& pace)
    : sql_(sql),
      update_(update),
      shape_(how.shape),
      condition_(std::move(condition)),
      locked_(locked),
      pace_(pace),
      watch_(sql, how.shape.home, pace),
      line_(how),
      lead_(sql, how.shape)
{
}

server_walk::~server_walk() { wait_again(); }

// The session says so to the server: not before each statement.
void server_walk::hold_back()
{
    if (!std::exchange(holds_back_, true)) update_.begin();
}

void server_walk::wait_again() noexcept
{
    if (std::exchange(holds_back_, false)) update_.end();
}

std::size_t server_walk::next_block() const noexcept { return std::min({left_, fitting_, pace_.block()}); }

row_block server_walk::read(std::size_t most)
{
    const auto began = steady::now();
    row_block block;
    if (!spare_.empty()) {
        block = std::move(spare_.back());
        spare_.pop_back();
    }
    const reseal_sql::wanted_rows wanted{
        .condition = condition_, .behind = !read_to_.empty(), .most = most, .versions = true};
    const auto select = [&] {
        return rows_select::kind{reseal_sql::select(shape_, wanted), wanted.behind, wanted.versions};
    };
    const auto take = [&](const stored_table_row& row) {
        block.add(shape_).before = row;
        block.measure(row);
    };
    if (!wanted.behind) {
        rows_select(sql_, shape_, select()).run({}, take);
    } else {
        if (!read_on_ || read_on_rows_ != most) read_on_.emplace(sql_, shape_, select());
        read_on_rows_ = most;
        read_on_->run(read_to_, take);
    }
    busy_ += steady::now() - began;
    return block;
}

// One block is sealed while another is written.
void server_walk::read_ahead()
{
    for (std::size_t most = next_block(); !all_read_ && line_.rows() <= most && most > 0 && steady::now() < until_;
         most = next_block()) {
        row_block block = read(most);
        all_read_ = block.rows().size() < most;
        if (block.rows().empty()) return;
        left_ -= block.rows().size();
        read_to_ = cursor_of(block.rows().back().before);
        if (block.bytes() > block_bytes && most > 1) fitting_ = most / 2;
        line_.put(std::move(block));
    }
}

// No more at a time than the server takes in one piece.
server_walk::rewrites server_walk::next_of(rewrites left) const
{
    std::size_t rows = 0, bytes = 0;
    while (rows < std::min(left.size(), rows_) && bytes < block_bytes)
        for (const stored_field& each : left[rows++]->after) bytes += each.text.size();
    return left.first(rows);
}

// What few rows took tells little of what many would take: step by step.
void server_walk::statement_took(std::chrono::nanoseconds span, std::size_t rows) noexcept
{
    pace_.statement_took(span, rows);
    if (rows < rows_ && span <= pace_.longest()) return;
    const auto fitting =
        static_cast<std::size_t>(static_cast<std::int64_t>(rows) * pace_.longest() / std::max(span, 1ns));
    rows_ = std::clamp(std::min(fitting, rows_ * 2), fewest_rows, server_pace::block_alone);
}

// By halves, until it is known which of them cannot be written.
std::uint64_t server_walk::write_at_once(rewrites rows, unwritten& left)
{
    try {
        return update_.run(rows);
    } catch (const soci::soci_error& failed) {
        const trouble what = trouble_of(failed);
        if (what != trouble::duplicate && what != trouble::busy) throw;
        if (rows.size() == 1) {
            if (what == trouble::duplicate) left.refused.push_back(&rows.front()->before);
            return 0;
        }
    }
    const std::size_t half = rows.size() / 2;
    const std::uint64_t written = write_at_once(rows.first(half), left);
    return written + write_at_once(rows.subspan(half), left);
}

std::uint64_t server_walk::write_at_pace(rewrites rows, unwritten& left)
{
    hold_back();
    std::uint64_t all = 0;
    while (!rows.empty()) {
        watch_.keep_silence();
        const rewrites now = next_of(rows);
        rows = rows.subspan(now.size());
        const std::size_t refused = left.refused.size();
        const auto began = steady::now();
        const std::uint64_t written = write_at_once(now, left);
        const auto took = steady::now() - began;
        busy_ += took;
        statement_took(took, now.size());
        if (written + (left.refused.size() - refused) < now.size())
            left.held.insert(left.held.end(), now.begin(), now.end());
        all += written;
        leave_alone();
    }
    return all;
}

void server_walk::leave_alone()
{
    const bool leads = pace_.is_alone() || lead_.is_ours();
    std::this_thread::sleep_for(pace_.gap_after(std::exchange(busy_, 0ns), leads));
}

// One by one: who waits holds nothing. Those among them that are written already are no longer as they were read.
std::uint64_t server_walk::write_waiting(rewrites rows, unwritten& left)
{
    wait_again();
    std::uint64_t written = 0;
    for (const row_rewrite* each : rows) {
        if (std::ranges::find(left.refused, &each->before) != left.refused.end()) continue;
        try {
            written += write_each(sql_, shape_, std::span(&each, 1));
        } catch (const soci::soci_error& failed) {
            if (trouble_of(failed) != trouble::duplicate) throw;
            left.refused.push_back(&each->before);
        }
    }
    return written;
}

void server_walk::write(const row_block& block, reseal_batch& done, std::vector<stored_table_row>& duplicates)
{
    std::vector<const row_rewrite*> changed;
    for (const row_rewrite& each : block.rows())
        if (each.changed) changed.push_back(&each);
    unwritten left;
    std::uint64_t written = write_at_pace(changed, left);
    is_crowded_ = is_crowd(changed.size() - written - left.refused.size(), changed.size());
    // Where another worker is at it one row is enough to wait for; the others are found by another walk.
    rewrites held = left.held;
    if (is_crowded_) held = held.last(1);
    if (locked_ == locked_rows::wait && !held.empty()) written += write_waiting(held, left);
    done.resealed += written;
    done.moved += changed.size() - written - left.refused.size();
    for (const stored_table_row* each : left.refused) duplicates.push_back(*each);
}

void server_walk::work(reseal_cursor& cursor, reseal_batch& done, const told_rows& tell)
{
    for (read_ahead(); !line_.empty(); read_ahead()) {
        row_block block = line_.take();
        read_ahead();
        std::vector<stored_table_row> duplicates;
        write(block, done, duplicates);
        done.findings += block.found.size();
        if (!block.found.empty() || !duplicates.empty()) {
            wait_again();
            tell(block.found, duplicates);
        }
        done.rows += block.rows().size();
        cursor.after = cursor_of(block.rows().back().before);
        if (is_crowded_ && pace_.is_alone() && !lead_.is_ours()) return lead_.leave_to_others(cursor);
        if (block.bytes() > block_bytes) continue;
        block.clear();
        spare_.push_back(std::move(block));
    }
    cursor.at_end = all_read_;
}

void server_walk::run(reseal_cursor& cursor, std::size_t most, reseal_batch& done, const told_rows& tell)
try {
    fitting_ = server_pace::block_alone;
    left_ = most;
    read_to_ = cursor.after;
    until_ = steady::now() + longest_call;
    work(cursor, done, tell);
} catch (const soci::soci_error&) {
    if (done.rows == 0) throw;
}

}  // namespace cellseal::soci_orm
