#pragma once

#include <cstdint>
#include <memory_resource>
#include <string_view>

#include "plugin/bytes.h"
#include "plugin/keys/wiped_text.h"

namespace cellseal {

/// A text of ASCII as a QR code (ISO/IEC 18004) with error correction level M: what a camera reads back is the text.
/// As secret as the text; wiped when it goes. Threads: as a std::vector.
class qr_code {
public:
    /// Throws error bad_setting when the text is too long for a QR code, crypto_failure when it cannot be made.
    explicit qr_code(byte_view text);

    /// For a terminal that shows UTF-8: two modules in each character, light on dark, with the margin of four modules
    /// that readers need. Ends with a line break.
    [[nodiscard]] wiped_bytes on_terminal() const;

    /// A PNG file, black on white, `scale` pixels for a module.
    [[nodiscard]] wiped_bytes as_png(unsigned scale = 8) const;

private:
    [[nodiscard]] bool is_dark(int x, int y) const;

    int width_ = 0;
    wiped_bytes modules_;  // 1 for a dark one
};

}  // namespace cellseal
