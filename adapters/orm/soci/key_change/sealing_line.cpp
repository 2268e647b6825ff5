#include "adapters/orm/soci/key_change/sealing_line.h"

#include <algorithm>
#include <system_error>
#include <utility>

namespace cellseal::soci_orm {

namespace {

void seal_rows(row_block& block, const table_shape& shape, row_resealer& by)
{
    for (row_rewrite& row : block.rows())
        by.reseal(row, [&](const attribute& which, errc reason) {
            block.found.push_back(
                {shape.name, row.before.name(), which.full_name(), std::string(name_of(reason)), false});
        });
}

}  // namespace

sealing_line::sealing_line(const reseal_with& how) : how_(how), own_(how.shape, how.how, how.keys, how.taken_in) {}

sealing_line::~sealing_line()
{
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    if (beside_.joinable()) beside_.join();
}

sealing_line::station* sealing_line::next_waiting() noexcept
{
    const auto found = std::ranges::find(blocks_, stage::waiting, [](const auto& each) { return each->at; });
    return found == blocks_.end() ? nullptr : found->get();
}

void sealing_line::seal(station& which, row_resealer& by, std::unique_lock<std::mutex>& lock)
{
    which.at = stage::in_hand;
    lock.unlock();
    try {
        seal_rows(which.block, how_.shape, by);
    } catch (...) {
        which.failed = std::current_exception();
    }
    lock.lock();
    which.at = stage::done;
    changed_.notify_all();
}

void sealing_line::work_beside()
{
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        if (station* const next = next_waiting())
            seal(*next, *beside_by_, lock);
        else
            changed_.wait(lock);
    }
}

// For few rows a thread is not worth its beginning.
void sealing_line::start()
try {
    constexpr std::size_t few = 2;
    if (beside_.joinable() || blocks_.size() < few || std::thread::hardware_concurrency() < 2) return;
    beside_by_ = std::make_unique<row_resealer>(how_.shape, how_.how, how_.keys, how_.taken_in);
    beside_ = std::thread([this] { work_beside(); });
} catch (const std::system_error&) {
    // The system has no thread left: take() seals.
}

void sealing_line::put(row_block block)
{
    rows_ += block.rows().size();
    bytes_ += block.bytes();
    auto added = std::make_unique<station>();
    added->block = std::move(block);
    {
        const std::lock_guard lock(mutex_);
        blocks_.push_back(std::move(added));
    }
    changed_.notify_all();
    start();
}

row_block sealing_line::take()
{
    std::unique_lock lock(mutex_);
    while (blocks_.front()->at != stage::done) {
        if (station* const next = next_waiting())
            seal(*next, own_, lock);
        else
            changed_.wait(lock);
    }
    const std::unique_ptr<station> oldest = std::move(blocks_.front());
    blocks_.pop_front();
    rows_ -= oldest->block.rows().size();
    bytes_ -= oldest->block.bytes();
    if (oldest->failed) std::rethrow_exception(oldest->failed);
    return std::move(oldest->block);
}

}  // namespace cellseal::soci_orm
