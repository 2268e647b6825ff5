#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <memory>

namespace cellseal::openssl {

/// A number of this thread, counted from 0; threads that run at the same time mostly differ by it.
[[nodiscard]] inline std::size_t thread_number() noexcept
{
    static std::atomic<std::size_t> next{0};
    thread_local const std::size_t mine = next.fetch_add(1, std::memory_order_relaxed);
    return mine;
}

/// Contexts that one thread uses at a time, kept for the next use by their owner.
///
/// They are not thread-local, so that they (and the keys in them) end with their owner and not with the last thread.
/// A thread has a home slot and mostly finds its own context there, still warm: two uncontended atomic exchanges per
/// use, no lock, no allocation. Where every slot is in use, a context is made for the occasion and freed afterwards.
/// After fork() a child finds the contexts that no thread of its parent was using.
template <class T>
class context_pool {
public:
    context_pool() = default;
    context_pool(const context_pool&) = delete;
    context_pool& operator=(const context_pool&) = delete;
    ~context_pool()
    {
        for (slot& each : slots_) delete each.context.load(std::memory_order_acquire);
    }

    /// Owns a context while a thread uses it; gives it back at the end, also by an exception.
    class lease {
    public:
        lease(context_pool& pool, std::unique_ptr<T> context) noexcept : pool_(pool), context_(std::move(context)) {}
        lease(const lease&) = delete;
        lease& operator=(const lease&) = delete;
        ~lease() { pool_.give_back(std::move(context_)); }

        T* operator->() const noexcept { return context_.get(); }
        T& operator*() const noexcept { return *context_; }

    private:
        context_pool& pool_;
        std::unique_ptr<T> context_;
    };

    /// `make` returns a std::unique_ptr<T>; called when no context is free.
    template <class Make>
    [[nodiscard]] lease take(const Make& make)
    {
        const std::size_t home = thread_number();
        for (std::size_t i = 0; i < slot_count; ++i) {
            std::atomic<T*>& each = slots_[(home + i) % slot_count].context;
            if (each.load(std::memory_order_relaxed) == nullptr) continue;
            if (T* const found = each.exchange(nullptr, std::memory_order_acquire))
                return lease(*this, std::unique_ptr<T>(found));
        }
        return lease(*this, make());
    }

private:
    static constexpr std::size_t slot_count = 16;

    // A cache line of its own, so that threads in different slots do not slow each other down.
    struct alignas(64) slot {
        std::atomic<T*> context{nullptr};
    };

    void give_back(std::unique_ptr<T> context) noexcept
    {
        const std::size_t home = thread_number();
        for (std::size_t i = 0; i < slot_count; ++i) {
            T* empty = nullptr;
            std::atomic<T*>& each = slots_[(home + i) % slot_count].context;
            if (each.compare_exchange_strong(empty, context.get(), std::memory_order_release,
                                             std::memory_order_relaxed)) {
                (void)context.release();
                return;
            }
        }
    }

    std::array<slot, slot_count> slots_;
};

}  // namespace cellseal::openssl
