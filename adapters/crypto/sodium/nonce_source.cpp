#include "adapters/crypto/sodium/nonce_source.h"

#include <sodium.h>

#include "adapters/crypto/sodium/nonce_generator.h"

namespace cellseal {

namespace {

// A plain pointer beside the object: reading it costs no look at whether the object was made.
constinit thread_local nonce_generator* generator_of_thread = nullptr;
constinit thread_local bool thread_is_ending = false;

struct thread_generator {
    nonce_page page;
    nonce_generator generator{page.bytes()};

    ~thread_generator()
    {
        generator_of_thread = nullptr;
        thread_is_ending = true;
    }
};

// Null where there is no page that is wiped on fork(), and while the thread's objects are being destroyed.
nonce_generator* open_generator() noexcept
{
    if (thread_is_ending) return nullptr;
    static thread_local thread_generator own;
    if (!own.page.bytes().empty()) generator_of_thread = &own.generator;
    return generator_of_thread;
}

}  // namespace

void nonce_source::draw(byte_span out) const noexcept
{
    nonce_generator* generator = nullptr;
    if (how_ == nonce_drawing::fast) {
        generator = generator_of_thread;
        if (generator == nullptr) generator = open_generator();
    }
    if (generator != nullptr)
        generator->draw(out);
    else
        ::randombytes_buf(out.data(), out.size());
}

}  // namespace cellseal
