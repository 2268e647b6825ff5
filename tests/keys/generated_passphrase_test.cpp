#include <boost/test/unit_test.hpp>
#include <set>

#include "adapters/crypto/sodium/sodium_provider.h"
#include "plugin/keys/hex.h"
#include "plugin/keys/passphrase.h"
#include "plugin/keys/passphrase_reader.h"
#include "tests/doubles/scripted_random.h"

using namespace cellseal;

BOOST_AUTO_TEST_SUITE(generated_passphrase_test)

BOOST_AUTO_TEST_CASE(the_alphabet_is_the_frozen_one)
{
    const sodium_provider crypto;
    BOOST_CHECK_EQUAL(hex_of(crypto.sha256(bytes_of(passphrase_alphabet::text()))),
                      "695431cf80e639af2a222ac4b0b32f27efa791f234102b2422c0487c76521c39");
}

BOOST_AUTO_TEST_CASE(generated_passphrases_differ_have_both_lengths_and_read_back_in_both_forms)
{
    const sodium_provider crypto;
    std::set<std::string> seen;
    for (int round = 0; round < 200; ++round)
        for (const auto length : {passphrase::length::standard, passphrase::length::short_form}) {
            const passphrase made = passphrase::generate(crypto, length);
            const secret_bytes bytes = made.utf8();
            BOOST_CHECK_EQUAL(bytes.size(), 3 * (static_cast<std::size_t>(length) + 3));
            BOOST_CHECK(seen.emplace(chars_of(bytes.expose())).second);
            for (const secret_bytes& form : {made.in_groups(), made.digits()})
                BOOST_CHECK(read_passphrase(form.expose(), crypto.key_memory()).at(0).bytes.equals(bytes.expose()));
        }
}

BOOST_AUTO_TEST_CASE(every_symbol_is_drawn_from_eleven_bits_of_the_systems_generator)
{
    const sodium_provider sodium;
    scripted_random crypto(sodium);
    std::vector<std::uint8_t> drawn(48, 0xFF);
    crypto.next.push_back(drawn);
    const secret_bytes digits = passphrase::generate(crypto).digits();
    BOOST_CHECK(chars_of(digits.expose()).starts_with("2047-2047-2047-2047"));
    BOOST_CHECK(crypto.next.empty());
}

BOOST_AUTO_TEST_SUITE_END()
