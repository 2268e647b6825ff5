#include "config/command/settings_services.h"

#include "config/settings/settings.h"
#include "plugin/statements/analysis.h"

namespace cellseal::config {

command_line::statement_analyser settings_services::analyser(const std::string& settings_file)
{
    const settings read = load_settings(settings_file);
    const auto analyse_with = [registry = registry_of(read), keys = read.assumed_keys](std::string_view sql,
                                                                                       dialect language) {
        return analyse(sql, language, *registry, {}, keys);
    };
    return {analyse_with, read.database.language};
}

}  // namespace cellseal::config
