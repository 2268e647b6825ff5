#include "tests/bench/contact_table.h"

#include <thread>
#include <vector>

namespace bench {

contact_table::contact_table(const bench_database& where, const std::string& name)
    : where_(where), address_(where.prepared(name))
{
    const std::string bytewise = where.name() == "mysql" ? " character set ascii collate ascii_bin" : "";
    auto sql = open();
    sql << "create table contact(id integer primary key, name text, email text, bidx_email varchar(64)" << bytewise
        << ", phone text, note text, mailbox_password text)";
    sql << "create index contact_bidx_email on contact(bidx_email)";
}

contact_table::session::session(const contact_table& table, const soci::backend_factory& through)
    : soci::session(through, table.address_)
{
    if (table.is_sqlite()) *this << "pragma synchronous=off";
}

void contact_table::begin(soci::session& sql) const
{
    if (is_sqlite())
        sql << "begin immediate";
    else
        sql << "begin";
}

void insert_all(soci::session& sql, std::span<const contact> data)
{
    soci::transaction all(sql);
    contact c;
    soci::statement insert = (sql.prepare << "insert into contact(id, name, email, phone, note, mailbox_password) "
                                             "values(:id, :name, :email, :phone, :note, :mailbox_password)",
                              soci::use(c.id), soci::use(c.name), soci::use(c.email), soci::use(c.phone),
                              soci::use(c.note), soci::use(c.mailbox_password));
    for (const contact& each : data) {
        c = each;
        insert.execute(true);
    }
    all.commit();
}

void in_threads(int workers, const std::function<void(int)>& work)
{
    std::vector<std::thread> threads;
    for (int i = 0; i < workers; ++i) threads.emplace_back(work, i);
    for (std::thread& each : threads) each.join();
}

}  // namespace bench
