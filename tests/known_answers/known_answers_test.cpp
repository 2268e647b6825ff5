#include <boost/test/unit_test.hpp>
#include <fstream>
#include <map>

#include "plugin/error/error.h"
#include "plugin/values/compound_index.h"
#include "plugin/values/sealed_value.h"
#include "tests/doubles/fixed_nonce_provider.h"
#include "tests/hex.h"
#include "tests/known_answers/vector_file.h"

using namespace cellseal;
using vector_file::json;
using vector_file::typed_body;

namespace {

// The file, with everything that its vectors refer to.
struct known_answers {
    json file = vector_file::read("sealed_value_vectors.json");
    fixed_nonce_provider crypto;
    std::shared_ptr<const attribute_registry> registry = vector_file::registry_of(file.at("attributes"));
    keyring keys = vector_file::keyring_of(file.at("keyring"), registry, crypto);
    wiping_buffer scratch;

    const attribute& attribute_of(const json& vector) const
    {
        const attribute* found = registry->find("contact." + vector.at("attribute").get<std::string>());
        BOOST_REQUIRE(found != nullptr);
        return *found;
    }

    template <typename Check>
    std::size_t for_each(const std::string& kind, Check check)
    {
        std::size_t count = 0;
        for (const json& each : file.at("vectors"))
            if (each.at("kind") == kind) {
                BOOST_TEST_CONTEXT(each.dump()) { check(each, attribute_of(each)); }
                ++count;
            }
        return count;
    }
};

std::size_t limit_of(const json& vector)
{
    return vector.contains("limit") ? vector.at("limit").get<std::size_t>() : max_body_bytes;
}

auto named_by(const json& vector)
{
    return [&vector](const error& thrown) { return name_of(thrown.code()) == vector.at("error").get<std::string>(); };
}

std::string as_text(byte_view bytes) { return std::string{chars_of(bytes)}; }

}  // namespace

BOOST_FIXTURE_TEST_SUITE(known_answers_test, known_answers)

BOOST_AUTO_TEST_CASE(values_of_the_independent_script_open_to_what_it_sealed)
{
    const auto count = for_each("opens", [this](const json& vector, const attribute& which) {
        const std::string stored = vector_file::stored_of(vector, which);
        const opened_value opened =
            field_sealer::open(which, keys, stored, vector_file::row_of(vector), scratch, limit_of(vector));
        BOOST_CHECK_EQUAL(static_cast<int>(opened.value.type), vector.at("type").get<int>());
        BOOST_CHECK_EQUAL(to_hex_text(opened.value.body), vector.at("body").get<std::string>());
    });
    BOOST_CHECK_GE(count, 150u);
}

BOOST_AUTO_TEST_CASE(sealing_under_the_same_nonce_gives_the_same_bytes)
{
    std::size_t sealed = 0;
    for_each("opens", [&](const json& vector, const attribute& which) {
        if (!vector.at("seals").get<bool>()) return;
        crypto.nonce = from_hex(vector.at("nonce").get<std::string>());
        const typed_body value{vector.at("type"), vector.at("body")};
        std::string out = "kept";
        field_sealer::seal(which, keys, value.view(), vector_file::row_of(vector), out, scratch);
        BOOST_CHECK_EQUAL(out.substr(4), vector_file::stored_of(vector, which));
        BOOST_CHECK_EQUAL(out.substr(0, 4), "kept");
        ++sealed;
    });
    BOOST_CHECK_GE(sealed, 150u);
}

BOOST_AUTO_TEST_CASE(values_that_must_not_open_are_refused_with_the_code_of_the_first_check)
{
    const auto count = for_each("refused", [this](const json& vector, const attribute& which) {
        const std::string stored = vector_file::stored_of(vector, which);
        BOOST_CHECK_EXCEPTION(
            (void)field_sealer::open(which, keys, stored, vector_file::row_of(vector), scratch, limit_of(vector)),
            error, named_by(vector));
    });
    BOOST_CHECK_GE(count, 100u);
}

