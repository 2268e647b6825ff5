#include "tests/bench/soci_contender.h"

namespace bench {

void soci_contender::reset()
{
    // MySQL indexes no text of unknown length; 200 characters hold any sealed e-mail of this data. A token is compared
    // byte by byte.
    const std::string bytewise = sql_.get_backend_name() == "mysql" ? " character set ascii collate ascii_bin" : "";
    sql_ << "create table if not exists contact(id integer primary key, name text, email varchar(200)" << bytewise
         << ", bidx_email varchar(64)" << bytewise << ", phone text, note text, mailbox_password text)";
    // Each has the index that it searches by, and no other: a sealed column is never compared.
    sql_ << "create index if not exists contact_found_by on contact(" << searched_column() << ")";
    sql_ << "create table if not exists visit(id integer primary key, name text, page text)";
    sql_ << "delete from contact";
    sql_ << "delete from visit";
    // Free pages of earlier rounds, which differ between contenders, would be a part of what is measured.
    if (sql_.get_backend_name() == "sqlite3") sql_ << "vacuum";
}

void soci_contender::insert_unprotected(std::span<const contact> what)
{
    soci::transaction all(sql_);
    contact c;
    soci::statement insert = (sql_.prepare << "insert into visit(id, name, page) values(:id, :name, :page)",
                              soci::use(c.id), soci::use(c.name), soci::use(c.note));
    for (const contact& each : what) {
        c = each;
        insert.execute(true);
    }
    all.commit();
}

void soci_contender::insert_unprotected_one_time(std::span<const contact> what)
{
    soci::transaction all(sql_);
    for (const contact& c : what)
        sql_ << "insert into visit(id, name, page) values(:id, :name, :page)", soci::use(c.id), soci::use(c.name),
            soci::use(c.note);
    all.commit();
}

void soci_contender::round_trips(std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i) {
        int one = 0;
        sql_ << "select 1", soci::into(one);
    }
}

void soci_contender::work_in_threads(std::span<const contact> what)
{
    mixed_.run(
        what,
        [this] {
            auto another = another_session();
            // How fast the disk is, is not measured.
            if (another->get_backend_name() == "sqlite3") *another << "pragma synchronous = off";
            return another;
        },
        [this](soci::session& sql, const contact& whose, bool writes) { work_once(sql, whose, writes); });
}

std::size_t bytes_in(const contact& c)
{
    return sizeof c.id + c.name.size() + c.email.size() + c.phone.size() + c.note.size() + c.mailbox_password.size();
}

}  // namespace bench
