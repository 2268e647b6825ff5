#include "config/settings/setting_reader.h"

#include <algorithm>

namespace cellseal::config {

namespace {

bool names(const setting_name& setting, std::string_view given)
{
    return setting_reader::same_word(given, setting.name) ||
           (!setting.also.empty() && setting_reader::same_word(given, setting.also));
}

}  // namespace

setting_reader::setting_reader(const setting_node& node, std::string what, std::vector<setting_name> allowed)
    : node_(node), what_(std::move(what)), allowed_(std::move(allowed))
{
    if (!node_.as_table()) fail("this has to be a table of settings");
    refuse_unknown();
}

bool setting_reader::same_word(std::string_view given, std::string_view word) noexcept
{
    const auto folded = [](char c) { return c == '-' ? '_' : c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; };
    return std::equal(given.begin(), given.end(), word.begin(), word.end(),
                      [&](char l, char r) { return folded(l) == folded(r); });
}

void setting_reader::refuse_unknown() const
{
    for (const setting_node& member : node_.as_table()->members) {
        const auto is_it = [&](const setting_name& each) { return names(each, member.name); };
        if (std::any_of(allowed_.begin(), allowed_.end(), is_it)) continue;
        std::vector<std::string_view> offered;
        for (const setting_name& each : allowed_) offered.push_back(each.name);
        fail_at(member.named_at, fmt::format("unknown setting \"{}\" in {}{}", member.name, what_,
                                             what_is_allowed(member.name, offered)));
    }
}

const setting_node* setting_reader::find(std::string_view name) const
{
    const auto wanted =
        std::find_if(allowed_.begin(), allowed_.end(), [&](const auto& each) { return each.name == name; });
    if (wanted == allowed_.end()) return nullptr;
    const setting_node* found = nullptr;
    for (const setting_node& member : node_.as_table()->members) {
        if (!names(*wanted, member.name)) continue;
        if (found)
            fail_at(member.named_at, fmt::format("\"{}\" and \"{}\" in {} are one setting; keep one of them",
                                                 found->name, member.name, what_));
        found = &member;
    }
    return found;
}

source_position setting_reader::at(std::string_view name) const
{
    const setting_node* node = find(name);
    return node ? node->at : node_.at;
}

void setting_reader::fail(std::string_view name, const std::string& message) const
{
    const setting_node* node = find(name);
    fail_at(at(name), fmt::format("{} in {}: {}", node ? std::string_view{node->name} : name, what_, message));
}

void setting_reader::fail(const std::string& message) const
{
    fail_at(node_.at, fmt::format("{}: {}", what_, message));
}

std::string setting_reader::checked_text(const setting_node& node, std::string_view name) const
{
    const std::string* text = node.text();
    const auto reject = [&](std::string_view why) { fail_at(node.at, fmt::format("{} in {}: {}", name, what_, why)); };
    if (!text) reject("this has to be a text in quotes");
    if (text->empty()) reject("the text is empty; leave the setting out or fill it");
    const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
    if (std::any_of(text->begin(), text->end(), control)) reject("the text holds a control character; take it out");
    return *text;
}

std::optional<std::string> setting_reader::text(std::string_view name) const
{
    const setting_node* node = find(name);
    if (!node) return std::nullopt;
    return checked_text(*node, node->name);
}

std::optional<bool> setting_reader::flag(std::string_view name) const
{
    const setting_node* node = find(name);
    if (!node) return std::nullopt;
    const bool* flag = std::get_if<bool>(&node->value);
    if (!flag) fail(name, "this has to be true or false, without quotes");
    return *flag;
}

std::optional<std::int64_t> setting_reader::number(std::string_view name, std::int64_t from, std::int64_t to) const
{
    const setting_node* node = find(name);
    if (!node) return std::nullopt;
    const std::int64_t* number = std::get_if<std::int64_t>(&node->value);
    if (!number || *number < from || *number > to)
        fail(name, fmt::format("this has to be a whole number from {} to {}", from, to));
    return *number;
}

std::vector<std::string> setting_reader::texts(std::string_view name) const
{
    const setting_node* node = find(name);
    if (!node) return {};
    if (node->text()) return {checked_text(*node, node->name)};
    const auto* list = node->as_list();
    if (!list) fail(name, "this has to be a list of texts: [\"id\", \"email\"]");
    std::vector<std::string> texts;
    for (const setting_node& item : list->items) texts.push_back(checked_text(item, node->name));
    return texts;
}

std::vector<named_table> tables_of(const setting_reader& in, std::string_view name)
{
    const setting_node* node = in.find(name);
    if (!node) return {};
    std::vector<named_table> tables;
    if (const auto* list = node->as_list()) {
        for (const setting_node& item : list->items) tables.push_back({&item, {}});
        return tables;
    }
    const auto* table = node->as_table();
    if (!table) in.fail(name, fmt::format("write it as [[{}]]", node->name));
    const auto is_table = [](const setting_node& each) { return each.as_table() != nullptr; };
    if (!std::all_of(table->members.begin(), table->members.end(), is_table)) return {{node, {}}};
    for (const setting_node& member : table->members) tables.push_back({&member, member.name});
    return tables;
}

}  // namespace cellseal::config
