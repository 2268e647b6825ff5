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

std::string lookup_text(const attribute& which)
{
    switch (which.found_by) {
        case lookup::none: return "none";
        case lookup::deterministic: return "deterministic";
        case lookup::blind_index: break;
    }
    if (!which.index) return "blind_index";
    return fmt::format("blind_index({},{},{},{},{})", which.index->name, which.index->domain, which.index->companion,
                       static_cast<unsigned>(which.index->form), which.index->token_bytes);
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

}  // namespace cellseal
