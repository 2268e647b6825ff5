#include "plugin/admin/key_usage.h"

#include <fmt/format.h>

#include <charconv>

#include "plugin/admin/audited_write.h"

namespace cellseal {

namespace {

constexpr std::string_view what_it_is = "values_sealed";

std::string sealing_key_of(const keyring_document& document)
{
    for (const keyring_record* each : document.of_kind(record_kind::data_key))
        if (each->state == key_state::sealing) return fmt::format("data key {}", each->key_number.value_or(0));
    return "no data key";
}

std::uint64_t number_in(const std::string& digits)
{
    std::uint64_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

std::uint64_t sum_of(event_log& events, const std::string& key)
{
    std::uint64_t sum = 0;
    events.each_chained([&](const event& each) {
        if (each.what == what_it_is && each.subject == key && each.authenticated) sum += number_in(each.reason);
    });
    return sum;
}

}  // namespace

void key_usage::look()
{
    const std::uint64_t now = sealed_();
    if (now - noted_ < block) return;
    note_(now - noted_);
    noted_ = now;
}

std::string note_usage(const admin_surroundings& on, std::uint64_t values)
{
    const std::string key = sealing_key_of(read_authentic(on.keyring, on.around, on.catalogue).document);
    write_audited(on.keyring, on.around, on.catalogue, on.events,
                  {{"cellseal", fmt::format("{}", values)}, std::string(what_it_is), key});
    const std::uint64_t sum = sum_of(on.events, key);
    if (sum < key_usage::limit) return "";
    return fmt::format("{} has sealed {} values, and its limit is {}: change the key", key, sum, key_usage::limit);
}

}  // namespace cellseal
