#include "plugin/keys/wrap.h"

#include <boost/test/unit_test.hpp>

#include "adapters/crypto/sodium/sodium_provider.h"
#include "tests/doubles/scripted_random.h"
#include "tests/keys/keyring_vectors.h"
#include "tests/refused.h"

using namespace cellseal;

namespace {

struct wraps {
    sodium_provider sodium;
    scripted_random crypto{sodium};
    keyring_vectors known;

    secret_bytes secret(const std::string& name) { return {known.bytes(name), crypto.key_memory()}; }
    secret_bytes parent() { return secret("organisation_key"); }
    wrap_place place(wrap_kind kind, const std::string& id, std::uint64_t version = 12)
    {
        return {known.text("organisation"), kind, version, known.id(id)};
    }
    wrap_place slot_place() { return place(wrap_kind::organisation_key, "slot_id", 3); }
    slot_hash slot_parameters()
    {
        slot_hash hash{slot_hash_kind::argon2id, {2, 16 * 1024}, {}};
        std::ranges::copy(known.bytes("slot_salt"), hash.salt.begin());
        return hash;
    }
    // The check is no secret: who changes a byte can mend it.
    std::vector<std::uint8_t> with_new_check(std::vector<std::uint8_t> wrapped)
    {
        const auto digest = crypto.sha256(byte_view(wrapped).first(wrapped.size() - 8));
        std::copy_n(digest.begin(), 8, wrapped.end() - 8);
        return wrapped;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(wrap_test, wraps)

BOOST_AUTO_TEST_CASE(every_kind_of_wrap_agrees_byte_for_byte_with_the_independent_script)
{
    const std::pair<wrap_kind, std::string> kinds[] = {{wrap_kind::index_key, "index_key"},
                                                       {wrap_kind::audit_key, "audit_key"},
                                                       {wrap_kind::passphrase, "passphrase"}};
    for (const auto& [kind, name] : kinds) {
        const wrap_place where = place(kind, name + "_id");
        crypto.next.push_back(known.bytes(name + "_nonce"));
        BOOST_TEST_CONTEXT(name)
        {
            BOOST_CHECK_EQUAL(hex_of(wrap(crypto, parent(), where, std::nullopt, secret(name + "_secret"))),
                              known.text(name + "_wrap"));
            BOOST_CHECK(
                unwrap(crypto, parent(), where, known.bytes(name + "_wrap")).equals(known.bytes(name + "_secret")));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_slot_agrees_byte_for_byte_with_the_independent_script)
{
    crypto.next.push_back(known.bytes("slot_nonce"));
    BOOST_CHECK_EQUAL(hex_of(wrap(crypto, secret("slot_parent"), slot_place(), slot_parameters(), parent())),
                      known.text("slot_wrap"));
    BOOST_CHECK(unwrap(crypto, secret("slot_parent"), slot_place(), known.bytes("slot_wrap"))
                    .equals(known.bytes("organisation_key")));
    BOOST_CHECK(slot_hash_of(crypto, known.id("slot_id"), known.bytes("slot_wrap")) == slot_parameters());
}

BOOST_AUTO_TEST_CASE(two_wraps_of_one_key_differ)
{
    const auto where = place(wrap_kind::index_key, "index_key_id");
    BOOST_CHECK(wrap(crypto, parent(), where, std::nullopt, secret("index_key_secret")) !=
                wrap(crypto, parent(), where, std::nullopt, secret("index_key_secret")));
}

BOOST_AUTO_TEST_CASE(a_wrong_parent_is_a_wrong_passphrase_for_a_slot_and_damage_for_the_others)
{
    BOOST_CHECK_EXCEPTION(unwrap(crypto, parent(), slot_place(), known.bytes("slot_wrap")), error,
                          refused_with(errc::wrong_passphrase));
    BOOST_CHECK_EXCEPTION(unwrap(crypto, secret("slot_parent"), place(wrap_kind::index_key, "index_key_id"),
                                 known.bytes("index_key_wrap")),
                          error, refused_with(errc::keyring_damaged, {"commitment"}));
}

BOOST_AUTO_TEST_CASE(every_changed_byte_is_damage_and_never_a_wrong_passphrase)
{
    const auto good = known.bytes("slot_wrap");
    for (std::size_t at = 0; at < good.size(); ++at) {
        auto changed = good;
        changed[at] ^= 0x01;
        BOOST_CHECK_EXCEPTION(unwrap(crypto, secret("slot_parent"), slot_place(), changed), error,
                              refused_with(errc::keyring_damaged));
    }
}

BOOST_AUTO_TEST_CASE(a_wrap_of_a_newer_format_is_told_as_such_and_not_as_damage)
{
    auto newer = known.bytes("slot_wrap");
    newer[3] = '2';
    newer = with_new_check(newer);
    BOOST_CHECK_EXCEPTION(unwrap(crypto, secret("slot_parent"), slot_place(), newer), error,
                          refused_with(errc::unknown_suite, {"CSK2", "newer"}));
    BOOST_CHECK_EXCEPTION(static_cast<void>(slot_hash_of(crypto, slot_place().id, newer)), error,
                          refused_with(errc::unknown_suite, {"CSK2", "newer"}));
}

BOOST_AUTO_TEST_CASE(a_changed_byte_with_a_mended_check_still_does_not_open)
{
    const auto good = known.bytes("index_key_wrap");
    for (std::size_t at = 0; at + 8 < good.size(); ++at) {
        auto changed = good;
        changed[at] ^= 0x80;
        BOOST_CHECK_THROW(
            unwrap(crypto, parent(), place(wrap_kind::index_key, "index_key_id"), with_new_check(changed)), error);
    }
}

BOOST_AUTO_TEST_CASE(every_cut_length_is_damage)
{
    const auto good = known.bytes("slot_wrap");
    for (std::size_t size = 0; size < good.size(); ++size)
        BOOST_CHECK_EXCEPTION(unwrap(crypto, secret("slot_parent"), slot_place(), byte_view(good).first(size)), error,
                              refused_with(errc::keyring_damaged));
}

BOOST_AUTO_TEST_CASE(a_wrap_moved_to_another_record_generation_kind_or_organisation_does_not_open)
{
    const auto good = known.bytes("index_key_wrap");
    wrap_place elsewhere = place(wrap_kind::index_key, "audit_key_id");
    BOOST_CHECK_EXCEPTION(unwrap(crypto, parent(), elsewhere, good), error, refused_with(errc::keyring_damaged));
    elsewhere = place(wrap_kind::index_key, "index_key_id", 11);
    BOOST_CHECK_EXCEPTION(unwrap(crypto, parent(), elsewhere, good), error, refused_with(errc::keyring_damaged));
    elsewhere = place(wrap_kind::data_key, "index_key_id");
    BOOST_CHECK_EXCEPTION(unwrap(crypto, parent(), elsewhere, good), error, refused_with(errc::keyring_damaged));
    elsewhere = place(wrap_kind::index_key, "index_key_id");
    elsewhere.organisation = "Contoso";
    BOOST_CHECK_EXCEPTION(unwrap(crypto, parent(), elsewhere, good), error, refused_with(errc::keyring_damaged));
}

BOOST_AUTO_TEST_CASE(blown_up_hash_parameters_are_refused_before_they_are_used)
{
    const std::pair<std::size_t, std::vector<std::uint8_t>> attacks[] = {
        {31, {0, 0, 0, 17}},                // passes
        {31, {0, 0, 0, 0}},                 //
        {35, {0, 0, 0, 1, 0, 0, 0, 0}},     // 4 GiB
        {35, {0xFF, 0, 0, 0, 0, 0, 0, 0}},  //
        {35, {0, 0, 0, 0, 0, 0, 0, 1}},     // less than Argon2 can do with
    };
    for (const auto& [at, bytes] : attacks) {
        auto changed = known.bytes("slot_wrap");
        std::ranges::copy(bytes, changed.begin() + static_cast<std::ptrdiff_t>(at));
        BOOST_CHECK_EXCEPTION(static_cast<void>(slot_hash_of(crypto, known.id("slot_id"), with_new_check(changed))),
                              error,
                              refused_with(errc::keyring_damaged, {"passphrase hash", "changed in the database"}));
    }
    BOOST_CHECK_EQUAL(crypto.passphrase_hashes, 0u);
}

BOOST_AUTO_TEST_CASE(a_wrap_of_the_fips_provider_is_named)
{
    auto changed = known.bytes("index_key_wrap");
    changed[5] = 2;
    BOOST_CHECK_EXCEPTION(
        unwrap(crypto, parent(), place(wrap_kind::index_key, "index_key_id"), with_new_check(changed)), error,
        refused_with(errc::unknown_suite, {"AES-256-GCM"}));
}

BOOST_AUTO_TEST_CASE(a_wrap_that_does_not_open_again_is_not_handed_out)
{
    crypto.fails_to_wrap = true;
    BOOST_CHECK_THROW(
        wrap(crypto, parent(), place(wrap_kind::index_key, "index_key_id"), std::nullopt, secret("index_key_secret")),
        error);
}

BOOST_AUTO_TEST_SUITE_END()
