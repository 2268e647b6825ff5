#include "tests/orm/soci/people.h"

#include <boost/test/unit_test.hpp>

namespace cellseal::tests {

namespace {

attribute column(const std::string& table, const std::string& name, value_type type)
{
    attribute made;
    made.entity = table;
    made.name = name;
    made.table = table;
    made.column = name;
    made.type = type;
    made.declared_at = "the test's registry";
    return made;
}

registration person(stored_form photo_form)
{
    registration made{.entity = "person", .schema = {}, .table = "person", .columns = {}, .key_columns = {"id"},
                      .attributes = {}, .declared_at = "the test's registry"};
    attribute email = column("person", "email", value_type::text);
    email.found_by = lookup::blind_index;
    email.index = index_definition{.domain = "person.email", .companion = "bidx_email"};
    attribute phone = column("person", "phone", value_type::text);
    phone.found_by = lookup::deterministic;
    attribute serial = column("person", "serial", value_type::uint64);
    serial.declared_unsigned = true;
    attribute photo = column("person", "photo", value_type::bytes);
    photo.form = photo_form;
    attribute password = column("person", "password", value_type::text);
    password.reading = read_policy::write_only;
    made.attributes = {email,
                       phone,
                       serial,
                       photo,
                       password,
                       column("person", "note", value_type::text),
                       column("person", "age", value_type::int64),
                       column("person", "height", value_type::float64),
                       column("person", "born", value_type::date_time),
                       column("person", "active", value_type::boolean),
                       column("person", "balance", value_type::decimal)};
    return made;
}

registration account()
{
    registration made{.entity = "account", .schema = {}, .table = "account", .columns = {}, .key_columns = {"id"},
                      .attributes = {}, .declared_at = "the test's registry"};
    attribute iban = column("account", "iban", value_type::text);
    iban.bound_to_row = true;
    made.attributes = {iban};
    return made;
}

}  // namespace

std::shared_ptr<const attribute_registry> people_registry(stored_form photo_form)
{
    attribute_registry::builder builder;
    builder.add(person(photo_form)).add(account());
    return builder.build();
}

people::people()
{
    soci_orm::keep_values_out_of_logs(sql);
    const std::string sealed = engine->sealed_type();
    plain << "create table person(id " + engine->id_type() + ", full_name varchar(100), email " + sealed +
                 ", bidx_email " + engine->token_type() + ", phone " + sealed + ", note " + sealed + ", age " + sealed +
                 ", serial " + sealed + ", height " + sealed + ", born " + sealed + ", active " + sealed +
                 ", balance " + sealed + ", photo " + engine->bytes_type() + ", password " + sealed + ")";
    plain << "create table account(id integer primary key, name varchar(100), iban " + sealed + ")";
    plain << "create table log(id integer, message varchar(100))";
}

std::string people::stored(const std::string& column, int id)
{
    std::string value;
    plain << "select " + column + " from person where id = :id", soci::use(id), soci::into(value);
    return value;
}

bool people::stored_as_null(const std::string& column, int id)
{
    std::string value;
    soci::indicator found = soci::i_ok;
    plain << "select " + column + " from person where id = :id", soci::use(id), soci::into(value, found);
    return found == soci::i_null;
}

int people::count(const std::string& from_where)
{
    int rows = -1;
    plain << "select count(*) from " + from_where, soci::into(rows);
    return rows;
}

void left_out(const std::string& what, const std::string& why)
{
    BOOST_TEST_MESSAGE("left out: " + what + ": " + why);
}

std::tm date(int year, int month, int day, int hour, int minute, int second)
{
    std::tm made{};
    made.tm_year = year - 1900;
    made.tm_mon = month - 1;
    made.tm_mday = day;
    made.tm_hour = hour;
    made.tm_min = minute;
    made.tm_sec = second;
    made.tm_isdst = -1;
    return made;
}

}  // namespace cellseal::tests
