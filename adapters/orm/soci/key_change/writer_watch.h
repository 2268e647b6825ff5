#pragma once

#include <soci/soci.h>

#include "adapters/orm/soci/key_change/server_pace.h"
#include "adapters/orm/soci/key_change/table_shape.h"

namespace cellseal::soci_orm {

/// Tells a pace whether others write on the server. Where the server does not say how much was written they are taken
/// not to. Lifetime: one call; session and pace outlive it. Threads: as the session.
class writer_watch {
public:
    writer_watch(soci::session& sql, table_home home, server_pace& pace);

    /// To be called before each statement that writes: waits while all workers are silent, and counts what others
    /// write meanwhile.
    void keep_silence();

private:
    struct look {
        std::uint64_t writes = 0;
        std::chrono::microseconds time{0};
        server_pace::time_point at;
    };
    void prepare();
    [[nodiscard]] look look_now();
    void listen_at_first();
    void listen(const server_pace::span& silence);

    const table_home home_;
    server_pace& pace_;
    long long writes_ = 0;
    long long time_ = 0;
    bool hears_ = true;
    bool is_prepared_ = false;
    soci::statement ask_;
};

}  // namespace cellseal::soci_orm
