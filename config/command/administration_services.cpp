#include "adapters/keys/file/key_file.h"
#include "adapters/keys/file/private_file.h"
#include "config/application/administration.h"
#include "config/command/held_key_change.h"
#include "config/command/settings_services.h"
#include "config/command/system_user.h"

namespace cellseal::config {

namespace {

// Whoever sits at a local terminal is on a private channel.
bool local_terminal(const admin_request&) { return true; }

// Nothing is made where no database is.
settings of_existing_database(settings from)
{
    static_cast<void>(open_plain(for_reading(address_of(from))));
    return from;
}

class held_administration final : public command_line::open_administration {
public:
    explicit held_administration(settings from)
        : who_may_(from.admin.administrators),
          opened_(std::move(from)),
          contract_(opened_.for_whom(who_may_, local_terminal))
    {
    }

    [[nodiscard]] const administrator& contract() const override { return contract_; }
    [[nodiscard]] admin_caller caller(const std::string& reason) const override { return {system_user(), reason}; }
    [[nodiscard]] command_line::key_change_desk& key_change() override
    {
        if (!change_) change_ = std::make_unique<held_key_change>(opened_);
        return *change_;
    }

private:
    listed_users who_may_;
    administration opened_;
    administrator contract_;
    std::unique_ptr<held_key_change> change_;
};

}  // namespace

std::unique_ptr<command_line::open_administration> settings_services::administer(const std::string& settings_file)
{
    return std::make_unique<held_administration>(of_existing_database(load_settings(settings_file)));
}

secret_bytes settings_services::read_key(const std::string& file, std::pmr::memory_resource& memory)
{
    return private_file::read_handed_over(file, key_file::most_bytes, memory);
}

void settings_services::write_key(const std::string& file, const secret_bytes& text)
{
    if (private_file::write_new(file, text.expose())) return;
    throw error(
        errc::key_source_unreadable,
        fmt::format("{} exists already, and an export is never written over anything: name another file", file));
}

}  // namespace cellseal::config
