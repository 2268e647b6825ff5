#pragma once

#include <memory_resource>
#include <string>
#include <vector>

#include "plugin/keys/secret_bytes.h"
#include "plugin/ports/key_source.h"

namespace cellseal {

/// A key in an environment variable: the passphrase in either form. On the first read it is taken into locked memory,
/// and the variable is overwritten in place and removed, so that it shows neither in /proc nor in children started
/// later.
///
/// What remains: whoever started this process knows it, and so may the shell's history, a unit file or a crash
/// reporter; warnings() says so. A key change cannot reach it. Threads: one at a time, and the first read before other
/// threads of the program use the environment.
class environment_key final : public key_source {
public:
    static constexpr const char* default_name = "CELLSEAL_KEY";

    /// `memory` holds the secret, and outlives this and what is read.
    explicit environment_key(std::pmr::memory_resource& memory, std::string name = default_name)
        : name_(std::move(name)), memory_(memory)
    {
    }

    [[nodiscard]] std::string place() const override;
    [[nodiscard]] std::vector<slot_secret> read() override;
    [[nodiscard]] std::vector<std::string> warnings() const override;

private:
    void take();

    std::string name_;
    std::pmr::memory_resource& memory_;
    secret_bytes taken_;
};

}  // namespace cellseal
