#include "config/application/key_access.h"

#include <filesystem>

#include "adapters/keys/environment/environment_key.h"
#include "adapters/keys/file/key_file.h"
#include "adapters/keys/file/pin_file.h"

namespace cellseal::config {

key_access make_key_access(const settings& from, const crypto_provider& crypto)
{
    std::filesystem::path file = from.key.path;
    // A key from the environment has its pin where its key file would lie.
    if (file.empty() && (from.key.from == key_settings::origin::file || from.key.pin.empty()))
        file = default_key_file(from.organisation);
    const std::filesystem::path pin =
        from.key.pin.empty() ? pin_file::beside(file) : std::filesystem::path{from.key.pin};

    key_access key;
    key.pins = std::make_unique<pin_file>(pin);
    if (from.key.from == key_settings::origin::environment) {
        key.source = std::make_unique<environment_key>(crypto.key_memory(), from.key.variable);
        return key;
    }
    auto source = std::make_unique<key_file>(file, crypto.key_memory());
    key.new_key = source.get();
    key.source = std::move(source);
    return key;
}

}  // namespace cellseal::config
