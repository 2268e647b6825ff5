#pragma once

#include <memory>
#include <string>

#include "plugin/attributes/attribute_registry.h"
#include "plugin/statements/analysis.h"

namespace cellseal::test {

/// The tables of cases/schema.sql with the flags that statement_policy.md, "Cases", gives them; and patient, where
/// last_name and born are found together by bidx_person, and with town by bidx_all.
std::shared_ptr<const attribute_registry> crm();

/// As crm(), but contact.email has a shortened index and vault.token is bound to its row.
std::shared_ptr<const attribute_registry> strict_crm();

/// As crm(), but NULL is sealed in contact.ssn.
std::shared_ptr<const attribute_registry> null_sealing_crm();

/// As crm(), but contact.ssn and contact.phone are found together by contact.bidx_person.
std::shared_ptr<const attribute_registry> compound_crm();

/// As crm(), but the columns of contact are not listed.
std::shared_ptr<const attribute_registry> unlisted_crm();

statement_plan analysed(std::string_view sql, dialect language = dialect::sqlite, live_keys live = {});
statement_plan analysed(std::string_view sql, const attribute_registry& registry, dialect language = dialect::sqlite,
                        live_keys live = {});

/// The code of a refused plan, or "pass" or "ok".
std::string_view outcome_of(const statement_plan& plan);

/// What runs in place of a statement; of one that is refused the code.
std::string rewritten(std::string_view sql, dialect language = dialect::sqlite, live_keys live = {});

}  // namespace cellseal::test
