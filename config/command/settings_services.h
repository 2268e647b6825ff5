#pragma once

#include <string>

#include "adapters/admin/command_line/command_services.h"

namespace cellseal::config {

/// What stands behind the `cellseal` command: settings files, and the assembly that they describe.
class settings_services : public command_line::command_services {
public:
    [[nodiscard]] command_line::statement_analyser analyser(const std::string& settings_file) override;
    [[nodiscard]] command_line::made_key init(const std::string& settings_file, const std::string& key_file,
                                              const slot_secret* typed) override;
    [[nodiscard]] status_report status(const std::string& settings_file) override;
    [[nodiscard]] std::unique_ptr<command_line::open_administration> administer(
        const std::string& settings_file) override;
    [[nodiscard]] secret_bytes read_key(const std::string& file, std::pmr::memory_resource& memory) override;
    void write_key(const std::string& file, const secret_bytes& text) override;
    [[nodiscard]] secret_bytes qr_on_terminal(const secret_bytes& text) override;
    [[nodiscard]] secret_bytes qr_as_png(const secret_bytes& text) override;
    [[nodiscard]] command_line::tested_key test_key(const secret_bytes& key,
                                                    const command_line::tested_database& where) override;
    rescue_report rescue(const secret_bytes& key, const command_line::tested_database& where, const std::string& table,
                         const std::function<void(std::string_view)>& write) override;
    rescue_report rescue(const secret_bytes& key, const command_line::tested_database& where, const std::string& table,
                         const std::string& output_file) override;
    [[nodiscard]] check_report check(const std::string& settings_file) override;
    [[nodiscard]] std::vector<schema_step> plan(const std::string& settings_file,
                                                std::optional<dialect> language) override;
};

}  // namespace cellseal::config
