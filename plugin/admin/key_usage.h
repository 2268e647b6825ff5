#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "plugin/admin/admin_surroundings.h"

namespace cellseal {

/// Counts what a data key seals, in blocks for each process, for its limit of 2^40 values (keyring_format.md, section
/// 7): each whole block is an event "values_sealed" of the audit trail, so that the count outlives processes and is the
/// sum of all. What a process seals after its last whole block is not counted: at most a block for each run. Threads:
/// one at a time.
class key_usage {
public:
    static constexpr std::uint64_t block = std::uint64_t{1} << 24;
    static constexpr std::uint64_t limit = std::uint64_t{1} << 40;

    /// `sealed` gives how many values this process has sealed; `note` is given what came together since the last time.
    key_usage(std::function<std::uint64_t()> sealed, std::function<void(std::uint64_t)> note)
        : sealed_(std::move(sealed)), note_(std::move(note)), noted_(sealed_())
    {
    }

    /// To be called every second or so. What `note` throws passes, and is noted next time.
    void look();

private:
    std::function<std::uint64_t()> sealed_;
    std::function<void(std::uint64_t)> note_;
    std::uint64_t noted_;
};

/// Writes a block down for the data key that seals now. Gives what an administrator has to know: that the limit is
/// reached and the key wants to be changed; empty otherwise. Throws what write_audited() throws.
[[nodiscard]] std::string note_usage(const admin_surroundings& on, std::uint64_t values);

}  // namespace cellseal
