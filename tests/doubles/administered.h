#pragma once

#include <stdexcept>
#include <vector>

#include "plugin/admin/administrator.h"
#include "tests/keys/organisation.h"

namespace cellseal {

/// Samples as a test says.
class listed_samples final : public value_samples {
public:
    std::vector<stored_sample> values;
    [[nodiscard]] std::vector<stored_sample> sample(const protected_table&, const attribute& which,
                                                    std::size_t) override
    {
        return which.name == "email" ? values : std::vector<stored_sample>{};
    }
};

/// Lets everybody pass but one, and remembers what was asked.
class remembering_authorizer final : public authorizer {
public:
    std::string refused = "mallory";
    bool is_broken = false;
    mutable std::vector<std::string> asked;
    [[nodiscard]] bool allows(const admin_request& request) const override
    {
        asked.push_back(std::string(name_of(request.what)) + " " + request.who + " " + request.reason);
        if (is_broken) throw std::runtime_error("the directory does not answer");
        return request.who != refused;
    }
};

/// An organisation in memory whose keyring somebody manages.
struct administered : organisation {
    listed_samples samples;
    remembering_authorizer who_may;
    bool channel_is_private = true;
    start_up_report started;
    const admin_caller ada{"ada", "because"};

    /// Starts as an application does.
    administered() { begin(); }
    void begin() { started = start(); }

    admin_surroundings on()
    {
        return {.around = around(),
                .catalogue = catalogue,
                .events = log,
                .samples = samples,
                .keyring = *started.keyring,
                .registry = started.registry,
                .who_may = who_may,
                .channel_is_private = [this](const admin_request&) { return channel_is_private; },
                .key_place = &key};
    }
    administrator admin() { return administrator{on()}; }

    /// A value of contact.email, sealed under the keyring that is open.
    stored_sample sealed(const std::string& text, const std::string& where = "id 1")
    {
        stored_sample made;
        wiping_buffer scratch;
        field_sealer::seal(*started.registry->find("contact.email"), *started.keyring->current(), plain_text(text), {},
                           made.stored, scratch);
        made.where = where;
        return made;
    }
    std::string last_event() { return tables.events.empty() ? "" : tables.events.back().what; }
    std::string text(const secret_bytes& secret) { return std::string(chars_of(secret.expose())); }
};

}  // namespace cellseal