BOOST_AUTO_TEST_CASE(values_that_do_not_fit_are_not_sealed)
{
    const auto count = for_each("not_sealed", [this](const json& vector, const attribute& which) {
        const typed_body value{vector.at("type"), vector.at("body")};
        std::string out;
        BOOST_CHECK_EXCEPTION(field_sealer::seal(which, keys, value.view(), {}, out, scratch), error, named_by(vector));
        BOOST_CHECK(out.empty());
    });
    BOOST_CHECK_GE(count, 10u);
}

BOOST_AUTO_TEST_CASE(tokens_agree)
{
    const auto count = for_each("token", [this](const json& vector, const attribute& which) {
        const typed_body value{vector.at("type"), vector.at("body")};
        const auto slot = vector.at("slot").get<std::size_t>();
        std::string out;
        if (vector.contains("error")) {
            BOOST_CHECK_EXCEPTION((void)blind_index::token(which, keys, value.view(), out, scratch, slot), error,
                                  named_by(vector));
            BOOST_CHECK(out.empty());
            return;
        }
        BOOST_CHECK(blind_index::token(which, keys, value.view(), out, scratch, slot));
        BOOST_CHECK_EQUAL(out, vector_file::stored_of(vector, which, "token"));
    });
    BOOST_CHECK_GE(count, 100u);
}

BOOST_AUTO_TEST_CASE(compound_tokens_agree)
{
    const auto count = for_each("compound", [this](const json& vector, const attribute& which) {
        std::vector<typed_body> bodies;
        for (const json& part : vector.at("parts")) bodies.emplace_back(part.at(0), part.at(1));
        std::vector<plain_view> parts;
        for (const typed_body& each : bodies) parts.push_back(each.view());
        const index_key& key = *keys.keys_of(which).live_index(vector.at("slot"));
        std::string out;
        const auto make = [&] {
            return blind_index::compound_token(*which.index, key, parts, which.form, out, scratch);
        };
        if (vector.contains("error")) {
            BOOST_CHECK_EXCEPTION((void)make(), error, named_by(vector));
            return;
        }
        BOOST_CHECK(make());
        BOOST_CHECK_EQUAL(out, vector_file::stored_of(vector, which, "token"));
    });
    BOOST_CHECK_GE(count, 5u);
}

