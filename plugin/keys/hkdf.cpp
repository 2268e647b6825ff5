#include "plugin/keys/hkdf.h"

#include "plugin/error/error.h"

namespace cellseal {

hkdf_expander::hkdf_expander(const crypto_provider& crypto, byte_view uniform_key)
    : keyed_(crypto.make_hmac_sha512(uniform_key))
{
}

void hkdf_expander::expand(byte_view info, byte_span out) const
{
    constexpr std::size_t one_block = 64;
    constexpr std::uint8_t first_block[] = {1};
    if (out.size() > one_block) throw error(errc::crypto_failure, "A derived key has at most 64 bytes.");
    keyed_->hash({info, first_block}, out);
}

void hkdf_expand(const crypto_provider& crypto, byte_view uniform_key, byte_view info, byte_span out)
{
    hkdf_expander{crypto, uniform_key}.expand(info, out);
}

}  // namespace cellseal
