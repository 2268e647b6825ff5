#include "config/application/key_follower.h"

#include <algorithm>
#include <atomic>
#include <chrono>

#include <fmt/format.h>
#include <unistd.h>

#include "config/application/key_change_access.h"
#include "plugin/error/error.h"

namespace cellseal::config {

namespace {

constexpr std::chrono::seconds between_looks{1};
// Who seals reads the generation more often than that: then this thread leaves the database alone, for a reader can be
// in the way of somebody who has not told SQLite to wait.
constexpr std::chrono::nanoseconds idle = live_keyring::lease + std::chrono::seconds(1);

bool same(const live_keyring::standing& left, const live_keyring::standing& right)
{
    return left.generation == right.generation && left.opens == right.opens;
}

/// A process may hold several applications, each with a keyring of its own.
std::string next_name(const process_identity& process)
{
    static std::atomic<unsigned> count = 0;
    return fmt::format("{} application {}", process.own(), ++count);
}

}  // namespace

key_follower::key_follower(assembly& built, const settings& from, const start_up_report& started,
                           std::function<void()> also)
    : built_(built),
      from_(from),
      started_(started),
      processes_(built.tables),
      identity_(built.crypto.provider()),
      also_(std::move(also)),
      owner_(::getpid()),
      name_(next_name(identity_))
{
    // Here and not in the thread: before the first session is open, nobody else's transaction is in the way.
    try {
        report_when_due();
    } catch (const std::exception& refused) {
        unseen_because_ = fmt::format(
            "a key change does not wait for this process, which could not write itself into {}: {}. Give its user the "
            "rights to read and write that table, or see yourself that it has the new key before it is activated",
            built_.tables.names().processes, refused.what());
    }
    thread_ = std::thread([this] { run(); });
}

key_follower::~key_follower()
{
    // In a child that was forked the thread does not exist: joining it would wait for ever.
    if (::getpid() != owner_) {
        thread_.detach();
        return;
    }
    {
        const std::lock_guard lock(mutex_);
        done_ = true;
    }
    wake_.notify_all();
    thread_.join();
    try {
        processes_.remove(name_);
    } catch (const std::exception&) {
        // Whoever changes the key next sees that this process is gone.
    }
}

void key_follower::run()
{
    std::unique_lock lock(mutex_);
    while (!done_) {
        lock.unlock();
        look();
        lock.lock();
        wake_.wait_for(lock, between_looks, [this] { return done_; });
    }
}

void key_follower::look()
try {
    if (!started_.keyring->is_active()) return;
    started_.keyring->refresh(idle);
    if (also_) also_();
    report_when_due();
    activate_when_all_follow();
} catch (const std::exception&) {
    // Tried again in a second; who seals or opens is told by the keyring itself.
}

void key_follower::report()
{
    const live_keyring::standing now = started_.keyring->stands_at();
    if (same(now, told_)) return;
    processes_.report({name_, now.generation, now.opens, built_.time.now()});
    told_ = now;
    told_at_ = built_.time.since_boot();
    report_again_after_ = {};
}

// Who lacks the right to write would fill the database's log with refusals: ever less often.
void key_follower::report_when_due()
try {
    if (report_again_after_.count() > 0 && built_.time.since_boot() < report_again_at_) return;
    report();
} catch (const std::exception&) {
    report_again_after_ = std::clamp(report_again_after_ * 2, std::chrono::seconds(4), std::chrono::seconds(600));
    report_again_at_ = built_.time.since_boot() + report_again_after_;
    throw;
}

// The third step of a change goes by itself: by whichever process sees first that all have the new key.
void key_follower::activate_when_all_follow()
{
    if (told_.opens == started_.keyring->current()->key_check()) return;
    if (built_.time.since_boot() < told_at_ + heard_within) return;
    key_change_access change(built_, from_, started_.registry, *started_.keyring);
    static_cast<void>(
        change.changer().activate(key_changer::missing::wait_for, key_changer::old_key::opens, "automatic activation"));
    report();
}

}  // namespace cellseal::config
