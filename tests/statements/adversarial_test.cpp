#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <filesystem>

#include "tests/statements/case_judge.h"

namespace {

using namespace cellseal;

/// The files of one folder of cases; each folder needs other settings.
std::vector<std::string> files_in(const std::string& folder)
{
    std::vector<std::string> found;
    for (const auto& each : std::filesystem::directory_iterator(CELLSEAL_SOURCE_DIR "/tests/statements/" + folder)) {
        if (each.path().extension() == ".jsonl") found.push_back(folder + "/" + each.path().filename().string());
    }
    std::sort(found.begin(), found.end());
    return found;
}

void judge_folder(const std::string& folder, const attribute_registry& registry, std::size_t at_least)
{
    for (const live_keys live : {live_keys{}, live_keys{.data_keys = 2, .index_keys = 2}}) {
        test::case_tally tally;
        for (const std::string& file : files_in(folder)) {
            test::judge_file(file, registry, live, test::code_check::counted, tally);
        }
        BOOST_TEST(tally.judged >= at_least);
        test::report(tally);
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cases_written_against_the_analysis)

BOOST_AUTO_TEST_CASE(no_statement_leaks_a_value_or_gets_wrong_facts)
{
    judge_folder("adversarial", *test::crm(), 2400);
}

BOOST_AUTO_TEST_CASE(none_does_with_a_shortened_index_and_a_value_bound_to_its_row)
{
    judge_folder("adversarial/strict", *test::strict_crm(), 100);
}

BOOST_AUTO_TEST_CASE(none_does_where_null_is_sealed)
{
    judge_folder("adversarial/sealed_null", *test::null_sealing_crm(), 30);
}

BOOST_AUTO_TEST_SUITE_END()
