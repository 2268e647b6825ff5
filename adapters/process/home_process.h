#pragma once

namespace cellseal {

/// The process in which this object was made. A child that is forked from it is another one: it has copies of the keys,
/// and neither the threads nor connections of its own. Asking costs one load, no system call.
///
/// Threads: all members may be called at once from any number of threads.
class home_process {
public:
    home_process();

    /// True in a forked child.
    [[nodiscard]] bool is_left() const noexcept;
    /// Throws error inactive in a forked child, saying what to do there.
    void require() const;

private:
    unsigned forks_;
};

}  // namespace cellseal
