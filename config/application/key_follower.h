#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include <sys/types.h>

#include "adapters/orm/soci/key_change/process_table_soci.h"
#include "adapters/process/operating_system_process.h"
#include "config/application/assembly.h"
#include "plugin/keys/live_keyring.h"

namespace cellseal::config {

/// A thread that looks at the keyring's generation when nobody else of this process has done so for some seconds, so
/// that a process follows a key change also while it is idle; and tells the others in cellseal_process which key it
/// opens. It writes at the start, when the generation has moved, and at the end; never else, so that a database without
/// a patient lock is left alone.
///
/// Whatever fails is tried again: nothing but the speed of a key change depends on it, except that a change cannot wait
/// for a process that is not in the table. So a start tells why it is not. A child that is forked has no such thread:
/// it follows when it seals. Lifetime: what it is made from outlives it.
class key_follower {
public:
    /// `also` is called once a second while the keyring is open.
    key_follower(assembly& built, const settings& from, const start_up_report& started,
                 std::function<void()> also = {});
    key_follower(const key_follower&) = delete;
    key_follower& operator=(const key_follower&) = delete;
    ~key_follower();

    /// Why this process was not in the table when it started, and what that means; empty when it was.
    [[nodiscard]] const std::string& unseen_because() const noexcept { return unseen_because_; }

private:
    void run();
    void look();
    void report();
    void report_when_due();
    void activate_when_all_follow();

    assembly& built_;
    const settings& from_;
    const start_up_report& started_;
    soci_orm::process_table_soci processes_;
    operating_system_process identity_;
    live_keyring::standing told_;
    std::chrono::nanoseconds told_at_{};
    std::chrono::nanoseconds report_again_at_{};  // after one that failed
    std::chrono::seconds report_again_after_{};
    std::string unseen_because_;
    std::function<void()> also_;
    pid_t owner_;
    std::string name_;

    std::mutex mutex_;
    std::condition_variable wake_;
    bool done_ = false;
    std::thread thread_;
};

}  // namespace cellseal::config
