#pragma once

#include <vector>

#include "config/settings/setting_reader.h"
#include "plugin/attributes/attribute_registry.h"

namespace cellseal::config {

/// Reads [defaults]: sets of attributes that are known by name and mapped to the application's tables.
///
/// `email_passwords` is the set of keyring_format.md, section 8: EmailServerProfile.IncomingPassword,
/// EmailServerProfile.OutgoingPassword, Mailbox.Password, Queue.EmailPassword, UserSettings.EmailPassword. As in the
/// original they are write_only unless the settings say `read = "open"`; and padded, since a password's length tells
/// much.
[[nodiscard]] std::vector<registration> read_defaults(const setting_node& node);

}  // namespace cellseal::config
