#include "plugin/values/compound_index.h"

#include <algorithm>
#include <deque>
#include <vector>

#include <fmt/format.h>

#include "plugin/error/error.h"
#include "plugin/values/body_bytes.h"
#include "plugin/values/declared_value.h"
#include "plugin/values/index_token.h"

namespace cellseal::blind_index {

namespace {

constexpr std::size_t count_size = 4, length_size = 4;

// Written by hand and not by pae_builder, for these parts are plaintext and must be wiped.
struct plain_pae {
    byte_span memory;
    std::size_t at = 0;

    void add_number(std::size_t number)
    {
        store_big_endian(memory.data() + at, static_cast<std::uint32_t>(number));
        at += length_size;
    }
    void add_part(value_type type, byte_view body)
    {
        add_number(1 + body.size());
        memory[at++] = static_cast<std::uint8_t>(type);
        std::copy(body.begin(), body.end(), memory.begin() + static_cast<std::ptrdiff_t>(at));
        at += body.size();
    }
};

}  // namespace

bool compound_token(const index_definition& index, const index_key& key, std::span<const plain_view> parts,
                    stored_form form, std::string& out, wiping_buffer& scratch)
{
    if (std::any_of(parts.begin(), parts.end(), [](plain_view each) { return each.type == value_type::null; }))
        return false;
    std::size_t size = count_size;
    std::vector<wiping_buffer> folding(parts.size());
    std::vector<byte_view> bodies;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        bodies.push_back(index_token::normal_body(index, parts[i], nullptr, folding[i]));
        size += length_size + 1 + bodies.back().size();
    }
    const wipe_when_done wiping{scratch};
    plain_pae joined{scratch.take(size)};
    joined.add_number(parts.size());
    for (std::size_t i = 0; i < parts.size(); ++i) joined.add_part(parts[i].type, bodies[i]);
    index_token::append(index, key, {}, joined.memory, form, out);
    return true;
}

bool token(const compound_definition& which, const keyring& keys, std::span<const plain_view> parts, std::string& out,
           wiping_buffer& scratch, std::size_t slot)
{
    if (std::any_of(parts.begin(), parts.end(), [](plain_view each) { return each.type == value_type::null; }))
        return false;
    std::deque<declared_value> declared;
    std::vector<plain_view> views;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        declared.emplace_back(*which.parts[i], parts[i], declared_value::zeros::folded);
        views.push_back(declared.back().view());
    }
    const attribute_keys& own = keys.keys_of(which.tokens);
    const index_key* key = slot == 0 ? own.indexing() : own.live_index(slot);
    if (key == nullptr)
        throw error(errc::no_sealing_key,
                    fmt::format("The keyring (generation {}, key check {}) has no index key for {}. Restore or change "
                                "the key.",
                                keys.generation(), keys.key_check(), which.tokens.full_name()));
    return compound_token(which.index(), *key, views, which.tokens.form, out, scratch);
}

}  // namespace cellseal::blind_index
