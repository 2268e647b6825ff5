// Flag one attribute, store a row, read it back, and look at what the database holds.

#include <cellseal/config.h>
#include <cellseal/entity.h>
#include <cellseal/soci.h>
#include <fmt/format.h>

struct contact {
    int id = 0;
    std::string full_name;
    std::string email;
};

template <>
inline constexpr auto cellseal::entity<contact> =
    cellseal::table("contact", cellseal::key("id", &contact::id), cellseal::column("full_name", &contact::full_name),
                    cellseal::sealed("email", &contact::email));

int main()
{
    auto app = cellseal::config::load<contact>("cellseal.toml");
    soci::session sql = app.open_session();
    sql << "create table if not exists contact(id integer primary key, full_name text, email text)";
    sql << "delete from contact";

    const contact ada{1, "Ada Lovelace", "ada@example.org"};
    sql << "insert into contact(id, full_name, email) values(:id, :full_name, :email)", soci::use(ada);

    contact read;
    std::string stored;
    sql << "select * from contact where id = 1", soci::into(read);
    cellseal::soci_orm::native(sql) << "select email from contact where id = 1", soci::into(stored);
    fmt::print("your program reads   {}\nthe database holds   {}\n", read.email, stored);
    return read.email == ada.email && stored.starts_with("_cs1") ? 0 : 1;
}
