#pragma once

#include <soci/soci.h>

#include <functional>
#include <span>
#include <string>

#include "tests/bench/bench_database.h"
#include "tests/bench/contact_data.h"

namespace bench {

/// One table in a database of its own.
class contact_table {
public:
    contact_table(const bench_database& where, const std::string& name);

    /// SQLite does not wait for the disk: what is measured is the work.
    struct session : soci::session {
        session(const contact_table& table, const soci::backend_factory& through);
    };
    [[nodiscard]] session open() const { return open(factory()); }
    [[nodiscard]] session open(const soci::backend_factory& through) const { return {*this, through}; }
    [[nodiscard]] const soci::backend_factory& factory() const { return where_.factory(); }
    /// A transaction that writes.
    void begin(soci::session& sql) const;
    [[nodiscard]] bool is_sqlite() const { return where_.name().starts_with("sqlite"); }

private:
    const bench_database& where_;
    std::string address_;
};

/// The contacts as they are given, without tokens, in one transaction.
void insert_all(soci::session& sql, std::span<const contact> data);

/// Calls `work` with 0, 1, … in so many threads.
void in_threads(int workers, const std::function<void(int)>& work);

}  // namespace bench
