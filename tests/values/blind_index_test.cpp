#include <boost/test/unit_test.hpp>

#include "plugin/values/compound_index.h"
#include "plugin/values/field_sealer.h"
#include "tests/refused.h"
#include "tests/values/sealing_fixture.h"

using namespace cellseal;

namespace {

struct index_fixture : sealing_fixture {
    std::string token(const std::string& name, plain_view value)
    {
        std::string out;
        return blind_index::token(at(name), *keys, value, out, scratch) ? out : "NULL";
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(blind_index_test, index_fixture)

BOOST_AUTO_TEST_CASE(equal_values_have_equal_tokens_and_others_do_not)
{
    BOOST_CHECK_EQUAL(token("indexed", plain_text("alice")), token("indexed", plain_text("alice")));
    BOOST_CHECK_NE(token("indexed", plain_text("alice")), token("indexed", plain_text("Alice")));
    BOOST_CHECK_NE(token("indexed", plain_text("alice")), token("folded", plain_text("alice")));
    BOOST_CHECK_EQUAL(token("folded", plain_text("ALICE")), token("folded", plain_text("alice")));
    BOOST_CHECK_EQUAL(token("folded", plain_text("STRASSE")), token("folded", plain_text("straße")));
    BOOST_CHECK_EQUAL(token("phone", plain_text("+49 (170) 12-34")), token("phone", plain_text("491701234")));
    BOOST_CHECK_EQUAL(token("indexed", plain_text("alice")).size(), 26u);
}

BOOST_AUTO_TEST_CASE(null_has_no_token)
{
    BOOST_CHECK_EQUAL(token("indexed", plain_view{}), "NULL");
    const plain_view parts[] = {plain_text("ada"), plain_view{}};
    std::string out;
    BOOST_CHECK(!blind_index::compound_token(*at("folded").index, *keys->keys_of(at("folded")).indexing(), parts,
                                             stored_form::text, out, scratch));
    BOOST_CHECK(out.empty());
}

BOOST_AUTO_TEST_CASE(a_value_without_a_normal_form_is_refused_and_the_attribute_is_named)
{
    BOOST_CHECK_EXCEPTION((void)token("folded", plain_text("\xFF")), error,
                          refused_with(errc::bad_index_input, {"contact.folded", "UTF-8"}));
    BOOST_CHECK_EXCEPTION((void)token("folded", plain_text("\xEF\xB7\x90")), error,
                          refused_with(errc::bad_index_input, {"does not assign"}));
    BOOST_CHECK_EXCEPTION((void)token("phone", plain_text("none")), error,
                          refused_with(errc::bad_index_input, {"no digit"}));
    BOOST_CHECK_NE(token("indexed", plain_text("\xFF")), "NULL");
}

BOOST_AUTO_TEST_CASE(an_attribute_without_an_index_has_no_tokens)
{
    BOOST_CHECK_EXCEPTION((void)token("email", plain_text("alice")), error,
                          refused_with(errc::bad_attribute, {"contact.email"}));
}

BOOST_AUTO_TEST_CASE(a_value_of_another_type_has_no_token)
{
    BOOST_CHECK_EXCEPTION((void)token("indexed", plain_scalar{std::int64_t{1}}), error,
                          refused_with(errc::type_mismatch));
}

BOOST_AUTO_TEST_CASE(a_hit_is_compared_in_the_normal_form_of_the_index)
{
    BOOST_CHECK(blind_index::same(at("folded"), plain_text("ALICE"), plain_text("alice")));
    BOOST_CHECK(!blind_index::same(at("folded"), plain_text("ALICE"), plain_text("alicf")));
    BOOST_CHECK(!blind_index::same(at("indexed"), plain_text("ALICE"), plain_text("alice")));
    BOOST_CHECK(blind_index::same(at("phone"), plain_text("0 170"), plain_text("(0170)")));
    BOOST_CHECK(!blind_index::same(at("indexed"), plain_view{}, plain_view{}));
    BOOST_CHECK(!blind_index::same(at("folded"), plain_text("\xFF"), plain_text("a")));
    BOOST_CHECK(blind_index::same(at("indexed"), plain_text("\xFF"), plain_text("\xFF")));
}

BOOST_AUTO_TEST_CASE(attributes_of_one_domain_share_their_tokens)
{
    const auto shared = [](attribute& a) {
        a.found_by = lookup::blind_index;
        a.index = index(normal_form::nfkc_casefold);
        a.index->domain = "people.mail";
    };
    registry = registry_of({made("home", shared), made("work", shared)});
    keys = make_keyring("org-1");
    BOOST_CHECK_EQUAL(token("home", plain_text("a@b.org")), token("work", plain_text("A@B.org")));
}

BOOST_AUTO_TEST_CASE(a_lossy_token_is_short_and_tokens_can_be_bytes)
{
    registry = registry_of({made("lossy", [](attribute& a) {
        a.found_by = lookup::blind_index;
        a.form = stored_form::bytes;
        a.index = index_definition{.token_bytes = 2};
    })});
    keys = make_keyring("org-1");
    BOOST_CHECK_EQUAL(token("lossy", plain_text("alice")).size(), 5u);
    BOOST_CHECK_EQUAL(token("lossy", plain_text("alice")).substr(0, 3), std::string("\0\0\1", 3));
}

BOOST_AUTO_TEST_SUITE_END()
