#pragma once

#include <soci/soci.h>

#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "tests/bench/contact_data.h"

namespace bench {

/// Four threads, each on a session of its own: nine look-ups by e-mail, then one new phone number, each a statement and
/// a transaction of its own.
class mixed_work {
public:
    /// Does one contact's share.
    using step = std::function<void(soci::session& sql, const contact& whose, bool writes)>;

    /// The sessions are opened the first time, by `open`, and kept. Rethrows what a thread has thrown.
    void run(std::span<const contact> all, const std::function<std::unique_ptr<soci::session>()>& open,
             const step& each);

private:
    std::vector<std::unique_ptr<soci::session>> sessions_;
};

}  // namespace bench
