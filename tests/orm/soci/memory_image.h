#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cellseal::tests {

/// What a core dump of this process would hold: every writable mapping that is not left out of dumps. The pattern that
/// is looked for is kept in a changed form, so that no look finds itself.
class hidden_pattern {
public:
    /// `bytes` is the caller's to wipe.
    explicit hidden_pattern(std::string_view bytes);

    /// The pattern, made anew; the caller's to wipe.
    [[nodiscard]] std::string reveal() const;

    [[nodiscard]] std::size_t times_in_a_dump() const { return times(false); }
    /// With what is left out of dumps.
    [[nodiscard]] std::size_t times_in_memory() const { return times(true); }

private:
    [[nodiscard]] std::size_t times(bool with_undumped) const;
    [[nodiscard]] std::size_t times_between(const volatile std::uint8_t* first,
                                            const volatile std::uint8_t* last) const;

    std::vector<std::uint8_t> changed_;
};

/// False where memory cannot be looked at: under a sanitizer.
[[nodiscard]] constexpr bool memory_can_be_searched() noexcept
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    return false;
#else
    return true;
#endif
}

}  // namespace cellseal::tests
