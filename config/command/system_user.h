#pragma once

#include <string>
#include <vector>

#include "plugin/admin/authorizer.h"

namespace cellseal::config {

/// Who runs this process: the name of the user, and of whom sudo knows behind it ("root (ada)").
[[nodiscard]] std::string system_user();

/// Lets those users of the operating system pass that the settings name; everybody where they name none, since the key
/// file's mode has decided already.
class listed_users final : public authorizer {
public:
    explicit listed_users(std::vector<std::string> names) : names_(std::move(names)) {}

    [[nodiscard]] bool allows(const admin_request& asked) const override;

private:
    std::vector<std::string> names_;
};

}  // namespace cellseal::config
