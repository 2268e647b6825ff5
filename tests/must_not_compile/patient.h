#pragma once

#include <cellseal/entity.h>

/// Whose members are found together. Each pair describes it in its own way.
struct patient {
    int id;
    std::string last_name;
    std::tm born;
    std::string town;
};
