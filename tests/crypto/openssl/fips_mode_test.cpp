#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <memory_resource>

#include "adapters/crypto/openssl/openssl_provider.h"
#include "tests/contracts/crypto_provider_contract.h"
#include "tests/refused.h"

using namespace cellseal;
namespace contract = crypto_provider_contract;

namespace {

openssl_provider made(const openssl_options& options)
{
    return openssl_provider(*std::pmr::get_default_resource(), options);
}

openssl_options fips_options(std::string configuration_file, std::string module_folder = {})
{
    return {.mode = openssl::mode::fips, .fips = {std::move(configuration_file), std::move(module_folder)}};
}

std::string environment(const char* name)
{
    const char* const value = std::getenv(name);
    return value == nullptr ? "" : value;
}

// Debian ships no FIPS provider; who has one names its files, and the tests below run on it.
boost::test_tools::assertion_result fips_is_there(boost::unit_test::test_unit_id)
{
    boost::test_tools::assertion_result there(!environment("CELLSEAL_TEST_FIPS_CONFIGURATION").empty());
    there.message() << "set CELLSEAL_TEST_FIPS_CONFIGURATION and CELLSEAL_TEST_FIPS_MODULES to run it";
    return there;
}

openssl_provider in_fips_mode(openssl::nonce_prefix prefix = openssl::nonce_prefix::fresh)
{
    auto options =
        fips_options(environment("CELLSEAL_TEST_FIPS_CONFIGURATION"), environment("CELLSEAL_TEST_FIPS_MODULES"));
    options.prefix = prefix;
    return made(options);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(fips_mode_test)

BOOST_AUTO_TEST_CASE(the_standard_mode_tells_its_provider_and_claims_no_self_test)
{
    const openssl_status told = made({}).status();
    BOOST_CHECK_NE(told.library.find("OpenSSL 3."), std::string::npos);
    BOOST_CHECK_EQUAL(told.provider, "OpenSSL Default Provider");
    BOOST_CHECK(!told.provider_version.empty());
    BOOST_CHECK(!told.fips);
    BOOST_CHECK(told.provider_self_test == openssl_status::self_test::not_offered);
}

BOOST_AUTO_TEST_CASE(fips_mode_without_a_fips_provider_fails_and_says_what_to_do)
{
    const std::string empty_folder = CELLSEAL_SOURCE_DIR "/tests/crypto/openssl";
    BOOST_CHECK_EXCEPTION(
        made(fips_options(CELLSEAL_SOURCE_DIR "/tests/crypto/openssl/no_providers.cnf", empty_folder)), error,
        refused_with(errc::bad_setting, {"FIPS", "fipsinstall", "no_providers.cnf", "standard"}));
}

BOOST_AUTO_TEST_CASE(fips_mode_with_a_missing_configuration_file_fails_and_names_it)
{
    BOOST_CHECK_EXCEPTION(made(fips_options("/nowhere/openssl.cnf")), error,
                          refused_with(errc::bad_setting, {"/nowhere/openssl.cnf"}));
}

BOOST_AUTO_TEST_CASE(a_configuration_file_that_switches_the_default_provider_on_does_not_make_a_fips_mode)
{
    const std::string file = CELLSEAL_SOURCE_DIR "/tests/crypto/openssl/default_provider_only.cnf";
    BOOST_CHECK_EXCEPTION(made(fips_options(file, CELLSEAL_SOURCE_DIR)), error,
                          refused_with(errc::bad_setting, {"FIPS"}));
}

BOOST_AUTO_TEST_CASE(in_fips_mode_everything_comes_from_the_fips_provider,
                     *boost::unit_test::precondition(fips_is_there))
{
    const openssl_provider crypto = in_fips_mode();
    const openssl_status told = crypto.status();
    BOOST_CHECK_EQUAL(told.provider, "OpenSSL FIPS Provider");
    BOOST_CHECK(told.fips);
    BOOST_CHECK(told.provider_self_test == openssl_status::self_test::passed);
    contract::hashes_agree_with_rfc_4231(crypto);
    contract::sha256_agrees_with_fips_180(crypto);
    contract::what_is_sealed_opens_and_nothing_else_does(crypto, suite::xaes_256_gcm);
    contract::nonces_of_a_random_suite_differ(crypto, suite::xaes_256_gcm);
    contract::random_bytes_differ(crypto);
    contract::what_is_sealed_opens_and_nothing_else_does(in_fips_mode(openssl::nonce_prefix::batch),
                                                         suite::xaes_256_gcm);
    contract::nonces_of_a_random_suite_differ(in_fips_mode(openssl::nonce_prefix::batch), suite::xaes_256_gcm);
}

BOOST_AUTO_TEST_CASE(in_fips_mode_wraps_are_aes_256_gcm_and_others_are_refused,
                     *boost::unit_test::precondition(fips_is_there))
{
    const openssl_provider crypto = in_fips_mode();
    BOOST_CHECK(crypto.wraps_by() == wrap_algorithm::aes_256_gcm);
    BOOST_CHECK(!crypto.offers_wrap(wrap_algorithm::chacha20_poly1305));
    std::vector<std::uint8_t> sealed(48);
    BOOST_CHECK_EXCEPTION(crypto.wrap_seal(contract::counting(32), {}, contract::counting(32), sealed), error,
                          refused_with(errc::bad_setting, {"ChaCha20-Poly1305", "rewrap"}));
    crypto.wrap_seal_by(crypto.wraps_by(), contract::counting(32), {}, contract::counting(32), sealed);
    std::vector<std::uint8_t> opened(32);
    BOOST_REQUIRE(crypto.wrap_open_by(crypto.wraps_by(), contract::counting(32), {}, sealed, opened));
    BOOST_CHECK(opened == contract::counting(32));
}

BOOST_AUTO_TEST_SUITE_END()
