#include <algorithm>
#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <cstring>
#include <memory_resource>
#include <new>
#include <vector>

#include <openssl/crypto.h>

#include "adapters/crypto/openssl/openssl_provider.h"

using namespace cellseal;
using bytes = std::vector<std::uint8_t>;

namespace {

std::atomic<std::size_t> allocations{0};
std::atomic<std::ptrdiff_t> openssl_blocks{0};  // Taken and not given back.

// What is looked for in memory that OpenSSL gives back: the start of an AES-256 key schedule is the key itself.
std::uint8_t wanted_key[32];
std::atomic<bool> looking{false};
std::atomic<int> keys_given_back{0};

// Each block carries its size in front, so that it can be looked through when it comes back.
constexpr std::size_t front = alignof(std::max_align_t);

bool holds_the_key(const void* memory, std::size_t size)
{
    const auto* const from = static_cast<const std::uint8_t*>(memory);
    return std::search(from, from + size, wanted_key, wanted_key + sizeof wanted_key) != from + size;
}

std::size_t size_of(void* memory)
{
    std::size_t size = 0;
    std::memcpy(&size, static_cast<char*>(memory) - front, sizeof size);
    return size;
}

void* take(std::size_t size, const char*, int)
{
    ++allocations;
    auto* const block = static_cast<char*>(std::malloc(size + front));
    if (block == nullptr) return nullptr;
    ++openssl_blocks;
    std::memcpy(block, &size, sizeof size);
    return block + front;
}

void give_back(void* memory, const char*, int)
{
    if (memory == nullptr) return;
    if (looking && holds_the_key(memory, size_of(memory))) ++keys_given_back;
    --openssl_blocks;
    std::free(static_cast<char*>(memory) - front);
}

void* take_again(void* memory, std::size_t size, const char* file, int line)
{
    void* const larger = take(size, file, line);
    if (memory == nullptr || larger == nullptr) return larger;
    std::memcpy(larger, memory, std::min(size, size_of(memory)));
    give_back(memory, file, line);
    return larger;
}

// Before main(), for OpenSSL takes another allocator only as long as it has allocated nothing.
const bool replaced = CRYPTO_set_mem_functions(take, take_again, give_back) == 1;

const openssl_provider& crypto()
{
    static const openssl_provider made(*std::pmr::get_default_resource(), {.prefix = openssl::nonce_prefix::batch});
    return made;
}

void look_for(std::uint8_t fill)
{
    std::memset(wanted_key, fill, sizeof wanted_key);
    keys_given_back = 0;
    looking = true;
}

}  // namespace

void* operator new(std::size_t size)
{
    ++allocations;
    if (void* const memory = std::malloc(size)) return memory;
    throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

BOOST_AUTO_TEST_SUITE(openssl_memory_test)

BOOST_AUTO_TEST_CASE(openssl_uses_the_allocator_of_this_test)
{
    BOOST_REQUIRE(replaced);
    // And a key that is given back unwiped is found.
    look_for(0x5A);
    void* const block = OPENSSL_malloc(100);
    std::memset(block, 0x5A, 100);
    OPENSSL_free(block);
    BOOST_CHECK_EQUAL(keys_given_back, 1);
    looking = false;
}

BOOST_AUTO_TEST_CASE(no_key_is_left_in_memory_that_is_given_back_and_all_is_given_back)
{
    const bytes key(32, 0x77);
    const auto use_the_key_everywhere = [&] {
        const auto cipher = crypto().make_aead(suite::xaes_256_gcm, key, {});
        bytes sealed(48), opened(8);
        cipher->seal({}, opened, sealed);
        BOOST_REQUIRE(cipher->open({}, sealed, opened));
        const auto hash = crypto().make_hmac_sha256(key);
        hash->hash({sealed}, opened);
        crypto().wrap_seal(key, {}, opened, byte_span{sealed}.first(24));
        crypto().wrap_seal_by(wrap_algorithm::aes_256_gcm, key, {}, opened, byte_span{sealed}.first(24));
    };
    use_the_key_everywhere();  // What OpenSSL keeps for good, it has now.
    const std::ptrdiff_t before = openssl_blocks;
    look_for(0x77);
    use_the_key_everywhere();
    looking = false;
    BOOST_CHECK_EQUAL(keys_given_back, 0);
    BOOST_CHECK_EQUAL(openssl_blocks, before);
}

BOOST_AUTO_TEST_CASE(sealing_and_opening_allocate_nothing_once_they_are_warm)
{
    const bytes key(32, 1), plain(32, 2), associated(37, 3);
    const openssl_provider fresh(*std::pmr::get_default_resource());
    for (const openssl_provider* provider : {&fresh, &crypto()}) {
        const auto cipher = provider->make_aead(suite::xaes_256_gcm, key, {});
        bytes sealed(plain.size() + aead::overhead), opened(plain.size());
        const auto one_value = [&] {
            cipher->seal(associated, plain, sealed);
            return cipher->open(associated, sealed, opened);
        };
        for (int i = 0; i < 1000; ++i) BOOST_REQUIRE(one_value());
        const std::size_t before = allocations;
        bool good = true;
        for (int i = 0; i < 1000; ++i) good = one_value() && good;
        const std::size_t after = allocations;
        BOOST_CHECK(good);
        BOOST_CHECK_EQUAL(after, before);
    }
}

BOOST_AUTO_TEST_SUITE_END()
