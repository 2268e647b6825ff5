// Raw bytes and long values, in blobs and in strings.
#include <boost/test/unit_test.hpp>

#include "tests/orm/soci/people.h"

using namespace cellseal;
using namespace cellseal::tests;

BOOST_FIXTURE_TEST_SUITE(blob_test, people)

BOOST_AUTO_TEST_CASE(blobs_are_sealed_as_raw_bytes_and_read_back)
{
    const std::string content("\x89PNG\0\x01\xFF", 7);
    soci::blob photo(sql);
    soci_orm::write_blob(photo, content.data(), content.size());
    sql << "insert into person(id, photo) values(1, :photo)", soci::use(photo);

    soci::blob found(sql);
    soci::indicator state = soci::i_null;
    sql << "select photo from person where id = 1", soci::into(found, state);
    BOOST_REQUIRE(state == soci::i_ok);
    std::string bytes(found.get_len(), '\0');
    soci_orm::read_blob(found, bytes.data(), bytes.size());
    BOOST_TEST(bytes == content);
    BOOST_TEST(read<std::string>(1, "photo") == content);
}

BOOST_AUTO_TEST_CASE(bytes_in_a_string_are_sealed_as_raw_bytes_and_read_back)
{
    std::string all(256, '\0');
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<char>(i);
    insert(1, "photo", all);
    BOOST_TEST(read<std::string>(1, "photo") == all);
}

BOOST_AUTO_TEST_CASE(an_empty_blob_is_a_value_and_not_null)
{
    soci::blob photo(sql);
    sql << "insert into person(id, photo) values(1, :photo)", soci::use(photo);
    BOOST_TEST(!stored_as_null("photo", 1));

    soci::blob found(sql);
    soci_orm::write_blob(found, "left over", 9);
    soci::indicator state = soci::i_null;
    sql << "select photo from person where id = 1", soci::into(found, state);
    BOOST_TEST(state == soci::i_ok);
    BOOST_TEST(found.get_len() == 0u);
}

BOOST_AUTO_TEST_CASE(values_of_sixteen_megabytes_come_back_as_they_were)
{
    std::string text(std::size_t{16} << 20, ' ');
    unsigned state = 1;
    for (char& each : text) each = static_cast<char>('a' + ((state = state * 1103515245u + 12345u) >> 16) % 26);
    soci::blob photo(sql);
    soci_orm::write_blob(photo, text.data(), text.size());
    const soci::long_string note{engine->name() == "odbc-sqlite" ? "one long column is enough" : text};
    sql << "insert into person(id, note, photo) values(1, :note, :photo)", soci::use(note), soci::use(photo);
    soci::long_string found;
    soci::blob bytes(sql);
    sql << "select note, photo from person", soci::into(found), soci::into(bytes);
    BOOST_CHECK(found.value == note.value);
    BOOST_REQUIRE(bytes.get_len() == text.size());
    std::string read(bytes.get_len(), '\0');
    soci_orm::read_blob(bytes, read.data(), read.size());
    BOOST_CHECK(read == text);
}

BOOST_AUTO_TEST_CASE(a_blob_is_used_again_and_again)
{
    soci::blob photo(sql);
    photo.append("first", 5);
    const std::string add = "insert into person(id, photo) values(:id, :photo)";
    int id = 1;
    soci::statement insert_each = (sql.prepare << add, soci::use(id), soci::use(photo));
    insert_each.execute(true);
    photo.trim(2);
    photo.append("nally", 5);
    id = 2;
    insert_each.execute(true);
    sql << "select photo from person where id = 1", soci::into(photo);
    BOOST_TEST(photo.get_len() == 5u);
    BOOST_TEST(read<std::string>(2, "photo") == "finally");
}

BOOST_AUTO_TEST_SUITE_END()
