#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "adapters/orm/soci/key_change/row_block.h"
#include "adapters/orm/soci/key_change/row_resealer.h"

namespace cellseal::soci_orm {

/// Opens and seals blocks of rows in a thread of its own while the thread of the database session reads and writes
/// others. Blocks leave in the order in which they came; whoever waits for one that nobody has begun seals it himself.
///
/// Errors of sealing leave by take(). The thread lives as long as this object, which lives for one call: a fork between
/// calls finds none. Where no thread can be had the caller seals everything. Threads: one calls. References outlive it.
class sealing_line {
public:
    /// How one thread reseals: the line makes an object for each.
    struct reseal_with {
        const table_shape& shape;
        const engine& how;
        const keyring& keys;
        std::span<const std::string> taken_in;
    };

    explicit sealing_line(const reseal_with& how);
    sealing_line(const sealing_line&) = delete;
    sealing_line& operator=(const sealing_line&) = delete;
    /// Blocks that were not taken are dropped, unsealed or not.
    ~sealing_line();

    /// `block` holds at least one row.
    void put(row_block block);
    [[nodiscard]] bool empty() const noexcept { return blocks_.empty(); }
    /// Of what was put and not taken.
    [[nodiscard]] std::size_t rows() const noexcept { return rows_; }
    [[nodiscard]] std::size_t bytes() const noexcept { return bytes_; }

    /// The oldest block, sealed. Throws what sealing it has thrown.
    [[nodiscard]] row_block take();

private:
    enum class stage : std::uint8_t { waiting, in_hand, done };
    struct station {
        row_block block;
        stage at = stage::waiting;
        std::exception_ptr failed;
    };

    void work_beside();
    void start();
    [[nodiscard]] station* next_waiting() noexcept;
    void seal(station& which, row_resealer& by, std::unique_lock<std::mutex>& lock);

    const reseal_with how_;
    row_resealer own_;
    std::unique_ptr<row_resealer> beside_by_;
    std::size_t rows_ = 0;  // of the caller's thread alone, as bytes_
    std::size_t bytes_ = 0;
    std::deque<std::unique_ptr<station>> blocks_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool stopping_ = false;
    std::thread beside_;
};

}  // namespace cellseal::soci_orm
