// Finds a contact by e-mail in any letter case, lets no address in twice, and shows what is refused and why.

#include <cellseal/config.h>
#include <cellseal/entity.h>
#include <cellseal/soci.h>
#include <fmt/format.h>

struct contact {
    int id = 0;
    std::string full_name;
    std::string email;
};

// The blind index takes the e-mail without blanks around it and in one letter case; the value itself is sealed as given.
template <>
inline constexpr auto cellseal::entity<contact> =
    cellseal::table("contact", cellseal::key("id", &contact::id), cellseal::column("full_name", &contact::full_name),
                    cellseal::sealed("email", &contact::email, cellseal::lookup::blind_index,
                                     cellseal::normal_form::trimmed_casefold));

namespace {

bool failed = false;

void expect(bool what, std::string_view message)
{
    fmt::print("{} {}\n", what ? "  " : "!!", message);
    failed = failed || !what;
}

/// By hand: ordinary SQL. cellseal looks for the token, opens the value and compares it.
std::string name_by_hand(soci::session& sql, const std::string& email)
{
    std::string name;
    sql << "select full_name from contact where email = :email", soci::use(email), soci::into(name);
    return name;
}

/// Without SQL: the compiler checks the member and what its lookup can answer.
std::string name_by_type(soci::session& sql, const std::string& email)
{
    const auto found = cellseal::soci_orm::select(sql, cellseal::where<&contact::email> == email);
    return found.empty() ? std::string() : found.front().full_name;
}

/// The UNIQUE constraint lies on the index column, so it sees through letter case and blanks as well.
bool is_let_in(soci::session& sql, const contact& somebody)
{
    try {
        cellseal::soci_orm::insert(sql, somebody);
        return true;
    } catch (const soci::soci_error&) {  // Its text names the constraint, never the address.
        return false;
    }
}

/// What would have to look into sealed values is refused when the statement is prepared, in one sentence.
void show_refusal(soci::session& sql, const std::string& statement)
{
    try {
        const std::string part = "%@example.org";
        std::string name;
        sql << statement, soci::use(part), soci::into(name);
        expect(false, "not refused: " + statement);
    } catch (const cellseal::error& refused) {
        fmt::print("   {}\n      {}\n", statement, refused.what());
    }
}

}  // namespace

int main()
{
    auto app = cellseal::config::load<contact>("cellseal.toml");
    soci::session sql = app.open_session();
    sql << "create table if not exists contact(id integer primary key, full_name text, email text, "
           "bidx_email text unique)";
    sql << "delete from contact";

    expect(is_let_in(sql, {1, "Ada Lovelace", "Ada.Lovelace@Example.org"}), "Ada is let in");
    expect(is_let_in(sql, {2, "Heinz Straße", "straße@example.org"}), "Heinz is let in");
    for (const char* each : {"ada.lovelace@example.org", "ADA.LOVELACE@EXAMPLE.ORG", "  Ada.Lovelace@example.ORG "}) {
        expect(name_by_hand(sql, each) == "Ada Lovelace", fmt::format("found by hand as '{}'", each));
        expect(name_by_type(sql, each) == "Ada Lovelace", fmt::format("found by type as '{}'", each));
    }
    expect(name_by_hand(sql, "STRASSE@EXAMPLE.ORG") == "Heinz Straße", "found as 'STRASSE@EXAMPLE.ORG', as Unicode folds it");
    expect(name_by_hand(sql, "ada@example.org").empty(), "somebody else is not found");

    expect(!is_let_in(sql, {3, "An Impostor", "ADA.lovelace@example.org "}), "the same address is not let in twice");

    fmt::print("refused:\n");
    show_refusal(sql, "select full_name from contact where email like :part");
    show_refusal(sql, "select full_name from contact where lower(email) = :part");
    show_refusal(sql, "select full_name from contact where bidx_email = :part");
    return failed ? 1 : 0;
}
