#pragma once

#include <filesystem>

#include "plugin/ports/pin_store.h"

namespace cellseal {

/// The pin in a file of its own, by default beside the key file: three lines of text, mode 0600, replaced in one step.
/// Threads: one at a time.
class pin_file final : public pin_store {
public:
    explicit pin_file(std::filesystem::path file) : file_(std::move(file)) {}

    /// "contoso.sealkey.pin"
    [[nodiscard]] static std::filesystem::path beside(const std::filesystem::path& key_file);

    [[nodiscard]] std::string place() const override;
    /// Besides the port's errors: key_source_unreadable for a file that is no pin; the message says what removing it
    /// means.
    [[nodiscard]] std::optional<key_pin> read() override;
    void write(const key_pin& pin) override;

private:
    std::filesystem::path file_;
};

}  // namespace cellseal
