// A database is restored on another machine: nothing opens there until the administrator gives the exported key, and
// nothing is lost until then.

#include <cellseal/admin.h>
#include <cellseal/config.h>
#include <fmt/format.h>

#include <filesystem>
#include <fstream>

namespace {

const cellseal::admin_caller ada{"ada", "restore on another machine"};

// An application asks its own users and roles.
const cellseal::role_authorizer who_may{[](const std::string& user) {
    return user == "ada" ? std::vector<std::string>{"System Administrator"} : std::vector<std::string>{};
}};

bool is_private(const cellseal::admin_request&) { return true; }  // A web application asks whether this is HTTPS.

std::string read_email(cellseal::config::application& app)
{
    soci::session sql = app.open_session();
    std::string email;
    sql << "select email from contact where id = 1", soci::into(email);
    return email;
}

// The first machine: a row, and a backup of database and key, each in its own safe place.
void first_machine()
{
    auto app = cellseal::config::load("cellseal.toml");
    {
        soci::session sql = app.open_session();
        sql << "create table if not exists contact(id integer primary key, email text)";
        const std::string email = "ada@example.org";
        sql << "insert into contact(id, email) values(1, :e)", soci::use(email);
    }
    const cellseal::secret_bytes exported = app.administration(who_may, is_private).export_key(ada);
    std::ofstream("safe.sealkey", std::ios::binary) << cellseal::chars_of(exported.expose());
    std::filesystem::permissions("safe.sealkey", std::filesystem::perms::owner_read);
    std::filesystem::create_directory("other_machine");
    std::filesystem::copy_file("crm.db", "other_machine/crm.db");
    std::filesystem::copy_file("cellseal.toml", "other_machine/cellseal.toml");
}

}  // namespace

int main()
{
    first_machine();
    std::filesystem::current_path("other_machine");

    auto app = cellseal::config::load("cellseal.toml");
    app.on_message([](const std::string&) {});
    try {
        fmt::print("read without the key: {}\n", read_email(app));
        return 1;
    } catch (const cellseal::error& refused) {
        fmt::print("without the key: {}\n", refused.what());
    }

    auto admin = app.administration(who_may, is_private);
    const cellseal::activity seen = admin.is_active(ada);
    fmt::print("active: {}, needs key {} of {}\n", seen.active, seen.key_check, seen.since);

    std::ifstream file("../safe.sealkey", std::ios::binary);
    std::string exported{std::istreambuf_iterator<char>{file}, {}};
    const cellseal::activation done = admin.activate(ada, cellseal::bytes_of(exported));
    cellseal::wipe({reinterpret_cast<std::uint8_t*>(exported.data()), exported.size()});
    fmt::print("activated with key {}, which lies in {} now\n", done.key_check, done.key.place);

    const std::string email = read_email(app);
    fmt::print("your program reads {}\n", email);
    return !seen.active && email == "ada@example.org" ? 0 : 1;
}
