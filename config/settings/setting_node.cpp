#include "config/settings/setting_node.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

#include <toml++/toml.h>

namespace cellseal::config {

namespace {

using file_name = std::shared_ptr<const std::string>;

source_position position_of(const toml::source_region& region, const file_name& file)
{
    return {file, static_cast<unsigned>(region.begin.line), static_cast<unsigned>(region.begin.column)};
}

bool stands_before(const setting_node& left, const setting_node& right)
{
    const auto& l = left.named_at;
    const auto& r = right.named_at;
    return l.line != r.line ? l.line < r.line : l.column < r.column;
}

setting_node node_of(const toml::node& from, const file_name& file);

setting_node::table members_of(const toml::table& from, const file_name& file)
{
    setting_node::table members;
    for (const auto& [key, value] : from) {
        setting_node member = node_of(value, file);
        member.name = key.str();
        member.named_at = position_of(key.source(), file);
        members.members.push_back(std::move(member));
    }
    // The parser sorts by name; the order of a view's columns is that of the file.
    std::stable_sort(members.members.begin(), members.members.end(), stands_before);
    return members;
}

setting_node::list items_of(const toml::array& from, const file_name& file)
{
    setting_node::list items;
    for (const toml::node& item : from) items.items.push_back(node_of(item, file));
    return items;
}

setting_node node_of(const toml::node& from, const file_name& file)
{
    setting_node node;
    node.at = node.named_at = position_of(from.source(), file);
    if (const auto* table = from.as_table()) node.value = members_of(*table, file);
    if (const auto* array = from.as_array()) node.value = items_of(*array, file);
    if (const auto* text = from.as_string()) node.value = text->get();
    if (const auto* flag = from.as_boolean()) node.value = flag->get();
    if (const auto* number = from.as_integer()) node.value = number->get();
    return node;
}

}  // namespace

setting_node parse_toml(std::string_view text, const std::string& file)
{
    const auto name = std::make_shared<const std::string>(file);
    try {
        setting_node root = node_of(toml::parse(text), name);
        root.at = root.named_at = {name, 0, 0};
        return root;
    } catch (const toml::parse_error& problem) {
        fail_at(position_of(problem.source(), name), fmt::format("this is no TOML: {}", problem.description()));
    }
}

setting_node read_toml(const std::string& path)
{
    std::ifstream in{path, std::ios::binary};
    std::ostringstream text;
    // An empty file is no failure: `<<` of nothing would set failbit on `text`, not on `in`.
    if (in && in.peek() != std::ifstream::traits_type::eof()) text << in.rdbuf();
    if (!in.is_open() || in.bad())
        throw error{errc::bad_setting,
                    fmt::format("{}: the settings file cannot be read ({}); name it with --config FILE", path,
                                std::strerror(errno))};
    return parse_toml(std::move(text).str(), path);
}

}  // namespace cellseal::config
