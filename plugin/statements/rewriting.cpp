#include "plugin/statements/rewriting.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "plugin/statements/characters.h"
#include "plugin/statements/refuse.h"
#include "plugin/statements/soci_placeholders.h"

namespace cellseal {
namespace {

constexpr std::size_t few_parameters = 16;
constexpr std::array<std::string_view, 6> stems{"cs", "_cs", "qcs", "zcs", "wcs", "jcs"};

/// Whether two tokens would run into each other without a blank.
constexpr bool runs_together(char left, char right) noexcept
{
    const auto wordlike = [](char c) { return continues_word(c) || c == '"' || c == '`' || c == '\'' || c == ':'; };
    return wordlike(left) && wordlike(right);
}

}  // namespace

rewriting::rewriting(std::string_view sql, const lexed_text& text, const dialect_traits& language)
    : sql_(sql), text_(text), language_(language)
{
    own_.resize(text.parameters.size());
    std::unordered_map<std::string_view, std::size_t> seen;  // For few parameters a look at each is quicker.
    const bool few = own_.size() <= few_parameters;
    for (std::size_t i = 0; i < own_.size(); ++i) {
        std::size_t first = 0;
        if (few)
            while (first < i && name_of(first) != name_of(i)) ++first;
        else
            first = seen.emplace(name_of(i), i).first->second;
        own_[i].bound.source = i;
        own_[i].first = first;
        if (first == i) own_[i].bound.name = name_of(i);
    }
}

std::string_view rewriting::name_of(std::size_t occurrence) const noexcept
{
    return text_.tokens[text_.parameters[occurrence]].text_in(sql_).substr(1);
}

void rewriting::replace(std::size_t first, std::size_t last, std::string text)
{
    const token& begin = text_.tokens[first];
    edits_.push_back({begin.offset, text_.tokens[last].end_offset() - begin.offset, std::move(text)});
}

void rewriting::insert_behind(std::size_t token, std::string text)
{
    edits_.push_back({text_.tokens[token].end_offset(), 0, std::move(text)});
}

void rewriting::choose_stem()
{
    for (const std::string_view candidate : stems) {
        bool free = true;
        for (std::size_t i = 0; i < own_.size() && free; ++i) {
            const std::string_view user = name_of(i);
            free = !user.starts_with(candidate) && !candidate.starts_with(user);
        }
        stem_ = candidate;
        if (free) return;
    }
    refuse(because::parameter_runs_on, 0);
}

std::string rewriting::fresh_name(std::size_t occurrence)
{
    if (stem_.empty()) choose_stem();
    return fmt::format("{}{}_{}", stem_, ++fresh_, name_of(occurrence).substr(0, 24));
}

std::string rewriting::own(std::size_t occurrence, bound_form form, std::size_t key_slot)
{
    placement& mine = own_[occurrence];
    mine.placed = true;
    mine.bound.form = form;
    mine.bound.key_slot = key_slot;
    if (mine.bound.name.empty()) mine.bound.name = fresh_name(occurrence);
    return ":" + mine.bound.name;
}

void rewriting::keep(std::size_t occurrence, bound_form form, std::size_t key_slot)
{
    own_[occurrence].bound.form = form;
    own_[occurrence].bound.key_slot = key_slot;
}

std::string rewriting::further(std::size_t occurrence, bound_form form, std::size_t key_slot)
{
    further_.push_back({fresh_name(occurrence), occurrence, form, key_slot});
    return ":" + further_.back().name;
}

std::string rewriting::own(std::size_t occurrence, const compound_definition& index, const std::vector<std::size_t>& parts,
                           std::size_t key_slot)
{
    own_[occurrence].bound.compound = &index;
    own_[occurrence].bound.parts = parts;
    return own(occurrence, bound_form::token, key_slot);
}

void rewriting::keep(std::size_t occurrence, const compound_definition& index, const std::vector<std::size_t>& parts)
{
    own_[occurrence].bound.compound = &index;
    own_[occurrence].bound.parts = parts;
    keep(occurrence, bound_form::token);
}

std::string rewriting::further(std::size_t occurrence, const compound_definition& index,
                               const std::vector<std::size_t>& parts, std::size_t key_slot)
{
    std::string text = further(occurrence, bound_form::token, key_slot);
    further_.back().compound = &index;
    further_.back().parts = parts;
    return text;
}

/// Parameters that stand where they stood: a name that was used before gives way to one of its own.
void rewriting::place_the_rest()
{
    for (std::size_t i = 0; i < own_.size(); ++i) {
        if (own_[i].placed || !own_[i].bound.name.empty()) continue;
        std::string text = own(i, own_[i].bound.form, own_[i].bound.key_slot);
        replace(text_.parameters[i], text_.parameters[i], std::move(text));
    }
}

void rewriting::assemble(statement_plan& plan)
{
    std::stable_sort(edits_.begin(), edits_.end(), [](const text_edit& a, const text_edit& b) {
        return a.offset != b.offset ? a.offset < b.offset : a.length < b.length;
    });
    std::string& out = plan.rewritten;
    out.reserve(sql_.size() + 32 * edits_.size());
    std::size_t done = 0;
    for (text_edit& each : edits_) {
        out.append(sql_.substr(done, each.offset - done));
        done = each.offset + each.length;
        if (!out.empty() && runs_together(out.back(), each.text.front())) each.text.insert(0, 1, ' ');
        if (done < sql_.size() && runs_together(each.text.back(), sql_[done])) each.text += ' ';
        out += each.text;
    }
    out.append(sql_.substr(done));
    plan.edits = std::move(edits_);
}

namespace {

/// Names to parameters; each is found once.
class parameters_by_name {
public:
    explicit parameters_by_name(std::size_t count) : few_(count <= few_parameters) { all_.reserve(count); }

