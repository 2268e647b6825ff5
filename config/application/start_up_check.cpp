#include "config/application/start_up_check.h"

#include <functional>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "adapters/orm/soci/engine.h"
#include "adapters/orm/soci/schema_check.h"
#include "config/application/assembly.h"
#include "config/application/connecting.h"
#include "plugin/error/error.h"
#include "plugin/keys/start_up.h"

namespace cellseal::config {

namespace {

/// Reads as the real one does, and keeps what a start would write from being written.
class untouched_store final : public keyring_store {
public:
    explicit untouched_store(keyring_store& real) : real_(real) {}
    struct would_write {
        std::size_t attributes;
    };

    std::string place() const override { return real_.place(); }
    bool any_trace() override { return real_.any_trace(); }
    std::optional<keyring_document> load() override { return real_.load(); }
    std::optional<std::uint64_t> generation() override { return real_.generation(); }
    void store(const keyring_change& change) override { throw would_write{change.attributes.size()}; }

private:
    keyring_store& real_;
};

class untouched_pins final : public pin_store {
public:
    explicit untouched_pins(pin_store& real) : real_(real) {}
    std::string place() const override { return real_.place(); }
    std::optional<key_pin> read() override { return real_.read(); }
    void write(const key_pin&) override {}

private:
    pin_store& real_;
};

class checking {
public:
    [[nodiscard]] check_report run(const std::string& settings_file)
    {
        guarded([&] {
            const settings from = load_settings(settings_file);
            look_at(from, settings_file, registry_of(from));
        });
        return std::move(report_);
    }
    [[nodiscard]] check_report run(const settings& from, const std::shared_ptr<const attribute_registry>& registry)
    {
        guarded([&] { look_at(from, "the settings and the entities", registry); });
        return std::move(report_);
    }

private:
    static std::string subject_of(errc code)
    {
        switch (code) {
            case errc::bad_setting:
            case errc::bad_attribute:
            case errc::attribute_conflict: return "settings";
            case errc::database_unavailable: return "database";
            case errc::attribute_not_flagged: return "catalogue";
            default: return "keyring";
        }
    }

    void good(std::string subject, std::string message)
    {
        report_.push_back({check_outcome::good, std::move(subject), std::move(message), {}});
    }
    void warn(std::string subject, std::string message)
    {
        report_.push_back({check_outcome::warning, std::move(subject), std::move(message), {}});
    }
    void bad(std::string subject, const error& problem)
    {
        report_.push_back({check_outcome::problem, std::move(subject), problem.what(), problem.code()});
    }

    void guarded(const std::function<void()>& look)
    try {
        look();
    } catch (const error& problem) {
        bad(subject_of(problem.code()), problem);
    }

    void look_at(const settings& from, std::string_view where, const std::shared_ptr<const attribute_registry>& registry)
    {
        good("settings", fmt::format("{}, {} protected attributes", where, registry->attributes().size()));
        soci::session session = open_plain(for_reading(address_of(from)));
        good("database", from.database.backend);
        check_columns(session, *registry);
        assembly built{from};
        check_keys(from, built, registry);
    }

    void check_columns(soci::session& session, const attribute_registry& registry)
    {
        const auto live = soci_orm::engine_of_session(session).read_schema(session);
        for (const attribute& each : registry.attributes()) {
            const auto* table = live.find(each.table);
            if (table == nullptr)
                bad(each.full_name(),
                    {errc::bad_schema, fmt::format("the table {} does not exist; see cellseal plan", each.table)});
            else if (const auto finding = soci_orm::check_column(each, *table))
                bad(each.full_name(), {finding->code, finding->message});
            else
                good(each.full_name(), "the column holds sealed values");
        }
        for (const compound_definition& each : registry.compounds()) {
            const auto* table = live.find(each.tokens.table);
            if (table == nullptr) continue;  // Told of its attributes.
            if (const auto finding = soci_orm::check_index_column(each.tokens, *table))
                bad(each.tokens.full_name(), {finding->code, finding->message});
            else
                good(each.tokens.full_name(), "the column holds tokens of several attributes");
        }
        for (const std::string& view : soci_orm::knowledge_from(live, registry).undeclared_views)
            warn("view " + view, "it reaches a protected table and is not declared: statements on it are refused");
    }

    void check_keys(const settings& from, assembly& built, const std::shared_ptr<const attribute_registry>& registry)
    {
        untouched_store store{built.store};
        untouched_pins pins{*built.key.pins};
        if (!store.load() && !store.any_trace() && makes_first_key(from))
            return warn("keyring", "there is none yet; the first start makes it");
        try {
            start_up_plan plan{
                .around = {from.organisation, store, *built.key.source, pins, built.crypto.provider(), built.time},
                .catalogue = built.catalogue,
                .rows = built.rows,
                .registry = registry,
                .cost = std::nullopt};
            tell(open_or_create(plan));
        } catch (const untouched_store::would_write& what) {
            good("key", "it opens the keyring");
            warn("catalogue", fmt::format("the next start puts what is new on record: {} of attributes or policies", what.attributes));
        }
    }

    void tell(const start_up_report& report)
    {
        if (report.what == start_up_report::outcome::inactive)
            bad("keyring", {report.reason.value_or(errc::inactive), report.message});
        else
            good("keyring", report.message);
        for (const std::string& each : report.warnings) warn("key", each);
    }

    check_report report_;
};

}  // namespace

check_report check_start(const settings& from, const std::shared_ptr<const attribute_registry>& registry)
{
    return checking{}.run(from, registry);
}

check_report check_start(const std::string& settings_file) { return checking{}.run(settings_file); }

}  // namespace cellseal::config
