#include "adapters/orm/soci/undeclared_dependents.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <string_view>

namespace cellseal::soci_orm {

namespace {

char lower(char character) { return character >= 'A' && character <= 'Z' ? char(character + 32) : character; }

std::string lower(std::string_view text)
{
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), [](char each) { return lower(each); });
    return result;
}

bool is_word(char character)
{
    const auto byte = static_cast<unsigned char>(character);
    return std::isalnum(byte) != 0 || character == '_' || character == '$' || byte >= 0x80;
}

/// The words of an SQL text, in lower case, wherever they stand: what may be a name counts as one.
std::set<std::string> words_of(std::string_view lowered)
{
    std::set<std::string> words;
    for (std::size_t at = 0; at < lowered.size();) {
        std::size_t end = at;
        while (end < lowered.size() && is_word(lowered[end])) ++end;
        if (end > at) words.emplace(lowered.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

/// Names in lower case; those that are no words are looked for as a part of a text.
class reached_names {
public:
    explicit reached_names(const attribute_registry& registry)
    {
        for (const protected_table& each : registry.tables()) add(each.name);
        for (const declared_view& each : registry.views()) add(each.name);
    }

    void add(std::string_view name)
    {
        auto& into = std::all_of(name.begin(), name.end(), is_word) ? words_ : odd_;
        into.insert(lower(name));
    }

    [[nodiscard]] bool in(const std::string& definition) const
    {
        if (definition.empty()) return true;
        const std::string text = lower(definition);
        const auto words = words_of(text);
        return std::any_of(words.begin(), words.end(), [&](auto& word) { return words_.contains(word); }) ||
               std::any_of(odd_.begin(), odd_.end(), [&](auto& name) { return text.find(name) != text.npos; });
    }

private:
    std::set<std::string> words_;
    std::set<std::string> odd_;
};

bool is_registered(const attribute_registry& registry, std::string_view name)
{
    const auto named = [&](const auto& each) { return same_identifier(each.name, name); };
    return std::any_of(registry.views().begin(), registry.views().end(), named) ||
           std::any_of(registry.tables().begin(), registry.tables().end(), named);
}

}  // namespace

undeclared_dependents dependents_of(const live_schema& schema, const attribute_registry& registry)
{
    undeclared_dependents found;
    reached_names names(registry);
    std::vector<bool> taken(schema.views.size());
    for (bool more = true; more;) {
        more = false;
        for (std::size_t i = 0; i < schema.views.size(); ++i) {
            const live_dependent& view = schema.views[i];
            if (taken[i] || is_registered(registry, view.name) || !names.in(view.definition)) continue;
            taken[i] = more = true;
            names.add(view.name);
            found.views.push_back(view.name);
        }
    }
    for (const live_dependent& each : schema.triggers) {
        if (!is_registered(registry, each.name) && names.in(each.definition)) found.triggers.push_back(each.name);
    }
    return found;
}

}  // namespace cellseal::soci_orm
