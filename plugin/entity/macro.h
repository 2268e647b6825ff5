#pragma once

#include "plugin/entity/nested.h"
#include "plugin/entity/table.h"

/// Sugar over cellseal::entity<>, where every column is called like its member:
///
///     CELLSEAL_ENTITY(contact, "contact", (id, key), (full_name), (email, sealed, lookup::blind_index), (cache,
///     ignored))
///
/// A compound index is the line (column, compound_index, (members), options…).
///
/// is the same as
///
///     template<> inline constexpr auto cellseal::entity<contact> = cellseal::table("contact",
///         cellseal::key("id", &contact::id),
///         cellseal::column("full_name", &contact::full_name),
///         cellseal::sealed("email", &contact::email, cellseal::lookup::blind_index),
///         cellseal::ignored(&contact::cache));
///
/// Options need no `cellseal::` in front. Use it in the global namespace, with the full name of the class.
#define CELLSEAL_ENTITY(type, table_name, ...)     \
    template <>                                    \
    inline constexpr auto cellseal::entity<type> = \
        ::cellseal::table(table_name __VA_OPT__(CELLSEAL_EXPAND(CELLSEAL_LINES(type, __VA_ARGS__))));

// A line is (member), (member, kind) or (member, kind, options…); its kind is the name of a macro below.
#define CELLSEAL_LINE(...) CELLSEAL_LINE_OF(__VA_ARGS__)
#define CELLSEAL_LINE_OF(type, member, ...)                                        \
    CELLSEAL_FIRST(__VA_OPT__(CELLSEAL_KIND_##__VA_ARGS__, ) CELLSEAL_KIND_column) \
    (type, member __VA_OPT__(, ) __VA_ARGS__)

#define CELLSEAL_KIND_key(type, member, kind, ...) ::cellseal::key(#member, &type::member __VA_OPT__(, ) __VA_ARGS__)
#define CELLSEAL_KIND_column(type, member, ...) ::cellseal::column(#member, &type::member)
#define CELLSEAL_KIND_sealed(type, member, kind, ...) \
    ::cellseal::sealed(#member, &type::member __VA_OPT__(, ) __VA_ARGS__)
#define CELLSEAL_KIND_ignored(type, member, ...) ::cellseal::ignored(&type::member)
#define CELLSEAL_KIND_compound_index(type, column, kind, members, ...) \
    ::cellseal::compound_index(#column CELLSEAL_POINTERS(type, CELLSEAL_INSIDE members) __VA_OPT__(, ) __VA_ARGS__)
#define CELLSEAL_KIND_nested(type, member, kind, prefix) ::cellseal::nested(prefix, &type::member)

// Walks the lines: a macro cannot call itself, but what it leaves behind can be scanned again, here up to 256 times.
#define CELLSEAL_LINES(type, line, ...) \
    , CELLSEAL_LINE(type, CELLSEAL_INSIDE line) __VA_OPT__(CELLSEAL_LINES_AGAIN CELLSEAL_PARENTHESES(type, __VA_ARGS__))
#define CELLSEAL_LINES_AGAIN() CELLSEAL_LINES
#define CELLSEAL_POINTERS(type, ...) CELLSEAL_POINTERS_OF(type, __VA_ARGS__)
#define CELLSEAL_POINTERS_OF(type, member, ...) \
    , &type::member __VA_OPT__(CELLSEAL_POINTERS_AGAIN CELLSEAL_PARENTHESES(type, __VA_ARGS__))
#define CELLSEAL_POINTERS_AGAIN() CELLSEAL_POINTERS_OF
#define CELLSEAL_PARENTHESES ()
#define CELLSEAL_INSIDE(...) __VA_ARGS__
#define CELLSEAL_FIRST(first, ...) first
#define CELLSEAL_EXPAND(...) CELLSEAL_SCAN_64(CELLSEAL_SCAN_64(CELLSEAL_SCAN_64(CELLSEAL_SCAN_64(__VA_ARGS__))))
#define CELLSEAL_SCAN_64(...) CELLSEAL_SCAN_16(CELLSEAL_SCAN_16(CELLSEAL_SCAN_16(CELLSEAL_SCAN_16(__VA_ARGS__))))
#define CELLSEAL_SCAN_16(...) CELLSEAL_SCAN_4(CELLSEAL_SCAN_4(CELLSEAL_SCAN_4(CELLSEAL_SCAN_4(__VA_ARGS__))))
#define CELLSEAL_SCAN_4(...) CELLSEAL_SCAN(CELLSEAL_SCAN(CELLSEAL_SCAN(CELLSEAL_SCAN(__VA_ARGS__))))
#define CELLSEAL_SCAN(...) __VA_ARGS__
