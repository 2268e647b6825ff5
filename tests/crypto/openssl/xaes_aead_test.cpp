#include "adapters/crypto/openssl/xaes_aead.h"

#include <algorithm>
#include <atomic>
#include <boost/test/unit_test.hpp>
#include <set>
#include <thread>

#include "tests/crypto/openssl/forked_child.h"
#include "tests/crypto/openssl/xaes_fixture.h"

BOOST_AUTO_TEST_SUITE(xaes_aead_test)

BOOST_AUTO_TEST_CASE(many_threads_seal_and_open_with_one_object_and_no_nonce_comes_twice)
{
    for (const auto policy : {nonce_prefix::fresh, nonce_prefix::batch}) {
        const xaes cipher(policy);
        constexpr std::size_t threads = 24, values = 2000;
        std::vector<std::vector<bytes>> nonces(threads);
        std::atomic<int> failures{0};
        {
            std::vector<std::jthread> running;
            for (std::size_t t = 0; t < threads; ++t)
                running.emplace_back([&, t] {
                    for (std::size_t i = 0; i < values; ++i) {
                        const bytes plain(i % 70, static_cast<std::uint8_t>(t));
                        const bytes sealed = cipher.seal(plain);
                        if (cipher.open(sealed) != plain) ++failures;
                        nonces[t].push_back(nonce_of(sealed));
                    }
                });
        }
        BOOST_CHECK_EQUAL(failures, 0);
        std::set<bytes> all;
        for (const auto& each : nonces) all.insert(each.begin(), each.end());
        BOOST_CHECK_EQUAL(all.size(), threads * values);
    }
}

BOOST_AUTO_TEST_CASE(a_child_of_a_fork_draws_other_nonces_than_its_parent)
{
    const xaes cipher(nonce_prefix::fresh);
    (void)cipher.seal({});  // Its buffer of nonces is filled before the fork.
    const auto fifty = [&] {
        bytes drawn;
        for (int i = 0; i < 50; ++i) {
            const bytes nonce = nonce_of(cipher.seal({}));
            drawn.insert(drawn.end(), nonce.begin(), nonce.end());
        }
        return drawn;
    };
    std::set<bytes> all;
    for (const bytes& drawn : {in_a_child(fifty), in_a_child(fifty), fifty()})
        for (std::size_t i = 0; i < drawn.size(); i += 24)
            all.insert(bytes(drawn.begin() + static_cast<std::ptrdiff_t>(i),
                             drawn.begin() + static_cast<std::ptrdiff_t>(i) + 24));
    BOOST_CHECK_EQUAL(all.size(), 150u);
}

BOOST_AUTO_TEST_CASE(a_stored_value_shorter_than_a_seal_does_not_open)
{
    const xaes cipher(nonce_prefix::fresh);
    bytes out(3, 0xEE);
    for (const std::size_t size : {0, 1, 24, 39}) BOOST_CHECK(!cipher->open({}, bytes(size), out));
    BOOST_CHECK(!cipher->open({}, bytes(42), out));  // Room for one byte too many.
    BOOST_CHECK(out == bytes(3));
}

BOOST_AUTO_TEST_CASE(room_of_the_wrong_size_for_a_seal_is_a_defect_that_is_told)
{
    const xaes cipher(nonce_prefix::fresh);
    bytes out(41);
    BOOST_CHECK_EXCEPTION(cipher->seal({}, {}, out), error, refused_with(errc::crypto_failure, {"defect"}));
}

BOOST_AUTO_TEST_CASE(more_prefixes_than_an_opener_remembers_open_in_any_order)
{
    const xaes writer(nonce_prefix::fresh), reader(nonce_prefix::fresh);
    std::vector<bytes> stored;
    for (std::uint8_t i = 0; i < 100; ++i) stored.push_back(writer.seal(bytes(5, i)));
    for (int round = 0; round < 3; ++round)
        for (std::size_t i = 0; i < stored.size(); ++i)
            BOOST_CHECK(reader.open(stored[i * 37 % 100]) == bytes(5, static_cast<std::uint8_t>(i * 37 % 100)));
}

BOOST_AUTO_TEST_CASE(a_forged_value_with_a_remembered_prefix_neither_opens_nor_spoils_the_next)
{
    const xaes cipher(nonce_prefix::batch);
    const bytes first = cipher.seal(bytes(5, 1)), second = cipher.seal(bytes(5, 2));
    bytes forged = first;
    forged.back() ^= 1;
    BOOST_CHECK(!cipher.open(forged));  // Its message key is remembered all the same: the prefix is genuine.
    BOOST_CHECK(cipher.open(first) == bytes(5, 1));
    BOOST_CHECK(!cipher.open(forged));
    BOOST_CHECK(cipher.open(second) == bytes(5, 2));
}

BOOST_AUTO_TEST_SUITE_END()
