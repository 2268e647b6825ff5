#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <soci/soci.h>

#include "config/settings/settings.h"
#include "plugin/admin/administrator.h"
#include "plugin/admin/check_report.h"
#include "plugin/admin/schema_step.h"
#include "plugin/attributes/attribute_registry.h"
#include "plugin/entity/registration.h"
#include "plugin/keys/start_up.h"
#include "plugin/statements/dialect.h"

namespace cellseal::config {

class key_change_access;

/// An application's data layer, assembled from its settings file: database, keyring, protected attributes.
///
/// ```cpp
/// auto app = cellseal::config::load<contact, mailbox>("cellseal.toml");
/// auto sql = app.open_session();
/// ```
///
/// Guarantee: every session and pool from here seals and opens; none starts if an attribute that was protected once is
/// no longer registered, or if a column cannot hold its sealed values. With keys that cannot be opened it starts all
/// the same, inactive: unprotected tables work, protected attributes throw error inactive with what to do.
/// started().what tells. Threads: entities are registered by one thread, before the rest; all other members may be
/// called at once from any number of threads. Lifetime: outlives its sessions and pools. Forks: a child that is forked
/// after the start opens an application of its own; with this one every use of a protected attribute throws error
/// inactive there.
class application {
public:
    explicit application(settings from);
    application(application&&) noexcept;
    application& operator=(application&&) noexcept;
    ~application();

    /// Adds what the description of E flags (cellseal/entity.h) to what the settings flag.
    /// Throws error bad_attribute, attribute_conflict, naming both places; bad_attribute when it has started already.
    template <described_entity E>
    application& register_entity()
    {
        return add(registration_of<E>());
    }
    application& add(registration what);

    /// Where it tells what a person has to know: that a first key was made and where it lies, why it is inactive,
    /// warnings, alarms. By default standard error. Call it before the start; it may be called on a thread of this
    /// object.
    application& on_message(std::function<void(const std::string&)> tell);

    /// Runs for each new connection of a session or pool, reconnected ones too, given the native session: time zone,
    /// role, pragmas. Call it before the start.
    application& on_connect(std::function<void(soci::session& native)> run);

    /// What the database lacks so that it can hold every attribute, those of registered entities too (`cellseal plan`
    /// knows the settings file's alone): statements in the order to run them; empty where all is there. Writes nothing.
    /// Throws error: bad_setting (no database), database_unavailable, bad_attribute, attribute_conflict.
    [[nodiscard]] std::vector<schema_step> plan() const;
    /// The same for a database that holds nothing yet; none is opened.
    [[nodiscard]] std::vector<schema_step> plan(dialect language) const;
    /// All that a start would look at, as `cellseal check` does, with registered entities too. Writes nothing and
    /// throws nothing: every finding is in the report. Its worst one decides whether a start would succeed.
    [[nodiscard]] check_report check() const;

    /// Starts, once: holds attributes against schema and catalogue, opens the keyring or makes the first key. The
    /// functions below start by themselves.
    ///
    /// Throws error: bad_setting (no database), database_unavailable, bad_attribute, attribute_conflict,
    /// attribute_not_flagged, bad_schema, column_too_narrow.
    const start_up_report& started();

    /// A session on the settings' database. Throws as started().
    [[nodiscard]] soci::session open_session();
    /// The same with other keys, such as administrator::open_archived() gives. Lifetime: that of this object.
    [[nodiscard]] soci::session open_session(std::shared_ptr<keyring_access> keys);
    /// A pool of `size` open sessions; of the settings' pool_size without one. Throws as started().
    [[nodiscard]] std::unique_ptr<soci::connection_pool> open_pool(std::size_t size);
    [[nodiscard]] std::unique_ptr<soci::connection_pool> open_pool();

    /// Changes the key while everything runs, and carries changes on that others have begun: `changer()` for the steps,
    /// `work()` for the rows. Threads: one at a time. Throws as started(); error database_unavailable.
    [[nodiscard]] key_change_access& key_change();

    /// The administrator's contract on this running application: what it activates or changes, its sessions follow.
    /// Each act asks `who_may` and the channel first. Throws as started(). Lifetime: within that of this object and of
    /// `who_may`.
    [[nodiscard]] administrator administration(const authorizer& who_may, channel_predicate channel_is_private);

    /// For whoever opens sessions by other means. Throws as started().
    [[nodiscard]] const soci::backend_factory& factory();

private:
    struct parts;
    std::unique_ptr<parts> parts_;
};

/// Reads the settings; nothing is opened yet. Throws error bad_setting with file, line and column.
[[nodiscard]] inline application load(const std::string& settings_file)
{
    return application{load_settings(settings_file)};
}

/// The same with entities to register.
template <described_entity... E>
requires(sizeof...(E) > 0) [[nodiscard]] application load(const std::string& settings_file)
{
    application app{load_settings(settings_file)};
    (app.register_entity<E>(), ...);
    return app;
}

}  // namespace cellseal::config
