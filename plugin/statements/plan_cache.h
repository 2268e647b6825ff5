#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "plugin/statements/analysis.h"
#include "plugin/statements/prefilter.h"

namespace cellseal {

/// Plans by text, dialect, schema version and live keys, shared by all sessions of one registry. The schema's version
/// covers the settings under which a session's texts are read.
///
/// Bounded by number and by bytes of text: it keeps the plans used since it was last half full, and those of the half
/// before. Texts of which no word can name anything protected are not kept: looking at them again is as quick.
/// Threads: all members may be called at once. Lifetime: a plan keeps the registry alive that it refers to.
class plan_cache {
public:
    explicit plan_cache(std::shared_ptr<const attribute_registry> registry, std::size_t most_plans = 1024);

    /// As analyse(), but that the plan of a text that names nothing protected is shared by all such texts and holds
    /// none: it runs as it is. `schema.version` must differ whenever its content does.
    [[nodiscard]] std::shared_ptr<const statement_plan> plan(std::string_view sql, dialect language,
                                                             const schema_knowledge& schema = {}, live_keys live = {});

    [[nodiscard]] std::size_t size() const;
    void clear();

private:
    struct key {
        std::string_view text;  ///< In the plan's own copy.
        dialect language;
        std::uint64_t schema_version;
        live_keys live;
        bool operator==(const key& other) const noexcept;
    };
    struct key_hash {
        std::size_t operator()(const key& of) const noexcept;
    };
    struct held {
        std::shared_ptr<const attribute_registry> registry;
        std::string text;
        statement_plan plan;
    };
    using plans = std::unordered_map<key, std::shared_ptr<const held>, key_hash>;
    using words = std::pair<std::uint64_t, std::shared_ptr<const prefilter>>;  ///< By the schema's version.

    [[nodiscard]] std::shared_ptr<const held> find(const key& wanted);
    [[nodiscard]] std::shared_ptr<const held> find_again(const key& wanted);
    void keep(const key& wanted, std::shared_ptr<const held> made);
    [[nodiscard]] std::shared_ptr<const prefilter> words_for(const schema_knowledge& schema);

    std::shared_ptr<const attribute_registry> registry_;
    std::size_t most_plans_;
    mutable std::shared_mutex lock_;
    plans recent_;
    plans older_;
    std::size_t recent_bytes_ = 0;
    std::vector<words> words_;  ///< Of the schemas met last.
};

}  // namespace cellseal
