#include "adapters/orm/soci/key_change/sqlite_walk.h"

#include "adapters/orm/soci/sqlite_of_soci.h"

#include <algorithm>
#include <thread>
#include <utility>

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
    // What one transaction changes stays in memory until it commits: written to the file earlier it would lock out
    // readers. 16 MB are enough for that, unless rows are long.
    sql << "pragma cache_size = -16000";
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

bool sqlite_walk::may_read() const { return !all_read_ && left_ >= block_ && steady::now() < until_; }

// As many as are written at once, so that they are sealed meanwhile.
void sqlite_walk::read_ahead()
{
    while (may_read() && line_.rows() < pace_.rows() + block_ && line_.bytes() < most_bytes) {
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

std::vector<row_block> sqlite_walk::sealed_blocks()
{
    std::vector<row_block> blocks;
    std::size_t rows = 0, bytes = 0;
    do {
        blocks.push_back(line_.take());
        rows += blocks.back().rows().size();
        bytes += blocks.back().bytes();
        read_ahead();
    } while (rows < pace_.rows() && bytes < most_bytes && !line_.empty());
    return blocks;
}

void sqlite_walk::keep(std::vector<row_block> blocks)
{
    for (row_block& each : blocks) {
        // A block that has held something large would keep its memory.
        if (each.bytes() >= block_bytes) continue;
        each.clear();
        spare_.push_back(std::move(each));
    }
}

bool sqlite_walk::others_wrote()
{
    const statement_in_use running{version_};
    stored_field version;
    version.is_number = true;
    if (version_.step()) version_.take(std::span(&version, 1));
    return pace_.has_changed(version.number);
}

// SQLite takes back the one row that hurts a unique key; the transaction goes on.
std::uint64_t sqlite_walk::write_at_once(std::span<const row_rewrite* const> rows,
                                         std::vector<const stored_table_row*>& duplicates)
{
    constexpr std::chrono::microseconds at_once{500};
    std::this_thread::sleep_until(pace_.begins());
    std::uint64_t written = 0;
    const auto asked = steady::now();
    write_pace::transaction now{.rows = rows.size(), .began = {}, .wrote = {}, .ended = {}, .others = false};
    in_writing_transaction(sql_, [&] {
        now.began = steady::now();
        now.others = others_wrote() || now.began - asked > at_once;
        for (const row_rewrite* each : rows) {
            try {
                written += write_row(update_, *each) ? 1 : 0;
            } catch (const soci::soci_error& failed) {
                if (trouble_of(failed) != trouble::duplicate) throw;
                duplicates.push_back(&each->before);
            }
        }
        now.wrote = steady::now();
    });
    now.ended = steady::now();
    pace_.ended(now);
    return written;
}

void sqlite_walk::write(const std::vector<row_block>& blocks, reseal_batch& done,
                        std::vector<stored_table_row>& duplicates)
{
    std::vector<const row_rewrite*> changed;
    for (const row_block& block : blocks)
        for (const row_rewrite& each : block.rows())
            if (each.changed) changed.push_back(&each);
    for (std::span<const row_rewrite* const> left = changed; !left.empty();) {
        const auto now = left.first(std::min(left.size(), pace_.rows()));
        left = left.subspan(now.size());
        std::vector<const stored_table_row*> refused;
        const std::uint64_t written = write_at_once(now, refused);
        done.resealed += written;
        done.moved += now.size() - written - refused.size();
        for (const stored_table_row* each : refused) duplicates.push_back(*each);
    }
}

void sqlite_walk::run(reseal_cursor& cursor, std::size_t most, reseal_batch& done, const told_rows& tell)
{
    block_ = std::min(most, largest_block);
    left_ = most;
    read_to_ = cursor.after;
    until_ = steady::now() + longest_call;
    for (read_ahead(); !line_.empty(); read_ahead()) {
        std::vector<row_block> blocks = sealed_blocks();
        std::vector<stored_table_row> duplicates;
        write(blocks, done, duplicates);
        cursor.after = cursor_of(blocks.back().rows().back().before);
        std::vector<reseal_finding> found;
        for (const row_block& each : blocks) {
            done.rows += each.rows().size();
            found.insert(found.end(), each.found.begin(), each.found.end());
        }
        done.findings += found.size();
        tell(found, duplicates);
        keep(std::move(blocks));
    }
    cursor.after = read_to_;
    cursor.at_end = all_read_;
}

}  // namespace cellseal::soci_orm
