#pragma once

#include <functional>
#include <optional>

#include "plugin/error/error.h"
#include "plugin/keys/sealkey_text.h"
#include "plugin/ports/clock.h"
#include "plugin/ports/crypto_provider.h"
#include "plugin/ports/key_source.h"
#include "plugin/ports/pin_store.h"
#include "plugin/ports/protected_rows.h"

namespace cellseal {

/// Stands still until it is moved or waited for.
class manual_clock final : public clock {
public:
    mutable std::chrono::nanoseconds time = std::chrono::hours(1);
    std::uint64_t date = 1772359200;
    mutable std::size_t waits = 0;
    std::function<void()> while_waiting;

    [[nodiscard]] std::chrono::nanoseconds since_boot() const override { return time; }
    [[nodiscard]] std::uint64_t now() const override { return date; }
    void wait(std::chrono::nanoseconds span) const override
    {
        ++waits;
        time += span;
        if (while_waiting) while_waiting();
    }
};

/// A key place in memory: a key source, and a place for a new key.
class memory_key_place final : public key_source, public new_key_place {
public:
    explicit memory_key_place(const crypto_provider& crypto) : crypto_(crypto) {}

    std::optional<std::vector<std::uint8_t>> file;
    std::function<void()> before_write;
    std::size_t reads = 0;
    std::size_t taken_back = 0;
    bool read_only = false;

    [[nodiscard]] std::string place() const override { return "key file in memory"; }
    [[nodiscard]] std::vector<slot_secret> read() override
    {
        ++reads;
        if (!file) throw error(errc::key_source_missing, "there is no key file in memory");
        auto secrets = read_sealkey(*file, crypto_.key_memory());
        for (slot_secret& each : secrets) each.place = place();
        return secrets;
    }
    [[nodiscard]] bool occupied() const override { return file.has_value(); }
    [[nodiscard]] bool write_new(const secret_bytes& text) override
    {
        if (before_write) before_write();
        if (file) return false;
        file.emplace(text.expose().begin(), text.expose().end());
        return true;
    }
    void replace(const secret_bytes& text) override
    {
        if (read_only) throw error(errc::key_source_unreadable, "key file in memory cannot be written");
        file.emplace(text.expose().begin(), text.expose().end());
    }
    void take_back() noexcept override
    {
        ++taken_back;
        file.reset();
    }

private:
    const crypto_provider& crypto_;
};

class memory_pins final : public pin_store {
public:
    std::optional<key_pin> pin;
    bool read_only = false;

    [[nodiscard]] std::string place() const override { return "pin in memory"; }
    [[nodiscard]] std::optional<key_pin> read() override { return pin; }
    void write(const key_pin& next) override
    {
        if (read_only) throw error(errc::key_source_unreadable, "pin in memory cannot be written");
        pin = next;
    }
};

class listed_rows final : public protected_rows {
public:
    std::optional<std::string> table;
    [[nodiscard]] std::optional<std::string> occupied_table(const attribute_registry&) override { return table; }
};

}  // namespace cellseal
