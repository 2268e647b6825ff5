#pragma once

#include <cstdint>

namespace bench {

/// How many times this program has asked for memory through operator new since it began. Threads: all at once.
[[nodiscard]] std::uint64_t allocations() noexcept;

/// The most memory that this process has held so far, in mebibytes, as the system tells it.
[[nodiscard]] double peak_memory();

}  // namespace bench
