#include "tests/bench/contact_registration.h"

namespace bench {

using namespace cellseal;

registration contact_registration(suite sealed_with)
{
    registration contact;
    contact.entity = contact.table = contact.declared_at = "contact";
    contact.columns = {"id", "name", "email", "bidx_email", "phone", "note", "mailbox_password"};
    contact.key_columns = {"id"};
    for (const char* column : {"email", "phone", "note", "mailbox_password"}) {
        attribute sealed;
        sealed.entity = sealed.table = "contact", sealed.name = sealed.column = column;
        sealed.sealed_with = sealed_with;
        contact.attributes.push_back(sealed);
    }
    contact.attributes.front().found_by = lookup::blind_index;
    contact.attributes.front().index = index_definition{.domain = "contact.email", .companion = "bidx_email"};
    return contact;
}

}  // namespace bench
