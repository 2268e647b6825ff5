// What `cellseal plan` prints for Firebird, executed there: everything fits, and the fences hold.
#include "adapters/orm/soci/schema_plan.h"
#include "tests/orm/soci/firebird_database.h"
#include "tests/refused.h"

using namespace cellseal;
using namespace cellseal::tests;

namespace {

struct firebird_plan : firebird {
    std::vector<schema_step> plan() { return soci_orm::plan_schema(*registry, native, dialect::firebird); }

    void do_everything()
    {
        const auto steps = plan();
        BOOST_REQUIRE(!steps.empty());
        for (const schema_step& each : steps) {
            BOOST_TEST_MESSAGE(each.place + ": " + each.statement);
            if (each.statement.empty()) continue;
            native << each.statement;
            sql.commit();  // A table is not used in the transaction that changes it.
            sql.begin();
        }
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(firebird_plan_test, firebird_plan)

BOOST_AUTO_TEST_CASE(what_the_plan_says_makes_a_table_fit)
{
    native << "alter table person drop note";
    sql.commit();
    sql.begin();
    do_everything();
    for (const schema_step& each : plan()) BOOST_TEST(!each.needed, each.place + ": " + each.why);
    BOOST_CHECK_NO_THROW(soci_orm::check_schema(sql));
    insert(1, "fits");
    BOOST_TEST(note_of(1) == "fits");
}

BOOST_AUTO_TEST_CASE(every_fence_of_the_plan_refuses_a_marker_and_takes_sealed_values)
{
    do_everything();
    member given{1, "Ada", "ada@example.org", "sealed", 36, {std::byte{0}, std::byte{0xFF}}, {}};
    given.password = "secret";
    soci_orm::insert(sql, given);
    int refused = 0;
    for (const attribute& each : registry->attributes()) {
        const std::string marker = each.form == stored_form::text ? "'a marker in the open'" : "x'6d61726b6572'";
        const std::string update = "update person set " + each.column + " = " + marker + " where id = 1";
        BOOST_TEST_CONTEXT(update)
        BOOST_CHECK_EXCEPTION(native << update, soci::soci_error, [](const soci::soci_error& thrown) {
            return std::string(thrown.what()).find("CHECK constraint") != std::string::npos;
        });
        ++refused;
    }
    BOOST_TEST(refused == 5);
    for (const member& each : soci_orm::select_all<member>(sql)) {
        BOOST_TEST(each.email == given.email);
        BOOST_CHECK(each.photo == given.photo);
    }
    for (const attribute& each : registry->attributes())
        native << "update person set " << each.column << " = null where id = 1";
    BOOST_TEST(count("person where note is null and photo is null") == 1);
}

BOOST_AUTO_TEST_SUITE_END()
