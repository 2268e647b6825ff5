#pragma once

#include <filesystem>
#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/keys/file/private_file.h"
#include "plugin/ports/key_source.h"

namespace cellseal {

/// A key file: an export (`.sealkey`), a passphrase alone, or 32 random bytes; mode 0600 or 0400, of this user or root.
/// Symbolic links are followed, for mounted secrets are links. Threads: one at a time.
class key_file final : public key_source, public new_key_place {
public:
    static constexpr std::size_t most_bytes = 64 * 1024;

    /// `memory` holds the secrets that are read, and outlives them.
    key_file(std::filesystem::path file, std::pmr::memory_resource& memory) : file_(std::move(file)), memory_(memory) {}

    [[nodiscard]] const std::filesystem::path& path() const noexcept { return file_; }

    [[nodiscard]] std::string place() const override;
    [[nodiscard]] std::vector<slot_secret> read() override;
    [[nodiscard]] bool occupied() const override;
    [[nodiscard]] bool write_new(const secret_bytes& text) override;
    void replace(const secret_bytes& text) override;
    [[nodiscard]] std::string cannot_replace() const override;
    void take_back() noexcept override;

private:
    std::filesystem::path file_;
    std::pmr::memory_resource& memory_;
    std::optional<private_file::identity> made_;
};

/// Where an organisation's key file lies unless the settings say otherwise: `cellseal/<organisation>.sealkey` in the
/// user's configuration folder ($XDG_CONFIG_HOME, else ~/.config). What cannot be part of a file's name is written as
/// %XX. Throws error bad_setting when the user has no home.
[[nodiscard]] std::filesystem::path default_key_file(std::string_view organisation);

}  // namespace cellseal
