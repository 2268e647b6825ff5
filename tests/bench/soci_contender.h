#pragma once

#include <soci/soci.h>

#include "tests/bench/contender.h"

namespace bench {

/// What all contenders on SOCI share: the statements; how a value looks in the table is up to each.
class soci_contender : public contender {
public:
    void reset() override;
    void insert_unprotected(std::span<const contact> what) override;
    void insert_unprotected_one_time(std::span<const contact> what) override;
    void round_trips(std::size_t count) override;

protected:
    explicit soci_contender(soci::session& sql) : sql_(sql) {}
    soci::session& sql() { return sql_; }

private:
    soci::session& sql_;
};

/// Bytes of a contact: what a reader has to touch.
std::size_t bytes_in(const contact& c);

inline constexpr std::size_t bulk_size = 1'000;

}  // namespace bench
