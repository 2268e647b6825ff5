#include <boost/test/unit_test.hpp>

#include "plugin/admin/change_admission.h"
#include "plugin/keys/keyring_draft.h"
#include "tests/keys/organisation.h"
#include "tests/refused.h"

using namespace cellseal;

namespace {

struct everyone final : authorizer {
    bool allows(const admin_request&) const override { return true; }
};

struct admission_fixture : organisation {
    everyone who_may;
    admin_gate gate{who_may, [](const admin_request&) { return true; }};
    std::string check = start().key_check;

    [[nodiscard]] keyring_document document() { return *store.load(); }
    [[nodiscard]] change_request confirmed() const { return {{"ada", "yearly"}, check}; }

    // As if the organisation key had been renewed at `when`, without a change under way.
    void renewed_at(timestamp when)
    {
        const auto document = this->document();
        auto records = std::vector(document.records().begin(), document.records().end());
        keyring_record made = document.organisation_key();
        made.id.bytes[0] ^= static_cast<std::uint8_t>(records.size());
        made.key_number = records.size();
        made.state = key_state::archived;
        made.created_at = when;
        records.push_back(made);
        tables.records = records;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(change_admission_test, admission_fixture)

BOOST_AUTO_TEST_CASE(a_confirmed_change_is_admitted_however_the_key_check_is_typed)
{
    BOOST_CHECK_NO_THROW(require_change_admissible(gate, confirmed(), document(), time.now()));
    std::string typed = check;
    typed.erase(4, 1);
    for (char& c : typed) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    BOOST_CHECK_NO_THROW(require_change_admissible(gate, {{"ada", ""}, typed}, document(), time.now()));
}

BOOST_AUTO_TEST_CASE(a_change_that_is_not_confirmed_is_refused_and_the_key_check_is_named)
{
    BOOST_CHECK_EXCEPTION(require_change_admissible(gate, {{"ada", ""}, ""}, document(), time.now()), error,
                          refused_with(errc::not_confirmed, {check + ", in use since 2026-03-01T10:00:00Z"}));
    BOOST_CHECK_EXCEPTION(require_change_admissible(gate, {{"ada", ""}, "0000-0000"}, document(), time.now()), error,
                          refused_with(errc::not_confirmed, {"another one was given"}));
}

BOOST_AUTO_TEST_CASE(a_second_change_beside_one_under_way_is_refused)
{
    for (keyring_record& each : tables.records)
        if (each.kind == record_kind::data_key) {
            keyring_record old = each;
            old.id.bytes[0] ^= 1;
            old.key_number = 7;
            old.state = key_state::opening;
            tables.records.push_back(old);
            break;
        }
    BOOST_CHECK_EXCEPTION(require_change_admissible(gate, confirmed(), document(), time.now()), error,
                          refused_with(errc::change_under_way, {"verified since", "cellseal key retire"}));
}

BOOST_AUTO_TEST_CASE(more_changes_than_the_limit_are_refused_with_the_time_of_the_next)
{
    const change_limits two{2, std::chrono::minutes{60}};
    renewed_at(time.now() - 3000);
    BOOST_CHECK_NO_THROW(require_change_admissible(gate, confirmed(), document(), time.now(), two));
    renewed_at(time.now() - 100);
    BOOST_CHECK_EXCEPTION(require_change_admissible(gate, confirmed(), document(), time.now(), two), error,
                          refused_with(errc::change_too_often, {"at 2026-03-01T10:10:00Z"}));
    BOOST_CHECK_NO_THROW(require_change_admissible(gate, confirmed(), document(), time.now() + 600, two));
}

BOOST_AUTO_TEST_CASE(changes_on_record_for_days_to_come_keep_nobody_waiting_until_then)
{
    const change_limits two{2, std::chrono::minutes{60}};
    renewed_at(time.now() + 315'360'000);
    renewed_at(time.now() + 315'360'000);
    BOOST_CHECK_NO_THROW(require_change_admissible(gate, confirmed(), document(), time.now(), two));
}

BOOST_AUTO_TEST_SUITE_END()
