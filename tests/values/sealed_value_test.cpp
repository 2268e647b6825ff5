#include "plugin/values/sealed_value.h"

#include <boost/test/unit_test.hpp>

#include "tests/refused.h"
#include "tests/values/sealing_fixture.h"

using namespace cellseal;

BOOST_FIXTURE_TEST_SUITE(sealed_value_test, sealing_fixture)

BOOST_AUTO_TEST_CASE(a_stored_value_is_described_without_a_key)
{
    for (const char* name : {"email", "raw"}) {
        const std::string stored = sealed(name, plain_text("alice@example.org"));
        const auto described = sealed_value::inspect(stored);
        BOOST_CHECK(described.form == at(name).form);
        BOOST_CHECK(described.front.key == keys->keys_of(at(name)).sealing()->id);
        BOOST_CHECK(described.front.sealed_with == suite::xchacha20_poly1305);
        BOOST_CHECK(!described.front.row_bound && !described.front.padded);
        BOOST_CHECK_EQUAL(described.front.version, 1);
        BOOST_CHECK_EQUAL(described.ciphertext_size, 18u);
        BOOST_CHECK_EQUAL(described.stored_size, stored.size());
    }
    const auto bound = sealed_value::inspect(sealed("bound", plain_text("x"), row_of(1)));
    BOOST_CHECK(bound.front.row_bound);
    BOOST_CHECK(sealed_value::inspect(sealed("bucket", plain_text("x"))).front.padded);
}

BOOST_AUTO_TEST_CASE(the_prefix_alone_names_suite_and_key)
{
    for (const char* name : {"email", "raw", "same"}) {
        const stored_form form = at(name).form;
        const std::size_t size = form == stored_form::text ? 28 : 21;
        const std::string stored = sealed(name, plain_text("alice"));
        for (const std::string& part : {stored.substr(0, size), stored}) {
            const auto front = sealed_value::read_prefix(part, form);
            BOOST_REQUIRE(front.value.has_value());
            BOOST_CHECK(front.value->key == keys->keys_of(at(name)).sealing()->id);
            BOOST_CHECK(front.value->sealed_with == at(name).sealing_suite());
        }
        BOOST_CHECK(sealed_value::read_prefix(stored.substr(0, size - 1), form).problem == errc::truncated);
    }
    BOOST_CHECK(sealed_value::read_prefix("alice@example.org", stored_form::text).problem == errc::not_sealed);
    BOOST_CHECK(sealed_value::read_prefix("_cs2AAAAAAAAAAAAAAAAAAAAAAAAAA", stored_form::text).problem ==
                errc::unknown_version);
    BOOST_CHECK(sealed_value::read_prefix("_cs1AQAAAAAAAAAAAAAAAAAAAAA=", stored_form::text).problem ==
                errc::bad_encoding);
    BOOST_CHECK(sealed_value::read_prefix("_cs1BQAAAAAAAAAAAAAAAAAAAAAA", stored_form::text).problem ==
                errc::unknown_suite);
}

// Else every value would be opened by the long way, and nobody would notice.
BOOST_AUTO_TEST_CASE(the_keyring_knows_what_new_values_begin_with)
{
    for (const char* name : {"email", "same", "bound", "bucket"}) {
        const std::string stored = sealed(name, plain_text("x"), at(name).bound_to_row ? row_of(1) : row_key{});
        const auto& header = keys->keys_of(at(name)).sealing_header;
        BOOST_TEST(stored.substr(0, 28) == std::string(header.begin(), header.end()));
    }
}

BOOST_AUTO_TEST_CASE(what_is_not_a_sealed_value_is_told_apart)
{
    BOOST_CHECK_EXCEPTION((void)sealed_value::inspect(""), error, refused_with(errc::not_sealed));
    BOOST_CHECK_EXCEPTION((void)sealed_value::inspect("alice"), error, refused_with(errc::not_sealed));
    BOOST_CHECK_EXCEPTION((void)sealed_value::inspect("_cs2AQ"), error, refused_with(errc::unknown_version));
    BOOST_CHECK_EXCEPTION((void)sealed_value::inspect("_cs1A="), error, refused_with(errc::bad_encoding));
    BOOST_CHECK_EXCEPTION((void)sealed_value::inspect("_cs1AQ"), error, refused_with(errc::truncated));
    BOOST_CHECK(!sealed_value::has_magic("_cs", stored_form::text));
    BOOST_CHECK(sealed_value::has_magic("_csZ", stored_form::text));
    BOOST_CHECK(!sealed_value::has_magic("\xFD\xCB", stored_form::bytes));
    BOOST_CHECK(sealed_value::has_magic("\xFD\xCB\x3F", stored_form::bytes));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(row_key_test)

BOOST_AUTO_TEST_CASE(it_is_the_pae_of_its_parts_with_integers_of_one_type)
{
    row_key row;
    BOOST_CHECK(row.empty() && row.encoded().empty());
    row.add(plain_scalar{std::uint64_t{7}, true});
    BOOST_CHECK_EQUAL(chars_of(row.encoded()), chars_of(row_of(7).encoded()));
    row.add(plain_text("k"));
    using namespace std::string_literals;
    BOOST_CHECK_EQUAL(chars_of(row.encoded()),
                      "\0\0\0\2"
                      "\0\0\0\x09"
                      "\2\0\0\0\0\0\0\0\7"
                      "\0\0\0\2"
                      "\5k"s);
    row.clear();
    BOOST_CHECK(row.empty() && row.encoded().empty());
}

BOOST_AUTO_TEST_CASE(a_part_that_is_null_or_malformed_is_refused)
{
    row_key row;
    BOOST_CHECK_EXCEPTION(row.add(plain_view{}), error, refused_with(errc::missing_row_key));
    BOOST_CHECK_EXCEPTION(row.add({value_type::int64, {}}), error, refused_with(errc::type_mismatch));
    BOOST_CHECK(row.empty());
}

BOOST_AUTO_TEST_SUITE_END()
