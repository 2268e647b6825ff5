#include "plugin/attributes/registry_content.h"

namespace cellseal {

namespace {

// FNV-1a, 64 bits, over parts with their lengths, so that no two contents are written alike. It keys a cache; nothing
// secret or hostile goes in.
class fingerprint_hash {
public:
    void add(std::string_view text) noexcept
    {
        add(std::uint64_t{text.size()});
        for (const char c : text) add_byte(static_cast<std::uint8_t>(c));
    }
    void add(std::uint64_t number) noexcept
    {
        for (int i = 0; i < 8; ++i) add_byte(static_cast<std::uint8_t>(number >> (8 * i)));
    }
    void add(const std::vector<std::string>& names) noexcept
    {
        add(std::uint64_t{names.size()});
        for (const std::string& name : names) add(std::string_view{name});
    }
    template <typename Enum>
    requires std::is_enum_v<Enum>
    void add(Enum value) noexcept { add(static_cast<std::uint64_t>(value)); }

    [[nodiscard]] std::uint64_t value() const noexcept { return state_; }

private:
    void add_byte(std::uint8_t byte) noexcept { state_ = (state_ ^ byte) * 0x100000001B3; }

    std::uint64_t state_ = 0xCBF29CE484222325;
};

void add(fingerprint_hash& hash, const index_definition& index) noexcept
{
    hash.add(std::string_view{index.name});
    hash.add(std::string_view{index.domain});
    hash.add(std::string_view{index.companion});
    hash.add(index.form);
    hash.add(std::uint64_t{index.token_bytes});
}

void add(fingerprint_hash& hash, const attribute& what) noexcept
{
    for (const std::string* name : {&what.entity, &what.name, &what.table, &what.column})
        hash.add(std::string_view{*name});
    hash.add(what.type);
    for (const bool flag : {what.declared_unsigned, what.few_values, what.low_entropy_allowed, what.bound_to_row})
        hash.add(std::uint64_t{flag});
    hash.add(what.sealed_with);
    hash.add(what.form);
    hash.add(what.padded.how);
    hash.add(std::uint64_t{what.padded.size});
    hash.add(what.found_by);
    hash.add(std::uint64_t{what.index.has_value()});
    if (what.index) add(hash, *what.index);
    hash.add(what.reading);
    hash.add(what.nulls);
    hash.add(std::uint64_t{what.former.size()});
    for (const former_policy& each : what.former) {
        hash.add(each.sealed_with);
        hash.add(std::uint64_t{each.padded} | std::uint64_t{each.bound_to_row} << 1 |
                 std::uint64_t{each.nulls_sealed} << 2);
    }
}

void add(fingerprint_hash& hash, const compound_definition& what) noexcept
{
    hash.add(std::string_view{what.tokens.entity});
    hash.add(std::string_view{what.tokens.name});
    add(hash, what.index());
    hash.add(what.tokens.form);
    hash.add(std::uint64_t{what.parts.size()});
    for (const attribute* each : what.parts) hash.add(std::uint64_t{each->number});
}

template <typename Table>
void add_table(fingerprint_hash& hash, const Table& table) noexcept
{
    hash.add(std::string_view{table.schema});
    hash.add(std::string_view{table.name});
    hash.add(table.columns);
}

}  // namespace

std::uint64_t fingerprint_of(std::span<const attribute> attributes, std::span<const compound_definition> compounds,
                             std::span<const protected_table> tables, std::span<const known_table> known,
                             std::span<const declared_view> views) noexcept
{
    fingerprint_hash hash;
    hash.add(std::uint64_t{attributes.size()});
    for (const attribute& each : attributes) add(hash, each);
    hash.add(std::uint64_t{compounds.size()});
    for (const compound_definition& each : compounds) add(hash, each);
    hash.add(std::uint64_t{tables.size()});
    for (const protected_table& each : tables) {
        add_table(hash, each);
        hash.add(each.key_columns);
        hash.add(std::uint64_t{each.attributes.size()});
        for (const attribute* member : each.attributes) hash.add(std::uint64_t{member->number});
    }
    hash.add(std::uint64_t{known.size()});
    for (const known_table& each : known) add_table(hash, each);
    hash.add(std::uint64_t{views.size()});
    for (const declared_view& each : views) {
        hash.add(std::string_view{each.schema});
        hash.add(std::string_view{each.name});
        hash.add(std::uint64_t{each.columns.size()});
        for (const declared_view::column& column : each.columns) {
            hash.add(std::string_view{column.name});
            hash.add(std::string_view{column.attribute});
        }
    }
    return hash.value();
}

}  // namespace cellseal
