#include "tests/bench/mixed_work.h"

#include <future>

namespace bench {

namespace {

constexpr std::size_t threads = 4;

void do_share(soci::session& sql, std::span<const contact> share, const mixed_work::step& each)
{
    std::size_t done = 0;
    for (const contact& whose : share) each(sql, whose, ++done % 10 == 0);
}

}  // namespace

void mixed_work::run(std::span<const contact> all, const std::function<std::unique_ptr<soci::session>()>& open,
                     const step& each)
{
    while (sessions_.size() < threads) sessions_.push_back(open());
    const std::size_t share = all.size() / threads;
    std::vector<std::future<void>> running;
    for (std::size_t i = 0; i < threads; ++i)
        running.push_back(std::async(std::launch::async, do_share, std::ref(*sessions_[i]), all.subspan(i * share, share),
                                     std::cref(each)));
    for (auto& thread : running) thread.get();
}

}  // namespace bench
