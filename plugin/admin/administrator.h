#pragma once

#include "plugin/admin/activation.h"
#include "plugin/admin/activity.h"
#include "plugin/admin/archived_access.h"
#include "plugin/admin/audit.h"
#include "plugin/admin/change_admission.h"
#include "plugin/admin/change_orders.h"
#include "plugin/admin/key_display.h"
#include "plugin/admin/key_import.h"
#include "plugin/admin/slots.h"
#include "plugin/key_change/key_changer.h"

namespace cellseal {

/// The administrator's contract (keyring_format.md, section 8) in one hand: each call asks the application's authorizer
/// and the channel first, does one thing, and leaves an event in the audit trail. What each does, and its errors,
/// stands beside the function that it names.
///
/// ```cpp
/// const cellseal::role_authorizer who_may{[&](const std::string& user) { return crm.roles_of(user); }};
/// auto admin = app.administration(who_may, [&](const cellseal::admin_request&) { return request.is_https(); });
/// if (!admin.is_active({user, "start page"}).active) admin.activate({user, "restored"}, uploaded_export);
/// ```
///
/// Threads: one at a time; several objects may work side by side. Lifetime: what `on` refers to outlives it.
class administrator {
public:
    explicit administrator(admin_surroundings on) : on_(std::move(on)) {}

    /// look_at_activity()
    [[nodiscard]] activity is_active(const admin_caller& caller) const { return look_at_activity(on_, caller); }

    /// activate(), with the bytes of an export or of a typed passphrase; the caller wipes them. Throws also what
    /// read_sealkey() throws.
    activation activate(const admin_caller& caller, byte_view key, older_keyring older = older_keyring::refuse) const
    {
        return cellseal::activate(on_, caller, read(key), older);
    }

    /// require_change_admissible(), then key_changer::change() by `changer` (config::key_change_access::changer()), as
    /// the caller, for his reason. What else of `wanted` is given stands: a typed key, the other slots. See
    /// accepted_change::new_key. Throws error inactive, and as those two.
    accepted_change change(const change_request& request, key_changer& changer, key_change_request wanted = {},
                           change_limits limits = {}) const;
    /// The first half, for whoever asks for more in between. Throws error inactive as well.
    void admit_change(const change_request& request, change_limits limits = {}) const;

    /// What else a key change asks of an administrator; see key_changer, and change_orders.h.
    void pause(const admin_caller& caller, resealable_rows& rows) const { pause_change(on_, caller, rows); }
    void resume(const admin_caller& caller, resealable_rows& rows, std::optional<std::uint64_t> rate = {}) const
    {
        resume_change(on_, caller, rows, rate);
    }
    void acknowledge(const admin_caller& caller, resealable_rows& rows, const std::vector<std::string>& names) const
    {
        acknowledge_findings(on_, caller, rows, names);
    }
    void cancel_change(const admin_caller& caller, key_changer& changer) const;
    void retire_key(const admin_caller& caller, key_changer& changer) const;
    /// `key_check`: of the archived key, typed again.
    void destroy_key(const admin_caller& caller, key_changer& changer, const std::string& key_check) const;

    /// show_key()
    [[nodiscard]] shown_key show(const admin_caller& caller) const { return show_key(on_, caller); }
    /// export_key()
    [[nodiscard]] secret_bytes export_key(const admin_caller& caller,
                                          text_encoding encoding = text_encoding::utf8_with_mark) const
    {
        return cellseal::export_key(on_, caller, encoding);
    }
    /// import_key(), with the bytes of an export.
    imported_key import_key(const admin_caller& caller, byte_view key) const
    {
        return cellseal::import_key(on_, caller, read(key));
    }

    /// list_slots(), add_slot(), remove_slot()
    [[nodiscard]] slot_list slots(const admin_caller& caller) const { return list_slots(on_, caller); }
    void add_slot(const admin_caller& caller, const std::string& name, const slot_secret& secret) const
    {
        cellseal::add_slot(on_, caller, name, secret);
    }
    void remove_slot(const admin_caller& caller, const std::string& name) const
    {
        cellseal::remove_slot(on_, caller, name);
    }

    /// list_events(), verify_events()
    std::string each_event(const admin_caller& caller, const std::function<void(const event&)>& visit) const
    {
        return list_events(on_, caller, visit);
    }
    [[nodiscard]] audit_report verify_audit(const admin_caller& caller) const { return verify_events(on_, caller); }

    /// open_archived()
    [[nodiscard]] std::shared_ptr<keyring_access> open_archived(const admin_caller& caller) const
    {
        return cellseal::open_archived(on_, caller);
    }

    /// For functions of plugin/admin that stand beside this class.
    [[nodiscard]] const admin_surroundings& surroundings() const noexcept { return on_; }

private:
    [[nodiscard]] std::vector<slot_secret> read(byte_view key) const;

    admin_surroundings on_;
};

}  // namespace cellseal
