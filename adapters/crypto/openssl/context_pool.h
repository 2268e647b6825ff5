#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <memory>

namespace cellseal::openssl {

/// The number of this thread, counted from 0 and never given again.
[[nodiscard]] inline std::size_t thread_number() noexcept
{
    static std::atomic<std::size_t> next{0};
    thread_local const std::size_t mine = next.fetch_add(1, std::memory_order_relaxed);
    return mine;
}

/// Contexts that one thread uses at a time, kept for the next use by their owner.
///
/// They are not thread-local, so that they (and the keys in them) end with their owner and not with the last thread.
/// The first threads of a process have a place each that no other ever looks at, so that taking its context is no
/// atomic operation. The others share places: a thread has a home among them and mostly finds its own context there,
/// still warm, by two uncontended atomic exchanges per use. No lock, no allocation. Where every place is in use, a
/// context is made for the occasion and freed afterwards.
/// After fork() a child's thread finds its own context, and those shared ones that no thread of its parent was using.
template <class T>
class context_pool {
    // A cache line of its own, so that threads at different places do not slow each other down.
    struct alignas(64) own_place {
        std::unique_ptr<T> context;
        bool in_use = false;  // By a lease further up on the same thread's stack.
    };
    struct alignas(64) shared_place {
        std::atomic<T*> context{nullptr};
    };

public:
    context_pool() = default;
    context_pool(const context_pool&) = delete;
    context_pool& operator=(const context_pool&) = delete;
    ~context_pool()
    {
        for (shared_place& each : shared_) delete each.context.load(std::memory_order_acquire);
    }

    /// Holds a context while a thread uses it; gives it back at the end, also by an exception.
    class lease {
    public:
        explicit lease(own_place& own) noexcept : own_(&own), context_(own.context.get()) { own.in_use = true; }
        lease(context_pool& pool, std::unique_ptr<T> context) noexcept : pool_(&pool), context_(context.release()) {}
        lease(const lease&) = delete;
        lease& operator=(const lease&) = delete;
        ~lease()
        {
            if (own_ != nullptr)
                own_->in_use = false;
            else
                pool_->give_back(std::unique_ptr<T>(context_));
        }

        T* operator->() const noexcept { return context_; }
        T& operator*() const noexcept { return *context_; }

    private:
        own_place* own_ = nullptr;
        context_pool* pool_ = nullptr;
        T* context_;
    };

    /// `make` returns a std::unique_ptr<T>; called when no context is free.
    template <class Make>
    [[nodiscard]] lease take(const Make& make)
    {
        const std::size_t number = thread_number();
        if (number < own_.size() && !own_[number].in_use) {
            own_place& own = own_[number];
            if (!own.context) own.context = make();
            return lease(own);
        }
        for (std::size_t i = 0; i < shared_.size(); ++i) {
            std::atomic<T*>& each = shared_[(number + i) % shared_.size()].context;
            if (each.load(std::memory_order_relaxed) == nullptr) continue;
            if (T* const found = each.exchange(nullptr, std::memory_order_acquire))
                return lease(*this, std::unique_ptr<T>(found));
        }
        return lease(*this, make());
    }

private:
    void give_back(std::unique_ptr<T> context) noexcept
    {
        const std::size_t home = thread_number();
        for (std::size_t i = 0; i < shared_.size(); ++i) {
            T* empty = nullptr;
            std::atomic<T*>& each = shared_[(home + i) % shared_.size()].context;
            if (each.compare_exchange_strong(empty, context.get(), std::memory_order_release,
                                             std::memory_order_relaxed)) {
                (void)context.release();
                return;
            }
        }
    }

    std::array<own_place, 16> own_;
    std::array<shared_place, 16> shared_;
};

}  // namespace cellseal::openssl
