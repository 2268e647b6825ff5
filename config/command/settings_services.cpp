#include "config/command/settings_services.h"

#include "adapters/orm/soci/coverage.h"
#include "adapters/orm/soci/schema_plan.h"
#include "config/application/assembly.h"
#include "config/application/sealed_rows.h"
#include "config/application/start_up_check.h"
#include "config/command/system_user.h"
#include "config/settings/settings.h"
#include "plugin/attributes/policy_text.h"
#include "plugin/statements/analysis.h"

namespace cellseal::config {

namespace {

settings with_key_file(settings from, const std::string& key_file)
{
    if (!key_file.empty()) {
        from.key.from = key_settings::origin::file;
        from.key.path = key_file;
    }
    if (from.key.from == key_settings::origin::file) return from;
    throw error{
        errc::bad_setting,
        fmt::format("the settings take the key from the environment, which nobody can write for you: name a file "
                    "with --key-file, then put the passphrase that it holds into {}",
                    from.key.variable)};
}

status_report::stored_keyring described(const keyring_document& document)
{
    status_report::stored_keyring told{
        document.organisation(), document.generation(), document.organisation_key().key_check, {}};
    for (const keyring_record* record : document.of_kind(record_kind::data_key))
        for (const listed_key& each : record->key_ids)
            told.keys.push_back(
                {each.id, record->key_number.value_or(0), record->state.value_or(key_state::sealing), each.attribute});
    return told;
}

/// An attribute that is on record and not in the settings: code flags it.
attribute recorded(const catalogue_entry& entry)
{
    attribute which;
    const std::size_t dot = entry.attribute.find('.');
    which.entity = entry.attribute.substr(0, dot);
    which.name = dot == std::string::npos ? "" : entry.attribute.substr(dot + 1);
    which.table = entry.table;
    which.column = entry.column;
    if (entry.policy.find(" form=bytes ") != std::string::npos) which.form = stored_form::bytes;
    return which;
}

attribute_coverage counted(soci_orm::keyring_database& tables, const protected_table& table, const attribute& which)
{
    return tables.answer([&](soci::session& sql) {
        if (!soci_orm::find_table(sql, table.schema, table.name, tables.home()).empty())
            return soci_orm::count_coverage(sql, table, which);
        attribute_coverage missing{which.full_name(), which.place(), true, 0, 0, 0, 0, {}};
        return missing;
    });
}

void count_recorded(status_report& report, soci_orm::keyring_database& tables, const attribute_registry& registry)
{
    const auto entries = soci_orm::catalogue_store_soci{tables}.load();
    for (auto each = entries.begin(); each != entries.end(); ++each) {
        const bool is_last = std::next(each) == entries.end() || std::next(each)->attribute != each->attribute;
        if (!is_last || registry.find(each->attribute) || is_compound_policy(each->policy)) continue;
        protected_table table;
        table.name = each->table;
        report.coverage.push_back(counted(tables, table, recorded(*each)));
    }
}

}  // namespace

command_line::statement_analyser settings_services::analyser(const std::string& settings_file)
{
    const settings read = load_settings(settings_file);
    const auto analyse_with = [registry = registry_of(read), keys = read.assumed_keys](std::string_view sql,
                                                                                       dialect language) {
        return analyse(sql, language, *registry, {}, keys);
    };
    return {analyse_with, read.database.language};
}

command_line::made_key settings_services::init(const std::string& settings_file, const std::string& key_file,
                                               const slot_secret* typed)
{
    const settings from = with_key_file(load_settings(settings_file), key_file);
    const auto registry = registry_of(from);
    assembly built{from};
    built.check_columns(*registry);
    sealed_rows rows{built.tables};
    const start_up_report report = open_or_create({.around = built.surroundings(from),
                                                   .catalogue = built.catalogue,
                                                   .rows = rows,
                                                   .registry = registry,
                                                   .new_key = built.key.new_key,
                                                   .cost = std::nullopt,
                                                   .passphrase_on_record = from.key.show,
                                                   .typed_key = typed,
                                                   .who = system_user()});
    if (report.what == start_up_report::outcome::opened)
        throw error{errc::already_active, fmt::format("nothing was made: {}", report.message)};
    if (report.what == start_up_report::outcome::inactive) throw error{*report.reason, report.message};
    return {from.organisation, report.key_check, report.key_place, built.store.place(), report.warnings};
}

status_report settings_services::status(const std::string& settings_file)
{
    const settings from = load_settings(settings_file);
    const auto registry = registry_of(from);
    const database_address address = for_reading(address_of(from));
    soci::session session = open_plain(address);
    soci_orm::keyring_database tables{session, soci_orm::keyring_table_names::with_prefix(from.database.table_prefix)};
    status_report report;
    if (const auto document = soci_orm::keyring_store_soci{tables}.load()) report.keyring = described(*document);
    for (const protected_table& table : registry->tables())
        for (const attribute* each : table.attributes) report.coverage.push_back(counted(tables, table, *each));
    count_recorded(report, tables, *registry);
    return report;
}

check_report settings_services::check(const std::string& settings_file) { return check_start(settings_file); }

std::vector<schema_step> settings_services::plan(const std::string& settings_file, std::optional<dialect> language)
{
    const settings from = load_settings(settings_file);
    const auto registry = registry_of(from);
    if (language) return soci_orm::plan_schema(*registry, {}, {}, *language);
    const database_address address = for_reading(address_of(from));
    soci::session session = open_plain(address);
    return connecting(address, [&] { return soci_orm::plan_schema(*registry, session, from.database.language); });
}

}  // namespace cellseal::config
