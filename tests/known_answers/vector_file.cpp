#include "tests/known_answers/vector_file.h"

#include <fstream>
#include <map>
#include <stdexcept>

#include "tests/hex.h"

namespace vector_file {

using namespace cellseal;

namespace {

template <typename Part>
Part member(const json& told, const char* name, Part otherwise)
{
    return told.contains(name) ? told.at(name).get<Part>() : otherwise;
}

value_type type_named(const std::string& name)
{
    for (int type = 0; type <= 9; ++type)
        if (name_of(static_cast<value_type>(type)) == name) return static_cast<value_type>(type);
    throw std::invalid_argument{name};
}

key_state state_named(const std::string& name)
{
    for (int state = 0; state <= 5; ++state)
        if (name_of(static_cast<key_state>(state)) == name) return static_cast<key_state>(state);
    throw std::invalid_argument{name};
}

std::vector<keyring_key> keys_of(const json& told, const crypto_provider& crypto)
{
    std::vector<keyring_key> keys;
    for (const json& each : told)
        keys.push_back({each.at("version").get<std::uint64_t>(), state_named(each.at("state")), "2026-01-01T00:00:00Z",
                        secret_bytes{from_hex(each.at("key").get<std::string>()), crypto.key_memory()}});
    return keys;
}

}  // namespace

json read(const std::string& name)
{
    std::ifstream file{std::string{CELLSEAL_SOURCE_DIR} + "/tests/known_answers/" + name};
    return json::parse(file);
}

std::string unhex(const std::string& digits)
{
    const auto bytes = from_hex(digits);
    return {bytes.begin(), bytes.end()};
}

padding padding_of(const std::string& words)
{
    const auto colon = words.find(':');
    const std::string how = words.substr(0, colon);
    if (how == "none") return padding::none();
    if (how == "bucket") return padding::bucket();
    const auto size = static_cast<std::uint32_t>(std::stoul(words.substr(colon + 1)));
    return how == "block" ? padding::block(size) : padding::fixed(size);
}

attribute attribute_of(const json& told)
{
    attribute made;
    made.entity = told.at("entity");
    made.name = made.column = told.at("name");
    made.table = made.entity;
    made.type = type_named(member<std::string>(told, "type", "text"));
    made.declared_unsigned = member(told, "unsigned", false);
    made.form = member<std::string>(told, "form", "text") == "text" ? stored_form::text : stored_form::bytes;
    made.padded = padding_of(member<std::string>(told, "padding", "none"));
    made.bound_to_row = member(told, "row", false);
    made.nulls = member<std::string>(told, "nulls", "keep") == "seal" ? null_policy::seal : null_policy::keep;
    if (told.at("suite") == 0x81) made.found_by = lookup::deterministic;
    if (!told.contains("index")) return made;
    const json& index = told.at("index");
    made.found_by = lookup::blind_index;
    made.index =
        index_definition{.name = index.at("name"),
                         .domain = index.at("domain").is_null() ? std::string{} : index.at("domain").get<std::string>(),
                         .form = static_cast<normal_form>(index.at("form").get<int>()),
                         .token_bytes = index.at("token_bytes")};
    return made;
}

std::shared_ptr<const attribute_registry> registry_of(const json& attributes)
{
    std::map<std::string, registration> entities;
    for (const json& each : attributes) {
        const attribute made = attribute_of(each);
        registration& into = entities[made.entity];
        into.entity = into.table = made.entity;
        into.key_columns = {"id"};
        into.declared_at = "the known answers";
        into.attributes.push_back(made);
    }
    attribute_registry::builder builder;
    for (auto& [name, entity] : entities) builder.add(std::move(entity));
    return builder.build();
}

keyring keyring_of(const json& told, std::shared_ptr<const attribute_registry> registry, const crypto_provider& crypto)
{
    keyring::content content;
    content.organisation = told.at("organisation");
    content.key_check = "0000-0000";
    content.data_keys = keys_of(told.at("data_keys"), crypto);
    content.index_keys = keys_of(told.at("index_keys"), crypto);
    for (const json& each : told.at("tombstones")) {
        key_tombstone grave{each.at("attribute"), {}, each.at("destroyed_at")};
        const auto id = from_hex(each.at("id").get<std::string>());
        std::copy(id.begin(), id.end(), grave.id.bytes.begin());
        content.tombstones.push_back(std::move(grave));
    }
    return {std::move(content), std::move(registry), crypto};
}

row_key row_of(const json& vector)
{
    row_key row;
    if (!vector.contains("row")) return row;
    for (const json& part : vector.at("row")) row.add(typed_body{part.at(0), part.at(1)}.view());
    return row;
}

std::string stored_of(const json& vector, const attribute& which, const char* member_name)
{
    const std::string told = vector.at(member_name);
    return which.form == stored_form::text ? told : unhex(told);
}

}  // namespace vector_file
