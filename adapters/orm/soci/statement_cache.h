#pragma once

#include <memory>
#include <optional>

#include <soci/soci.h>

#include "plugin/statements/statement_plan.h"

namespace cellseal::soci_orm {

/// Compiled statements that one connection keeps for the next statement with the same plan: most of what a one-time
/// statement takes is compiling it. A plan is made anew when the schema, the keys or the session's settings change, so
/// what was compiled for another plan is never taken. One thread at a time, as the session.
class statement_cache {
public:
    virtual ~statement_cache() = default;
    /// Gives `statement` what was kept for `plan`, as if it had just been prepared, and answers how often the engine
    /// had compiled it again when its origins were last compared; nothing: prepare it.
    [[nodiscard]] virtual std::optional<int> take(const statement_plan& plan,
                                                  soci::details::statement_backend& statement) noexcept = 0;
    /// Takes what `statement` compiled for `plan` out of it. The longest unused makes room.
    virtual void keep(std::shared_ptr<const statement_plan> plan, soci::details::statement_backend& statement,
                      int compared_at) noexcept = 0;
    /// The session ends: from here on nothing is kept. Where somebody has closed the connection under it before, what
    /// was kept had held it open, and it is closed now.
    virtual void close(bool connection_was_closed) noexcept = 0;
};

}  // namespace cellseal::soci_orm
