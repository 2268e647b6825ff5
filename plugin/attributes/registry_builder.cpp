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

namespace {

template <typename Content>
void place_attributes(Content& into, protected_table& table, const registry_draft::table& from)
{
    for (const attribute& member : from.attributes) {
        attribute& placed = into.attributes.emplace_back(member);
        placed.number = into.attributes.size() - 1;
        placed.compounds.clear();
        into.by_name.emplace(placed.full_name(), &placed);
        table.attributes.push_back(&placed);
    }
}

// Behind all attributes, so that numbers do not shift.
template <typename Content>
void place_compounds(Content& into, protected_table& table, const registry_draft::table& from)
{
    for (const compound_declaration& each : from.compounds) {
        compound_definition& placed = into.compounds.emplace_back(from.resolved(each));
        placed.tokens.number = into.attributes.size() + into.compounds.size() - 1;
        for (const attribute*& part : placed.parts) {
            attribute& own = into.attributes[into.by_name.find(part->full_name())->second->number];
            own.compounds.push_back(&placed);
            part = &own;
        }
        table.compounds.push_back(&placed);
    }
}

}  // namespace

std::shared_ptr<const attribute_registry> attribute_registry::builder::build()
{
    content_->check_whole();
    auto made = std::make_shared<attribute_registry::content>();
    made->attributes.reserve(content_->attribute_count());
    made->compounds.reserve(content_->compound_count());
    std::vector<protected_table> tables;
    for (const registry_draft::table& each : content_->tables)
        place_attributes(*made, tables.emplace_back(protected_table{each.schema, each.name, each.columns,
                                                                    each.key_columns, {}, {}}), each);
    for (std::size_t i = 0; i < tables.size(); ++i) {
        const registry_draft::table& each = content_->tables[i];
        protected_table& table = tables[i];
        place_compounds(*made, table, each);
        if (!table.attributes.empty())
            made->tables.push_back(std::move(table));
        else
            made->known.push_back({each.schema, each.name, each.columns});
    }
    made->views = content_->views;
    made->fingerprint = fingerprint_of(made->attributes, made->compounds, made->tables, made->known, made->views);
    return std::shared_ptr<const attribute_registry>(new attribute_registry(std::move(made)));
}

}  // namespace cellseal
