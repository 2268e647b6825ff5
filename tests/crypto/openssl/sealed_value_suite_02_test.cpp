#include <boost/test/unit_test.hpp>
#include <memory_resource>
#include <string>
#include <vector>

#include <openssl/evp.h>

#include "adapters/crypto/openssl/openssl_provider.h"

/// The known answers of sealed_value_format.md, section 8, for suite 02, from the data key to the plain value.
BOOST_AUTO_TEST_SUITE(sealed_value_suite_02_test)

using namespace cellseal;
using bytes = std::vector<std::uint8_t>;

namespace {

constexpr std::size_t header_size = 21;
const openssl_provider crypto(*std::pmr::get_default_resource());

bytes from_text_form(std::string text)
{
    for (char& each : text) each = each == '-' ? '+' : each == '_' ? '/' : each;
    const std::size_t padding = (4 - text.size() % 4) % 4;
    text.append(padding, '=');
    bytes decoded(text.size() / 4 * 3);
    BOOST_REQUIRE_GE(EVP_DecodeBlock(decoded.data(), bytes_of(text).data(), static_cast<int>(text.size())), 0);
    decoded.resize(decoded.size() - padding);
    return decoded;
}

void append_u32(bytes& out, std::size_t number)
{
    for (const int shift : {24, 16, 8, 0}) out.push_back(static_cast<std::uint8_t>(number >> shift));
}

// PAE of section 1, written here again from the page alone.
bytes encoded(const std::vector<byte_view>& parts)
{
    bytes out;
    append_u32(out, parts.size());
    for (const byte_view part : parts) {
        append_u32(out, part.size());
        out.insert(out.end(), part.begin(), part.end());
    }
    return out;
}

// T of section 2: K_seal (32) ‖ key id (16), with the data key 00..1f.
bytes derived_for(std::string_view attribute)
{
    bytes data_key(32);
    for (std::size_t i = 0; i < data_key.size(); ++i) data_key[i] = static_cast<std::uint8_t>(i);
    const std::uint8_t which = 2, one = 1;
    const bytes info = encoded({bytes_of("cellseal/1/seal"), bytes_of("org-1"), bytes_of("contact"),
                                bytes_of(attribute), byte_view{&which, 1}});
    bytes derived(48);
    crypto.make_hmac_sha512(data_key)->hash({info, byte_view{&one, 1}}, derived);
    return derived;
}

void check(std::string_view attribute, const std::string& text_form)
{
    const bytes stored = from_text_form(text_form), derived = derived_for(attribute);
    BOOST_CHECK(std::equal(derived.begin() + 32, derived.end(), stored.begin() + 5, stored.begin() + header_size));
    const auto cipher = crypto.make_aead(suite::xaes_256_gcm, byte_view{derived}.first(32), {});
    bytes opened(stored.size() - header_size - aead::overhead);
    BOOST_REQUIRE(cipher->open(byte_view{stored}.first(header_size), byte_view{stored}.subspan(header_size), opened));
    BOOST_CHECK_EQUAL(opened.front(), 5);
    BOOST_CHECK_EQUAL(chars_of(byte_view{opened}.subspan(1)), "alice@example.org");
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_known_answer_of_email_opens)
{
    check("email",
          "_cs1AgDa3BXqo3fZYnPGZs4zZAsEQEFCQ0RFRkdISUpLTE1OT1BRUlNUVVZXyUNY0b6WScPYSB01YgVSxobvgD1l-F7_rtGK-irvUZ5JCQ");
}

BOOST_AUTO_TEST_CASE(the_known_answer_whose_cmac_subkey_has_its_top_bit_set_opens)
{
    check("name",
          "_cs1AgAhiqmZMwLYQ60-eHEV7mYgQEFCQ0RFRkdISUpLTE1OT1BRUlNUVVZXaY6jYufMMzGGZEm7hjp6drjaE6poEaZo2s-nvhs4QaoAQQ");
}

BOOST_AUTO_TEST_SUITE_END()
