#pragma once

#include <memory>
#include <span>
#include <string>

#include "plugin/values/suite.h"
#include "tests/bench/bench_database.h"
#include "tests/bench/contact_data.h"

namespace bench {

/// Rewrites the secret columns of all contacts while they may be written.
class rewriter {
public:
    virtual ~rewriter() = default;
    /// By so many connections at once, each with a thread of its own, in commits of `batch` rows; a resealer decides
    /// about its commits itself.
    virtual void rewrite(int workers, std::size_t batch) = 0;
    /// A connection of an application, and one write of it: a contact of the table gets a new phone number.
    class writer {
    public:
        virtual ~writer() = default;
        virtual void write(int id, const std::string& phone) = 0;
    };
    /// nullptr where nobody can write beside it.
    [[nodiscard]] virtual std::unique_ptr<writer> open_writer() = 0;
};

/// The indexed column of what plain SOCI writes: one constant for all rows, which the index takes in order; or one for
/// each, in no order, as blind-index tokens are.
enum class plain_tokens { same, scattered };

/// Plain SOCI: constants of the length that a sealed value has, by one prepared statement.
[[nodiscard]] std::unique_ptr<rewriter> make_constant_rewriter(const bench_database& where,
                                                               std::span<const contact> data, plain_tokens tokens);

/// What one writes by hand, as hand_cipher does it: rows are read, opened, sealed with another key and written by two
/// prepared statements. Its values do not tell their key, so that nobody may write meanwhile.
[[nodiscard]] std::unique_ptr<rewriter> make_hand_rewriter(const bench_database& where, std::span<const contact> data);

/// cellseal: the rows' values are resealed from one key to another, and back the next time.
[[nodiscard]] std::unique_ptr<rewriter> make_resealer(const bench_database& where, std::span<const contact> data,
                                                      cellseal::suite sealed_with);

}  // namespace bench
