#include "samples/02_quickstart/crm.h"

#include <cellseal/soci.h>

#include <cstdio>

namespace crm {

namespace {

constexpr const char* insert_contact =
    "insert into contact(id, full_name, email, phone, born, note) values(:id, :full_name, :email, :phone, :born, :note)";
constexpr const char* insert_mailbox = "insert into mailbox_settings(contact_id, password) values(:contact_id, :password)";

std::chrono::year_month_day date_of(const std::string& text)
{
    int year = 0;
    unsigned month = 0, day = 0;
    std::sscanf(text.c_str(), "%d-%u-%u", &year, &month, &day);
    return {std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
}

std::tm calendar_of(const std::string& text)
{
    const auto date = date_of(text);
    std::tm when{};
    when.tm_year = int(date.year()) - 1900;
    when.tm_mon = int(unsigned(date.month())) - 1;
    when.tm_mday = int(unsigned(date.day()));
    return when;
}

void store_entities(soci::session& sql, std::span<const person> people)
{
    contact c;
    mailbox_settings m;
    soci::statement contacts = (sql.prepare << insert_contact, soci::use(c));
    soci::statement mailboxes = (sql.prepare << insert_mailbox, soci::use(m));
    for (const person& p : people) {
        c = {p.id, p.full_name, p.email, p.phone, date_of(p.birth_date), p.note};
        m = {p.id, p.mailbox_password};
        contacts.execute(true);
        mailboxes.execute(true);
    }
}

void store_vectors(soci::session& sql, std::span<const person> people)
{
    std::vector<int> ids;
    std::vector<std::string> names, emails, phones, notes, passwords;
    std::vector<std::tm> dates;
    for (const person& p : people) {
        ids.push_back(p.id), names.push_back(p.full_name), emails.push_back(p.email), phones.push_back(p.phone);
        dates.push_back(calendar_of(p.birth_date)), notes.push_back(p.note), passwords.push_back(p.mailbox_password);
    }
    sql << insert_contact, soci::use(ids), soci::use(names), soci::use(emails), soci::use(phones), soci::use(dates),
        soci::use(notes);
    sql << insert_mailbox, soci::use(ids), soci::use(passwords);
}

void store_one_by_one(soci::session& sql, std::span<const person> people)
{
    for (const person& p : people) {
        const std::tm born = calendar_of(p.birth_date);
        sql << insert_contact, soci::use(p.id), soci::use(p.full_name), soci::use(p.email), soci::use(p.phone),
            soci::use(born), soci::use(p.note);
        sql << insert_mailbox, soci::use(p.id), soci::use(p.mailbox_password);
    }
}

}  // namespace

void create_tables(soci::session& sql)
{
    sql << "create table contact(id integer primary key, full_name text, email text, bidx_email text unique, phone text, "
           "born text, note text)";
    sql << "create table mailbox_settings(contact_id integer primary key, password text)";
}

void store(soci::session& sql, std::span<const person> people)
{
    const std::size_t third = people.size() / 3;
    soci::transaction all(sql);
    store_entities(sql, people.subspan(0, third));
    store_vectors(sql, people.subspan(third, third));
    store_one_by_one(sql, people.subspan(2 * third));
    all.commit();
}

std::vector<contact> all_contacts(soci::session& sql)
{
    std::vector<contact> found;
    const soci::rowset<contact> rows =
        (sql.prepare << "select id, full_name, email, phone, born, note from contact order by id");
    for (const contact& c : rows) found.push_back(c);
    return found;
}

std::optional<contact> find_by_email(soci::session& sql, const std::string& email)
{
    contact found;
    sql << "select * from contact where email = :email", soci::use(email), soci::into(found);
    return sql.got_data() ? std::optional(found) : std::nullopt;
}

std::string mailbox_password(soci::session& sql, int contact_id)
{
    std::string password;
    sql << "select password from mailbox_settings where contact_id = :id", soci::use(contact_id), soci::into(password);
    return password;
}

}  // namespace crm
