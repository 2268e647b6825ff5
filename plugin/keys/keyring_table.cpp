#include "plugin/keys/keyring_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "plugin/keys/hex.h"
#include "plugin/keys/keyring_document.h"
#include "plugin/keys/stored_cells.h"

namespace cellseal {

namespace {

using enum column_kind;

constexpr std::array<stored_column, 16> columns{{
    {"record_id", ascii, true},
    {"kind", ascii, true},
    {"name", name, false},
    {"key_number", number, false},
    {"wrapped_under", ascii, false},
    {"state", ascii, false},
    {"created_at", number, true},
    {"state_since", number, true},
    {"generation", number, true},
    {"key_check", ascii, false},
    {"wrap", long_ascii, false},
    {"key_ids", long_text, false},
    {"event_count", number, false},
    {"event_head", ascii, false},
    {"catalogue_hash", ascii, false},
    {"mac", ascii, false},
}};
static_assert(columns[keyring_record_id_column].name == "record_id" &&
              columns[keyring_generation_column].name == "generation");

constexpr std::array kinds{record_kind::head,      record_kind::slot,      record_kind::organisation_key,
                           record_kind::data_key,  record_kind::index_key, record_kind::audit_key,
                           record_kind::passphrase};
constexpr std::array states{key_state::pending, key_state::sealing,  key_state::opening,
                            key_state::suspect, key_state::archived, key_state::destroyed};
constexpr std::array suites{suite::xchacha20_poly1305, suite::xaes_256_gcm, suite::xchacha20_poly1305_synthetic};

template <typename Values>
auto named(const Values& values, std::string_view name, const cell_reader& cells)
{
    const auto found = std::ranges::find_if(values, [&](auto each) { return name_of(each) == name; });
    if (found == values.end()) cells.refuse("holds a name that this cellseal does not know");
    return *found;
}

template <typename Array>
Array fixed(const std::vector<std::uint8_t>& bytes, const cell_reader& cells)
{
    Array out{};
    if (bytes.size() != out.size()) cells.refuse(fmt::format("does not hold {} bytes", out.size()));
    std::ranges::copy(bytes, out.begin());
    return out;
}

// One key a line: suite in two digits, key id in 32, the attribute's name; a blank between.
std::string key_ids_text(const std::vector<listed_key>& keys)
{
    std::string text;
    for (const listed_key& each : keys)
        text += fmt::format("{:02x} {} {}\n", static_cast<unsigned>(each.sealed_with), to_hex(each.id), each.attribute);
    return text;
}

listed_key listed_key_from(std::string_view line, const cell_reader& cells)
{
    constexpr std::size_t suite_digits = 2, id_at = 3, name_at = id_at + 2 * key_id::size + 1;
    if (line.size() <= name_at || line[suite_digits] != ' ' || line[name_at - 1] != ' ')
        cells.refuse("holds no list of keys");
    const auto suite_byte = from_hex(line.substr(0, suite_digits));
    const auto id = from_hex(line.substr(id_at, 2 * key_id::size));
    if (!suite_byte || !id) cells.refuse("holds no list of keys");
    const auto known = std::ranges::find(suites, static_cast<suite>(suite_byte->front()));
    if (known == suites.end()) cells.refuse("names a suite that this cellseal does not know");
    return {std::string(line.substr(name_at)), *known, {fixed<decltype(key_id::bytes)>(*id, cells)}};
}

std::vector<listed_key> key_ids_from(std::string_view text, const cell_reader& cells)
{
    std::vector<listed_key> keys;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        if (end == text.npos) cells.refuse("ends within a line");
        keys.push_back(listed_key_from(text.substr(0, end), cells));
        text.remove_prefix(end + 1);
    }
    return keys;
}

}  // namespace

const stored_table keyring_table{"cellseal_keyring", columns, 1};

keyring_record keyring_record_from(const stored_row& row)
{
    cell_reader cells(keyring_table, row);
    keyring_record record;
    record.id.bytes = fixed<decltype(record.id.bytes)>(cells.bytes(), cells);
    record.kind = named(kinds, cells.text(), cells);
    record.name = cells.optional_text().value_or("");
    record.key_number = cells.optional_number();
    if (const auto parent = cells.bytes(); !parent.empty())
        record.wrapped_under = record_id{fixed<decltype(record_id::bytes)>(parent, cells)};
    if (const auto state = cells.optional_text()) record.state = named(states, *state, cells);
    record.created_at = cells.number();
    record.state_since = cells.number();
    record.generation = cells.number();
    record.key_check = cells.optional_text().value_or("");
    record.wrap = cells.bytes();
    record.key_ids = key_ids_from(cells.optional_text().value_or(""), cells);
    record.event_count = cells.optional_number();
    record.event_head = cells.bytes();
    record.catalogue_hash = cells.bytes();
    record.mac = cells.bytes();
    return record;
}

stored_row to_row(const keyring_record& record)
{
    cell_writer cells;
    cells.bytes(record.id.bytes).text(name_of(record.kind)).text(record.name).number(record.key_number);
    cells.bytes(record.wrapped_under ? byte_view(record.wrapped_under->bytes) : byte_view{});
    cells.text(record.state ? name_of(*record.state) : std::string_view{});
    cells.number(record.created_at).number(record.state_since).number(record.generation);
    cells.text(record.key_check).bytes(record.wrap).text(key_ids_text(record.key_ids));
    cells.number(record.event_count).bytes(record.event_head).bytes(record.catalogue_hash).bytes(record.mac);
    return std::move(cells).row();
}

}  // namespace cellseal
