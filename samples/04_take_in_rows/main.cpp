// A database that is older than its encryption: seal the rows that lie there in the open, while it is in use.

#include <cellseal/config.h>
#include <cellseal/key_change.h>
#include <cellseal/soci.h>
#include <fmt/format.h>

/// How it was before: a table, plain rows, and not a word of cellseal.
void grow_a_database()
{
    soci::session plain{"sqlite3", "dbname=hotel.db"};
    plain << "create table guest(id integer primary key, email text, passport text)";
    soci::transaction all(plain);
    for (int id = 1; id <= 500; ++id)
        plain << "insert into guest(id, email, passport) values(:id, 'guest' || :number || '@example.org', 'P' || :number)",
            soci::use(id, "id"), soci::use(id, "number");
    all.commit();
}

int main()
{
    {
        // The key is made before there is a table: where plain rows are, only `cellseal init` makes one.
        auto app = cellseal::config::load("cellseal.toml");
        static_cast<void>(app.started());
    }
    grow_a_database();
    soci::session plain{"sqlite3", "dbname=hotel.db"};
    plain << "alter table guest add column bidx_email text";  // the blind index lies beside its column

    auto app = cellseal::config::load("cellseal.toml");
    cellseal::config::key_change_access& work = app.key_change();
    const auto outcome = work.take_in({"guest.email", "guest.passport"}, {.lease = std::chrono::seconds(0), .who = "ada"},
                                      [](const cellseal::work_progress&) { return true; });
    if (outcome != cellseal::work_outcome::verified) return 1;

    int in_the_open = 0, found = 0;
    std::string passport;
    const std::string wanted = "guest77@example.org";
    plain << "select count(*) from guest where email not like '\\_cs1%' escape '\\' or passport not like '\\_cs1%' escape '\\'",
        soci::into(in_the_open);
    soci::session sql = app.open_session();
    sql << "select id, passport from guest where email = :e", soci::use(wanted, "e"), soci::into(found),
        soci::into(passport);
    fmt::print("rows in the open: {}\nguest {} has passport {}\n{}\n", in_the_open, found, passport,
               work.rows().left_behind());
    return in_the_open == 0 && found == 77 && passport == "P77" ? 0 : 1;
}
