#include <boost/test/unit_test.hpp>

#include <chrono>
#include <future>
#include <mutex>

#include <fmt/format.h>

#include "adapters/orm/soci/include/cellseal/soci.h"
#include "adapters/orm/soci/key_change/resealable_rows_soci.h"
#include "tests/doubles/counting_provider.h"
#include "tests/doubles/fixed_keyring.h"
#include "tests/orm/soci/engine_under_test.h"

using namespace cellseal;
using namespace std::chrono_literals;

namespace {

attribute sealed_attribute(const char* column)
{
    attribute made;
    made.entity = made.table = "patient", made.name = made.column = column;
    return made;
}

registration patient_registration()
{
    registration patient;
    patient.entity = patient.table = patient.declared_at = "patient";
    patient.columns = {"ward", "id", "email", "bidx_email", "note", "photo"};
    patient.key_columns = {"ward", "id"};
    patient.attributes = {sealed_attribute("email"), sealed_attribute("note"), sealed_attribute("photo")};
    patient.attributes[0].found_by = lookup::blind_index;
    patient.attributes[0].index = index_definition{.domain = "patient.email", .companion = "bidx_email"};
    patient.attributes[1].bound_to_row = true;
    patient.attributes[2].form = stored_form::bytes;
    return patient;
}

/// Rows of a server, with a key of two columns, NULL, bytes and a value bound to its row; sealed under one key.
struct hospital {
    static constexpr int patients = 700;

    const std::unique_ptr<tests::engine_under_test> engine = tests::make_engine_under_test();
    tests::counting_provider crypto;
    std::shared_ptr<const attribute_registry> registry =
        attribute_registry::builder().add(patient_registration()).build();
    std::shared_ptr<tests::fixed_keyring> keys = std::make_shared<tests::fixed_keyring>(registry, crypto);
    soci_orm::sealing_backend_factory factory{engine->factory(), registry, keys};

    [[nodiscard]] soci::session plain() const { return soci::session{engine->factory(), engine->connect_string()}; }
    [[nodiscard]] soci::session sealed() const { return soci::session{factory, engine->connect_string()}; }
    [[nodiscard]] bool on_server() const { return engine->name() == "postgresql" || engine->name() == "mysql"; }

