#include "adapters/admin/command_line/secret_json.h"

#include <ostream>

namespace cellseal::command_line {

void write_json_text(std::ostream& out, const secret_bytes& text)
{
    out << '"';
    for (const char c : chars_of(text.expose())) {
        if (c == '\n')
            out << "\\n";
        else if (c == '\r')
            out << "\\r";
        else if (c == '"' || c == '\\')
            out << '\\' << c;
        else
            out << c;
    }
    out << '"';
}

}  // namespace cellseal::command_line
