#include "config/application/application.h"

#include <atomic>
#include <iostream>
#include <mutex>
#include <optional>
#include <vector>

#include "adapters/orm/soci/include/cellseal/soci.h"
#include "adapters/orm/soci/schema_plan.h"
#include "config/application/assembly.h"
#include "config/application/key_change_access.h"
#include "config/application/key_follower.h"
#include "config/application/key_watch.h"
#include "config/application/keys_at_home.h"
#include "config/application/start_up_check.h"
#include "plugin/admin/refused_attempt.h"

namespace cellseal::config {

namespace {

void tell_on_standard_error(const std::string& message) { std::cerr << "cellseal: " << message << '\n'; }

// What the application itself writes down asks nobody.
const role_authorizer nobody{[](const std::string&) { return std::vector<std::string>{}; }};

void tell_about(const start_up_report& report, const std::function<void(const std::string&)>& tell)
{
    if (report.what != start_up_report::outcome::opened) tell(report.message);
    for (const std::string& warning : report.warnings) tell(warning);
}

}  // namespace

struct application::parts {
    explicit parts(settings given) : from(std::move(given)) {}

    home_process home;  // Where it was started.
    std::atomic<bool> is_started = false;
    settings from;
    std::vector<registration> entities;
    std::function<void(const std::string&)> tell = tell_on_standard_error;

    std::function<void(soci::session&)> connected;

    std::mutex starting;
    std::unique_ptr<assembly> built;
    start_up_report report;
    std::unique_ptr<soci_orm::sealing_backend_factory> sealing;              // There exactly when started.
    std::vector<std::unique_ptr<soci_orm::sealing_backend_factory>> others;  // With other keys; guarded by starting.
    std::unique_ptr<key_change_access> change;                               // Made when first asked for.
    std::optional<key_watch> watched;
    std::unique_ptr<key_follower> follower;
    std::shared_ptr<recent_looks> recent = std::make_shared<recent_looks>();
    std::shared_ptr<recent_refusals> refusals = std::make_shared<recent_refusals>();

    [[nodiscard]] std::shared_ptr<const attribute_registry> registry() const
    {
        auto builder = registry_builder(from);
        for (const registration& each : entities) builder.add(each);
        return builder.build();
    }

    [[nodiscard]] std::unique_ptr<soci_orm::sealing_backend_factory> make_factory(
        const database_address& address, std::shared_ptr<keyring_access> keys) const
    {
        soci_orm::session_options options;
        options.language = from.database.language;
        options.on_connect = connected;
        options.limits = {from.limits.cached_statements, from.limits.value_bytes};
        return std::make_unique<soci_orm::sealing_backend_factory>(
            address.backend, report.registry, std::make_shared<keys_at_home>(home, std::move(keys)), options);
    }

    [[nodiscard]] admin_surroundings administered(const authorizer& who_may, channel_predicate channel_is_private) const
    {
        return {.around = built->surroundings(from),
                .catalogue = built->catalogue,
                .events = built->events,
                .samples = built->samples,
                .keyring = *report.keyring,
                .registry = report.registry,
                .who_may = who_may,
                .channel_is_private = std::move(channel_is_private),
                .key_place = built->key.new_key,
                .show_allowed = from.key.show,
                .recent = recent,
                .refusals = refusals};
    }

    void watch()
    {
        watched.emplace(built->time, *sealing, administered(nobody, [](const admin_request&) { return false; }), tell);
        follower = std::make_unique<key_follower>(*built, from, report, [this] { watched->look(); });
    }

    // The fence of an earlier key change does not know what a new policy of an attribute seals.
    void pass_fences(assembly& next)
    try {
        if (report.what == start_up_report::outcome::opened)
            key_change_access(next, from, report.registry, *report.keyring)
                .rows()
                .widen_fences(*report.keyring->current());
    } catch (const error& refused) {
        report.warnings.push_back(refused.what());
    }