// Written for sealed_value_answers.py, which opens them; run by ctest after this program.
BOOST_AUTO_TEST_CASE(values_sealed_under_fresh_nonces_are_handed_to_the_script)
{
    const sodium_provider real;
    const keyring real_keys = vector_file::keyring_of(file.at("keyring"), registry, real);
    json sealed = json::array();
    for_each("opens", [&](const json& vector, const attribute& which) {
        if (!vector.at("seals").get<bool>()) return;
        const typed_body value{vector.at("type"), vector.at("body")};
        std::string out;
        field_sealer::seal(which, real_keys, value.view(), vector_file::row_of(vector), out, scratch);
        const std::string shown = which.form == stored_form::text ? out : to_hex_text(bytes_of(out));
        sealed.push_back({{"attribute", which.name},
                          {"type", vector.at("type")},
                          {"body", vector.at("body")},
                          {"row", vector.contains("row") ? vector.at("row") : json::array()},
                          {"stored", shown}});
    });
    std::ofstream{"sealed_by_cpp.json"} << sealed.dump();
    BOOST_CHECK_GE(sealed.size(), 150u);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(section_8_test)

namespace {

const json section_8 = vector_file::read("section_8.json");

json attribute_told(const json& value)
{
    return {{"entity", section_8.at("entity")},
            {"name", value.at("attribute")},
            {"suite", value.at("suite")},
            {"padding", value.at("padding")},
            {"row", !value.at("row").empty()},
            {"type", name_of(static_cast<value_type>(value.at("type") == 9 ? 5 : value.at("type").get<int>()))}};
}

json keyring_told()
{
    const json key = {{"version", 1}, {"state", "sealing"}, {"key", section_8.at("data_key")}};
    return {{"organisation", section_8.at("organisation")},
            {"data_keys", {key}},
            {"index_keys", {key}},
            {"tombstones", json::array()}};
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_value_of_section_8_is_sealed_and_opened_as_written)
{
    fixed_nonce_provider crypto;
    crypto.nonce = from_hex(section_8.at("nonce").get<std::string>());
    wiping_buffer scratch;
    for (const json& value : section_8.at("values")) BOOST_TEST_CONTEXT(value.dump())
        {
            const std::string stored = value.at("stored");
            const auto described = sealed_value::inspect(stored);
            BOOST_CHECK_EQUAL(static_cast<int>(described.front.sealed_with), value.at("suite").get<int>());
            BOOST_CHECK_EQUAL(described.front.row_bound, !value.at("row").empty());
            BOOST_CHECK_EQUAL(described.front.padded, value.at("padding") != "none");
            if (value.at("suite") == 2) continue;  // For a provider with AES; its header is known all the same.

            const auto registry = vector_file::registry_of(json::array({attribute_told(value)}));
            const keyring keys = vector_file::keyring_of(keyring_told(), registry, crypto);
            const attribute& which = registry->attributes()[0];
            const typed_body body{value.at("type"), value.at("body")};
            std::string sealed;
            field_sealer::seal(which, keys, body.view(), vector_file::row_of(value), sealed, scratch);
            BOOST_CHECK_EQUAL(sealed, stored);
            const auto opened = field_sealer::open(which, keys, stored, vector_file::row_of(value), scratch);
            BOOST_CHECK_EQUAL(as_text(opened.value.body), body.body);
            BOOST_CHECK(described.front.key == opened.sealed_under);
            BOOST_CHECK(!opened.should_reseal);
        }
}

BOOST_AUTO_TEST_CASE(every_token_of_section_8_is_made_as_written)
{
    const sodium_provider crypto;
    wiping_buffer scratch;
    for (const json& token : section_8.at("tokens")) {
        const json index = {{"name", token.at("name")},
                            {"domain", token.at("domain")},
                            {"form", token.at("form")},
                            {"token_bytes", 16}};
        const auto registry = vector_file::registry_of(
            json::array({{{"entity", "contact"}, {"name", "email"}, {"suite", 1}, {"index", index}}}));
        const keyring keys = vector_file::keyring_of(keyring_told(), registry, crypto);
        const attribute& which = registry->attributes()[0];
        const std::vector<std::string> texts = token.at("texts");
        std::vector<plain_view> parts;
        for (const std::string& each : texts) parts.push_back(plain_text(each));
        std::string out;
        BOOST_CHECK(token.at("compound").get<bool>()
                        ? blind_index::compound_token(*which.index, *keys.keys_of(which).indexing(), parts, which.form,
                                                      out, scratch)
                        : blind_index::token(which, keys, parts[0], out, scratch));
        BOOST_CHECK_EQUAL(out, token.at("token").get<std::string>());
    }
}

BOOST_AUTO_TEST_CASE(a_declared_compound_index_makes_the_token_of_section_8)
{
    const sodium_provider crypto;
    const auto named = [](const char* name) {
        attribute part;
        part.name = part.column = name;
        return part;
    };
    for (const json& token : section_8.at("tokens")) {
        if (!token.at("compound").get<bool>()) continue;
        compound_declaration declared;
        declared.attributes = {"first", "last"};
        declared.index.companion = "bidx_full";
        declared.index.name = token.at("name");
        declared.index.domain = token.at("domain");
        declared.index.form = static_cast<normal_form>(token.at("form").get<int>());
        attribute_registry::builder builder;
        builder.add({"contact", "", "contact", {}, {}, {named("last"), named("first")}, "section 8", {declared}});
        const auto registry = builder.build();
        const keyring keys = vector_file::keyring_of(keyring_told(), registry, crypto);
        const std::vector<std::string> texts = token.at("texts");
        const std::vector<plain_view> parts{plain_text(texts.at(0)), plain_text(texts.at(1))};
        std::string out;
        wiping_buffer scratch;
        BOOST_CHECK(blind_index::token(registry->compounds().front(), keys, parts, out, scratch));
        BOOST_CHECK_EQUAL(out, token.at("token").get<std::string>());
    }
}

BOOST_AUTO_TEST_SUITE_END()
