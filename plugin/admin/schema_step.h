#pragma once

#include <string>

namespace cellseal {

/// One change that brings the schema to what the protected attributes need.
struct schema_step {
    std::string place;  ///< "contact.email": table and column.
    std::string why;    ///< For a person.
    std::string
        statement;  ///< SQL without a semicolon; empty where no single statement does it, and `why` says what does.
    bool needed = true;  ///< False: an advice, such as a CHECK as a fence in the database.
};

}  // namespace cellseal
