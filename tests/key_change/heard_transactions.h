#pragma once

#include <chrono>
#include <functional>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/orm/soci/sqlite_of_soci.h"

namespace cellseal::tests {

/// When a connection of SQLite to a worker of a key change has had the lock, heard from SQLite itself. Times between
/// two moments are never longer than the worker's own of the same: it takes them outside of these. Threads: the
/// worker's. Lifetime: the session outlives it.
class heard_transactions {
public:
    using clock = std::chrono::steady_clock;
    struct transaction {
        clock::time_point asked;  // for the lock
        clock::time_point began;  // with the lock
        clock::time_point ended;  // committed
    };

    /// `before_each` runs when the lock is about to be asked for.
    heard_transactions(soci::session& sql, std::function<void()> before_each)
        : connection_(static_cast<soci::sqlite3_session_backend&>(*sql.get_backend()).conn_),
          before_each_(std::move(before_each))
    {
        sqlite_api::sqlite3_trace_v2(connection_, SQLITE_TRACE_STMT | SQLITE_TRACE_PROFILE, &hear, this);
    }
    heard_transactions(const heard_transactions&) = delete;
    heard_transactions& operator=(const heard_transactions&) = delete;
    ~heard_transactions() { sqlite_api::sqlite3_trace_v2(connection_, 0, nullptr, nullptr); }

    [[nodiscard]] const std::vector<transaction>& all() const noexcept { return all_; }

private:
    static int hear(unsigned event, void* self, void* statement, void*)
    {
        const char* const text = sqlite_api::sqlite3_sql(static_cast<sqlite_api::sqlite3_stmt*>(statement));
        static_cast<heard_transactions*>(self)->hear(event == SQLITE_TRACE_PROFILE, text);
        return 0;
    }
    void hear(bool is_over, std::string_view text)
    {
        if (text == "begin immediate" && !is_over) {
            before_each_();
            all_.push_back({.asked = clock::now(), .began = {}, .ended = {}});
        } else if (text == "pragma data_version" && !is_over) {
            all_.back().began = clock::now();  // What a worker asks first with the lock.
        } else if (text == "commit" && is_over) {
            all_.back().ended = clock::now();
        }
    }

    sqlite_api::sqlite3* connection_;
    std::function<void()> before_each_;
    std::vector<transaction> all_;
};

}  // namespace cellseal::tests
