#include <boost/test/unit_test.hpp>
#include <chrono>
#include <map>
#include <set>
#include <thread>

#include "tests/crypto/openssl/forked_child.h"
#include "tests/crypto/openssl/xaes_fixture.h"

/// One message key for a batch of values: xaes_batches.md.
BOOST_AUTO_TEST_SUITE(xaes_batch_test)

BOOST_AUTO_TEST_CASE(without_batches_every_value_has_a_prefix_of_its_own)
{
    const xaes cipher(nonce_prefix::fresh);
    std::set<bytes> prefixes;
    for (int i = 0; i < 1000; ++i) prefixes.insert(prefix_of(cipher.seal({})));
    BOOST_CHECK_EQUAL(prefixes.size(), 1000u);
}

BOOST_AUTO_TEST_CASE(values_of_one_batch_share_a_prefix_and_any_reader_opens_them)
{
    const xaes writer(nonce_prefix::batch), reader(nonce_prefix::fresh);
    const bytes first = writer.seal(bytes(3, 1)), second = writer.seal(bytes(3, 2));
    BOOST_CHECK(prefix_of(first) == prefix_of(second));
    BOOST_CHECK(rest_of_nonce(first) != rest_of_nonce(second));
    BOOST_CHECK(reader.open(second) == bytes(3, 2));
    BOOST_CHECK(reader.open(first) == bytes(3, 1));
}

BOOST_AUTO_TEST_CASE(no_prefix_serves_more_than_65536_values_and_no_nonce_comes_twice_in_it)
{
    const xaes cipher(nonce_prefix::batch);
    std::map<bytes, std::set<bytes>> drawn;
    std::size_t total = 0;
    for (; total < 2 * openssl::xaes_aead::batch_size + 10; ++total) {
        const bytes sealed = cipher.seal({});
        drawn[prefix_of(sealed)].insert(rest_of_nonce(sealed));
    }
    BOOST_CHECK_GE(drawn.size(), 3u);
    std::size_t distinct = 0;
    for (const auto& [prefix, rests] : drawn) {
        BOOST_CHECK_LE(rests.size(), openssl::xaes_aead::batch_size);
        distinct += rests.size();
    }
    BOOST_CHECK_EQUAL(distinct, total);
}

BOOST_AUTO_TEST_CASE(a_prefix_lasts_a_second_at_most)
{
    const xaes cipher(nonce_prefix::batch);
    const bytes before = prefix_of(cipher.seal({}));
    std::this_thread::sleep_for(std::chrono::milliseconds(1100));
    BOOST_CHECK(prefix_of(cipher.seal({})) != before);
}

BOOST_AUTO_TEST_CASE(threads_that_seal_at_the_same_time_have_prefixes_of_their_own)
{
    const xaes cipher(nonce_prefix::batch);
    constexpr std::size_t threads = 4;
    std::vector<std::set<bytes>> prefixes(threads);
    std::vector<bytes> nonces[threads];
    {
        std::vector<std::jthread> running;
        for (std::size_t t = 0; t < threads; ++t)
            running.emplace_back([&, t] {
                for (int i = 0; i < 20'000; ++i) nonces[t].push_back(nonce_of(cipher.seal({})));
            });
    }
    std::set<bytes> all;
    for (const auto& each : nonces) all.insert(each.begin(), each.end());
    BOOST_CHECK_EQUAL(all.size(), threads * 20'000);
}

BOOST_AUTO_TEST_CASE(a_child_of_a_fork_starts_a_batch_of_its_own)
{
    const xaes cipher(nonce_prefix::batch);
    const auto prefix_now = [&] { return prefix_of(cipher.seal({})); };
    const bytes before = prefix_now();
    const bytes first_child = in_a_child(prefix_now), second_child = in_a_child(prefix_now), after = prefix_now();
    BOOST_CHECK(first_child != before && second_child != before && first_child != second_child);
    BOOST_CHECK(first_child != after && second_child != after);
}

BOOST_AUTO_TEST_SUITE_END()
