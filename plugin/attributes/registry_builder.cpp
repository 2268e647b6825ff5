#include "plugin/attributes/registry_content.h"
#include "plugin/attributes/registry_draft.h"

namespace cellseal {

struct attribute_registry::builder::content : registry_draft {};

attribute_registry::builder::builder() : content_(std::make_unique<content>()) {}
attribute_registry::builder::builder(builder&&) noexcept = default;
attribute_registry::builder& attribute_registry::builder::operator=(builder&&) noexcept = default;
attribute_registry::builder::~builder() = default;

namespace {

// Worked on a copy, so that what is refused leaves nothing behind.
template <typename Draft, typename What>
void take_whole(Draft& draft, What what)
{
    Draft next = draft;
    next.take(std::move(what));
    draft = std::move(next);
}

}  // namespace

attribute_registry::builder& attribute_registry::builder::add(registration what)
{
    take_whole(*content_, std::move(what));
    return *this;
}

attribute_registry::builder& attribute_registry::builder::add(known_table what)
{
    take_whole(*content_, std::move(what));
    return *this;
}

attribute_registry::builder& attribute_registry::builder::add(declared_view what)
{
    take_whole(*content_, std::move(what));
    return *this;
}

std::shared_ptr<const attribute_registry> attribute_registry::builder::build()
{
    content_->check_whole();
    auto made = std::make_shared<attribute_registry::content>();
    made->attributes.reserve(content_->attribute_count());
    for (const registry_draft::table& each : content_->tables) {
        protected_table table{each.schema, each.name, each.columns, each.key_columns, {}};
        for (const attribute& member : each.attributes) {
            attribute& placed = made->attributes.emplace_back(member);
            placed.number = made->attributes.size() - 1;
            made->by_name.emplace(placed.full_name(), &placed);
            table.attributes.push_back(&placed);
        }
        if (!table.attributes.empty())
            made->tables.push_back(std::move(table));
        else
            made->known.push_back({each.schema, each.name, each.columns});
    }
    made->views = content_->views;
    made->fingerprint = fingerprint_of(made->attributes, made->tables, made->known, made->views);
    return std::shared_ptr<const attribute_registry>(new attribute_registry(std::move(made)));
}

}  // namespace cellseal
