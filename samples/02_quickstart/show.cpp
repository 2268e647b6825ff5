#include "samples/02_quickstart/show.h"

#include <cellseal/soci.h>
#include <fmt/format.h>

namespace {

constexpr const char* one_contact = "select full_name, email, phone, born, note from contact where id = :id";
constexpr const char* names[] = {"full_name", "email", "phone", "born", "note"};
constexpr std::size_t width = 60;

/// The first characters of a UTF-8 text; a cut never falls into a character.
std::string shortened(const std::string& text)
{
    if (text.size() <= width) return text;
    std::size_t end = width;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return text.substr(0, end) + "…";
}

std::vector<std::string> read_row(soci::session& sql, int id)
{
    std::vector<std::string> values(std::size(names));
    std::vector<soci::indicator> known(std::size(names));
    sql << one_contact, soci::use(id), soci::into(values[0], known[0]), soci::into(values[1], known[1]),
        soci::into(values[2], known[2]), soci::into(values[3], known[3]), soci::into(values[4], known[4]);
    return values;
}

}  // namespace

void show_side_by_side(soci::session& sql, const std::vector<int>& ids)
{
    for (const int id : ids) {
        const auto seen = read_row(sql, id);
        const auto stored = read_row(cellseal::soci_orm::native(sql), id);
        fmt::print("  contact {}\n", id);
        for (std::size_t i = 0; i < std::size(names); ++i)
            fmt::print("    {:<10} you read   {}\n    {:<10} it holds   {}\n", names[i], shortened(seen[i]), "",
                       shortened(stored[i]));
    }
}