    void add(const bound_parameter& each)
    {
        if (!few_) index_.emplace(each.name, all_.size());
        all_.push_back(&each);
    }
    [[nodiscard]] const bound_parameter* take(std::string_view name)
    {
        std::size_t place = all_.size();
        if (few_) {
            const auto named = [&](const bound_parameter* each) { return each != nullptr && each->name == name; };
            place = static_cast<std::size_t>(std::find_if(all_.begin(), all_.end(), named) - all_.begin());
        } else if (const auto found = index_.find(name); found != index_.end()) {
            place = found->second;
        }
        return place < all_.size() ? std::exchange(all_[place], nullptr) : nullptr;
    }

private:
    bool few_;
    std::vector<const bound_parameter*> all_;
    std::unordered_map<std::string_view, std::size_t> index_;
};

}  // namespace

namespace {

/// What is wrong with the rewritten text has no place in the user's.
lexed_text read_again(std::string_view rewritten, const dialect_traits& language)
try {
    lexed_text again = lex(rewritten, language);
    refuse_unless_soci_agrees(rewritten, language.which, again);
    return again;
} catch (refused& refusal) {
    refusal.why.offset = 0;
    throw;
}

}  // namespace

/// Reads the rewritten text again, as the engine and SOCI will, and orders the parameters as they stand in it.
void rewriting::order_bound(statement_plan& plan) const
{
    const std::size_t count = own_.size() + further_.size();
    parameters_by_name known(count);
    for (const placement& each : own_) known.add(each.bound);
    for (const bound_parameter& each : further_) known.add(each);
    plan.bound.reserve(count);
    const lexed_text again = read_again(plan.rewritten, language_);
    for (const std::uint32_t index : again.parameters) {
        const bound_parameter* found = known.take(again.tokens[index].text_in(plan.rewritten).substr(1));
        if (found == nullptr) refuse(because::scanners_disagree, 0);
        plan.bound.push_back(*found);
    }
    if (plan.bound.size() != count) refuse(because::scanners_disagree, 0);
}

void rewriting::finish(statement_plan& plan)
{
    place_the_rest();
    assemble(plan);
    order_bound(plan);
}

}  // namespace cellseal
