#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "plugin/attributes/attribute_registry.h"
#include "plugin/keys/keyring.h"
#include "plugin/values/field_sealer.h"

/// The parts of a file of known answers, as the plugin's own types.
namespace vector_file {

using json = nlohmann::json;

[[nodiscard]] json read(const std::string& name);
[[nodiscard]] cellseal::padding padding_of(const std::string& words);
[[nodiscard]] cellseal::attribute attribute_of(const json& told);
[[nodiscard]] std::shared_ptr<const cellseal::attribute_registry> registry_of(const json& attributes);
[[nodiscard]] cellseal::keyring keyring_of(const json& told,
                                           std::shared_ptr<const cellseal::attribute_registry> registry,
                                           const cellseal::crypto_provider& crypto);
[[nodiscard]] cellseal::row_key row_of(const json& vector);
/// The stored value in the attribute's form: text as it is, bytes from their hexadecimal digits.
[[nodiscard]] std::string stored_of(const json& vector, const cellseal::attribute& which,
                                    const char* member = "stored");
[[nodiscard]] std::string unhex(const std::string& digits);

/// A type and a body that live as long as this.
struct typed_body {
    cellseal::value_type type;
    std::string body;

    typed_body(int type_byte, const std::string& hex)
        : type(static_cast<cellseal::value_type>(type_byte)), body(unhex(hex))
    {
    }
    [[nodiscard]] cellseal::plain_view view() const { return {type, cellseal::bytes_of(body)}; }
};

}  // namespace vector_file
