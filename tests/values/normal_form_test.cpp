#include "plugin/values/normal_form.h"

#include <boost/test/unit_test.hpp>
#include <string>

using namespace cellseal;

namespace {

std::string folded(std::string_view text, normal_form form)
{
    wiping_buffer scratch;
    const normalised_text made = in_normal_form(text, form, scratch);
    return made.problem != nullptr ? "refused" : std::string{made.text};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(normal_form_test)

BOOST_AUTO_TEST_CASE(form_0_changes_nothing_and_refuses_nothing)
{
    for (const char* each : {"", "Alice ", "\xEF\xB7\x90", "e\xCC\x81"})
        BOOST_CHECK_EQUAL(folded(each, normal_form::as_is), each);
}

BOOST_AUTO_TEST_CASE(form_1_composes)
{
    BOOST_CHECK_EQUAL(folded("e\xCC\x81", normal_form::nfc), "é");
    BOOST_CHECK_EQUAL(folded("ﬁ", normal_form::nfc), "ﬁ");
    BOOST_CHECK_EQUAL(folded("Alice", normal_form::nfc), "Alice");
}

BOOST_AUTO_TEST_CASE(form_2_folds_case_compatibility_and_what_is_invisible)
{
    BOOST_CHECK_EQUAL(folded("ALICE", normal_form::nfkc_casefold), "alice");
    BOOST_CHECK_EQUAL(folded("Straße", normal_form::nfkc_casefold), "strasse");
    BOOST_CHECK_EQUAL(folded("ＡＢＣ", normal_form::nfkc_casefold), "abc");
    BOOST_CHECK_EQUAL(folded("soft\xC2\xADhyphen", normal_form::nfkc_casefold), "softhyphen");
    BOOST_CHECK_EQUAL(folded("ΣΊΣΥΦΟΣ", normal_form::nfkc_casefold), folded("σίσυφος", normal_form::nfkc_casefold));
    // The iota subscript in front of another mark: the marks are put in order before it is folded to a letter.
    BOOST_CHECK_EQUAL(folded("\xCE\xB1\xCD\x85\xCC\x80", normal_form::nfkc_casefold),
                      folded("\xCE\xB1\xCC\x80\xCD\x85", normal_form::nfkc_casefold));
}

BOOST_AUTO_TEST_CASE(form_3_keeps_ascii_digits_after_folding_wide_ones)
{
    BOOST_CHECK_EQUAL(folded("+49 (0)170", normal_form::digits_only), "490170");
    BOOST_CHECK_EQUAL(folded("０１２", normal_form::digits_only), "012");
    BOOST_CHECK_EQUAL(folded("٣", normal_form::digits_only), "refused");
    BOOST_CHECK_EQUAL(folded("", normal_form::digits_only), "refused");
}

BOOST_AUTO_TEST_CASE(form_4_trims_ascii_blanks_only)
{
    BOOST_CHECK_EQUAL(folded(" \t\n\v\f\rAlice@X.org \r\n", normal_form::trimmed_casefold), "alice@x.org");
    BOOST_CHECK_EQUAL(folded(" Ä ", normal_form::trimmed_casefold), "ä");
    BOOST_CHECK_EQUAL(folded("   ", normal_form::trimmed_casefold), "");
    BOOST_CHECK_EQUAL(folded("\xE3\x80\x80x", normal_form::trimmed_casefold), " x");  // NFKC, after the trimming.
}

BOOST_AUTO_TEST_CASE(code_points_that_are_not_assigned_are_refused_where_a_later_version_could_fold_them)
{
    using enum normal_form;
    for (const normal_form form : {nfc, nfkc_casefold, digits_only, trimmed_casefold})
        for (const char* each : {"\xEF\xB7\x90", "1\xEF\xBF\xBF", "\xF0\x9F\xBF\xBF", "\xF3\xAF\xBF\xBF"})
            BOOST_CHECK_EQUAL(folded(each, form), "refused");
    BOOST_CHECK_EQUAL(folded("\xEE\x80\x80", nfc), "\xEE\x80\x80");  // Private use is assigned, to be private.
}

BOOST_AUTO_TEST_CASE(folding_twice_is_folding_once)
{
    for (const char* each : {"Straße", "ǅ", "ﬁ", "İ", "Å", "ᾳ", "ΐ", "ａ", "ｶﾞ", "각", "ẛ̣"})
        for (const normal_form form : {normal_form::nfc, normal_form::nfkc_casefold, normal_form::trimmed_casefold}) {
            const std::string once = folded(each, form);
            BOOST_CHECK_EQUAL(folded(once, form), once);
        }
}

BOOST_AUTO_TEST_CASE(text_with_nul_is_folded_whole)
{
    const std::string text{"A\0B\xC3\x84", 5};
    BOOST_CHECK_EQUAL(folded(text, normal_form::nfkc_casefold), (std::string{"a\0b\xC3\xA4", 5}));
}

BOOST_AUTO_TEST_CASE(the_version_of_the_tables_is_told)
{
    BOOST_CHECK_GE(unicode_version().size(), 5u);
    BOOST_CHECK(std::stoi(std::string{unicode_version()}) >= 14);
}

BOOST_AUTO_TEST_SUITE_END()
