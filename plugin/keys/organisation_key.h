#pragma once

#include "plugin/keys/record_id.h"
#include "plugin/keys/secret_bytes.h"

namespace cellseal {

/// One generation of the organisation key, unwrapped. Held by a process that has opened the keyring, so that it can
/// follow a new generation without asking for the passphrase again.
struct organisation_key {
    record_id id;
    secret_bytes secret;
};

}  // namespace cellseal
