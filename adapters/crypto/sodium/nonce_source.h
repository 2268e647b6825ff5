#pragma once

#include "plugin/bytes.h"

namespace cellseal {

/// Where a provider takes its nonces from.
enum class nonce_drawing {
    fast,      ///< From a generator of the calling thread (nonce_generator.h): about 20 ns.
    paranoid,  ///< Each from the operating system: about 300 ns.
};

/// Nonces that never repeat: not between threads, not between a process and its forked children.
///
/// Threads: all members may be called at once from any number of threads; each thread draws from a generator of its
/// own.
class nonce_source {
public:
    explicit nonce_source(nonce_drawing how = nonce_drawing::fast) noexcept : how_(how) {}

    /// Fills `out`, at most nonce_generator::largest_draw bytes.
    void draw(byte_span out) const noexcept;

private:
    nonce_drawing how_;
};

}  // namespace cellseal
