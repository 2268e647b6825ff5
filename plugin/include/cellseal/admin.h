#pragma once

// The administrator's contract: who may do what with an organisation's key, and doing it.
#include "plugin/admin/administrator.h"
#include "plugin/admin/authorizer.h"
#include "plugin/admin/key_fit.h"
#include "plugin/error/error.h"
#include "plugin/keys/typed_passphrase.h"
