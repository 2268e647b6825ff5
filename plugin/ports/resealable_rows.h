#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "plugin/keys/keyring.h"

namespace cellseal {

/// A value that a key change could not move, and why. Nothing of it was overwritten.
struct reseal_finding {
    std::string table;
    std::string row;        ///< Its key, "17" or "17, de".
    std::string attribute;  ///< "contact.email"
    std::string reason;     ///< The name of an error code ("tampered"), "duplicate" or "duplicate of 23".
    bool acknowledged = false;

    /// "contact.email 17": how an administrator names it.
    [[nodiscard]] std::string name() const { return attribute + " " + row; }
    bool operator==(const reseal_finding&) const = default;
};

/// How far one walk through a table has come. The prefix in the data is the truth: losing this loses time, no more.
struct reseal_cursor {
    std::vector<std::string> after;  ///< Key of the last row looked at; empty: at the beginning.
    bool at_end = false;
};

/// What one batch did.
struct reseal_batch {
    std::uint64_t rows = 0;      ///< Looked at.
    std::uint64_t resealed = 0;  ///< Rewritten under the sealing key.
    std::uint64_t moved = 0;     ///< Changed by somebody else in between; left to the next walk.
    std::uint64_t findings = 0;  ///< Values that did not open, and duplicates.
};

/// What an administrator has told all workers, through the database.
struct work_orders {
    bool paused = false;
    std::optional<std::uint64_t> rows_per_second;  ///< Of each worker; 0: as fast as it goes; nothing: its own limit.
};

/// What happens to rows that somebody else holds locked.
enum class locked_rows : std::uint8_t { skip, wait };

/// The stored rows of all protected tables, as a key change works on them: batches by primary key, each one commit, all
/// sealed columns of a row with their tokens in one compare-and-swap.
///
/// `most` is the number of rows in one call, and so in a commit; 0: as many as the database likes.
///
/// Memory is constant in the number of rows. Threads: one at a time; several objects, in one process or many, work side
/// by side. All members throw error database_unavailable when the database is locked or gone: nothing is lost then.
class resealable_rows {
public:
    virtual ~resealable_rows() = default;

    /// The protected tables that exist in the database, by their names.
    [[nodiscard]] virtual std::vector<std::string> tables() = 0;

    /// Reseals at most `most` rows behind the cursor that hold anything not under the sealing keys of `keys`.
    [[nodiscard]] virtual reseal_batch reseal(const std::string& table, const keyring& keys, reseal_cursor& cursor,
                                              std::size_t most, locked_rows locked) = 0;

    /// The same for values that are stored in the open, of these attributes alone: what begins like a sealed value is
    /// opened and never taken for plain.
    [[nodiscard]] virtual reseal_batch take_in(const std::string& table, std::span<const std::string> attributes,
                                               const keyring& keys, reseal_cursor& cursor, std::size_t most,
                                               locked_rows locked) = 0;
    /// Rows in which a value of these attributes is not sealed under the present keys.
    [[nodiscard]] virtual std::uint64_t count_untaken(const std::string& table, std::span<const std::string> attributes,
                                                      const keyring& keys) = 0;
    /// Lets fences that stand pass plain values of these attributes.
    virtual void admit_plain(std::span<const std::string> attributes, const keyring& keys) = 0;

    /// Opens at most `most` rows behind the cursor with the sealing keys alone; what does not is a finding.
    [[nodiscard]] virtual reseal_batch verify(const std::string& table, const keyring& keys, reseal_cursor& cursor,
                                              std::size_t most) = 0;

    /// Rows that hold a value or token not under the sealing keys.
    [[nodiscard]] virtual std::uint64_t count_old(const std::string& table, const keyring& keys) = 0;

    /// Lets a fence that stands pass what lies under pending keys (S1), and what a new policy of an attribute seals.
    /// Does nothing where it passes already.
    virtual void widen_fences(const keyring& keys) = 0;

    /// S5: from here on the database itself refuses what is not under the sealing keys, and every transaction that was
    /// open before has ended. False where this user may not make triggers: nothing stands then.
    /// `attributes`: of their tables alone; empty: of all.
    [[nodiscard]] virtual bool close_fences(const keyring& keys, std::span<const std::string> attributes = {}) = 0;

    /// S6: where the database has a stronger means than a trigger that needs every row to be new already, and allows
    /// it, uses it. Taken back by widen_fences(), admit_plain() and close_fences(), which let other values pass.
    virtual void confirm_fences(const keyring& keys) = 0;

    /// The statements that put up the fences which close_fences() could not, for somebody who may run them; none where
    /// all of them stand.
    [[nodiscard]] virtual std::vector<std::string> missing_fences(const keyring& keys) = 0;

    /// Returns when every transaction that has written to a protected table before has ended.
    virtual void wait_for_writers() = 0;

    /// What is recorded as not moved. Forgets, before a walk that finds it again, what nobody has acknowledged.
    [[nodiscard]] virtual std::vector<reseal_finding> findings(std::size_t most) = 0;
    virtual void forget_findings() = 0;
    /// False when there is no such finding.
    [[nodiscard]] virtual bool acknowledge(const std::string& name) = 0;

    /// Where one connection at a time may write (SQLite) one worker at a time does: true when it is this one's turn,
    /// from now on or as before. To be asked before each batch, once a second at least; who gets false stands by,
    /// writes nothing, and asks again. A holder that has not asked for `still` is taken for gone. Always true on a
    /// server. Nothing hangs on it but speed: two that work at once break nothing.
    [[nodiscard]] virtual bool has_turn(std::chrono::milliseconds still) = 0;
    /// Lets another worker have it at once.
    virtual void give_turn_up() noexcept = 0;

    [[nodiscard]] virtual work_orders orders() = 0;
    virtual void set_orders(const work_orders& next) = 0;

    /// The application's own triggers that an update of sealed columns fires, by name.
    [[nodiscard]] virtual std::vector<std::string> triggers_fired() = 0;

    /// What the database still holds of overwritten bytes, and the statements that clean it up.
    [[nodiscard]] virtual std::string left_behind() = 0;
};

}  // namespace cellseal
