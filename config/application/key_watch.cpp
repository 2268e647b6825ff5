#include "config/application/key_watch.h"

#include <fmt/format.h>

#include "plugin/admin/audited_write.h"

namespace cellseal::config {

key_watch::key_watch(const clock& time, const soci_orm::sealing_backend_factory& sealing, admin_surroundings on,
                     std::function<void(const std::string&)> tell)
    : on_(std::move(on)),
      tell_(std::move(tell)),
      alarm_(
          time, [&sealing] { return sealing.failed_openings(); }, [this](std::uint64_t failed) { raise(failed); }),
      usage_([&sealing] { return sealing.sealed_values(); },
             [this](std::uint64_t values) {
                 if (const std::string told = note_usage(on_, values); !told.empty()) tell_(told);
             })
{
}

void key_watch::look()
{
    alarm_.look();
    usage_.look();
}

// Told first: the database may be what is under attack.
void key_watch::raise(std::uint64_t failed)
{
    const std::string what = fmt::format("{} values failed to open within a minute", failed);
    tell_(what + ": somebody tries them, or a table was damaged; look at the rows that the errors name");
    write_audited(on_.keyring, on_.around, on_.catalogue, on_.events, {{"cellseal", ""}, "opening_alarm", what});
}

}  // namespace cellseal::config
