#include <array>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "adapters/orm/soci/include/cellseal/soci.h"
#include "adapters/orm/soci/sealing_session.h"
#include "plugin/error/error.h"

namespace cellseal::soci_orm {

/// What the sessions of one factory share. Kept by each of them as well, through its interceptor.
struct sealing_backend_factory::parts {
    soci::connection_parameters named;  ///< Keeps a backend that SOCI loaded by name loaded.
    const soci::backend_factory* inner = nullptr;
    std::shared_ptr<const attribute_registry> registry;
    std::shared_ptr<keyring_access> keys;
    session_options options;

    std::mutex guard;
    std::array<std::shared_ptr<attribute_interceptor>, 5> interceptors;  ///< By dialect; made with the first session.

    std::shared_ptr<attribute_interceptor> interceptor_for(std::string_view backend_name,
                                                           std::optional<dialect> spoken)
    {
        require_spoken(spoken);
        const auto language = options.language ? options.language : dialect_of_backend(backend_name);
        if (!language)
            throw error(errc::bad_setting,
                        fmt::format("The backend {} speaks no dialect that is known here; name one in "
                                    "session_options::language.",
                                    backend_name));
        const std::scoped_lock lock(guard);
        auto& one = interceptors.at(static_cast<std::size_t>(*language));
        if (!one) one = std::make_shared<attribute_interceptor>(registry, keys, *language, options.limits);
        return one;
    }

private:
    // Texts read in another way than the database reads them would be understood wrongly.
    void require_spoken(std::optional<dialect> spoken) const
    {
        if (!spoken || !options.language || *options.language == *spoken || *options.language == dialect::odbc) return;
        throw error(errc::bad_setting,
                    fmt::format("The database behind the connection speaks {}, but its dialect is said to be {}; correct "
                                "session_options::language (in a settings file: dialect).",
                                name_of(*spoken), name_of(*options.language)));
    }
};

sealing_backend_factory::sealing_backend_factory(const soci::backend_factory& inner,
                                                 std::shared_ptr<const attribute_registry> registry,
                                                 std::shared_ptr<keyring_access> keys, session_options options)
    : parts_(std::make_shared<parts>())
{
    parts_->inner = &inner;
    parts_->registry = std::move(registry);
    parts_->keys = std::move(keys);
    parts_->options = std::move(options);
}

sealing_backend_factory::sealing_backend_factory(const std::string& inner_backend,
                                                 std::shared_ptr<const attribute_registry> registry,
                                                 std::shared_ptr<keyring_access> keys, session_options options)
    : parts_(std::make_shared<parts>())
{
    parts_->named = soci::connection_parameters(inner_backend, "");
    parts_->inner = parts_->named.get_factory();
    parts_->registry = std::move(registry);
    parts_->keys = std::move(keys);
    parts_->options = std::move(options);
}

sealing_backend_factory::~sealing_backend_factory() = default;

soci::details::session_backend* sealing_backend_factory::make_session(
    const soci::connection_parameters& parameters) const
{
    auto made = std::make_unique<sealing_session>(
        *parts_->inner, parameters,
        [this](std::string_view name, std::optional<dialect> spoken) { return parts_->interceptor_for(name, spoken); },
        parts_->options.schema_age);
    if (parts_->options.on_connect) parts_->options.on_connect(made->inner());
    if (!parts_->registry->attributes().empty()) made->how().require_faithful(made->inner());
    return made.release();
}

std::uint64_t sealing_backend_factory::failed_openings() const
{
    const std::scoped_lock lock(parts_->guard);
    std::uint64_t failed = 0;
    for (const auto& each : parts_->interceptors)
        if (each) failed += each->failed_openings();
    return failed;
}

std::uint64_t sealing_backend_factory::sealed_values() const
{
    const std::scoped_lock lock(parts_->guard);
    std::uint64_t sealed = 0;
    for (const auto& each : parts_->interceptors)
        if (each) sealed += each->sealed_values();
    return sealed;
}

namespace {

sealing_session* sealing_backend_of(soci::session& sql) { return dynamic_cast<sealing_session*>(sql.get_backend()); }

}  // namespace

soci::session& native(soci::session& sql)
{
    sealing_session* backend = sealing_backend_of(sql);
    return backend == nullptr ? sql : backend->inner();
}

void check_schema(soci::session& sql)
{
    if (sealing_session* backend = sealing_backend_of(sql)) {
        backend->schema().forget();
        backend->schema().require_everything();
    }
}

}  // namespace cellseal::soci_orm
