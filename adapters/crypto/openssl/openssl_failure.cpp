#include "adapters/crypto/openssl/openssl_failure.h"

#include <limits>

#include <fmt/format.h>
#include <openssl/err.h>

#include "plugin/error/error.h"

namespace cellseal::openssl {

std::string take_reason()
{
    const unsigned long code = ERR_peek_last_error();
    const char* reason = code == 0 ? nullptr : ERR_reason_error_string(code);
    ERR_clear_error();
    return reason == nullptr ? "no reason given" : reason;
}

void fail(std::string_view what)
{
    throw error(errc::crypto_failure,
                fmt::format("OpenSSL could not {} ({}); try again, and look at the memory limit and the OpenSSL "
                            "installation of this process if it happens again",
                            what, take_reason()));
}

void wrong_size(std::string_view what)
{
    throw error(errc::crypto_failure,
                fmt::format("{} has a size that the cipher does not take; report this as a defect of cellseal", what));
}

int length_of(byte_view bytes)
{
    if (bytes.size() > static_cast<std::size_t>(std::numeric_limits<int>::max()))
        throw error(errc::too_large, "more bytes than OpenSSL takes at once; store a value this long in parts");
    return static_cast<int>(bytes.size());
}

}  // namespace cellseal::openssl
