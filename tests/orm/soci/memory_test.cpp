// What a core dump would hold: no key, and no plaintext in buffers of ours once a call is over.
#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

#include "plugin/keys/secret_bytes.h"
#include "tests/orm/soci/left_in_memory.h"
#include "tests/orm/soci/people.h"

using namespace cellseal;
using namespace cellseal::tests;

namespace {

/// A keyring of keys that look like no table of any library.
class unlike_keys final : public keyring_access {
public:
    unlike_keys(const std::shared_ptr<const attribute_registry>& registry, const crypto_provider& crypto)
    {
        keyring::content content;
        content.organisation = "org-1";
        content.generation = 1;
        content.key_check = "TEST-TEST";
        for (auto* keys : {&content.data_keys, &content.index_keys})
            keys->push_back({1, key_state::sealing, "2026-01-01T00:00:00Z", key(crypto)});
        keys_ = std::make_shared<const keyring>(std::move(content), registry, crypto);
    }
    std::shared_ptr<const keyring> current() override { return keys_; }
    std::shared_ptr<const keyring> for_sealing() override { return keys_; }
    std::shared_ptr<const keyring> reload_for(const key_id&) override { return keys_; }

    static secret_bytes key(const crypto_provider& crypto)
    {
        secret_bytes made(32, crypto.key_memory());
        std::uint32_t state = 77;
        for (std::uint8_t& each : made.expose_for_filling())
            each = static_cast<std::uint8_t>((state = state * 1664525u + 1013904223u) >> 24);
        return made;
    }

private:
    std::shared_ptr<const keyring> keys_;
};

/// K_seal of person.note, from the specification: sealed_value_format.md, section 2.
hidden_pattern sealing_key_of_note(const crypto_provider& crypto)
{
    std::string info("\0\0\0\5", 4);
    for (const std::string_view part : {"cellseal/1/seal", "org-1", "person", "note", "\1"})
        info.append({0, 0, 0, static_cast<char>(part.size())}).append(part);
    info.push_back('\1');
    const secret_bytes data_key = unlike_keys::key(crypto);
    std::uint8_t key[32];
    crypto.make_hmac_sha512(data_key.expose())->hash({bytes_of(info)}, key);
    const hidden_pattern pattern(chars_of(key));
    wipe(key);
    return pattern;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(memory_test, people)

BOOST_AUTO_TEST_CASE(no_plaintext_is_left_in_memory_after_a_value_was_written)
{
    if (!memory_can_be_searched()) return;
    BOOST_TEST(left_after([&](std::string& value) { insert(1, "note", value); }) == 0u);
    BOOST_TEST(left_after([&](std::string& value) { insert(2, "email", value); }) == 0u);
    BOOST_TEST(left_after([&](std::string& value) { insert(3, "phone", value); }) == 0u);
    BOOST_TEST(left_after([&](std::string& value) { insert(4, "photo", value); }) == 0u);
    BOOST_TEST(left_after([&](std::string& value) {
                   std::vector<std::string> values = {value, value};
                   const std::vector<int> ids = {5, 6};
                   sql << "insert into person(id, note) values(:id, :n)", soci::use(ids), soci::use(values);
                   for (std::string& each : values) forget(each);
               }) == 0u);
    BOOST_TEST(left_after([&](std::string& value) {
                   member one{7, "x", value, value, 1, {}, {}};
                   soci_orm::insert(sql, one);
                   (void)soci_orm::update(sql, one);
                   forget(one);
               }) == 0u);
    BOOST_TEST(left_after([&](std::string& value) {
                   std::vector<member> many(3, member{8, "x", value, value, 1, {}, {}});
                   for (int i = 0; i < 3; ++i) many[i].id = 8 + i;
                   soci_orm::insert_all(sql, many);
                   (void)soci_orm::update_all(sql, many);
                   for (member& each : many) forget(each);
               }) == 0u);
}

BOOST_AUTO_TEST_CASE(no_plaintext_is_left_in_memory_after_a_value_was_read)
{
    if (!memory_can_be_searched()) return;
    BOOST_TEST(left_after([&](std::string& value) {
                   insert(1, "note", value);
                   std::string found;
                   sql << "select note from person where id = 1", soci::into(found);
                   BOOST_CHECK(found == value);
                   forget(found);
               }) == 0u);
    BOOST_TEST(left_after([&](std::string& value) {
                   insert(2, "email", value);
                   std::string found;
                   sql << "select email from person where email = :e", soci::use(value), soci::into(found);
                   BOOST_CHECK(found == value);
                   forget(found);
               }) == 0u);
    BOOST_TEST(left_after([&](std::string& value) {
                   insert(3, "note", value);
                   std::vector<std::string> found(10);
                   sql << "select note from person where id = 3", soci::into(found);
                   forget(found.at(0));
               }) == 0u);
}

BOOST_AUTO_TEST_CASE(no_plaintext_is_left_in_memory_after_an_error)
{
    if (!memory_can_be_searched()) return;
    // SOCI puts the values of plain variables into its error, which what() does not show; secret<T> keeps them out.
    insert(1, "note", std::string("there"));
    BOOST_TEST(left_after([&](std::string& value) {
                   const soci_orm::secret<std::string> note(value);
                   BOOST_CHECK_THROW((sql << "insert into person(id, note) values(1, :n)", soci::use(note)),
                                     soci::soci_error);
               }) == 0u);
}

BOOST_AUTO_TEST_CASE(what_is_left_in_the_open_is_found)
{
    if (!memory_can_be_searched()) return;
    std::string kept;
    BOOST_TEST(left_after([&](std::string& value) { kept = value; }) == 1u);
}

BOOST_AUTO_TEST_CASE(no_key_lies_in_what_a_core_dump_holds)
{
    if (!memory_can_be_searched()) return;
    const auto own_keys = std::make_shared<unlike_keys>(registry, crypto);
    const soci_orm::sealing_backend_factory own_factory(engine->factory(), registry, own_keys, engine->options());
    soci::session session(own_factory, engine->connect_string());
    const std::string value = "x";
    session << "insert into person(id, email, note) values(1, :e, :n)", soci::use(value, "e"), soci::use(value, "n");
    std::string found;
    session << "select note from person where email = :e", soci::use(value), soci::into(found);
    BOOST_TEST(found == "x");

    const secret_bytes key = unlike_keys::key(crypto);
    const hidden_pattern data_key(chars_of(key.expose()));
    BOOST_TEST(data_key.times_in_a_dump() == 0u);
    BOOST_TEST(data_key.times_in_memory() > 0u);  // The look finds it where it is.

    const hidden_pattern sealing_key = sealing_key_of_note(crypto);
    BOOST_TEST(sealing_key.times_in_a_dump() == 0u);
    BOOST_TEST(sealing_key.times_in_memory() > 0u);
}

BOOST_AUTO_TEST_SUITE_END()
