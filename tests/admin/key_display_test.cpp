#include <boost/test/unit_test.hpp>

#include "tests/doubles/administered.h"
#include "tests/refused.h"

using namespace cellseal;

BOOST_FIXTURE_TEST_SUITE(key_display_test, administered)

BOOST_AUTO_TEST_CASE(the_passphrase_that_is_shown_is_the_one_that_opens)
{
    const shown_key shown = admin().show(ada);
    BOOST_CHECK_EQUAL(shown.key_check, started.key_check);
    BOOST_CHECK(shown.generated);
    BOOST_CHECK(shown.characters.equals(
        passphrase::from_utf8(key.read().at(0).bytes.expose(), sodium.key_memory())->in_groups().expose()));
    BOOST_CHECK_EQUAL(shown.digits.size(), 27U * 5 - 1);
}

BOOST_AUTO_TEST_CASE(nothing_is_shown_or_exported_when_the_event_cannot_be_written)
{
    store.before_store = [] { throw error(errc::database_unavailable, "read-only"); };
    BOOST_CHECK_EXCEPTION((void)admin().show(ada), error, refused_with(errc::database_unavailable));
    BOOST_CHECK_EXCEPTION((void)admin().export_key(ada), error, refused_with(errc::database_unavailable));
}

BOOST_AUTO_TEST_CASE(showing_can_be_switched_off)
{
    admin_surroundings off = on();
    off.show_allowed = false;
    BOOST_CHECK_EXCEPTION((void)administrator{off}.show(ada), error,
                          refused_with(errc::key_not_usable, {"switched off"}));
}

BOOST_AUTO_TEST_CASE(an_export_reads_back_with_its_labels_in_every_encoding)
{
    for (const text_encoding each :
         {text_encoding::utf8_with_mark, text_encoding::utf8, text_encoding::utf16_le, text_encoding::utf16_be}) {
        const secret_bytes exported = admin().export_key(ada, each);
        const auto read = read_sealkey(exported.expose(), sodium.key_memory());
        BOOST_REQUIRE_EQUAL(read.size(), 1U);
        BOOST_CHECK(read[0].bytes.equals(key.read().at(0).bytes.expose()));
        BOOST_CHECK_EQUAL(read[0].key_check, started.key_check);
        BOOST_CHECK_EQUAL(read[0].organisation, "contoso");
        BOOST_CHECK_EQUAL(read[0].slot, "main");
        BOOST_CHECK(read[0].generation.has_value());
        BOOST_CHECK_EQUAL(read[0].told, "");
    }
}

BOOST_AUTO_TEST_CASE(without_a_passphrase_on_record_nothing_is_shown_and_the_key_source_is_exported)
{
    administered quiet;
    quiet.tables = {};
    quiet.key.file.reset();
    quiet.pins.pin.reset();
    auto plan = quiet.plan();
    plan.passphrase_on_record = false;
    quiet.started = open_or_create(plan);
    BOOST_CHECK_EXCEPTION((void)quiet.admin().show(ada), error, refused_with(errc::key_not_usable, {"on record"}));
    const secret_bytes exported = quiet.admin().export_key(ada);
    BOOST_CHECK(
        read_sealkey(exported.expose(), sodium.key_memory()).at(0).bytes.equals(quiet.key.read().at(0).bytes.expose()));
}

BOOST_AUTO_TEST_CASE(while_inactive_nothing_is_shown)
{
    started.keyring->deactivate("no key");
    BOOST_CHECK_EXCEPTION((void)admin().show(ada), error, refused_with(errc::inactive));
    BOOST_CHECK_EXCEPTION((void)admin().export_key(ada), error, refused_with(errc::inactive));
}

BOOST_AUTO_TEST_CASE(an_import_is_tried_first_and_kept_beside_what_lies_there)
{
    const secret_bytes exported = admin().export_key(ada);
    administered other;
    const secret_bytes foreign = other.admin().export_key(ada);
    BOOST_CHECK_EXCEPTION(admin().import_key(ada, foreign.expose()), error, refused_with(errc::wrong_passphrase));

    key.file.emplace(foreign.expose().begin(), foreign.expose().end());
    const imported_key done = admin().import_key(ada, exported.expose());
    BOOST_CHECK_EQUAL(done.key_check, started.key_check);
    BOOST_CHECK_EQUAL(done.slot, "main");
    const auto both = key.read();
    BOOST_REQUIRE_EQUAL(both.size(), 2U);
    BOOST_CHECK_EQUAL(both[0].key_check, started.key_check);
    BOOST_CHECK_EQUAL(both[1].key_check, other.started.key_check);
    BOOST_CHECK_EQUAL(last_event(), "key_imported");
}

BOOST_AUTO_TEST_CASE(what_lies_in_the_key_source_and_cannot_be_read_is_never_overwritten)
{
    const secret_bytes exported = admin().export_key(ada);
    key.file.emplace(300, std::uint8_t{0xC3});
    const auto before = key.file;
    const imported_key done = admin().import_key(ada, exported.expose());
    BOOST_CHECK(done.key.because.find("not overwritten") != std::string::npos);
    BOOST_CHECK(key.file == before);
}

BOOST_AUTO_TEST_SUITE_END()
