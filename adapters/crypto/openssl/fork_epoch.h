#pragma once

#include <cstdint>

namespace cellseal::openssl {

/// A number that differs before and after a fork(), in the child: what was drawn in another epoch must not be used
/// again.
///
/// It lies in a page that the kernel clears in every child (MADV_WIPEONFORK, Linux 4.14), so no path around the C
/// library's fork() gets past it, and reading it costs no system call. Where the kernel cannot, a pthread_atfork
/// handler clears it. Within one line of descent no epoch comes twice. Threads: any. Throws error crypto_failure when
/// the page cannot be had (at the first call only).
[[nodiscard]] std::uint64_t fork_epoch();

}  // namespace cellseal::openssl
