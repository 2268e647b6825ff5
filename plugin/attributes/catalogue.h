#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "plugin/attributes/attribute_registry.h"
#include "plugin/attributes/catalogue_entry.h"
#include "plugin/ports/crypto_provider.h"

namespace cellseal {

/// The attributes ever protected, with their policies and dates (keyring_format.md, section 2). The registry says what
/// is protected now and comes from code and settings alone; the catalogue remembers, so that a flag that is removed is
/// noticed, and so that values sealed under an older policy still open.
namespace catalogue {

/// What the catalogue lacks of `registry`: attributes it does not know, and policies that differ from the last on
/// record. `entries` are sorted by attribute and number.
///
/// Throws error attribute_not_flagged when an attribute on record is not registered; the message names each of them and
/// says what to do.
[[nodiscard]] std::vector<catalogue_entry> missing_entries(const attribute_registry& registry,
                                                           std::span<const catalogue_entry> entries, std::uint64_t now);

/// What begins or ends the taking in of plain rows: the present policy of each attribute in `names` again, with
/// attribute::plain_passes or without. Empty where it is on record so already.
/// Throws error bad_attribute, naming it, for one that is not on record.
enum class plain_rows { are_taken_in, are_done };
[[nodiscard]] std::vector<catalogue_entry> taking_in(std::span<const catalogue_entry> entries,
                                                     std::span<const std::string> names, plain_rows what,
                                                     std::uint64_t now);

/// `registry` with the older policies on record filled in (attribute::former), and what is being taken in.
[[nodiscard]] std::shared_ptr<const attribute_registry> with_history(std::shared_ptr<const attribute_registry> registry,
                                                                     std::span<const catalogue_entry> entries);

/// SHA-256 over the entries, sorted by attribute and number: it stands in the keyring's head and so under its MAC.
/// Without it, who can write the database could make up an older policy and have weaker values accepted.
[[nodiscard]] std::array<std::uint8_t, 32> hash_of(const crypto_provider& crypto,
                                                   std::span<const catalogue_entry> entries);

}  // namespace catalogue
}  // namespace cellseal
