#pragma once

#include "plugin/statements/reading.h"

namespace cellseal {

/// Counts nesting for as long as it lives; refuses what is too deep.
class nesting {
public:
    explicit nesting(reading& of) : of_(of)
    {
        if (++of_.depth > 2 * deepest_nesting) refuse(because::too_deep, of_.at.offset());
    }
    nesting(const nesting&) = delete;
    nesting& operator=(const nesting&) = delete;
    ~nesting() { --of_.depth; }

private:
    reading& of_;
};

}  // namespace cellseal
