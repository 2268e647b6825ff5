#include "plugin/keys/secret_bytes.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <ostream>
#include <type_traits>
#include <vector>

#include "plugin/keys/key_id.h"
#include "plugin/keys/key_state.h"

using namespace cellseal;

namespace {

template <typename T>
concept printable = requires(std::ostream& out, const T& value)
{
    out << value;
};

template <typename T>
concept comparable = requires(const T& value)
{
    value == value;
};

// Misuse that must not compile, beside twins that must.
static_assert(!std::is_copy_constructible_v<secret_bytes> && !std::is_copy_assignable_v<secret_bytes>);
static_assert(std::is_nothrow_move_constructible_v<secret_bytes> && std::is_nothrow_move_assignable_v<secret_bytes>);
static_assert(!printable<secret_bytes> && printable<std::string>);
static_assert(!comparable<secret_bytes> && comparable<key_id>);
static_assert(!std::is_convertible_v<secret_bytes, byte_view> && !std::is_convertible_v<secret_bytes, std::string>);

// Keeps what was released, so that a test can look at it after the release.
class watched_memory : public std::pmr::memory_resource {
public:
    std::vector<std::uint8_t> released;
    std::size_t live = 0;

private:
    void* do_allocate(std::size_t size, std::size_t) override
    {
        live += size;
        return ::operator new(size);
    }
    void do_deallocate(void* at, std::size_t size, std::size_t) override
    {
        const auto* bytes = static_cast<const std::uint8_t*>(at);
        released.assign(bytes, bytes + size);
        live -= size;
        ::operator delete(at);
    }
    [[nodiscard]] bool do_is_equal(const memory_resource& other) const noexcept override { return this == &other; }
};

constexpr std::uint8_t key[] = {1, 2, 3, 4};

}  // namespace

BOOST_AUTO_TEST_SUITE(secret_bytes_test)

BOOST_AUTO_TEST_CASE(a_secret_is_wiped_before_its_memory_is_released)
{
    watched_memory memory;
    {
        const secret_bytes secret{byte_view{key}, memory};
        BOOST_CHECK(secret.equals(key));
    }
    BOOST_CHECK_EQUAL(memory.released.size(), 4u);
    BOOST_CHECK(std::all_of(memory.released.begin(), memory.released.end(), [](auto byte) { return byte == 0; }));
    BOOST_CHECK_EQUAL(memory.live, 0u);
}

BOOST_AUTO_TEST_CASE(a_moved_secret_leaves_nothing_behind)
{
    watched_memory memory;
    secret_bytes first{byte_view{key}, memory};
    secret_bytes second{std::move(first)};
    BOOST_CHECK(first.empty());
    BOOST_CHECK(second.equals(key));

    secret_bytes third{8, memory};
    third = std::move(second);
    BOOST_CHECK(second.empty());
    BOOST_CHECK_EQUAL(memory.released.size(), 8u);
    BOOST_CHECK(third.equals(key));
    third = std::move(third);
    BOOST_CHECK(third.equals(key));
}

BOOST_AUTO_TEST_CASE(equality_looks_at_every_byte_and_at_the_length)
{
    watched_memory memory;
    const secret_bytes secret{byte_view{key}, memory};
    for (std::size_t i = 0; i < std::size(key); ++i) {
        std::uint8_t other[] = {1, 2, 3, 4};
        other[i] ^= 0x80;
        BOOST_CHECK(!secret.equals(other));
    }
    BOOST_CHECK(!secret.equals(byte_view{key}.first(3)));
}

BOOST_AUTO_TEST_CASE(a_new_secret_is_all_zero)
{
    watched_memory memory;
    const secret_bytes secret{4, memory};
    const std::uint8_t zero[4]{};
    BOOST_CHECK(secret.equals(zero));
    BOOST_CHECK(secret_bytes{}.empty());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(key_state_test)

BOOST_AUTO_TEST_CASE(only_a_sealing_key_may_seal_and_archived_and_destroyed_keys_do_not_open)
{
    using enum key_state;
    for (const key_state each : {pending, sealing, opening, suspect, archived, destroyed}) {
        BOOST_CHECK_EQUAL(may_seal(each), each == sealing);
        BOOST_CHECK_EQUAL(may_open(each), each != archived && each != destroyed);
        BOOST_CHECK(!name_of(each).empty());
    }
}

BOOST_AUTO_TEST_CASE(a_key_id_is_written_as_32_lower_case_digits)
{
    key_id id;
    id.bytes[0] = 0xAB;
    id.bytes[15] = 0x01;
    BOOST_CHECK_EQUAL(to_hex(id), "ab000000000000000000000000000001");
}

BOOST_AUTO_TEST_SUITE_END()
