#include "adapters/orm/soci/key_change/server_walk.h"

#include <algorithm>
#include <random>
#include <utility>

#include "adapters/orm/soci/key_change/database_trouble.h"
#include "adapters/orm/soci/key_change/reseal_sql.h"
#include "adapters/orm/soci/key_change/row_update.h"

namespace cellseal::soci_orm {

using namespace std::chrono_literals;

namespace {

/// Whether so many rows that were not as they had been read mean another worker.
bool is_crowd(std::uint64_t missed, std::size_t of) { return missed > 8 && missed * 4 > of; }

/// About the middle, not the same for all who come off worse.
std::size_t about_half_of(long long rows)
{
    constexpr unsigned parts = 16, first = 6, choice = 5;
    return static_cast<std::size_t>(rows) * (first + std::random_device{}() % choice) / parts;
}

/// So long as one exists the session waits for no lock.
class holding_back {
public:
    explicit holding_back(batch_update& update) : update_(update) { update_.begin(); }
    holding_back(const holding_back&) = delete;
    holding_back& operator=(const holding_back&) = delete;
    ~holding_back() { update_.end(); }

private:
    batch_update& update_;
};

}  // namespace

server_walk::server_walk(soci::session& sql, batch_update& update, const sealing_line::reseal_with& how,
                         std::string condition, locked_rows locked)
    : sql_(sql),
      update_(update),
      shape_(how.shape),
      condition_(std::move(condition)),
      locked_(locked),
      line_(how),
      lead_(sql, how.shape)
{
}

row_block server_walk::read()
{
    row_block block;
    if (!spare_.empty()) {
        block = std::move(spare_.back());
        spare_.pop_back();
    }
    const reseal_sql::wanted_rows wanted{
        .condition = condition_, .behind = !read_to_.empty(), .most = block_, .versions = true};
    const auto select = [&] {
        return rows_select::kind{reseal_sql::select(shape_, wanted), wanted.behind, wanted.versions};
    };
    const auto take = [&](const stored_table_row& row) {
        block.add(shape_).before = row;
        block.measure(row);
    };
    if (!wanted.behind) {
        rows_select(sql_, shape_, select()).run({}, take);
        return block;
    }
    if (!read_on_) read_on_.emplace(sql_, shape_, select());
    read_on_->run(read_to_, take);
    return block;
}

// One block is sealed while another is written.
void server_walk::read_ahead()
{
    while (!all_read_ && line_.rows() <= block_ && left_ >= block_ && steady::now() < until_) {
        row_block block = read();
        all_read_ = block.rows().size() < block_;
        if (block.rows().empty()) return;
        left_ -= block.rows().size();
        read_to_ = cursor_of(block.rows().back().before);
        if (block.bytes() > block_bytes && block_ > 1) {
            block_ /= 2;
            read_on_.reset();
        }
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
    if (rows < rows_ && span <= statement) return;
    const auto fitting = static_cast<std::size_t>(static_cast<std::int64_t>(rows) * statement / std::max(span, 1ns));
    rows_ = std::clamp(std::min(fitting, rows_ * 2), fewest_rows, largest_block);
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
    const holding_back waits_for_no_lock(update_);
    std::uint64_t all = 0;
    while (!rows.empty()) {
        const rewrites now = next_of(rows);
        rows = rows.subspan(now.size());
        const std::size_t refused = left.refused.size();
        const auto began = steady::now();
        const std::uint64_t written = write_at_once(now, left);
        statement_took(steady::now() - began, now.size());
        if (written + (left.refused.size() - refused) < now.size())
            left.held.insert(left.held.end(), now.begin(), now.end());
        all += written;
    }
    return all;
}

// One by one: who waits holds nothing. Those among them that are written already are no longer as they were read.
std::uint64_t server_walk::write_waiting(rewrites rows, unwritten& left)
{
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
    if (locked_ == locked_rows::wait) written += write_waiting(held, left);
    done.resealed += written;
    done.moved += changed.size() - written - left.refused.size();
    for (const stored_table_row* each : left.refused) duplicates.push_back(*each);
}

// The other goes straight on: this one begins again somewhere in the middle of what is left. What is left out in the
// end is found by another walk.
void server_walk::leave_to_others(reseal_cursor& cursor)
{
    const reseal_sql::wanted_rows behind{.condition = "1 = 1", .behind = true};
    stored_table_row from(shape_), to(shape_);
    set_key(from, cursor.after);
    long long left = 0;
    soci::statement count(sql_);
    count.exchange(soci::into(left));
    bind(count, from.key, 'k');
    count.alloc();
    count.prepare(reseal_sql::count(shape_, behind));
    count.define_and_bind();
    count.execute(true);
    soci::statement key(sql_);
    take_into(key, to.key);
    bind(key, from.key, 'k');
    key.alloc();
    key.prepare(reseal_sql::key_at(shape_, true, about_half_of(left)));
    key.define_and_bind();
    cursor.at_end = !key.execute(true);
    if (!cursor.at_end) cursor.after = cursor_of(to);
}

void server_walk::work(reseal_cursor& cursor, reseal_batch& done, const told_rows& tell)
{
    for (read_ahead(); !line_.empty(); read_ahead()) {
        row_block block = line_.take();
        read_ahead();
        std::vector<stored_table_row> duplicates;
        write(block, done, duplicates);
        done.findings += block.found.size();
        tell(block.found, duplicates);
        done.rows += block.rows().size();
        cursor.after = cursor_of(block.rows().back().before);
        if (is_crowded_ && !lead_.is_ours()) return leave_to_others(cursor);
        if (block.bytes() > block_bytes) continue;
        block.clear();
        spare_.push_back(std::move(block));
    }
    cursor.at_end = all_read_;
}

void server_walk::run(reseal_cursor& cursor, std::size_t most, reseal_batch& done, const told_rows& tell)
try {
    block_ = std::min(most, largest_block);
    left_ = most;
    read_to_ = cursor.after;
    until_ = steady::now() + longest_call;
    work(cursor, done, tell);
} catch (const soci::soci_error&) {
    if (done.rows == 0) throw;
}

}  // namespace cellseal::soci_orm
