#include "plugin/ports/crypto_provider.h"

#include <fmt/format.h>

#include "plugin/error/error.h"

namespace cellseal {

namespace {

// A provider that knows one algorithm only overrides wrap_seal and wrap_open, and is done.
void require_offer(const crypto_provider& provider, wrap_algorithm which)
{
    if (which == wrap_algorithm::chacha20_poly1305) return;
    throw error(errc::bad_setting,
                fmt::format("a key is wrapped by algorithm {}, which the crypto provider {} does not have; choose the "
                            "provider that wrote the keyring, and rewrap the keys there",
                            static_cast<unsigned>(which), provider.name()));
}

}  // namespace

void crypto_provider::wrap_seal_by(wrap_algorithm which, byte_view key, byte_view associated, byte_view plain,
                                   byte_span out) const
{
    require_offer(*this, which);
    wrap_seal(key, associated, plain, out);
}

bool crypto_provider::wrap_open_by(wrap_algorithm which, byte_view key, byte_view associated, byte_view sealed,
                                   byte_span out) const
{
    require_offer(*this, which);
    return wrap_open(key, associated, sealed, out);
}

}  // namespace cellseal
