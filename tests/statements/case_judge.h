#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "tests/statements/crm.h"

namespace cellseal::test {

/// What came out of judging cases that is no failure.
struct case_tally {
    std::size_t judged = 0;                 ///< Pairs of case and dialect.
    std::vector<std::string> over_refused;  ///< Tolerated: it could have been understood.
    std::vector<std::string> other_code;    ///< Refused as it should be, for another reason than listed.
};

enum class code_check : bool { counted, required };

/// Judges every case of a file under tests/statements against the analysis; fails the running test for each wrong fact.
void judge_file(const std::string& file, const attribute_registry& registry, live_keys live, code_check codes,
                case_tally& into);

void report(const case_tally& tally);

}  // namespace cellseal::test
