#include "plugin/values/field_sealer.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>

#include "plugin/values/base64url.h"
#include "plugin/values/sealed_value.h"
#include "tests/refused.h"
#include "tests/values/sealing_fixture.h"

using namespace cellseal;
using namespace std::string_literals;

namespace {

std::string bytes_of_text(const std::string& text)
{
    std::string bytes(base64url::decoded_size(text.size()), '\0');
    BOOST_REQUIRE(base64url::decode(text, reinterpret_cast<std::uint8_t*>(bytes.data())));
    return bytes;
}

std::string text_of_bytes(const std::string& bytes)
{
    std::string text(base64url::encoded_size(bytes.size()), '\0');
    base64url::encode(bytes_of(bytes), text.data());
    return text;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(field_sealer_test, sealing_fixture)

BOOST_AUTO_TEST_CASE(what_was_sealed_opens_and_looks_like_nothing)
{
    const std::string stored = sealed("email", plain_text("alice@example.org"));
    BOOST_CHECK_EQUAL(stored.substr(0, 4), "_cs1");
    BOOST_CHECK_EQUAL(stored.size(), base64url::encoded_size(62 + 17));
    BOOST_CHECK_EQUAL(stored.find("alice"), std::string::npos);
    BOOST_CHECK_EQUAL(opened("email", stored), "alice@example.org");
    BOOST_CHECK_NE(stored, sealed("email", plain_text("alice@example.org")));
    BOOST_CHECK_EQUAL(sealed("raw", plain_text("alice@example.org")).size(), 62u + 17u);
}

BOOST_AUTO_TEST_CASE(the_empty_string_is_a_value_and_any_string_reads_back)
{
    for (const std::string& each : {""s, "a\0b\0"s, "\xFF\xFE raw"s, "\xF0\x9F\x94\x90"s, std::string(100'000, 'x')})
        for (const char* name : {"email", "raw", "bucket", "same"}) {
            BOOST_CHECK(opened(name, sealed(name, plain_text(each))) == each);
        }
}

BOOST_AUTO_TEST_CASE(every_flipped_bit_is_refused_with_the_code_of_its_part)
{
    using namespace sealed_value;
    const auto expected = [](std::size_t at) {
        if (at < 2) return errc::not_sealed;
        if (at < suite_offset) return errc::unknown_version;
        if (at < flags_offset) return errc::unknown_suite;
        if (at < key_id_offset) return errc::malformed;
        return at < header_size ? errc::unknown_key : errc::tampered;
    };
    for (const char* name : {"raw", "email"}) {
        const bool is_text = at(name).form == stored_form::text;
        const std::string good = is_text ? bytes_of_text(sealed(name, plain_text("alice@example.org")))
                                         : sealed(name, plain_text("alice@example.org"));
        for (std::size_t bit = 0; bit < 8 * good.size(); ++bit) {
            std::string bad = good;
            bad[bit / 8] = static_cast<char>(bad[bit / 8] ^ 1 << bit % 8);
            errc code = expected(bit / 8);
            if (bit / 8 == 2 && bit % 8 >= 6) code = errc::not_sealed;  // The last two bits of the magic.
            if (bit / 8 == suite_offset && bit % 8 == 7) code = errc::policy_mismatch;  // 01 becomes 81.
            if (bit / 8 == flags_offset && bit % 8 < 2) code = errc::policy_mismatch;
            BOOST_TEST_CONTEXT(name << ", bit " << bit)
            {
                BOOST_CHECK_EXCEPTION((void)opened(name, is_text ? text_of_bytes(bad) : bad), error,
                                      refused_with(code));
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(every_flipped_bit_of_the_text_itself_is_refused)
{
    const std::string good = sealed("email", plain_text("alice@example.org"));
    for (std::size_t bit = 0; bit < 8 * good.size(); ++bit) {
        std::string bad = good;
        bad[bit / 8] = static_cast<char>(bad[bit / 8] ^ 1 << bit % 8);
        BOOST_CHECK_THROW((void)opened("email", bad), error);
    }
}

BOOST_AUTO_TEST_CASE(a_value_cut_off_anywhere_is_refused)
{
    const std::string text = sealed("email", plain_text("alice@example.org"));
    for (std::size_t size = 0; size < text.size(); ++size) {
        const std::string cut = text.substr(0, size);
        const std::size_t bytes = base64url::decoded_size(size);
        const std::size_t left_over = size % 4;
        std::string probe(bytes + 3, '\0');
        const bool decodes = left_over != 1 && base64url::decode(cut, reinterpret_cast<std::uint8_t*>(probe.data()));
        const errc code = size < 4                         ? errc::not_sealed
                          : !decodes                       ? errc::bad_encoding
                          : bytes < sealed_value::smallest ? errc::truncated
                                                           : errc::tampered;
        BOOST_CHECK_EXCEPTION((void)opened("email", cut), error, refused_with(code));
    }
    const std::string raw = sealed("raw", plain_text("alice@example.org"));
    for (std::size_t size = 0; size < raw.size(); ++size) {
        const errc code = size < 3                        ? errc::not_sealed
                          : size < sealed_value::smallest ? errc::truncated
                                                          : errc::tampered;
        BOOST_CHECK_EXCEPTION((void)opened("raw", raw.substr(0, size)), error, refused_with(code));
    }
}

BOOST_AUTO_TEST_CASE(a_value_moved_to_another_column_does_not_open_and_both_are_named)
{
    const std::string stored = sealed("name", plain_text("alice"));
    BOOST_CHECK_EXCEPTION((void)opened("email", stored), error,
                          refused_with(errc::wrong_context, {"contact.name", "contact.email"}));
}

BOOST_AUTO_TEST_CASE(a_value_moved_to_another_row_does_not_open)
{
    const std::string stored = sealed("bound", plain_text("alice"), row_of(7));
    BOOST_CHECK_EQUAL(opened("bound", stored, row_of(7)), "alice");
    BOOST_CHECK_EXCEPTION((void)opened("bound", stored, row_of(8)), error,
                          refused_with(errc::tampered, {"another row"}));
    BOOST_CHECK_EXCEPTION((void)opened("bound", stored), error, refused_with(errc::missing_row_key));
    BOOST_CHECK_EXCEPTION((void)sealed("bound", plain_text("alice")), error, refused_with(errc::missing_row_key));
}

BOOST_AUTO_TEST_CASE(a_value_of_another_organisation_does_not_open)
{
    const std::string stored = sealed("email", plain_text("alice"));
    keys = make_keyring("org-2");
    BOOST_CHECK_EXCEPTION((void)opened("email", stored), error,
                          refused_with(errc::unknown_key, {"4K7P-Q2XM", "not lost"}));
}

BOOST_AUTO_TEST_CASE(a_value_under_a_weaker_policy_is_refused)
{
    const std::string plain = sealed("email", plain_text("alice"));
    const auto with_flags = [&](std::uint8_t suite, char flags) {
        std::string bytes = bytes_of_text(plain);
        bytes[3] = static_cast<char>(suite);
        bytes[4] = flags;
        return text_of_bytes(bytes);
    };
    BOOST_CHECK_EXCEPTION((void)opened("bound", plain, row_of(7)), error, refused_with(errc::policy_mismatch));
    BOOST_CHECK_EXCEPTION((void)opened("bucket", plain), error, refused_with(errc::policy_mismatch));
    BOOST_CHECK_EXCEPTION((void)opened("same", plain), error, refused_with(errc::policy_mismatch));
    BOOST_CHECK_EXCEPTION((void)opened("email", with_flags(0x81, 0)), error, refused_with(errc::policy_mismatch));
    BOOST_CHECK_EXCEPTION((void)opened("email", with_flags(0x02, 0)), error, refused_with(errc::policy_mismatch));
    // What was relabelled to fit the policy is still not what was sealed: the header is authenticated, and the key id
    // commits to the suite.
    BOOST_CHECK_EXCEPTION((void)opened("bucket", with_flags(0x01, 2)), error, refused_with(errc::wrong_context));
    std::string relabelled = bytes_of_text(sealed("bucket", plain_text("alice")));
    registry = registry_of({made("bucket")});
    keys = make_keyring("org-1");
    relabelled[4] = 0;
    BOOST_CHECK_EXCEPTION((void)opened("bucket", text_of_bytes(relabelled)), error, refused_with(errc::tampered));
}

BOOST_AUTO_TEST_CASE(a_value_under_an_older_policy_on_record_opens_and_asks_to_be_resealed)
{
    const std::string plain = sealed("email", plain_text("alice"));
    registry = registry_of({made("email", [](attribute& a) {
        a.padded = padding::bucket();
        a.former = {former_policy{}};
    })});
    keys = make_keyring("org-1");
    const opened_value old = field_sealer::open(at("email"), *keys, plain, {}, scratch);
    BOOST_CHECK_EQUAL(as_text(old.value), "alice");
    BOOST_CHECK(old.should_reseal);
    const std::string padded = sealed("email", plain_text("alice"));
    BOOST_CHECK(!field_sealer::open(at("email"), *keys, padded, {}, scratch).should_reseal);
}

BOOST_AUTO_TEST_CASE(a_value_under_an_older_suite_on_record_opens)
{
    const std::string stored = sealed("same", plain_text("alice"));
    registry = registry_of({made(
        "same", [](attribute& a) { a.former = {former_policy{.sealed_with = suite::xchacha20_poly1305_synthetic}}; })});
    keys = make_keyring("org-1");
    BOOST_CHECK_EQUAL(opened("same", stored), "alice");
    BOOST_CHECK_EQUAL(static_cast<int>(sealed_value::inspect(sealed("same", plain_text("bob"))).front.sealed_with), 1);
}

BOOST_AUTO_TEST_CASE(the_limit_is_kept_when_sealing_and_when_opening)
{
    for (const char* name : {"email", "bucket"}) {
        std::string out;
        field_sealer::seal(at(name), *keys, plain_text(std::string(100, 'x')), {}, out, scratch, 0, 100);
        BOOST_CHECK_EQUAL(as_text(field_sealer::open(at(name), *keys, out, {}, scratch, 100).value),
                          std::string(100, 'x'));
        BOOST_CHECK_EXCEPTION((void)field_sealer::open(at(name), *keys, out, {}, scratch, 99), error,
                              refused_with(errc::too_large, {"limit"}));
        std::string none;
        BOOST_CHECK_EXCEPTION(
            field_sealer::seal(at(name), *keys, plain_text(std::string(101, 'x')), {}, none, scratch, 0, 100), error,
            refused_with(errc::value_too_long, {"101", "100"}));
        BOOST_CHECK(none.empty());
    }
}

BOOST_AUTO_TEST_CASE(the_largest_value_of_the_format_goes_through_and_one_byte_more_does_not)
{
    const std::string largest(max_body_bytes, 'x');
    const std::string stored = sealed("raw", plain_text(largest));
    BOOST_CHECK(opened("raw", stored) == largest);
    BOOST_CHECK_EXCEPTION((void)sealed("raw", plain_text(largest + "y")), error, refused_with(errc::value_too_long));
    // A limit above the format's is the format's.
    std::string out;
    BOOST_CHECK_EXCEPTION(
        field_sealer::seal(at("raw"), *keys, plain_text(largest + "y"), {}, out, scratch, 0, std::size_t{1} << 40),
        error, refused_with(errc::value_too_long));
    BOOST_CHECK_EXCEPTION((void)opened("raw", stored + "yz"), error, refused_with(errc::too_large));
}

BOOST_AUTO_TEST_CASE(too_long_a_value_is_refused_before_anything_is_decoded)
{
    const std::string long_text = "_cs1" + std::string(1000, '=');  // Not even base64url.
    BOOST_CHECK_EXCEPTION((void)field_sealer::open(at("email"), *keys, long_text, {}, scratch, 100), error,
                          refused_with(errc::too_large));
}

BOOST_AUTO_TEST_CASE(fixed_padding_refuses_what_does_not_fit)
{
    BOOST_CHECK_EQUAL(opened("fixed", sealed("fixed", plain_text(std::string(30, 'x')))), std::string(30, 'x'));
    BOOST_CHECK_EXCEPTION((void)sealed("fixed", plain_text(std::string(31, 'x'))), error,
                          refused_with(errc::value_too_long, {"31", "30"}));
}

BOOST_AUTO_TEST_CASE(padded_values_of_different_lengths_are_of_one_length)
{
    for (std::size_t size = 0; size <= 30; ++size)
        BOOST_CHECK_EQUAL(sealed("fixed", plain_text(std::string(size, 'x'))).size(), base64url::encoded_size(61 + 32));
}

BOOST_AUTO_TEST_CASE(equal_values_of_a_deterministic_attribute_are_sealed_alike)
{
    BOOST_CHECK_EQUAL(sealed("same", plain_text("alice")), sealed("same", plain_text("alice")));
    BOOST_CHECK_NE(sealed("same", plain_text("alice")), sealed("same", plain_text("alicf")));
    BOOST_CHECK_EQUAL(sealed("same_ratio", plain_scalar{0.0}), sealed("same_ratio", plain_scalar{-0.0}));
    BOOST_CHECK_EQUAL(sealed("same_ratio", plain_scalar{2.0}), sealed("same_ratio", plain_scalar{std::int64_t{2}}));
}

BOOST_AUTO_TEST_CASE(negative_zero_is_kept_where_equality_does_not_count)
{
    const std::string stored = sealed("ratio", plain_scalar{-0.0});
    BOOST_CHECK(std::signbit(as_double(field_sealer::open(at("ratio"), *keys, stored, {}, scratch).value)));
}

BOOST_AUTO_TEST_CASE(values_widen_to_the_declared_type_before_they_are_sealed)
{
    const auto type_inside = [this](const char* name, plain_view value) {
        const std::string stored = sealed(name, value);
        return field_sealer::open(at(name), *keys, stored, {}, scratch).value.type;
    };
    BOOST_CHECK(type_inside("age", plain_scalar{true}) == value_type::int64);
    BOOST_CHECK(type_inside("age", plain_scalar{std::uint64_t{7}, true}) == value_type::int64);
    BOOST_CHECK(type_inside("count", plain_scalar{std::int64_t{7}}) == value_type::uint64);
    BOOST_CHECK(type_inside("big", plain_scalar{std::int64_t{7}}) == value_type::int64);
    BOOST_CHECK(type_inside("big", plain_scalar{std::uint64_t{7}, true}) == value_type::int64);
    BOOST_CHECK(type_inside("big", plain_scalar{std::uint64_t{1} << 63}) == value_type::uint64);
    BOOST_CHECK(type_inside("ratio", plain_scalar{std::int64_t{7}}) == value_type::float64);
}

BOOST_AUTO_TEST_CASE(a_value_of_another_type_is_not_sealed_and_the_place_is_named)
{
    BOOST_CHECK_EXCEPTION((void)sealed("age", plain_text("7")), error,
                          refused_with(errc::type_mismatch, {"contact.age", "text", "int64"}));
    BOOST_CHECK_EXCEPTION((void)sealed("email", plain_scalar{std::int64_t{7}}), error,
                          refused_with(errc::type_mismatch));
    BOOST_CHECK_EXCEPTION((void)sealed("count", plain_scalar{std::int64_t{-7}}), error,
                          refused_with(errc::type_mismatch));
}

BOOST_AUTO_TEST_CASE(null_is_sealed_only_where_the_policy_says_so)
{
    const std::string stored = sealed("optional", plain_view{});
    BOOST_CHECK(field_sealer::open(at("optional"), *keys, stored, {}, scratch).value.type == value_type::null);
    BOOST_CHECK_EXCEPTION((void)sealed("email", plain_view{}), error, refused_with(errc::type_mismatch, {"NULL"}));
}

BOOST_AUTO_TEST_CASE(nothing_of_a_value_is_left_in_the_buffer_after_a_failure)
{
    const byte_span memory = scratch.take(256);  // The buffer does not grow again for a value this short.
    std::fill(memory.begin(), memory.end(), std::uint8_t{0});
    const std::string stored = sealed("bound", plain_text("alice@example.org"), row_of(7));
    BOOST_CHECK_THROW((void)opened("bound", stored, row_of(8)), error);
    BOOST_CHECK(std::all_of(memory.begin(), memory.end(), [](std::uint8_t byte) { return byte == 0; }));
}

BOOST_AUTO_TEST_CASE(sealing_appends_and_leaves_no_plaintext_in_the_buffer)
{
    const byte_span memory = scratch.take(256);
    std::fill(memory.begin(), memory.end(), std::uint8_t{0});
    std::string out = "before ";
    field_sealer::seal(at("email"), *keys, plain_text("alice@example.org"), {}, out, scratch);
    BOOST_CHECK_EQUAL(out.substr(0, 11), "before _cs1");
    BOOST_CHECK(std::all_of(memory.begin(), memory.end(), [](std::uint8_t byte) { return byte == 0; }));
}

BOOST_AUTO_TEST_CASE(messages_hold_no_value_sealed_or_plain)
{
    const std::string stored = sealed("name", plain_text("Lovelace"));
    const auto says_nothing = [&](const error& thrown) {
        const std::string what = thrown.what();
        return what.find("Lovelace") == std::string::npos && what.find(stored.substr(28, 20)) == std::string::npos;
    };
    BOOST_CHECK_EXCEPTION((void)opened("email", stored), error, says_nothing);
    BOOST_CHECK_EXCEPTION((void)sealed("age", plain_text("Lovelace")), error, says_nothing);
    BOOST_CHECK_EXCEPTION((void)opened("email", "Lovelace"), error, says_nothing);
    std::string changed = stored;
    changed[60] = changed[60] == 'A' ? 'B' : 'A';
    BOOST_CHECK_EXCEPTION((void)opened("name", changed), error, says_nothing);
}

BOOST_AUTO_TEST_SUITE_END()
