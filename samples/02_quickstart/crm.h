#pragma once

#include <soci/soci.h>

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "samples/02_quickstart/entities.h"
#include "samples/02_quickstart/people.h"

/// The application's own data access: ordinary SOCI, which does not know whether its session seals.
namespace crm {

void create_tables(soci::session& sql);

/// Stores people through entities, bulk vectors and plain SQL, a third each; all in one transaction.
void store(soci::session& sql, std::span<const person> people);

std::vector<contact> all_contacts(soci::session& sql);
std::optional<contact> find_by_email(soci::session& sql, const std::string& email);
std::string mailbox_password(soci::session& sql, int contact_id);

}  // namespace crm
