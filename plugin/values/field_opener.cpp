// field_sealer::open, in the order of checks of sealed_value_format.md, section 5.
#include <algorithm>
#include <cstring>

#include "plugin/values/base64url.h"
#include "plugin/values/body_rules.h"
#include "plugin/values/declared_value.h"
#include "plugin/values/field_sealer.h"
#include "plugin/values/opening_refusal.h"
#include "plugin/values/plain_padding.h"
#include "plugin/values/sealed_value.h"

namespace cellseal {

namespace {

constexpr std::size_t around_plain = sealed_value::header_size + aead::overhead;

bool seals_so_now(const attribute& which, const sealed_value::header& front) noexcept
{
    return front.sealed_with == which.sealing_suite() && front.row_bound == which.bound_to_row &&
           front.padded == (which.padded.how != padding::kind::none);
}

bool sealed_so_once(const attribute& which, const sealed_value::header& front) noexcept
{
    return std::any_of(which.former.begin(), which.former.end(), [&](const former_policy& each) {
        return front.sealed_with == each.sealed_with && front.row_bound == each.bound_to_row &&
               front.padded == each.padded;
    });
}

bool may_be_null(const attribute& which) noexcept
{
    return which.nulls == null_policy::seal || std::any_of(which.former.begin(), which.former.end(),
                                                           [](const former_policy& each) { return each.nulls_sealed; });
}

// The most bytes that a sealed value of the attribute may have; what older policies padded to is not known exactly.
std::size_t largest_sealed(const attribute& which, std::size_t limit) noexcept
{
    const std::size_t body = std::min(limit, max_body_bytes);
    if (which.former.empty() && which.padded.how == padding::kind::none) return around_plain + 1 + body;
    if (!which.former.empty()) return around_plain + plain_padding::largest_size(body);
    return around_plain + plain_padding::size_with(which.padded, body).value_or(which.padded.size);
}

// One stretch of the scratch buffer for what opening needs: the decoded text, the associated data, the plain bytes.
class workspace {
public:
    workspace(std::string_view stored, stored_form form, const row_key& row, wiping_buffer& scratch)
        : decoded_(form == stored_form::text ? base64url::decoded_size(stored.size()) : 0),
          associated_(row.empty() ? 0 : sealed_value::header_size + row.encoded().size()),
          memory_(scratch.take(decoded_ + associated_ + (form == stored_form::text ? decoded_ : stored.size())))
    {
    }

    [[nodiscard]] byte_span decoded() const noexcept { return memory_.first(decoded_); }
    [[nodiscard]] byte_span plain(std::size_t size) const noexcept
    {
        return memory_.subspan(decoded_ + associated_, size);
    }

