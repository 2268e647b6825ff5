#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/keys/keyring_record.h"
#include "plugin/keys/wrap.h"

namespace cellseal {

/// The keyring as stored: its records, whose structure holds, and nothing unwrapped. Who has opened it
/// (keyring_opener.h) knows that it is also authentic.
class keyring_document {
public:
    /// At most so many slots: each that is tried costs a passphrase hash.
    static constexpr std::size_t most_slots = 32;

    /// Sorts the records and holds them against keyring_format.md, section 9. Throws error keyring_damaged, which names
    /// the record and what is wrong with it.
    explicit keyring_document(std::vector<keyring_record> records);

    [[nodiscard]] std::span<const keyring_record> records() const noexcept { return records_; }
    [[nodiscard]] const keyring_record& head() const noexcept;
    [[nodiscard]] const std::string& organisation() const noexcept { return head().name; }
    [[nodiscard]] std::uint64_t generation() const noexcept { return head().generation; }

    /// The records of one kind, newest (highest number) first.
    [[nodiscard]] std::vector<const keyring_record*> of_kind(record_kind kind) const;
    /// Null when there is none.
    [[nodiscard]] const keyring_record* find(const record_id& id) const noexcept;
    /// The organisation key in state sealing: whose key check a message names.
    [[nodiscard]] const keyring_record& organisation_key() const;

    bool operator==(const keyring_document&) const = default;

private:
    std::vector<keyring_record> records_;
};

/// The kind of wrap that records of this kind hold; nothing for those without one.
[[nodiscard]] std::optional<wrap_kind> wrap_kind_of(record_kind kind) noexcept;

/// What the wrap of `record` is bound to. `organisation` must outlive the result.
[[nodiscard]] wrap_place wrap_place_of(const keyring_record& record, std::string_view organisation);

/// "data key 3 (record 00ff…)", for messages.
[[nodiscard]] std::string described(const keyring_record& record);

}  // namespace cellseal
