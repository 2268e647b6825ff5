#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "plugin/attributes/attribute_registry.h"
#include "plugin/keys/keyring.h"
#include "plugin/statements/analysis.h"
#include "plugin/statements/plan_cache.h"
#include "plugin/values/field_sealer.h"

namespace cellseal {

/// What an application may set about the interceptor.
struct interceptor_limits {
    std::size_t cached_plans = 2048;
    std::size_t body_bytes = max_body_bytes;  ///< The longest plain body sealed or opened.
};

/// Statements and plain values in, statements and stored values out: what a data-layer adapter calls between its
/// user's statement and the database. One for all sessions that share registry, keys and dialect.
///
/// Guarantee: a value that the plan says is protected leaves as a sealed value or token, or not at all.
/// Threads: all members may be called at once from any number of threads.
class attribute_interceptor {
public:
    attribute_interceptor(std::shared_ptr<const attribute_registry> registry, std::shared_ptr<keyring_access> keys,
                          dialect language, interceptor_limits limits = {});

    [[nodiscard]] const attribute_registry& registry() const noexcept { return *registry_; }
    [[nodiscard]] dialect language() const noexcept { return language_; }

    /// What the analysis makes of `sql`, refusals included: the caller throws statement_refused. Plans stay valid as
    /// long as this object lives.
    /// Throws error inactive when the statement searches a protected column and no keyring is open.
    [[nodiscard]] std::shared_ptr<const statement_plan> plan_for(std::string_view sql, const schema_knowledge& schema);

    /// Whether `plan` still looks for every key under which a value may lie: false after a key change has begun, when
    /// a prepared comparison would miss values. The caller plans and prepares anew.
    [[nodiscard]] bool covers_live_keys(const statement_plan& plan);

    /// The keyrings to seal and to open with during one execution. Throws error inactive.
    [[nodiscard]] std::shared_ptr<const keyring> keys_for_sealing() { return keys_->for_sealing(); }
    [[nodiscard]] std::shared_ptr<const keyring> keys_for_opening() { return keys_->current(); }
    /// After the fence of a key change has refused a value: reads the keyring again, whatever its lease.
    void reload_keys() { static_cast<void>(keys_->reload()); }

    /// Replaces `out` by what the database is to get for parameter `what`; `value` is of type null for NULL. False, and
    /// `out` empty, when that is NULL. One seal or one token for each call.
    /// Throws what field_sealer::seal and blind_index::token throw.
    [[nodiscard]] bool store(const statement_plan& plan, const bound_parameter& what, const keyring& keys,
                             plain_view value, const row_key& row, std::string& out, wiping_buffer& scratch) const;

    /// The same for the token of several values, which come in the order of what.parts. False when one of them is NULL.
    /// Throws what blind_index::token throws.
    [[nodiscard]] static bool store_compound(const bound_parameter& what, const keyring& keys,
                                             std::span<const plain_view> values, std::string& out,
                                             wiping_buffer& scratch);

    /// Opens a stored value that is not NULL. Where the keyring lacks its key, reads the keyring again once and leaves
    /// the newer one in `keys`. Counts a failure before it throws what field_sealer::open throws.
    [[nodiscard]] opened_value open(const attribute& which, std::shared_ptr<const keyring>& keys,
                                    std::string_view stored, const row_key& row, wiping_buffer& scratch);

    /// The comparison after a hit by blind index: whether the opened value of attribute `which` is one of `wanted` in
    /// the normal form of the index that was asked.
    [[nodiscard]] static bool is_hit(const hit_check& check, const attribute& which, plain_view opened,
                                     std::span<const plain_view> wanted);

    /// How many values did not open since start-up: what an alarm watches.
    [[nodiscard]] std::uint64_t failed_openings() const noexcept { return failed_.load(std::memory_order_relaxed); }
    /// How many values were sealed since start-up: a data key has a limit.
    [[nodiscard]] std::uint64_t sealed_values() const noexcept { return sealed_.load(std::memory_order_relaxed); }

private:
    [[nodiscard]] live_keys live_now();

    std::shared_ptr<const attribute_registry> registry_;
    std::shared_ptr<keyring_access> keys_;
    dialect language_;
    interceptor_limits limits_;
    plan_cache plans_;
    std::atomic<std::uint64_t> failed_ = 0;
    mutable std::atomic<std::uint64_t> sealed_ = 0;
};

}  // namespace cellseal
