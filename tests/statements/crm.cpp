#include "tests/statements/crm.h"

namespace cellseal::test {
namespace {

enum class flavour { plain, strict, null_sealing, unlisted, compound };

attribute flagged(std::string column, lookup found_by)
{
    attribute made;
    made.name = column;
    made.column = std::move(column);
    made.found_by = found_by;
    if (found_by == lookup::deterministic) made.sealed_with = suite::xchacha20_poly1305_synthetic;
    if (found_by == lookup::blind_index) made.index = index_definition{.domain = "email", .companion = "email_bi"};
    return made;
}

compound_declaration over(std::vector<std::string> attributes, std::string column)
{
    compound_declaration made;
    made.attributes = std::move(attributes);
    made.index.companion = std::move(column);
    return made;
}

registration contact(flavour how)
{
    registration made{.entity = "contact",
                      .schema = "",
                      .table = "contact",
                      .columns = {"id", "email", "email_bi", "phone", "ssn", "note", "created", "owner_id"},
                      .key_columns = {"id"},
                      .attributes = {flagged("email", lookup::blind_index), flagged("phone", lookup::deterministic),
                                     flagged("ssn", lookup::none)},
                      .declared_at = "crm.cpp"};
    if (how == flavour::strict) made.attributes[0].index->token_bytes = 4;
    if (how == flavour::strict) made.attributes[0].index->domain = "contact.email";
    if (how == flavour::null_sealing) made.attributes[2].nulls = null_policy::seal;
    if (how == flavour::unlisted) made.columns.clear();
    if (how == flavour::compound) {
        made.columns.emplace_back("bidx_person");
        made.compounds.push_back(over({"ssn", "phone"}, "bidx_person"));
    }
    return made;
}

/// Found by last name and date of birth together, and by all three.
registration patient()
{
    return {.entity = "patient",
            .schema = "",
            .table = "patient",
            .columns = {"id", "last_name", "born", "town", "note", "bidx_person", "bidx_all"},
            .key_columns = {"id"},
            .attributes = {flagged("last_name", lookup::none), flagged("born", lookup::none),
                           flagged("town", lookup::none)},
            .declared_at = "crm.cpp",
            .compounds = {over({"last_name", "born"}, "bidx_person"), over({"town", "born", "last_name"}, "bidx_all")}};
}

std::shared_ptr<const attribute_registry> made(flavour how)
{
    attribute_registry::builder builder;
    builder.add(contact(how));
    builder.add(registration{.entity = "prospect",
                             .schema = "",
                             .table = "prospect",
                             .columns = {"id", "email", "email_bi", "name"},
                             .key_columns = {"id"},
                             .attributes = {flagged("email", lookup::blind_index)},
                             .declared_at = "crm.cpp"});
    attribute token = flagged("token", lookup::none);
    token.bound_to_row = how == flavour::strict;
    builder.add(registration{.entity = "vault",
                             .schema = "",
                             .table = "vault",
                             .columns = {"id", "owner_id", "token", "label"},
                             .key_columns = {"id"},
                             .attributes = {token},
                             .declared_at = "crm.cpp"});
    builder.add(patient());
    builder.add(known_table{"", "orders", {"id", "contact_id", "email", "total", "status"}});
    builder.add(known_table{"", "audit", {"id", "msg", "at"}});
    builder.add(declared_view{"", "v_contact", {{"id", ""}, {"mail", "contact.email"}, {"note", ""}}});
    builder.add(declared_view{"", "v_patient", {{"id", ""}, {"name", "patient.last_name"}, {"born", "patient.born"}}});
    return builder.build();
}

}  // namespace

std::shared_ptr<const attribute_registry> crm()
{
    static const auto only = made(flavour::plain);
    return only;
}

std::shared_ptr<const attribute_registry> strict_crm()
{
    static const auto only = made(flavour::strict);
    return only;
}

std::shared_ptr<const attribute_registry> null_sealing_crm()
{
    static const auto only = made(flavour::null_sealing);
    return only;
}

std::shared_ptr<const attribute_registry> compound_crm()
{
    static const auto only = made(flavour::compound);
    return only;
}

std::shared_ptr<const attribute_registry> unlisted_crm()
{
    static const auto only = made(flavour::unlisted);
    return only;
}

statement_plan analysed(std::string_view sql, dialect language, live_keys live)
{
    return analyse(sql, language, *crm(), {}, live);
}

statement_plan analysed(std::string_view sql, const attribute_registry& registry, dialect language, live_keys live)
{
    return analyse(sql, language, registry, {}, live);
}

std::string rewritten(std::string_view sql, dialect language, live_keys live)
{
    const statement_plan plan = analysed(sql, language, live);
    return plan.outcome == plan_outcome::refuse ? std::string(name_of(plan.why->code)) : plan.rewritten;
}

std::string_view outcome_of(const statement_plan& plan)
{
    switch (plan.outcome) {
        case plan_outcome::pass: return "pass";
        case plan_outcome::ok: return "ok";
        case plan_outcome::refuse: return name_of(plan.why->code);
    }
    return "unknown";
}

}  // namespace cellseal::test
