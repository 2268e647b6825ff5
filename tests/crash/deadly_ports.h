#pragma once

#include <csignal>
#include <functional>
#include <string>

#include "plugin/ports/key_source.h"
#include "plugin/ports/keyring_store.h"
#include "plugin/ports/resealable_rows.h"

namespace cellseal::crash {

/// Ends this process as kill -9 does, when the moment that it was started for comes: "before store 2", "after fence 1".
class reaper {
public:
    explicit reaper(std::string moment) : moment_(std::move(moment)) {}
    void at(const std::string& what) const
    {
        if (what == moment_) ::raise(SIGKILL);
    }

private:
    std::string moment_;
};

/// Counts the calls of one kind, and meets the reaper before and after each.
class deadly_call {
public:
    deadly_call(const reaper& death, std::string name) : death_(death), name_(std::move(name)) {}

    template <class Call>
    decltype(auto) run(Call call)
    {
        const std::string number = std::to_string(++count_);
        death_.at("before " + name_ + " " + number);
        struct afterwards {
            const reaper& death;
            std::string moment;
            ~afterwards() { death.at(moment); }
        } after{death_, "after " + name_ + " " + number};
        return call();
    }

private:
    const reaper& death_;
    std::string name_;
    int count_ = 0;
};

class deadly_store final : public keyring_store {
public:
    deadly_store(keyring_store& real, const reaper& death) : real_(real), store_(death, "store") {}
    [[nodiscard]] std::string place() const override { return real_.place(); }
    [[nodiscard]] bool any_trace() override { return real_.any_trace(); }
    [[nodiscard]] std::optional<keyring_document> load() override { return real_.load(); }
    [[nodiscard]] std::optional<std::uint64_t> generation() override { return real_.generation(); }
    void store(const keyring_change& change) override
    {
        store_.run([&] { real_.store(change); });
    }

private:
    keyring_store& real_;
    deadly_call store_;
};

class deadly_place final : public new_key_place {
public:
    deadly_place(new_key_place& real, const reaper& death) : real_(real), replace_(death, "key file") {}
    [[nodiscard]] std::string place() const override { return real_.place(); }
    [[nodiscard]] bool occupied() const override { return real_.occupied(); }
    [[nodiscard]] bool write_new(const secret_bytes& text) override { return real_.write_new(text); }
    void replace(const secret_bytes& text) override
    {
        replace_.run([&] { real_.replace(text); });
    }
    void take_back() noexcept override { real_.take_back(); }

private:
    new_key_place& real_;
    deadly_call replace_;
};

class deadly_rows final : public resealable_rows {
public:
    deadly_rows(resealable_rows& real, const reaper& death)
        : real_(real), reseal_(death, "batch"), fence_(death, "fence"), verify_(death, "verification")
    {
    }
    [[nodiscard]] std::vector<std::string> tables() override { return real_.tables(); }
    [[nodiscard]] reseal_batch reseal(const std::string& table, const keyring& keys, reseal_cursor& cursor,
                                      std::size_t most, locked_rows locked) override
    {
        return reseal_.run([&] { return real_.reseal(table, keys, cursor, most, locked); });
    }
    [[nodiscard]] reseal_batch take_in(const std::string& table, std::span<const std::string> attributes,
                                       const keyring& keys, reseal_cursor& cursor, std::size_t most,
                                       locked_rows locked) override
    {
        return reseal_.run([&] { return real_.take_in(table, attributes, keys, cursor, most, locked); });
    }
    [[nodiscard]] std::uint64_t count_untaken(const std::string& table, std::span<const std::string> attributes,
                                              const keyring& keys) override
    {
        return real_.count_untaken(table, attributes, keys);
    }
    void admit_plain(std::span<const std::string> attributes, const keyring& keys) override
    {
        real_.admit_plain(attributes, keys);
    }
    [[nodiscard]] reseal_batch verify(const std::string& table, const keyring& keys, reseal_cursor& cursor,
                                      std::size_t most) override
    {
        return verify_.run([&] { return real_.verify(table, keys, cursor, most); });
    }
    [[nodiscard]] std::uint64_t count_old(const std::string& table, const keyring& keys) override
    {
        return real_.count_old(table, keys);
    }
    void widen_fences(const keyring& keys) override { real_.widen_fences(keys); }
    [[nodiscard]] bool close_fences(const keyring& keys, std::span<const std::string> attributes) override
    {
        return fence_.run([&] { return real_.close_fences(keys, attributes); });
    }
    void confirm_fences(const keyring& keys) override
    {
        fence_.run([&] { real_.confirm_fences(keys); });
    }
    [[nodiscard]] std::vector<std::string> missing_fences(const keyring& keys) override
    {
        return real_.missing_fences(keys);
    }
    void wait_for_writers() override { real_.wait_for_writers(); }
    [[nodiscard]] std::vector<reseal_finding> findings(std::size_t most) override { return real_.findings(most); }
    void forget_findings() override { real_.forget_findings(); }
    [[nodiscard]] bool acknowledge(const std::string& name) override { return real_.acknowledge(name); }
    [[nodiscard]] bool has_turn(std::chrono::milliseconds still) override { return real_.has_turn(still); }
    void give_turn_up() noexcept override { real_.give_turn_up(); }
    [[nodiscard]] work_orders orders() override { return real_.orders(); }
    void set_orders(const work_orders& next) override { real_.set_orders(next); }
    [[nodiscard]] std::vector<std::string> triggers_fired() override { return real_.triggers_fired(); }
    [[nodiscard]] std::string left_behind() override { return real_.left_behind(); }

private:
    resealable_rows& real_;
    deadly_call reseal_, fence_, verify_;
};

}  // namespace cellseal::crash
