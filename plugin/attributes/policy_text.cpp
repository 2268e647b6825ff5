#include "plugin/attributes/policy_text.h"

#include <fmt/format.h>

namespace cellseal {

namespace {

std::string padding_text(const padding& how)
{
    switch (how.how) {
        case padding::kind::none: return "none";
        case padding::kind::block: return fmt::format("block:{}", how.size);
        case padding::kind::fixed: return fmt::format("fixed:{}", how.size);
        case padding::kind::bucket: return "bucket";
    }
    return "";
}

std::string index_text(const index_definition& index)
{
    return fmt::format("blind_index({},{},{},{},{})", index.name, index.domain, index.companion,
                       static_cast<unsigned>(index.form), index.token_bytes);
}

std::string lookup_text(const attribute& which)
{
    switch (which.found_by) {
        case lookup::none: return "none";
        case lookup::deterministic: return "deterministic";
        case lookup::blind_index: break;
    }
    return which.index ? index_text(*which.index) : "blind_index";
}

std::string escaped(std::string_view name)
{
    std::string text;
    for (const char c : name)
        text += c == ',' || c == ' ' || c == '%' ? fmt::format("%{:02X}", static_cast<unsigned>(c)) : std::string(1, c);
    return text;
}

}  // namespace

std::string policy_text(const attribute& which)
{
    return fmt::format("type={}{} suite={:02x} form={} padding={} lookup={} null={} read={} row={}{}",
                       name_of(which.type), which.declared_unsigned ? ",unsigned" : "",
                       static_cast<unsigned>(which.sealing_suite()), which.form == stored_form::text ? "text" : "bytes",
                       padding_text(which.padded), lookup_text(which),
                       which.nulls == null_policy::seal ? "seal" : "keep",
                       which.reading == read_policy::write_only ? "write_only" : "open",
                       which.bound_to_row ? "bound" : "free", which.plain_passes ? plain_passes_mark : "");
}

std::string policy_text(const compound_definition& which)
{
    std::string parts;
    for (const attribute* each : which.parts) parts += (parts.empty() ? "" : ",") + escaped(each->name);
    return fmt::format("{}{} index={} form={}", no_compound, parts, index_text(which.index()),
                       which.tokens.form == stored_form::text ? "text" : "bytes");
}

bool is_compound_policy(std::string_view policy) noexcept { return policy.starts_with(no_compound); }

}  // namespace cellseal
