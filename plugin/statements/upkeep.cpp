#include <algorithm>
#include <array>

#include "plugin/statements/characters.h"
#include "plugin/statements/definition.h"

namespace cellseal {
namespace {

/// SQLite's questions about the schema; others read or change data.
constexpr std::array<std::string_view, 9> pragmas{"table_info",      "table_xinfo",      "index_list",
                                                  "index_info",      "foreign_key_list", "foreign_key_check",
                                                  "integrity_check", "quick_check",      "table_list"};

bool harmless_pragma(const reading& r) noexcept
{
    const std::size_t at = r.at.is(".", 2) ? 3 : 1;
    const std::string_view asked = r.at.text(r.at.peek(at));
    return std::any_of(pragmas.begin(), pragmas.end(), [&](auto each) { return equal_in_any_case(each, asked); });
}

}  // namespace

bool at_upkeep(const reading& r) noexcept
{
    switch (r.at.peek().word) {
        case keyword::truncate_kw:
        case keyword::analyze_kw:
        case keyword::analyse_kw:
        case keyword::vacuum_kw:
        case keyword::reindex_kw:
        case keyword::grant_kw:
        case keyword::revoke_kw:
        case keyword::comment_kw:
        case keyword::show_kw:
        case keyword::describe_kw:
        case keyword::desc_kw:
        case keyword::optimize_kw:
        case keyword::lock_kw:
        case keyword::savepoint_kw:
        case keyword::release_kw:
        case keyword::rollback_kw: return true;
        case keyword::pragma_kw: return harmless_pragma(r);
        default: return false;
    }
}

/// One plain command to its end: nothing in it can hold a query or a value.
void read_upkeep(reading& r)
{
    r.touches_protected = true;
    const bool grants = r.at.is(keyword::grant_kw) || r.at.is(keyword::revoke_kw);
    const bool describes = r.at.is(keyword::describe_kw) || r.at.is(keyword::desc_kw);
    r.at.skip();
    while (!r.at.at_end()) {
        const bool further = r.at.is(";") && !r.at.is(token_kind::end, 1);
        if (further) refuse(because::several_statements, r.at.offset());
        if (r.at.is(";")) return;
        switch (r.at.peek().word) {
            case keyword::insert_kw:
            case keyword::update_kw:
            case keyword::delete_kw:
            case keyword::select_kw:
            case keyword::replace_kw:
                // GRANT SELECT ON …; but DESCRIBE SELECT … and EXPLAIN ANALYZE run queries.
                if (!grants && (describes || r.at.is("(", 1) || r.at.is("*", 1))) r.at.not_understood();
                break;
            case keyword::into_kw:
            case keyword::where_kw:
            case keyword::values_kw:
            case keyword::set_kw: r.at.not_understood();
            default: break;
        }
        r.at.skip();
    }
}

}  // namespace cellseal