    void build(const std::string& keyed = ", primary key(ward, id))")
    {
        plain() << fmt::format(
            "create table patient(ward varchar(10) not null, id integer not null, email {0}, "
            "bidx_email {1}, note {0}, photo {2}{3}",
            engine->sealed_type(), engine->token_type(), engine->bytes_type(), keyed);
        soci::session sql = sealed();
        soci::transaction all(sql);
        for (int id = 1; id <= patients; ++id) admit(sql, id, fmt::format("patient{}@example.org", id));
        all.commit();
    }
    static std::string ward_of(int id) { return id % 2 == 0 ? "north" : "so\"u\\th"; }
    static void admit(soci::session& sql, int id, const std::string& email)
    {
        const std::string ward = ward_of(id), note = "stays \"until\" {further, notice}\\", photo = "\x01'\\\"{},";
        soci::indicator known = id % 3 == 0 ? soci::i_null : soci::i_ok;
        sql << "insert into patient(ward, id, email, note, photo) values(:ward, :id, :email, :note, :photo)",
            soci::use(ward, "ward"), soci::use(id, "id"), soci::use(email, "email"), soci::use(note, known, "note"),
            soci::use(photo, "photo");
    }
    void change_key()
    {
        const std::vector<tests::fixed_keys::one> both{{32, key_state::sealing, 2}, {0, key_state::opening, 1}};
        keys->use({.data_keys = both, .index_keys = both, .generation = 2});
        crypto.reset();
    }
    reseal_batch walk(locked_rows locked = locked_rows::skip, std::size_t most = 0)
    {
        soci::session sql = plain();
        soci_orm::resealable_rows_soci rows(sql, registry);
        reseal_batch all;
        for (reseal_cursor cursor; !cursor.at_end;) {
            const reseal_batch done = rows.reseal("patient", *keys->current(), cursor, most, locked);
            all.rows += done.rows, all.resealed += done.resealed, all.moved += done.moved;
            all.findings += done.findings;
        }
        return all;
    }
    [[nodiscard]] std::uint64_t old_rows()
    {
        soci::session sql = plain();
        return soci_orm::resealable_rows_soci(sql, registry).count_old("patient", *keys->current());
    }
    [[nodiscard]] std::uint64_t unverified_rows()
    {
        soci::session sql = plain();
        soci_orm::resealable_rows_soci rows(sql, registry);
        std::uint64_t all = 0;
        for (reseal_cursor cursor; !cursor.at_end;) all += rows.verify("patient", *keys->current(), cursor, 0).findings;
        return all;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(resealing_server_test, hospital)

BOOST_AUTO_TEST_CASE(every_kind_of_cell_is_resealed_once_and_opens_under_the_new_key_alone)
{
    build();
    change_key();
    const reseal_batch done = walk();
    BOOST_TEST(done.resealed == static_cast<std::uint64_t>(patients));
    BOOST_TEST(done.moved + done.findings == 0u);
    BOOST_TEST(crypto.seals == 3 * patients - patients / 3);
    BOOST_TEST(crypto.opens == 3 * patients - patients / 3);
    BOOST_TEST(old_rows() == 0u);
    BOOST_TEST(unverified_rows() == 0u);
    soci::session sql = sealed();
    const std::string email = "patient700@example.org";
    std::string note;
    sql << "select note from patient where email = :email", soci::use(email, "email"), soci::into(note);
    BOOST_TEST(note == "stays \"until\" {further, notice}\\");
}

BOOST_AUTO_TEST_CASE(a_call_takes_no_more_rows_than_it_was_told)
{
    if (!on_server()) return;
    build();
    change_key();
    soci::session sql = plain();
    soci_orm::resealable_rows_soci rows(sql, registry);
    reseal_cursor cursor;
    BOOST_TEST(rows.reseal("patient", *keys->current(), cursor, 50, locked_rows::skip).resealed == 50u);
    BOOST_TEST(!cursor.at_end);
    BOOST_TEST(old_rows() == patients - 50u);
}

BOOST_AUTO_TEST_CASE(a_row_written_while_it_is_being_sealed_is_left_to_the_next_walk)
{
    if (!on_server()) return;
    build();
    change_key();
    std::once_flag once;
    crypto.before_seal = [&] {
        std::call_once(once, [&] {
            plain() << "update patient set photo = (select photo from (select photo from patient where id = 2) other) "
                       "where ward = 'north' and id = 4";
        });
    };
    BOOST_TEST(walk().moved == 1u);
    BOOST_TEST(old_rows() == 1u);
    crypto.before_seal = [] {};
    BOOST_TEST(walk().resealed == 1u);
}

BOOST_AUTO_TEST_CASE(a_row_that_a_user_holds_is_passed_over_and_behind_the_fence_waited_for_with_nothing_else_held)
{
    if (!on_server()) return;
    build();
    change_key();
    soci::session user = plain();
    user.begin();
    user << "update patient set email = email where ward = 'north' and id = 8";
    const reseal_batch passed = walk();
    BOOST_TEST(passed.resealed == patients - 1u);
    BOOST_TEST(passed.moved == 1u);

    auto waiting = std::async(std::launch::async, [&] { return walk(locked_rows::wait); });
    BOOST_CHECK(waiting.wait_for(300ms) == std::future_status::timeout);
    // Whoever waits for this user holds nothing that he might want.
    user << "update patient set email = email";
    user.rollback();
    BOOST_TEST(waiting.get().resealed == 1u);
    BOOST_TEST(old_rows() == 0u);
}

BOOST_AUTO_TEST_CASE(two_workers_at_once_write_each_row_once_whether_or_not_one_is_behind_the_fence)
{
    if (!on_server()) return;
    build();
    change_key();
    auto other = std::async(std::launch::async, [&] { return walk(locked_rows::wait).resealed; });
    std::uint64_t resealed = walk().resealed;
    resealed += other.get();
    while (old_rows() > 0) resealed += walk().resealed;
    BOOST_TEST(resealed == static_cast<std::uint64_t>(patients));
    BOOST_TEST(unverified_rows() == 0u);
}

BOOST_AUTO_TEST_CASE(of_many_rows_in_one_statement_those_that_hurt_a_unique_key_alone_stay_and_are_told)
{
    if (!on_server()) return;
    build();
    change_key();
    {
        soci::session sql = sealed();
        for (const int id : {17, 300}) admit(sql, patients + id, fmt::format("patient{}@example.org", id));
    }
    plain() << "create unique index one_email on patient(bidx_email)";
    const reseal_batch done = walk();
    BOOST_TEST(done.findings == 2u);
    BOOST_TEST(done.moved == 0u);
    BOOST_TEST(old_rows() == 2u);
    soci::session reader = plain();
    const auto found = soci_orm::resealable_rows_soci(reader, registry).findings(10);
    BOOST_REQUIRE_EQUAL(found.size(), 2u);
    for (const reseal_finding& each : found) BOOST_TEST(each.reason.starts_with("duplicate of "));
}

BOOST_AUTO_TEST_CASE(rows_without_a_key_and_rows_of_partitions_with_the_same_address_are_told_apart)
{
    if (engine->name() != "postgresql") return;
    build(")");
    change_key();
    BOOST_TEST(walk().resealed == static_cast<std::uint64_t>(patients));
    BOOST_TEST(unverified_rows() == 0u);

    plain() << "alter table patient rename to flat";
    plain() << "create table patient(like flat) partition by list (ward)";
    plain() << "create table patient_north partition of patient for values in ('north')";
    plain() << "create table patient_south partition of patient default";
    plain() << "insert into patient select * from flat";
    keys->use({.data_keys = {{{64, key_state::sealing, 3}, {32, key_state::opening, 2}}},
               .index_keys = {{{64, key_state::sealing, 3}, {32, key_state::opening, 2}}},
               .generation = 3});
    for (int walks = 0; walks < 5 && old_rows() > 0; ++walks) static_cast<void>(walk());
    BOOST_TEST(old_rows() == 0u);
    BOOST_TEST(unverified_rows() == 0u);
}

BOOST_AUTO_TEST_SUITE_END()
