#include "plugin/attributes/attribute_registry.h"

#include "plugin/attributes/registry_content.h"

namespace cellseal {

attribute_registry::attribute_registry(std::shared_ptr<const content> what) noexcept : content_(std::move(what)) {}

std::span<const attribute> attribute_registry::attributes() const noexcept { return content_->attributes; }
std::span<const compound_definition> attribute_registry::compounds() const noexcept { return content_->compounds; }
std::span<const protected_table> attribute_registry::tables() const noexcept { return content_->tables; }
std::span<const known_table> attribute_registry::known_tables() const noexcept { return content_->known; }
std::span<const declared_view> attribute_registry::views() const noexcept { return content_->views; }
std::uint64_t attribute_registry::fingerprint() const noexcept { return content_->fingerprint; }

const attribute* attribute_registry::find(std::string_view full_name) const noexcept
{
    const auto found = content_->by_name.find(full_name);
    return found == content_->by_name.end() ? nullptr : found->second;
}

}  // namespace cellseal
