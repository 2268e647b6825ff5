#include "plugin/keys/keyring_opener.h"

#include <boost/test/unit_test.hpp>

#include "adapters/crypto/sodium/sodium_provider.h"
#include "plugin/keys/key_check.h"
#include "plugin/keys/keyring_mac.h"
#include "plugin/keys/slot_opener.h"
#include "tests/doubles/scripted_random.h"
#include "tests/keys/keyring_vectors.h"
#include "tests/refused.h"

using namespace cellseal;

namespace {

struct known_keyring {
    sodium_provider sodium;
    scripted_random crypto{sodium};
    keyring_vectors known;

    std::vector<slot_secret> secrets(std::string_view passphrase)
    {
        std::vector<slot_secret> list;
        list.emplace_back().bytes = secret_bytes(bytes_of(passphrase), crypto.key_memory());
        list.back().place = "test";
        return list;
    }
    std::vector<slot_secret> right() { return secrets(known.text("passphrase")); }
    std::vector<slot_secret> key_file()
    {
        auto list = secrets("");
        list[0].what = slot_secret::kind::random_key;
        list[0].bytes = secret_bytes(known.bytes("key_file"), crypto.key_memory());
        return list;
    }
    // What a process does at its start.
    keyring::content open(const keyring_document& document)
    {
        check_organisation(document, known.text("organisation"));
        const opened_slot slot = open_slot(document, right(), crypto);
        return open_keyring(document, slot.keys, crypto);
    }
    std::vector<organisation_key> held()
    {
        std::vector<organisation_key> keys;
        keys.push_back(
            {known.id("organisation_key_id"), secret_bytes(known.bytes("organisation_key"), crypto.key_memory())});
        return keys;
    }
    // A database writer who knows the format but no key.
    errc outcome_of(std::vector<keyring_record> records)
    {
        try {
            open(keyring_document(std::move(records)));
        } catch (const error& refused) {
            return refused.code();
        }
        BOOST_ERROR("the keyring opened");
        return errc::crypto_failure;
    }
};

keyring_record& of_kind(std::vector<keyring_record>& records, record_kind kind, std::uint64_t number = 1)
{
    return *std::ranges::find_if(records, [&](const keyring_record& each) {
        return each.kind == kind && each.key_number.value_or(1) == number;
    });
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(keyring_opener_test, known_keyring)

BOOST_AUTO_TEST_CASE(the_keyring_of_the_independent_script_opens_by_its_passphrase_with_every_key)
{
    const keyring::content content = open(keyring_document(known.records()));
    BOOST_CHECK_EQUAL(content.organisation, "Contoßo");
    BOOST_CHECK_EQUAL(content.generation, 12u);
    BOOST_CHECK_EQUAL(content.key_check, known.text("key_check"));
    BOOST_REQUIRE_EQUAL(content.data_keys.size(), 2u);
    BOOST_CHECK(content.data_keys[0].secret.equals(known.bytes("data_key_3")));
    BOOST_CHECK(content.data_keys[0].state == key_state::sealing);
    BOOST_CHECK_EQUAL(content.data_keys[0].version, 3u);
    BOOST_CHECK_EQUAL(content.data_keys[0].since, "2026-03-01T10:00:00Z");
    BOOST_CHECK(content.data_keys[1].secret.equals(known.bytes("data_key_2")));
    BOOST_CHECK(content.data_keys[1].state == key_state::opening);
    BOOST_REQUIRE_EQUAL(content.index_keys.size(), 1u);
    BOOST_CHECK(content.index_keys[0].secret.equals(known.bytes("index_key_secret")));
    BOOST_REQUIRE_EQUAL(content.tombstones.size(), 2u);
    BOOST_CHECK_EQUAL(content.tombstones[0].attribute, "contact.email");
    BOOST_CHECK_EQUAL(to_hex(content.tombstones[0].id), known.text("data_key_1_email_id"));
}

BOOST_AUTO_TEST_CASE(a_key_file_opens_its_own_slot_without_a_passphrase_hash)
{
    const opened_slot slot = open_slot(keyring_document(known.records()), key_file(), crypto);
    BOOST_CHECK_EQUAL(slot.name, "key file");
    BOOST_CHECK_EQUAL(crypto.passphrase_hashes, 0u);
    BOOST_CHECK(slot.keys.at(0).secret.equals(known.bytes("organisation_key")));
}

BOOST_AUTO_TEST_CASE(key_check_and_mac_agree_with_the_independent_script)
{
    const auto document = keyring_document(known.records());
    BOOST_CHECK_EQUAL(key_check_of(crypto, held()[0].secret, known.text("organisation")), known.text("key_check"));
    BOOST_CHECK_EQUAL(hex_of(keyring_mac(crypto, held()[0].secret, document.records())), known.text("mac"));
}

BOOST_AUTO_TEST_CASE(the_passphrase_on_record_and_the_audit_key_come_out)
{
    const auto document = keyring_document(known.records());
    BOOST_CHECK(passphrase_on_record(document, held(), crypto).equals(right()[0].bytes.expose()));
    BOOST_CHECK(unwrap_audit_key(document, held(), crypto).equals(known.bytes("audit_key_secret")));
}

BOOST_AUTO_TEST_CASE(a_wrong_passphrase_is_named_with_the_key_check_that_is_needed_and_the_label_of_what_was_given)
{
    auto given = secrets("correct horse 7!");
    given[0].key_check = "4K7P-Q2XM";
    given[0].place = "key file /etc/crm.sealkey";
    BOOST_CHECK_EXCEPTION(open_slot(keyring_document(known.records()), given, crypto), error,
                          refused_with(errc::wrong_passphrase, {"Contoßo", "needs N9Q8-DWG2 since 2026-03-01",
                                                                "/etc/crm.sealkey", "labelled 4K7P-Q2XM"}));
}

BOOST_AUTO_TEST_CASE(a_wrong_passphrase_under_the_label_that_is_needed_is_not_sent_to_find_that_label)
{
    auto given = secrets("correct horse 7!");
    given[0].key_check = "N9Q8-DWG2";
    BOOST_CHECK_EXCEPTION(
        open_slot(keyring_document(known.records()), given, crypto), error,
        refused_with(errc::wrong_passphrase, {"although its label says N9Q8-DWG2", "another export of that key"}));
}

BOOST_AUTO_TEST_CASE(the_right_passphrase_is_found_among_several_candidates)
{
    auto candidates = secrets(known.text("passphrase") + " ");
    candidates.push_back(std::move(right()[0]));
    candidates[1].told = "read without the blanks at its ends";
    BOOST_CHECK_EQUAL(open_slot(keyring_document(known.records()), candidates, crypto).told,
                      "read without the blanks at its ends");
}

BOOST_AUTO_TEST_CASE(a_label_saves_the_passphrase_hashes_of_other_slots)
{
    auto records = known.records();
    keyring_record newer = of_kind(records, record_kind::slot, 1);
    newer.id.bytes.fill(0x5A);
    newer.key_number = 9;
    newer.name = "recovery";
    newer.wrap = known.bytes("slot_wrap");
    const sodium_provider& real = sodium;
    newer.wrap = wrap(real, held()[0].secret,
                      {known.text("organisation"), wrap_kind::organisation_key, newer.generation, newer.id},
                      slot_hash{slot_hash_kind::argon2id, {1, 8192}, {}}, held()[0].secret);
    records.push_back(newer);
    const keyring_document document(records);

    BOOST_CHECK_EQUAL(open_slot(document, right(), crypto).name, "main");
    BOOST_CHECK_EQUAL(crypto.passphrase_hashes, 2u);
    auto labelled = right();
    labelled[0].slot = "main";
    BOOST_CHECK_EQUAL(open_slot(document, labelled, crypto).name, "main");
    BOOST_CHECK_EQUAL(crypto.passphrase_hashes, 3u);
}

BOOST_AUTO_TEST_CASE(a_keyring_without_a_slot_for_the_kind_of_key_says_so)
{
    auto records = known.records();
    std::erase_if(records, [](const keyring_record& each) { return each.name == "key file"; });
    BOOST_CHECK_EXCEPTION(open_slot(keyring_document(records), key_file(), crypto), error,
                          refused_with(errc::wrong_passphrase, {"no slot for a key of this kind"}));
}

BOOST_AUTO_TEST_CASE(the_keyring_of_another_organisation_is_refused_with_both_names)
{
    BOOST_CHECK_EXCEPTION(check_organisation(keyring_document(known.records()), "Fabrikam"), error,
                          refused_with(errc::keyring_foreign, {"Contoßo", "Fabrikam"}));
}

BOOST_AUTO_TEST_CASE(every_changed_byte_of_every_wrap_is_damage_unless_another_slot_would_say_otherwise)
{
    for (std::size_t record = 0; record < known.records().size(); ++record)
        for (std::size_t at = 0; at < known.records()[record].wrap.size(); at += 7) {
            auto records = known.records();
            records[record].wrap[at] ^= 0x10;
            BOOST_REQUIRE(outcome_of(records) == errc::keyring_damaged);
        }
}

BOOST_AUTO_TEST_CASE(every_changed_field_of_every_record_is_damage)
{
    using change = void (*)(keyring_record&);
    const change changes[] = {
        [](keyring_record& each) { each.created_at += 1; },
        [](keyring_record& each) { each.state_since += 1; },
        [](keyring_record& each) { each.generation += 1; },
        [](keyring_record& each) { each.id.bytes[3] ^= 1; },
        [](keyring_record& each) {
            each.kind = each.kind == record_kind::slot ? record_kind::passphrase : record_kind::slot;
        },
        [](keyring_record& each) { each.key_number = each.key_number ? *each.key_number + 7 : 7; },
        [](keyring_record& each) { each.state = each.state ? key_state::archived : key_state::opening; },
        [](keyring_record& each) { each.key_check = each.key_check.empty() ? "4K7P-Q2XM" : ""; },
        [](keyring_record& each) { each.wrapped_under = record_id{}; },
        [](keyring_record& each) {
            each.key_ids.push_back({"contact.email", suite::xchacha20_poly1305, {}});
        },
        [](keyring_record& each) { each.event_count = each.event_count.value_or(0) + 1; },
        [](keyring_record& each) { each.event_head.assign(32, 1); },
        [](keyring_record& each) { each.catalogue_hash.assign(32, 1); },
        [](keyring_record& each) { each.mac.assign(32, 1); },
    };
    for (std::size_t record = 0; record < known.records().size(); ++record)
        for (std::size_t which = 0; which < std::size(changes); ++which) {
            auto records = known.records();
            changes[which](records[record]);
            BOOST_TEST_CONTEXT("record " << record << ", change " << which)
            {
                BOOST_CHECK(outcome_of(records) == errc::keyring_damaged);
            }
        }
}

BOOST_AUTO_TEST_CASE(a_removed_or_doubled_record_is_damage)
{
    for (std::size_t record = 0; record < known.records().size(); ++record) {
        auto records = known.records();
        if (records[record].name == "main" && records[record].kind == record_kind::slot)
            continue;  // then the passphrase is wrong
        records.erase(records.begin() + static_cast<std::ptrdiff_t>(record));
        BOOST_CHECK(outcome_of(records) == errc::keyring_damaged);
        records = known.records();
        records.push_back(records[record]);
        BOOST_CHECK(outcome_of(records) == errc::keyring_damaged);
    }
}

BOOST_AUTO_TEST_CASE(a_list_of_keys_changed_in_place_is_damage)
{
    auto records = known.records();
    of_kind(records, record_kind::data_key, 3).key_ids[0].id.bytes[0] ^= 1;
    BOOST_CHECK(outcome_of(records) == errc::keyring_damaged);
    records = known.records();
    of_kind(records, record_kind::data_key, 3).key_ids.clear();
    BOOST_CHECK(outcome_of(records) == errc::keyring_damaged);
}

BOOST_AUTO_TEST_CASE(more_slots_than_allowed_are_refused_before_any_is_tried)
{
    auto records = known.records();
    for (std::uint8_t i = 0; i < keyring_document::most_slots; ++i) {
        keyring_record slot = of_kind(records, record_kind::slot, 1);
        slot.id.bytes = {0xEE, i};
        slot.key_number = 100 + i;
        records.push_back(slot);
    }
    BOOST_CHECK_EXCEPTION(keyring_document{records}, error,
                          refused_with(errc::keyring_damaged, {"34 slots", "at most 32"}));
}

BOOST_AUTO_TEST_CASE(rows_go_to_records_and_back_unchanged)
{
    for (const stored_row& row : known.rows("cellseal_keyring")) BOOST_CHECK(to_row(keyring_record_from(row)) == row);
}

BOOST_AUTO_TEST_CASE(rows_that_no_cellseal_has_written_are_named_by_column)
{
    const stored_row good = known.rows("cellseal_keyring")[4];
    const std::tuple<std::size_t, stored_cell, std::string> changes[] = {
        {0, std::string("DEC9E55B8817164FFE4CA6410BB19E25"), "record_id"},
        {0, std::string("dec9"), "record_id"},
        {0, stored_cell(), "record_id"},
        {1, std::string("mystery"), "kind"},
        {3, std::string("1"), "key_number"},
        {3, std::int64_t{-1}, "key_number"},
        {5, std::string("sealing "), "state"},
        {6, stored_cell(), "created_at"},
        {10, std::string("0"), "wrap"},
        {11, std::string("01 5c997d73e1c318e7f203208f671dd8ef contact.email"), "key_ids"},
        {11, std::string("01 5c99\n"), "key_ids"},
        {11, std::string("7f 5c997d73e1c318e7f203208f671dd8ef contact.email\n"), "key_ids"},
    };
    for (const auto& [column, cell, name] : changes) {
        stored_row row = good;
        row[column] = cell;
        BOOST_CHECK_EXCEPTION(keyring_record_from(row), error,
                              refused_with(errc::keyring_damaged, {"cellseal_keyring", name}));
    }
    BOOST_CHECK_EXCEPTION(keyring_record_from(stored_row(3)), error, refused_with(errc::keyring_damaged, {"3 cells"}));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(key_check_test)

BOOST_AUTO_TEST_CASE(a_key_check_is_read_as_a_person_types_it)
{
    BOOST_CHECK_EQUAL(read_key_check("4k7p-q2xm"), "4K7P-Q2XM");
    BOOST_CHECK_EQUAL(read_key_check("4K7PQ2XM"), "4K7P-Q2XM");
    BOOST_CHECK_EQUAL(read_key_check("oK7P-iLX0"), "0K7P-11X0");
    for (const std::string_view wrong : {"", "4K7P", "4K7P-Q2X", "4K7P-Q2XMM", "4K7U-Q2XM", "4K-7PQ2XM", "4K7P Q2XM"})
        BOOST_CHECK_EQUAL(read_key_check(wrong), "");
}

BOOST_AUTO_TEST_SUITE_END()
