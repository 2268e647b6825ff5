#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "plugin/attributes/attribute.h"
#include "plugin/keys/keyring.h"
#include "plugin/values/plain_value.h"
#include "plugin/values/wiping_buffer.h"

namespace cellseal {

/// The key of the row that a value is bound to: PAE of its parts, each `type ‖ body` (sealed_value_format.md,
/// section 1). Integers that fit are int64 whatever the driver calls them, strings text or raw text.
class row_key {
public:
    /// Throws error missing_row_key for a NULL part.
    void add(plain_view part);
    [[nodiscard]] byte_view encoded() const noexcept { return bytes_of(encoded_); }
    [[nodiscard]] bool empty() const noexcept { return parts_ == 0; }
    void clear() noexcept;

private:
    std::string encoded_;
    std::uint32_t parts_ = 0;
};

/// What opening a sealed value gives. `value` points into the scratch buffer that was passed in.
struct opened_value {
    plain_view value;
    key_id sealed_under;
    bool should_reseal = false;  ///< That key no longer seals, or the policy has changed since.
};

/// The longest |body| that a value may have unless the settings say less: 2^26 bytes.
inline constexpr std::size_t max_body_bytes = std::size_t{1} << 26;

/// Seals one value before it is stored, and opens it after it is read.
///
/// Guarantee: someone who can read and write the database but holds no key can neither read a value nor make one up
/// (RFC 5116, section 1). They still see how long a value is unless it is padded, whether it is NULL, and when it
/// changes. A value is bound to its place: sealed for one attribute, it does not open in another. Nonce: drawn afresh
/// for every value by the crypto provider. There is no way to pass one in. Threads: stateless; a `wiping_buffer`
/// belongs to one thread.
namespace field_sealer {

/// Appends the sealed value, in the attribute's stored form, to `out`. `value` is of the attribute's type or of one
/// that widens to it. With null_policy::seal a null is sealed as well; else the caller does not come here with null.
/// `slot` picks the key for a deterministic comparison (attribute_keys::live); 0 when writing.
/// Throws error: no_sealing_key, type_mismatch, value_too_long, missing_row_key (`row` is empty exactly when the
/// attribute is not bound to its row).
void seal(const attribute& which, const keyring& keys, plain_view value, const row_key& row, std::string& out,
          wiping_buffer& scratch, std::size_t slot = 0, std::size_t limit = max_body_bytes);

/// Opens `stored`, text or bytes as the attribute says, by the order of checks of sealed_value_format.md, section 5.
/// Throws error with the code of the first check that fails; `unknown_key` means that the caller may reload the
/// keyring once and try again. Nothing of the plain value leaves before the authentication tag is checked.
[[nodiscard]] opened_value open(const attribute& which, const keyring& keys, std::string_view stored,
                                const row_key& row, wiping_buffer& scratch, std::size_t limit = max_body_bytes);

}  // namespace field_sealer

/// Blind-index tokens (sealed_value_format.md, section 7).
namespace blind_index {

/// Appends the token of `value` in the attribute's stored form. False, and nothing appended, for null (NULL).
/// Throws error bad_index_input when the value has no normal form.
[[nodiscard]] bool token(const attribute& which, const keyring& keys, plain_view value, std::string& out,
                         wiping_buffer& scratch, std::size_t slot = 0);

/// Whether two plain values are the same in the index's normal form: the comparison after a hit.
[[nodiscard]] bool same(const attribute& which, plain_view left, plain_view right);
/// The same for one attribute of a compound index, in that index's normal form.
[[nodiscard]] bool same(const index_definition& index, const attribute& part, plain_view left, plain_view right);

}  // namespace blind_index

}  // namespace cellseal
