#include "tests/keys/keyring_vectors.h"

#include "plugin/attributes/catalogue_table.h"
#include "plugin/keys/audit_chain.h"

namespace cellseal {

stored_cell keyring_vectors::cell(const std::string& table, std::size_t column, std::string text)
{
    if (text == "-") return {};
    for (auto at = text.find("\\n"); at != text.npos; at = text.find("\\n")) text.replace(at, 2, "\n");
    for (const stored_table* each : {&keyring_table, &event_table, &catalogue_table})
        if (each->default_name == table && each->columns[column].kind == column_kind::number)
            return std::int64_t{std::stoll(text)};
    return text;
}

}  // namespace cellseal
