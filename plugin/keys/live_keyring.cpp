#include "plugin/keys/live_keyring.h"

#include <fmt/format.h>

#include <algorithm>

#include "plugin/error/error.h"
#include "plugin/keys/keyring_opener.h"

namespace cellseal {

namespace {

// Who can write the database can make up as many unknown ids as he likes.
constexpr std::size_t most_unknown_ids = 1024;

keyring_document present_document(keyring_store& store)
{
    if (auto document = store.load()) return *std::move(document);
    throw error(
        errc::keyring_missing,
        fmt::format(
            "there is no keyring in {}: it was not restored with the data, or the connection is to another database. "
            "Restore cellseal's tables from the backup that the data came from",
            store.place()));
}

std::string newest_held(const keyring_document& document, const std::vector<organisation_key>& keys)
{
    for (const keyring_record* each : document.of_kind(record_kind::organisation_key))
        if (holds(keys, each->id)) return each->key_check;
    return {};
}

}  // namespace

live_keyring::live_keyring(keyring_surroundings around, std::shared_ptr<const attribute_registry> registry)
    : around_(std::move(around)),
      registry_(std::move(registry)),
      seen_(around_.pins),
      from_source_(around_.source, around_.crypto)
{
}

void live_keyring::open(std::vector<organisation_key> keys)
{
    // They may lie in the memory of another provider, which does not outlive this.
    for (organisation_key& each : keys) each.secret = {each.secret.expose(), around_.crypto.key_memory()};
    const std::lock_guard reading(reading_mutex_);
    read_and_open(std::move(keys));
}

void live_keyring::open_again(std::vector<organisation_key> keys)
{
    const std::lock_guard reading(reading_mutex_);
    const instant read_at = around_.time.since_boot();
    const keyring_document document = present_document(around_.store);
    check_organisation(document, around_.organisation);
    open_document(document, std::move(keys), read_at);
}

void live_keyring::deactivate(std::string reason)
{
    const std::lock_guard reading(reading_mutex_);
    const std::lock_guard state(state_mutex_);
    keys_.clear();
    keyring_.reset();
    inactive_because_ = std::move(reason);
}

bool live_keyring::is_active() const
{
    const std::shared_lock state(state_mutex_);
    return keyring_ != nullptr;
}

std::shared_ptr<const keyring> live_keyring::current()
{
    const std::shared_lock state(state_mutex_);
    if (!keyring_) throw error(errc::inactive, fmt::format("field encryption is inactive: {}", inactive_because_));
    return keyring_;
}

// A clock that goes back, which it must not, makes nobody wait for it to come round again.
std::shared_ptr<const keyring> live_keyring::if_read_within(instant span) const
{
    const instant now = around_.time.since_boot();
    const std::shared_lock state(state_mutex_);
    return keyring_ && read_at_ >= now - span && read_at_ <= now + span ? keyring_ : nullptr;
}

std::shared_ptr<const keyring> live_keyring::for_sealing()
{
    const auto fresh_enough = [this] { return lacks_a_key_ ? nullptr : if_read_within(lease); };
    if (auto fresh = fresh_enough()) return fresh;
    static_cast<void>(current());
    const std::lock_guard reading(reading_mutex_);
    if (auto fresh = fresh_enough()) return fresh;
    follow(look::at_generation);
    return current();
}

std::shared_ptr<const keyring> live_keyring::reload_for(const key_id& unknown)
{
    const std::lock_guard waiting(unknown_mutex_);
    const auto known = current();
    if (known->owner_of(unknown)) return known;
    const instant now = around_.time.since_boot();
    std::erase_if(unknown_, [&](const auto& each) { return each.second + between_reloads <= now; });
    if (unknown_.contains(unknown)) return known;

    if (reloaded_at_ && now < *reloaded_at_ + between_reloads) around_.time.wait(*reloaded_at_ + between_reloads - now);
    reloaded_at_ = around_.time.since_boot();
    {
        const std::lock_guard reading(reading_mutex_);
        follow(look::at_generation);
    }
    const auto reloaded = current();
    if (reloaded->generation() != known->generation() || unknown_.size() >= most_unknown_ids) unknown_.clear();
    if (!reloaded->owner_of(unknown)) unknown_[unknown] = *reloaded_at_;
    return reloaded;
}

// Reads the generation, and the whole keyring where it has moved on; where a key is lacking also the key source, once a
// second.
void live_keyring::follow(look at)
{
    const instant read_at = around_.time.since_boot();
    const auto known = current();
    const bool is_early = read_at >= looked_at_ && read_at < looked_at_ + between_reloads;
    const bool looks_for_key = lacks_a_key_ && (at == look::at_everything || !is_early);
    if (!looks_for_key && around_.store.generation() == known->generation()) {
        const std::lock_guard state(state_mutex_);
        read_at_ = read_at;
        return;
    }
    looked_at_ = read_at;
    std::vector<organisation_key> held;
    for (const organisation_key& each : keys_)
        held.push_back({each.id, {each.secret.expose(), around_.crypto.key_memory()}});
    read_and_open(std::move(held));
}

void live_keyring::read_and_open(std::vector<organisation_key> keys)
{
    const instant read_at = around_.time.since_boot();
    const keyring_document document = present_document(around_.store);
    check_organisation(document, around_.organisation);
    seen_.check(document);
    open_document(document, std::move(keys), read_at);
}

void live_keyring::open_document(const keyring_document& document, std::vector<organisation_key> keys, instant read_at)
{
    keys = from_source_.complete(document, std::move(keys));
    auto opened =
        std::make_shared<const keyring>(open_keyring(document, keys, around_.crypto), registry_, around_.crypto);
    seen_.pin(document);
    lacks_a_key_ = lacks_key(document, keys);
    newest_check_ = newest_held(document, keys);
    take(std::move(opened), std::move(keys), read_at);
}

void live_keyring::refresh(std::chrono::nanoseconds span)
{
    static_cast<void>(current());
    if (span > instant::zero() && if_read_within(span)) return;
    const std::lock_guard reading(reading_mutex_);
    follow(look::at_everything);
}

live_keyring::standing live_keyring::stands_at() const
{
    const std::lock_guard reading(reading_mutex_);
    const std::shared_lock state(state_mutex_);
    if (!keyring_) return {};
    return {keyring_->generation(), newest_check_};
}

void live_keyring::take(std::shared_ptr<const keyring> opened, std::vector<organisation_key> keys, instant read_at)
{
    keys_ = std::move(keys);
    const std::lock_guard state(state_mutex_);
    keyring_ = std::move(opened);
    read_at_ = read_at;
}

void live_keyring::require_not_behind(const keyring_document& document) const
{
    const std::lock_guard reading(reading_mutex_);
    seen_.check(document);
}

std::string live_keyring::pin_warning() const
{
    const std::lock_guard reading(reading_mutex_);
    return seen_.warning();
}

std::vector<organisation_key> live_keyring::organisation_keys() const
{
    const std::lock_guard reading(reading_mutex_);
    std::vector<organisation_key> copies;
    for (const organisation_key& each : keys_)
        copies.push_back({each.id, {each.secret.expose(), around_.crypto.key_memory()}});
    return copies;
}

}  // namespace cellseal
