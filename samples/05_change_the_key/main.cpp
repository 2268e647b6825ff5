// Change the organisation's key while another thread writes and looks for rows; then let the old key go.

#include <atomic>
#include <thread>

#include <cellseal/admin.h>
#include <cellseal/config.h>
#include <cellseal/entity.h>
#include <cellseal/key_change.h>
#include <cellseal/soci.h>
#include <fmt/format.h>

struct person {
    int id = 0;
    std::string email;
};

template <>
inline constexpr auto cellseal::entity<person> = cellseal::table("person", cellseal::key("id", &person::id),
                                                                 cellseal::sealed("email", &person::email,
                                                                                  cellseal::lookup::blind_index));

std::string email_of(int id) { return fmt::format("person{}@example.org", id); }

/// The application goes on: nobody has told it of the change.
void use(cellseal::config::application& app, const std::atomic<bool>& done, int& missed)
{
    soci::session sql = app.open_session();
    for (int round = 0; !done; ++round) {
        const int id = round % 1000 + 1;
        const std::string wanted = email_of(id);
        int found = 0;
        sql << "update person set email = :email where id = :id", soci::use(wanted, "email"), soci::use(id, "id");
        sql << "select id from person where email = :e", soci::use(wanted, "e"), soci::into(found);
        missed += found != id;
    }
}

bool tell(const cellseal::work_progress& now)
{
    static auto last = cellseal::next_step::nothing;
    if (now.step != last) fmt::print("  {:<20} {} rows moved\n", name_of(now.step), now.resealed);
    last = now.step;
    return true;  // false stops here; any process can go on later
}

int main()
{
    auto app = cellseal::config::load<person>("cellseal.toml");
    soci::session sql = app.open_session();
    sql << "create table person(id integer primary key, email text, bidx_email text)";
    soci::transaction all(sql);
    for (int id = 1; id <= 1000; ++id) {
        const person one{id, email_of(id)};
        sql << "insert into person(id, email) values(:id, :email)", soci::use(one);
    }
    all.commit();

    std::atomic<bool> done = false;
    int missed = 0;
    std::thread user([&] { use(app, done, missed); });

    cellseal::config::key_change_access& keys = app.key_change();
    // Whoever asks is asked for the present key check: a key is not changed by a slip of the hand.
    const cellseal::role_authorizer roles{
        [](const std::string&) -> std::vector<std::string> { return {"System Administrator"}; }};
    const auto admin = app.administration(roles, [](const cellseal::admin_request&) { return true; });
    const std::string confirmed = admin.is_active({"ada", "to change the key"}).key_check;
    const auto accepted = admin.change({{"ada", "once a year"}, confirmed}, keys.changer());
    fmt::print("accepted: from key {} to {}, written to {}\n", accepted.old_check, accepted.key_check,
               accepted.key_place);

    keys.work({.lease = std::chrono::seconds(1), .who = "ada"}, tell);
    keys.changer().retire("ada", "every value is verified");
    keys.changer().destroy(accepted.old_check, "ada", "no backup needs it");
    done = true;
    user.join();

    const auto left = keys.rows().count_old("person", *app.started().keyring->current());
    fmt::print("rows under the old key: {}, look-ups that missed: {}\n", left, missed);
    return left == 0 && missed == 0 ? 0 : 1;
}
