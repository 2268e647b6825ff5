#include "adapters/admin/command_line/status.h"

#include <ostream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace cellseal::command_line {

namespace {

using json = nlohmann::ordered_json;

std::string key_told(const status_report& report, const attribute_coverage& of, const key_id& id)
{
    const auto* known = report.find(id);
    if (!known) return "a key that the keyring does not list";
    if (known->attribute != of.attribute) return fmt::format("a key of {}: moved here from there", known->attribute);
    return fmt::format("data key {}, {}", known->data_key, name_of(known->state));
}

std::uint64_t sealed_of(const attribute_coverage& of)
{
    std::uint64_t sum = 0;
    for (const auto& each : of.sealed) sum += each.count;
    return sum;
}

std::string keyring_text(const status_report& report)
{
    if (!report.keyring) return "The database holds no keyring; make one with: cellseal init\n";
    return fmt::format("organisation {}, key check {}, generation {}\n", report.keyring->organisation,
                       report.keyring->key_check, report.keyring->generation);
}

json sealed_json(const status_report& report, const attribute_coverage& of)
{
    json all = json::array();
    for (const auto& each : of.sealed) {
        const auto* known = report.find(each.key);
        all.push_back({{"key_id", to_hex(each.key)},
                       {"count", each.count},
                       {"data_key", known ? json(known->data_key) : json(nullptr)},
                       {"state", known ? json(name_of(known->state)) : json(nullptr)},
                       {"attribute", known ? json(known->attribute) : json(nullptr)}});
    }
    return all;
}

json json_of(const status_report& report)
{
    json answer{{"complete", report.complete()}, {"keyring", nullptr}, {"attributes", json::array()}};
    if (report.keyring)
        answer["keyring"] = {{"organisation", report.keyring->organisation},
                             {"key_check", report.keyring->key_check},
                             {"generation", report.keyring->generation}};
    for (const attribute_coverage& each : report.coverage)
        answer["attributes"].push_back({{"attribute", each.attribute},
                                        {"place", each.place},
                                        {"table_missing", each.table_missing},
                                        {"total", each.total},
                                        {"null", each.null},
                                        {"plain", each.plain},
                                        {"unclear", each.unclear},
                                        {"sealed", sealed_json(report, each)}});
    return answer;
}

}  // namespace

std::string status_text(const status_report& report)
{
    std::size_t width = std::string_view{"attribute"}.size();
    for (const attribute_coverage& each : report.coverage) width = std::max(width, each.attribute.size());
    std::string shown = keyring_text(report);
    shown += fmt::format("{:<{}} {:>10} {:>10} {:>10} {:>10} {:>10}\n", "attribute", width, "total", "NULL", "sealed",
                         "plain", "unclear");
    for (const attribute_coverage& each : report.coverage) {
        if (each.table_missing) {
            shown += fmt::format("{:<{}} there is no table for {}\n", each.attribute, width, each.place);
            continue;
        }
        shown += fmt::format("{:<{}} {:>10} {:>10} {:>10} {:>10} {:>10}\n", each.attribute, width, each.total,
                             each.null, sealed_of(each), each.plain, each.unclear);
        for (const auto& part : each.sealed)
            shown += fmt::format("{:>{}} under {} ({})\n", part.count, width + 33, key_told(report, each, part.key),
                                 to_hex(part.key));
    }
    if (!report.complete()) shown += "Plain or unclear values lie in protected columns.\n";
    return shown;
}

exit_code tell_status(const status_request& request, command_services& services, terminal console)
{
    const status_report report = services.status(request.settings_file);
    if (request.form == answer_form::json)
        console.out << json_of(report).dump() << '\n';
    else
        console.out << status_text(report);
    return report.keyring && report.complete() ? exit_code::done : exit_code::refused;
}

}  // namespace cellseal::command_line
