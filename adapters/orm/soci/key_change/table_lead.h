#pragma once

#include <soci/soci.h>

#include "adapters/orm/soci/key_change/table_shape.h"
#include "plugin/ports/resealable_rows.h"

namespace cellseal::soci_orm {

/// Of several workers that meet in one table of a server, which one goes straight on: whoever has the server's own lock
/// of this name (an advisory one, which locks nothing else and needs no right). Nothing but speed hangs on it.
/// Lifetime: one call; session and shape outlive it. Threads: as the session.
class table_lead {
public:
    table_lead(soci::session& sql, const table_shape& shape) : sql_(sql), shape_(shape) {}
    table_lead(const table_lead&) = delete;
    table_lead& operator=(const table_lead&) = delete;
    /// Leaves it to others.
    ~table_lead();

    /// From the first time that it is asked and free.
    [[nodiscard]] bool is_ours();

    /// For one who does not have it: on from somewhere in the middle of what is left.
    void leave_to_others(reseal_cursor& cursor);

private:
    [[nodiscard]] bool ask(const char* postgresql, const char* mysql);

    soci::session& sql_;
    const table_shape& shape_;
    bool is_ours_ = false;
};

}  // namespace cellseal::soci_orm
