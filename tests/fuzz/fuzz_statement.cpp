// libFuzzer: lexer, SOCI's scanners, resolver and rewriting in every dialect. The first byte chooses the dialect and
// how many keys are live.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "tests/statements/crm.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace cellseal;
    if (size == 0) return 0;
    const auto language = static_cast<dialect>(data[0] % 5);
    const std::size_t keys = 1 + data[0] / 5 % 2;
    const std::string_view sql(reinterpret_cast<const char*>(data + 1), size - 1);
    const auto registry = data[0] > 170 ? test::strict_crm() : data[0] > 85 ? test::compound_crm() : test::crm();
    const statement_plan plan = analyse(sql, language, *registry, {}, {keys, keys});
    const bool untouched = plan.outcome != plan_outcome::ok;
    if (untouched && plan.rewritten != sql) std::abort();
    if ((plan.outcome == plan_outcome::refuse) != plan.why.has_value()) std::abort();
    if (plan.why && plan.why->offset > size) std::abort();
    for (const hit_check& each : plan.hit_checks) {
        if (each.column >= plan.columns.size() || plan.columns[each.column].subject == nullptr) std::abort();
    }
    for (const bound_parameter& each : plan.bound) {
        if (each.compound == nullptr) continue;
        if (each.form != bound_form::token || each.parts.size() != each.compound->parts.size()) std::abort();
        for (std::size_t i = 0; i < each.parts.size(); ++i) {
            const bool known = each.parts[i] < plan.parameters.size();
            if (!known || plan.parameters[each.parts[i]].subject != each.compound->parts[i]) std::abort();
        }
    }
    return 0;
}