    [[nodiscard]] byte_view associated(byte_view header, byte_view row) const noexcept
    {
        const byte_span room = memory_.subspan(decoded_, header.size() + row.size());
        std::copy(header.begin(), header.end(), room.begin());
        std::copy(row.begin(), row.end(), room.begin() + static_cast<std::ptrdiff_t>(header.size()));
        return room;
    }

private:
    std::size_t decoded_;
    std::size_t associated_;
    byte_span memory_;
};

byte_view decode(const attribute& which, std::string_view stored, const workspace& room)
{
    if (which.form == stored_form::bytes) return bytes_of(stored);
    if (!base64url::decode(stored, room.decoded().data())) throw opening_refusal::of(which, errc::bad_encoding);
    return room.decoded();
}

sealed_value::header checked_header(const attribute& which, byte_view sealed, const row_key& row)
{
    const auto front = sealed_value::read_header(sealed);
    if (!front.value) throw opening_refusal::of(which, front.problem);
    if (!seals_so_now(which, *front.value) && !sealed_so_once(which, *front.value))
        throw opening_refusal::of(which, errc::policy_mismatch);
    if (front.value->row_bound && row.empty()) throw opening_refusal::of(which, errc::missing_row_key);
    return *front.value;
}

const attribute_key& usable_key(const attribute& which, const keyring& keys, const sealed_value::header& front)
{
    const attribute_key* key = keys.keys_of(which).find(front.key);
    if (key == nullptr) throw opening_refusal::of_foreign_key(which, keys, front.key);
    // The id commits to the suite, so this differs only if somebody found a collision of HMAC-SHA-512.
    if (key->sealed_with != front.sealed_with) throw opening_refusal::of(which, errc::policy_mismatch);
    if (!may_open(key->state)) throw opening_refusal::of_state(which, *key);
    return *key;
}

// Under which key and policy a value was sealed.
struct origin {
    const attribute_key* key;
    bool row_bound;
    bool padded;
    bool is_as_new;  // As a new value would be sealed.
};

// The short way for values that are sealed as new ones are, which most are; null for any other, whose header says why.
// Flags and suite are compared once more, for `which` may know a newer policy than the keyring.
const attribute_key* key_of_new_values(const attribute& which, const attribute_keys& own, std::string_view stored,
                                       byte_view sealed, const row_key& row)
{
    if (which.form != stored_form::text || sealed.size() < sealed_value::smallest) return nullptr;
    if (which.bound_to_row && row.empty()) return nullptr;
    if (std::memcmp(stored.data(), own.sealing_header.data(), own.sealing_header.size()) != 0) return nullptr;
    const std::uint8_t flags = sealed[sealed_value::flags_offset];
    const bool row_bound = (flags & sealed_value::flag_row) != 0, padded = (flags & sealed_value::flag_padded) != 0;
    return seals_so_now(which, {1, own.seals_with, row_bound, padded, {}}) ? own.sealing() : nullptr;
}

origin origin_of(const attribute& which, const keyring& keys, std::string_view stored, byte_view sealed,
                 const row_key& row)
{
    if (const attribute_key* key = key_of_new_values(which, keys.keys_of(which), stored, sealed, row))
        return {key, which.bound_to_row, which.padded.how != padding::kind::none, true};
    const sealed_value::header front = checked_header(which, sealed, row);
    return {&usable_key(which, keys, front), front.row_bound, front.padded, seals_so_now(which, front)};
}

plain_view read_plain(const attribute& which, byte_view plain, bool padded, std::size_t limit)
{
    if (padded) {
        const auto stripped = plain_padding::strip(plain);
        if (!stripped) throw opening_refusal::of(which, errc::malformed);
        plain = *stripped;
    }
    const plain_view value{static_cast<value_type>(plain[0]), plain.subspan(1)};
    if (value.body.size() > std::min(limit, max_body_bytes)) throw opening_refusal::of(which, errc::too_large);
    if (body_problem(value) != nullptr) throw opening_refusal::of(which, errc::malformed);
    if (value.type == value_type::null) {
        if (!may_be_null(which)) throw opening_refusal::of(which, errc::malformed);
        return value;
    }
    if (!widens_to_declared(which, value)) throw opening_refusal::of(which, errc::type_mismatch);
    return value;
}

// Wipes unless the plain value was handed over.
struct wipe_on_failure {
    wiping_buffer& buffer;
    bool handed_over = false;
    ~wipe_on_failure()
    {
        if (!handed_over) buffer.wipe();
    }
};

}  // namespace

opened_value field_sealer::open(const attribute& which, const keyring& keys, std::string_view stored,
                                const row_key& row, wiping_buffer& scratch, std::size_t limit)
{
    if (const auto problem = sealed_value::check_front(stored, which.form, largest_sealed(which, limit)))
        throw opening_refusal::of(which, *problem);
    wipe_on_failure wiping{scratch};
    const workspace room{stored, which.form, row, scratch};
    const byte_view sealed = decode(which, stored, room);
    const origin from = origin_of(which, keys, stored, sealed, row);
    const attribute_key& key = *from.key;

    const byte_view header = sealed.first(sealed_value::header_size);
    const byte_span plain = room.plain(sealed.size() - around_plain);
    const byte_view associated = from.row_bound ? room.associated(header, row.encoded()) : header;
    if (!key.cipher->open(associated, sealed.subspan(sealed_value::header_size), plain))
        throw opening_refusal::tampered(which, key.id);

    const plain_view value = read_plain(which, plain, from.padded, limit);
    wiping.handed_over = true;
    return {value, key.id, !may_seal(key.state) || !from.is_as_new};
}

}  // namespace cellseal
