#include "plugin/admin/opening_alarm.h"

namespace cellseal {

opening_alarm::opening_alarm(const clock& time, std::function<std::uint64_t()> failed,
                             std::function<void(std::uint64_t)> raise)
    : time_(time), failed_(std::move(failed)), raise_(std::move(raise)), began_(time_.since_boot()), before_(failed_())
{
}

void opening_alarm::look()
{
    const std::uint64_t now = failed_();
    if (!raised_ && now - before_ >= threshold) {
        raised_ = true;
        raise_(now - before_);
    }
    if (time_.since_boot() - began_ < span) return;
    began_ = time_.since_boot();
    before_ = now;
    raised_ = false;
}

}  // namespace cellseal
