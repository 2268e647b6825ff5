#include "plugin/admin/data_fit.h"

#include <fmt/format.h>

#include "plugin/error/error.h"
#include "plugin/values/field_sealer.h"

namespace cellseal {

namespace {

constexpr std::size_t most_findings = 20;

void note(data_fit& fit, const attribute& which, const stored_sample& value, errc problem)
{
    if (fit.findings.size() < most_findings)
        fit.findings.push_back(fmt::format("{}{}{}: {}", which.full_name(), value.where.empty() ? "" : ", ",
                                           value.where, name_of(problem)));
}

void try_value(data_fit& fit, const attribute& which, const keyring& keys, const stored_sample& value)
{
    wiping_buffer scratch;
    const wipe_when_done wiped{scratch};
    try {
        static_cast<void>(field_sealer::open(which, keys, value.stored, value.row, scratch));
        ++fit.tried;
        ++fit.opened;
    } catch (const error& refused) {
        if (refused.code() == errc::not_sealed) {
            ++fit.plain;
            return;
        }
        ++fit.tried;
        if (refused.code() == errc::unknown_key) ++fit.foreign;
        note(fit, which, value, refused.code());
    }
}

}  // namespace

data_fit sample_fit(const attribute_registry& registry, const keyring& keys, value_samples& samples)
{
    data_fit fit;
    for (const protected_table& table : registry.tables())
        for (const attribute* which : table.attributes)
            for (const stored_sample& value : samples.sample(table, *which, sampled_values))
                try_value(fit, *which, keys, value);
    return fit;
}

}  // namespace cellseal
