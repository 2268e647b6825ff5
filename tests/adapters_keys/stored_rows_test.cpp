// Values as they lie in the database, for activation and rescue; on each engine.
#include <boost/test/unit_test.hpp>

#include "adapters/crypto/sodium/sodium_provider.h"
#include "adapters/orm/soci/stored_columns.h"
#include "adapters/orm/soci/stored_table_rows_soci.h"
#include "adapters/orm/soci/value_samples_soci.h"
#include "plugin/admin/data_fit.h"
#include "tests/adapters_keys/connection_under_test.h"
#include "tests/doubles/fixed_keyring.h"
#include "tests/refused.h"

using namespace cellseal;
using namespace cellseal::soci_orm;

namespace {

constexpr int many = 1203;  // More than two pages.

std::shared_ptr<const attribute_registry> registry_of_notes()
{
    attribute secret;
    secret.name = secret.column = "secret";
    secret.bound_to_row = true;
    attribute picture;
    picture.name = picture.column = "picture";
    picture.type = value_type::bytes;
    picture.form = stored_form::bytes;
    attribute_registry::builder builder;
    builder.add(registration{"note", "", "cellseal_note", {}, {"id", "lang"}, {secret, picture}, "entity note"});
    return builder.build();
}

struct notes {
    sodium_provider crypto;
    std::shared_ptr<const attribute_registry> registry = registry_of_notes();
    std::shared_ptr<const keyring> keys = tests::make_keyring({}, registry, crypto);
    soci::session sql{connection_under_test()};
    keyring_database database{sql, keyring_table_names::with_prefix("cellseal_test_")};

    notes()
    {
        sql << "drop table if exists cellseal_note";
        const bool postgresql = sql.get_backend_name() == "postgresql";
        sql << std::string(
                   "create table cellseal_note(id integer not null, lang varchar(5) not null, secret text, picture ") +
                   (postgresql ? "bytea" : "blob") + ", price double precision, primary key (id, lang))";
        soci::transaction all(sql);
        for (int i = 1; i <= many; ++i) insert(i, i % 2 == 0 ? "de" : "en");
        all.commit();
    }
    ~notes() { sql << "drop table if exists cellseal_note"; }

    void insert(int id, const std::string& lang)
    {
        row_key row;
        row.add(plain_scalar(std::int64_t{id}));
        row.add(plain_text(lang));
        wiping_buffer scratch;
        std::string secret, picture;
        field_sealer::seal(*registry->find("note.secret"), *keys, plain_text("secret " + std::to_string(id)), row,
                           secret, scratch);
        const std::uint8_t pixels[] = {0, 1, 0xFF};
        field_sealer::seal(*registry->find("note.picture"), *keys, plain_bytes(pixels), {}, picture, scratch);
        std::string hex;
        for (const unsigned char each : picture) {
            constexpr const char* digits = "0123456789abcdef";
            hex += {digits[each >> 4], digits[each & 15]};
        }
        const double price = id + 0.5;
        const std::string literal =
            sql.get_backend_name() == "postgresql" ? "decode('" + hex + "', 'hex')" : "x'" + hex + "'";
        sql << "insert into cellseal_note(id, lang, secret, picture, price) values(:i, :l, :s, " + literal + ", :p)",
            soci::use(id), soci::use(lang), soci::use(secret), soci::use(price);
    }
    rescue_report rescue(std::string& into)
    {
        stored_table_rows_soci rows{database, *registry, "cellseal_note"};
        return rescue_table(rows, *keys, [&](std::string_view part) { into += part; });
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(stored_rows_test, notes)

BOOST_AUTO_TEST_CASE(every_row_is_rescued_once_row_bound_values_and_bytes_included)
{
    std::string csv;
    const rescue_report report = rescue(csv);
    BOOST_CHECK_EQUAL(report.rows, many);
    BOOST_CHECK_EQUAL(report.opened, 2U * many);
    BOOST_CHECK_EQUAL(report.failed, 0U);
    BOOST_CHECK(csv.starts_with("id,lang,secret,picture,price\r\n"));
    for (const int each : {1, 500, 501, 1000, many})
        BOOST_CHECK(csv.find("\r\n" + std::to_string(each) + (each % 2 == 0 ? ",de" : ",en") + ",secret " +
                             std::to_string(each) + ",\\x0001ff," + std::to_string(each) + ".5\r\n") !=
                    std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_value_moved_to_another_row_is_found_with_its_row)
{
    sql << "update cellseal_note set secret = (select s from (select secret as s from cellseal_note where id = 7) "
           "moved) "
           "where id = 8";
    std::string csv;
    const rescue_report report = rescue(csv);
    BOOST_CHECK_EQUAL(report.failed, 1U);
    BOOST_REQUIRE_EQUAL(report.findings.size(), 1U);
    BOOST_CHECK_EQUAL(report.findings[0], "note.secret, id 8, lang de: tampered");
}

BOOST_AUTO_TEST_CASE(a_sample_opens)
{
    value_samples_soci samples{database};
    const data_fit fit = sample_fit(*registry, *keys, samples);
    BOOST_CHECK_EQUAL(fit.tried, 2 * sampled_values);
    BOOST_CHECK_EQUAL(fit.opened, 2 * sampled_values);
    const auto other = tests::make_keyring({.data_keys = {{9}}}, registry, crypto);
    const data_fit foreign = sample_fit(*registry, *other, samples);
    BOOST_CHECK(foreign.contradicted());
    BOOST_CHECK_EQUAL(foreign.foreign, 2 * sampled_values);
}

BOOST_AUTO_TEST_CASE(the_primary_key_is_known_in_its_order)
{
    const std::vector<std::string> expected{"id", "lang"};
    const auto found = primary_key_of(sql, "cellseal_note", database.home());
    BOOST_TEST(found == expected, boost::test_tools::per_element());
    BOOST_CHECK(primary_key_of(sql, "no_such_table", database.home()).empty());
}

BOOST_AUTO_TEST_CASE(a_table_that_is_not_there_has_no_samples_and_no_rescue)
{
    sql << "drop table cellseal_note";
    value_samples_soci samples{database};
    BOOST_CHECK(samples.sample(registry->tables().front(), *registry->find("note.secret"), 5).empty());
    BOOST_CHECK_EXCEPTION((stored_table_rows_soci{database, *registry, "cellseal_note"}), error,
                          refused_with(errc::bad_schema));
}

BOOST_AUTO_TEST_SUITE_END()
