#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "plugin/statements/statement_plan.h"

namespace cellseal {

/// Plans of statements already analysed, by their text and by everything else that the analysis looked at.
///
/// Bounded: it keeps the younger half and forgets the older one when it is full.
/// Threads: all members may be called at once from any number of threads.
class plan_cache {
public:
    /// `capacity` is the number of plans kept at most.
    explicit plan_cache(std::size_t capacity);

    /// The plan of `sql` made in `circumstances` (a number that differs whenever schema or live keys do); null when
    /// there is none.
    [[nodiscard]] std::shared_ptr<const statement_plan> find(std::string_view sql, std::uint64_t circumstances) const;
    void keep(std::string_view sql, std::uint64_t circumstances, std::shared_ptr<const statement_plan> plan);

private:
    struct wanted {
        std::string_view sql;
        std::uint64_t circumstances;
        bool operator==(const wanted&) const = default;
    };
    struct key {
        std::string sql;
        std::uint64_t circumstances;
        operator wanted() const noexcept { return {sql, circumstances}; }
    };
    struct hash {
        using is_transparent = void;
        std::size_t operator()(const wanted& what) const noexcept
        {
            return std::hash<std::string_view>{}(what.sql) ^ static_cast<std::size_t>(what.circumstances);
        }
    };
    struct equal {
        using is_transparent = void;
        bool operator()(const wanted& left, const wanted& right) const noexcept { return left == right; }
    };
    using plans = std::unordered_map<key, std::shared_ptr<const statement_plan>, hash, equal>;

    const std::size_t half_;
    mutable std::shared_mutex guard_;
    plans young_;
    plans old_;
};

}  // namespace cellseal