    void start()
    {
        if (is_started) home.require();
        const std::lock_guard lock{starting};
        if (sealing) return;
        home = home_process();
        const auto registered = registry();
        auto next = std::make_unique<assembly>(from);
        next->check_columns(*registered);
        report = open_or_create(next->plan_for(from, registered));
        auto factory = make_factory(next->address, report.keyring);
        pass_fences(*next);
        built = std::move(next);
        sealing = std::move(factory);
        is_started = true;
        watch();
        if (!follower->unseen_because().empty()) report.warnings.push_back(follower->unseen_because());
        tell_about(report, tell);
    }
};

application::application(settings from) : parts_(std::make_unique<parts>(std::move(from))) {}
application::application(application&&) noexcept = default;
application& application::operator=(application&&) noexcept = default;

// In a forked child the connections are the parent's: closing one would tell the server that the parent has gone.
application::~application()
{
    if (parts_ && parts_->is_started && parts_->home.is_left()) static_cast<void>(parts_.release());
}

application& application::add(registration what)
{
    if (parts_->sealing)
        throw error{
            errc::bad_attribute,
            fmt::format("{} is registered after the start; register every entity before the first session is opened",
                        what.declared_at)};
    parts_->entities.push_back(std::move(what));
    return *this;
}

application& application::on_message(std::function<void(const std::string&)> tell)
{
    parts_->tell = std::move(tell);
    return *this;
}

application& application::on_connect(std::function<void(soci::session&)> run)
{
    parts_->connected = std::move(run);
    return *this;
}

std::vector<schema_step> application::plan() const
{
    const database_address address = for_reading(address_of(parts_->from));
    soci::session session = open_plain(address);
    const auto registry = parts_->registry();
    return connecting(address,
                      [&] { return soci_orm::plan_schema(*registry, session, parts_->from.database.language); });
}

std::vector<schema_step> application::plan(dialect language) const
{
    return soci_orm::plan_schema(*parts_->registry(), {}, {}, language);
}

check_report application::check() const
try {
    return check_start(parts_->from, parts_->registry());
} catch (const error& wrong_declaration) {
    return {{check_outcome::problem, "settings", wrong_declaration.what(), wrong_declaration.code()}};
}

const start_up_report& application::started()
{
    parts_->start();
    return parts_->report;
}

key_change_access& application::key_change()
{
    parts_->start();
    const std::lock_guard lock{parts_->starting};
    if (!parts_->change)
        parts_->change = std::make_unique<key_change_access>(*parts_->built, parts_->from, parts_->report.registry,
                                                             *parts_->report.keyring);
    return *parts_->change;
}

const soci::backend_factory& application::factory()
{
    parts_->start();
    return *parts_->sealing;
}

administrator application::administration(const authorizer& who_may, channel_predicate channel_is_private)
{
    parts_->start();
    return administrator{parts_->administered(who_may, std::move(channel_is_private))};
}

soci::session application::open_session()
{
    const soci::backend_factory& sealing = factory();
    const database_address& address = parts_->built->address;
    return connecting(address, [&] {
        return soci_orm::opened_without_logged_values([&] { return soci::session{sealing, address.connection}; });
    });
}

soci::session application::open_session(std::shared_ptr<keyring_access> keys)
{
    parts_->start();
    const database_address& address = parts_->built->address;
    const soci::backend_factory* other = nullptr;
    {
        const std::lock_guard lock{parts_->starting};
        other = parts_->others.emplace_back(parts_->make_factory(address, std::move(keys))).get();
    }
    return connecting(address, [&] {
        return soci_orm::opened_without_logged_values([&] { return soci::session{*other, address.connection}; });
    });
}

std::unique_ptr<soci::connection_pool> application::open_pool(std::size_t size)
{
    const soci::backend_factory& sealing = factory();
    const database_address& address = parts_->built->address;
    return connecting(address, [&] {
        auto pool = std::make_unique<soci::connection_pool>(size);
        for (std::size_t i = 0; i < size; ++i) {
            pool->at(i).open(sealing, address.connection);
            soci_orm::keep_values_out_of_logs(pool->at(i));
        }
        return pool;
    });
}

std::unique_ptr<soci::connection_pool> application::open_pool() { return open_pool(parts_->from.database.pool_size); }

}  // namespace cellseal::config
