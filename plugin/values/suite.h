#pragma once

#include <cstdint>

namespace cellseal {

/// The crypto of a randomised value (the suite byte; sealed_value_format.md, section 1). Deterministic attributes
/// always use 0x81.
enum class suite : std::uint8_t {
    xchacha20_poly1305 = 0x01,
    xaes_256_gcm = 0x02,
    xchacha20_poly1305_synthetic = 0x81,
};

}  // namespace cellseal
