#include "tests/values/sealing_fixture.h"

using namespace cellseal;

attribute sealing_fixture::made(const std::string& name, const std::function<void(attribute&)>& change)
{
    attribute what;
    what.name = what.column = name;
    change(what);
    return what;
}

index_definition sealing_fixture::index(normal_form form)
{
    index_definition definition;
    definition.form = form;
    return definition;
}

std::shared_ptr<const attribute_registry> sealing_fixture::registry_of(std::vector<attribute> attributes)
{
    attribute_registry::builder builder;
    return builder.add({"contact", "", "contact", {}, {"id"}, std::move(attributes), "the test"}).build();
}

std::shared_ptr<const attribute_registry> sealing_fixture::default_registry()
{
    const auto indexed = [](normal_form form) {
        return [form](attribute& a) { a.found_by = lookup::blind_index, a.index = index(form); };
    };
    return registry_of({
        made("email"),
        made("name"),
        made("raw", [](attribute& a) { a.form = stored_form::bytes; }),
        made("bound", [](attribute& a) { a.bound_to_row = true; }),
        made("same", [](attribute& a) { a.found_by = lookup::deterministic; }),
        made("same_ratio", [](attribute& a) { a.found_by = lookup::deterministic, a.type = value_type::float64; }),
        made("bucket", [](attribute& a) { a.padded = padding::bucket(); }),
        made("fixed", [](attribute& a) { a.padded = padding::fixed(32); }),
        made("age", [](attribute& a) { a.type = value_type::int64; }),
        made("count", [](attribute& a) { a.type = value_type::uint64, a.declared_unsigned = true; }),
        made("big", [](attribute& a) { a.type = value_type::uint64; }),
        made("ratio", [](attribute& a) { a.type = value_type::float64; }),
        made("optional", [](attribute& a) { a.nulls = null_policy::seal; }),
        made("indexed", indexed(normal_form::as_is)),
        made("folded", indexed(normal_form::nfkc_casefold)),
        made("phone", indexed(normal_form::digits_only)),
    });
}

keyring_key sealing_fixture::key(std::uint8_t byte, key_state state, std::uint64_t version) const
{
    const std::vector<std::uint8_t> bytes(32, byte);
    return {version, state, "2026-01-01T00:00:00Z", secret_bytes{bytes, crypto.key_memory()}};
}

std::shared_ptr<const keyring> sealing_fixture::make_keyring(const std::string& organisation,
                                                             const std::function<void(keyring::content&)>& change) const
{
    keyring::content content;
    content.organisation = organisation;
    content.key_check = "4K7P-Q2XM";
    content.data_keys.push_back(key(1, key_state::sealing));
    content.index_keys.push_back(key(2, key_state::sealing));
    if (change) change(content);
    return std::make_shared<const keyring>(std::move(content), registry, crypto);
}

std::string sealing_fixture::sealed(const std::string& name, plain_view value, const row_key& row)
{
    std::string out;
    field_sealer::seal(at(name), *keys, value, row, out, scratch);
    return out;
}

std::string sealing_fixture::opened(const std::string& name, const std::string& stored, const row_key& row)
{
    return std::string{as_text(field_sealer::open(at(name), *keys, stored, row, scratch).value)};
}

row_key row_of(std::int64_t id)
{
    row_key row;
    row.add(plain_scalar{id});
    return row;
}
