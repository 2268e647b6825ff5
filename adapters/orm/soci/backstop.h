#pragma once

#include <string>
#include <utility>

#include <soci/soci.h>

namespace cellseal::soci_orm {

/// Refuses, below the statement's text, that a statement in which no protected table is named reaches one all the same,
/// through a view or trigger. One for each connection.
class backstop {
public:
    virtual ~backstop() = default;
    /// From here until leave(), protected columns are out of reach.
    virtual void enter() noexcept = 0;
    virtual void leave() noexcept = 0;
    /// What was out of reach when a statement failed since enter(), "table.column" and by way of what; empty: nothing.
    [[nodiscard]] virtual std::string reached() const = 0;
};

/// The statement names no protected table, and reached `what` all the same. Throws statement_refused.
[[noreturn]] void refuse_reaching(const std::string& what);

/// Runs `f` and lets `guard` watch it, which may be null. Where it struck, its reason replaces the database's error.
template <class F>
decltype(auto) watched_by(backstop* guard, F&& f)
{
    if (guard == nullptr) return std::forward<F>(f)();
    struct watch {
        backstop& guard;
        explicit watch(backstop& which) : guard(which) { guard.enter(); }
        ~watch() { guard.leave(); }
    };
    try {
        const watch here(*guard);
        return std::forward<F>(f)();
    } catch (const soci::soci_error&) {
        const std::string reached = guard->reached();
        if (reached.empty()) throw;
        refuse_reaching(reached);
    }
}

}  // namespace cellseal::soci_orm
