#pragma once

#include <memory>
#include <span>

#include "plugin/values/suite.h"
#include "tests/bench/bench_database.h"
#include "tests/bench/contact_data.h"

namespace bench {

/// One way to keep contacts in a database. All contenders do the same work in the same transactions.
class contender {
public:
    virtual ~contender() = default;

    /// An empty table.
    virtual void reset() = 0;
    /// One prepared statement, one row an execution, one transaction.
    virtual void insert(std::span<const contact> what) = 0;
    /// Vectors of 1,000, one transaction.
    virtual void insert_bulk(std::span<const contact> what) = 0;
    /// A statement of its own for each row, one transaction.
    virtual void insert_one_time(std::span<const contact> what) = 0;
    /// All rows, fetched into variables; returns the number of bytes in them, so that nothing is left out.
    virtual std::size_t read_all() = 0;
    /// The same through a rowset<contact>.
    virtual std::size_t read_rowset() = 0;
    /// Each by its e-mail, the whole contact fetched into variables: prepared once, and one-time.
    virtual std::size_t look_up(std::span<const contact> what) = 0;
    virtual std::size_t look_up_one_time(std::span<const contact> what) = 0;
    /// As mixed_work says.
    virtual void work_in_threads(std::span<const contact> what) = 0;
    /// The same statement on a table where nothing is protected, prepared and one-time.
    virtual void insert_unprotected(std::span<const contact> what) = 0;
    virtual void insert_unprotected_one_time(std::span<const contact> what) = 0;
    /// The least that a statement can cost: a constant is asked for, one-time.
    virtual void round_trips(std::size_t count) = 0;
};

/// Plain SOCI; `stored_length` pads each secret to the length of its sealed form, so that both move the same bytes.
enum class plain_values { as_they_are, of_stored_length };
std::unique_ptr<contender> make_plain_soci(const bench_database& where, plain_values how);

/// What a good C++ user writes: SOCI, libsodium's XChaCha20-Poly1305, randombytes_buf and base64, and an HMAC to find
/// by.
std::unique_ptr<contender> make_by_hand(const bench_database& where);

/// cellseal, blind index on the e-mail. Suite 01 comes from libsodium; 02 from OpenSSL, with a nonce prefix for each
/// batch.
std::unique_ptr<contender> make_cellseal(const bench_database& where, cellseal::suite sealed_with);

}  // namespace bench
