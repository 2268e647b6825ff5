#include "plugin/keys/key_shares.h"

#include <boost/test/unit_test.hpp>
#include <set>

#include "adapters/crypto/sodium/sodium_provider.h"
#include "plugin/keys/galois_field.h"
#include "tests/refused.h"

using namespace cellseal;

namespace {

struct shares_fixture {
    sodium_provider crypto;
    passphrase key = passphrase::generate(crypto);
    sealkey_labels labels{"contoso", 0, "4K7P-Q2XM", 1, "main"};

    std::vector<std::string> split(unsigned needed, unsigned count)
    {
        std::vector<std::string> texts;
        for (const secret_bytes& each : key_shares::split(key, labels, needed, count, crypto))
            texts.emplace_back(chars_of(each.expose()));
        return texts;
    }
    key_shares::restored restore(const std::vector<std::string>& texts)
    {
        std::vector<byte_view> views;
        for (const std::string& each : texts) views.push_back(bytes_of(each));
        return key_shares::restore(views, crypto.key_memory());
    }
    bool is_key(const passphrase& other) { return other.utf8().equals(key.utf8().expose()); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(key_shares_test, shares_fixture)

BOOST_AUTO_TEST_CASE(every_element_times_its_inverse_is_one)
{
    for (unsigned each = 1; each < 2048; ++each) {
        const auto element = static_cast<galois_field::element>(each);
        BOOST_REQUIRE_EQUAL(galois_field::times(element, galois_field::inverse(element)), 1);
    }
}

BOOST_AUTO_TEST_CASE(any_three_of_five_restore_the_key)
{
    const auto shares = split(3, 5);
    for (std::size_t a = 0; a < 5; ++a)
        for (std::size_t b = a + 1; b < 5; ++b)
            for (std::size_t c = b + 1; c < 5; ++c) {
                const auto restored = restore({shares[c], shares[a], shares[b]});
                BOOST_CHECK(is_key(restored.key));
                BOOST_CHECK_EQUAL(restored.labels.organisation, "contoso");
                BOOST_CHECK_EQUAL(restored.labels.key_check, "4K7P-Q2XM");
            }
    BOOST_CHECK(is_key(restore(shares).key));
}

BOOST_AUTO_TEST_CASE(a_short_key_and_all_of_all_work_too)
{
    key = passphrase::generate(crypto, passphrase::length::short_form);
    BOOST_CHECK(is_key(restore(split(2, 2)).key));
    BOOST_CHECK(is_key(restore(split(100, 100)).key));
}

// Made by another program: Python, with the multiplication and check of tests/known_answers/passphrase.py and the
// coefficients 31 s + 5 i + 17 and 7 s + 91 i + 3 for symbol s at place i.
BOOST_AUTO_TEST_CASE(shares_by_another_hand_restore_the_known_answer)
{
    const std::string shares[] = {
        "0003-0002-1234-0259-1265-0658-0454-1071-1178-0697-1122-1601-0572-0554-1796-1655-2007-"
        "0462-0175-1436-0875-0360-1657-0176-0773-1286-0786-1540-1067-0264-1346-1649-0474",
        "0003-0005-1234-0049-0004-1363-1235-0913-0207-0658-2043-1631-1223-0337-0568-1223-2022-"
        "1993-1571-1830-0531-1274-1707-1350-1240-1199-0058-0295-1336-1993-1591-1242-0824",
        "0003-0100-1234-1665-1238-0762-0933-0678-2030-1743-1159-0918-0629-1879-0484-0784-1738-"
        "2016-0897-1425-0405-1829-1095-0948-2046-0854-0986-1799-1727-1719-2030-0385-1174"};
    std::vector<std::string> texts;
    for (const std::string& each : shares) texts.push_back("share (digits): " + each + "\n");
    const auto restored = restore(texts);
    BOOST_CHECK_EQUAL(chars_of(restored.key.in_groups().expose()),
                      "丑佯凝 古嘲好 家席怡 房摘暄 桃殷淘 熄甥瞿 竺耘芝 蕉送下 仕箝叔");
}

BOOST_AUTO_TEST_CASE(fewer_are_refused_and_the_same_twice_counts_once)
{
    const auto shares = split(3, 5);
    BOOST_CHECK_EXCEPTION(restore({shares[0], shares[1], shares[0]}), error,
                          refused_with(errc::bad_passphrase, {"2 different shares", "1 more"}));
    BOOST_CHECK_EXCEPTION(restore({}), error, refused_with(errc::bad_passphrase, {"no share"}));
}

// With one share less than needed every passphrase is as likely as before: a symbol of a share takes all values.
BOOST_AUTO_TEST_CASE(a_share_alone_says_nothing)
{
    std::set<std::string> first_numbers;
    for (int i = 0; i < 400; ++i) first_numbers.insert(split(2, 2)[0].substr(split(2, 2)[0].find("digits): ") + 24, 4));
    BOOST_CHECK_GT(first_numbers.size(), 300U);
}

BOOST_AUTO_TEST_CASE(damaged_and_foreign_shares_are_named)
{
    auto shares = split(2, 3);
    auto damaged = shares;
    const auto at = damaged[1].find("digits): ") + 9 + 5 * 7;
    damaged[1][at + 3] = damaged[1][at + 3] == '1' ? '2' : '1';
    BOOST_CHECK_EXCEPTION(restore({damaged[0], damaged[1]}), error,
                          refused_with(errc::bad_passphrase, {"share 2", "number 8 is wrong"}));
    auto cut = shares;
    cut[0].erase(cut[0].find("digits): ") + 9, 5);
    BOOST_CHECK_EXCEPTION(restore({cut[0], cut[1]}), error,
                          refused_with(errc::bad_passphrase, {"share 1", "32 numbers", "21 or 33"}));
    BOOST_CHECK_EXCEPTION(restore({shares[0], "a text"}), error,
                          refused_with(errc::bad_passphrase, {"share 2", "none"}));
    BOOST_CHECK_EXCEPTION(restore({shares[0], split(3, 3)[1]}), error,
                          refused_with(errc::bad_passphrase, {"share 2", "another split"}));
}

BOOST_AUTO_TEST_CASE(a_share_is_no_passphrase)
{
    const auto shares = split(2, 3);
    BOOST_CHECK_EXCEPTION((void)read_sealkey(bytes_of(shares[0]), crypto.key_memory()), error,
                          refused_with(errc::bad_passphrase, {"one share", "cellseal key join"}));
}

BOOST_AUTO_TEST_CASE(numbers_that_make_no_sense_are_refused)
{
    BOOST_CHECK_EXCEPTION(split(1, 3), error, refused_with(errc::bad_setting));
    BOOST_CHECK_EXCEPTION(split(4, 3), error, refused_with(errc::bad_setting));
    BOOST_CHECK_EXCEPTION(split(2, 101), error, refused_with(errc::bad_setting));
}

BOOST_AUTO_TEST_SUITE_END()
