#pragma once

#include <string>
#include <string_view>

#include "plugin/bytes.h"

namespace cellseal::openssl {

/// OpenSSL's own reason for the last failure of this thread (its words name no data), and empties its queue.
[[nodiscard]] std::string take_reason();

/// Throws error crypto_failure: "OpenSSL could not `what`", with OpenSSL's reason.
[[noreturn]] void fail(std::string_view what);

/// Throws error crypto_failure for a call of ours that does not keep the contract of the port.
[[noreturn]] void wrong_size(std::string_view what);

/// Calls fail(what) unless `result` is OpenSSL's 1.
inline void require(int result, std::string_view what)
{
    if (result != 1) [[unlikely]]
        fail(what);
}

/// Returns `made`, which OpenSSL gives as null when it fails: then calls fail(what).
template <class T>
[[nodiscard]] T* require_made(T* made, std::string_view what)
{
    if (made == nullptr) [[unlikely]]
        fail(what);
    return made;
}

/// The length as OpenSSL takes it. Throws error too_large above 2^31−1, far above what a value may have.
[[nodiscard]] int length_of(byte_view bytes);

}  // namespace cellseal::openssl
