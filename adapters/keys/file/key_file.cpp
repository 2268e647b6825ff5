#include "adapters/keys/file/key_file.h"

#include <fmt/format.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>

#include "plugin/error/error.h"
#include "plugin/keys/sealkey_text.h"

namespace cellseal {

namespace {

bool is_plain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == '.';
}

std::string as_file_name(std::string_view organisation)
{
    std::string name;
    for (const char c : organisation) {
        if (is_plain(c) && !(name.empty() && c == '.'))
            name += c;
        else
            name += fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    }
    return name;
}

// The specification of XDG_CONFIG_HOME: "All paths … must be absolute. If … relative … should … ignore it."
std::filesystem::path configuration_folder()
{
    if (const char* folder = std::getenv("XDG_CONFIG_HOME"); folder && std::filesystem::path(folder).is_absolute())
        return folder;
    if (const char* home = std::getenv("HOME"); home && std::filesystem::path(home).is_absolute())
        return std::filesystem::path(home) / ".config";
    if (const passwd* user = ::getpwuid(::geteuid()); user && user->pw_dir && *user->pw_dir == '/')
        return std::filesystem::path(user->pw_dir) / ".config";
    throw error(errc::bad_setting,
                "this user has no home folder for a key file: set the path of the key file in the settings");
}

}  // namespace

std::string key_file::place() const { return fmt::format("key file {}", file_.string()); }

std::vector<slot_secret> key_file::read()
{
    const secret_bytes content = private_file::read(file_, most_bytes, memory_);
    try {
        auto secrets = read_sealkey(content.expose(), memory_);
        for (slot_secret& each : secrets) each.place = place();
        return secrets;
    } catch (const error& refused) {
        throw error(refused.code(), fmt::format("{}: {}", place(), refused.what()));
    }
}

bool key_file::occupied() const
{
    struct stat found = {};
    return ::lstat(file_.c_str(), &found) == 0;
}

bool key_file::write_new(const secret_bytes& text)
{
    made_ = private_file::write_new(file_, text.expose());
    return made_.has_value();
}

void key_file::replace(const secret_bytes& text) { private_file::replace(file_, text.expose()); }

std::string key_file::cannot_replace() const { return private_file::cannot_replace(file_); }

void key_file::take_back() noexcept
{
    if (made_) private_file::remove_made(file_, *made_);
    made_.reset();
}

std::filesystem::path default_key_file(std::string_view organisation)
{
    return configuration_folder() / "cellseal" / (as_file_name(organisation) + ".sealkey");
}

}  // namespace cellseal
