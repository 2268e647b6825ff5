#pragma once

#include <cellseal/entity.h>
#include <cellseal/soci.h>

#include <ctime>
#include <memory>
#include <optional>
#include <string>

#include "adapters/crypto/sodium/sodium_provider.h"
#include "tests/doubles/fixed_keyring.h"
#include "tests/orm/soci/people.h"

namespace cellseal::tests {

/// Found by last name, in any letter case, and date of birth together.
struct patient {
    int id = 0;
    std::string last_name;
    std::tm born{};
    std::optional<std::string> town;
};

}  // namespace cellseal::tests

template <>
inline constexpr auto cellseal::entity<cellseal::tests::patient> =
    cellseal::table("patient", key("id", &tests::patient::id), sealed("last_name", &tests::patient::last_name),
                    sealed("born", &tests::patient::born), sealed("town", &tests::patient::town),
                    compound_index("bidx_person", &tests::patient::last_name, &tests::patient::born,
                                   normal_form::nfkc_casefold));
