#include "config/settings/crypto_settings.h"

#include "config/settings/database_settings.h"
#include "config/settings/setting_reader.h"

namespace cellseal::config {

namespace {

constexpr setting_word<bool> nonces[] = {{"fast", false}, {"paranoid", true}};
constexpr setting_word<bool> prefixes[] = {{"fresh", false}, {"batch", true}};

}  // namespace

crypto_settings read_crypto(const setting_node& node)
{
    const setting_reader in{node,
                            "[crypto]",
                            {"fips",
                             {"fips_configuration", "fips_config"},
                             {"fips_modules", "fips_module_folder"},
                             "nonces",
                             "nonce_prefix"}};
    crypto_settings crypto;
    crypto.fips = in.flag("fips").value_or(false);
    crypto.paranoid_nonces = in.choice("nonces", nonces).value_or(false);
    crypto.batch_prefixes = in.choice("nonce_prefix", prefixes).value_or(false);
    for (const auto& [name, path] : {std::pair{"fips_configuration", &crypto.fips_configuration},
                                     std::pair{"fips_modules", &crypto.fips_modules}}) {
        const auto given = in.text(name);
        if (!given) continue;
        if (!crypto.fips)
            in.fail(name, "it says where the FIPS provider lies, and fips is not switched on; add fips = true");
        *path = path_from(in.at(name), *given);
    }
    crypto.at = in.at("fips");
    return crypto;
}

limit_settings read_limits(const setting_node& node)
{
    const setting_reader in{node, "[limits]", {"value_bytes", "cached_statements"}};
    limit_settings limits;
    constexpr auto largest = static_cast<std::int64_t>(max_body_bytes);
    if (const auto bytes = in.number("value_bytes", 1, largest)) limits.value_bytes = static_cast<std::size_t>(*bytes);
    if (const auto plans = in.number("cached_statements", 1, 1'000'000))
        limits.cached_statements = static_cast<std::size_t>(*plans);
    return limits;
}

}  // namespace cellseal::config
