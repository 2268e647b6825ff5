#include "adapters/orm/soci/key_change/value_list.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

namespace cellseal::soci_orm {

namespace {

/// Into which a text is cast as surely as a member of an array is read. Into a domain it is not: a cast cuts down what
/// is too long for one.
bool is_cast_from_text(std::string_view type)
{
    constexpr std::string_view known[] = {"text",   "character varying", "bpchar", "bytea", "uuid", "integer",
                                          "bigint", "smallint",          "xid",    "oid"};
    return std::ranges::find(known, type) != std::end(known);
}

}  // namespace

// Longer ones begin with the only control character in them, so that none overlaps with the end of a value.
void value_list::marks::keep_apart_from(const stored_field& value)
{
    if (value.is_null() || value.is_number) return;
    while (value.text.find(separator) != value.text.npos) separator += '0';
    if (value.text.size() >= null.size() && value.text.find_first_not_of(first_null) == value.text.npos)
        null.assign(value.text.size() + 1, first_null);
}

void value_list::marks::clear()
{
    separator = first_separator;
    null = first_null;
}

value_list::value_list(std::string column, std::string_view type)
    : name(std::move(column)), type_(type), is_array_(!is_cast_from_text(type))
{
}

std::string value_list::expression() const
{
    if (is_array_) return fmt::format("unnest(cast(:{} as {}[]))", name, type_);
    const std::string texts =
        fmt::format("unnest(string_to_array(cast(:{} as text), cast(:between as text), cast(:nothing as text)))", name);
    return type_ == "text" ? texts : fmt::format("cast({} as {})", texts, type_);
}

void value_list::add(const stored_field& value, const marks& with)
{
    if (is_array_) return add_to_array(value);
    if (!std::exchange(is_empty_, false)) sent += with.separator;
    if (value.is_null())
        sent += with.null;
    else if (value.is_number)
        fmt::format_to(std::back_inserter(sent), "{}", value.number);
    else
        sent += value.text;
}

// A text without a letter has no member at all for PostgreSQL; the second of two has no other column beside it.
void value_list::finish(const marks& with)
{
    if (is_array_)
        sent += '}';
    else if (sent.empty())
        sent = with.separator;
}

void value_list::add_to_array(const stored_field& value)
{
    sent += std::exchange(is_empty_, false) ? '{' : ',';
    if (value.is_null()) {
        sent += "NULL";
        return;
    }
    if (value.is_number) {
        sent += std::to_string(value.number);
        return;
    }
    sent += '"';
    for (std::size_t done = 0;;) {
        const std::size_t next = value.text.find_first_of("\"\\", done);
        sent.append(value.text, done, next - done);
        if (next == value.text.npos) break;
        sent += '\\';
        sent += value.text[next];
        done = next + 1;
    }
    sent += '"';
}

}  // namespace cellseal::soci_orm
