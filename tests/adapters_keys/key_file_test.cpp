#include "adapters/keys/file/key_file.h"

#include <boost/test/unit_test.hpp>

#include <unistd.h>

#include "plugin/error/error.h"
#include "tests/scratch_folder.h"
#include "tests/refused.h"

using namespace cellseal;

namespace {

constexpr std::string_view passphrase = "丑佯凝 古嘲好 家席怡 房摘暄 桃殷淘 熄甥瞿 竺耘芝 蕉送下 仕箝叔\n";

struct key_files : scratch_folder {
    std::pmr::memory_resource& memory = *std::pmr::new_delete_resource();

    std::vector<slot_secret> read(const std::filesystem::path& file) { return key_file(file, memory).read(); }
    void check_refused(const std::filesystem::path& file, errc code, std::string word)
    {
        BOOST_CHECK_EXCEPTION(read(file), error, refused_with(code, {file.string(), word}));
    }
    secret_bytes text(std::string_view content) { return {bytes_of(content), memory}; }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(key_file_test, key_files)

BOOST_AUTO_TEST_CASE(a_private_file_is_read_and_its_place_told)
{
    for (const mode_t mode : {0600u, 0400u}) {
        const auto found = file("ok", passphrase, mode);
        const auto secrets = read(found);
        BOOST_REQUIRE_EQUAL(secrets.size(), 1u);
        BOOST_CHECK_EQUAL(secrets[0].bytes.size(), 81u);
        BOOST_CHECK_EQUAL(secrets[0].place, "key file " + found.string());
        std::filesystem::remove(found);
    }
}

BOOST_AUTO_TEST_CASE(a_link_to_a_private_file_is_followed)
{
    const auto real = file("real", passphrase);
    std::filesystem::create_symlink(real, path / "link");
    BOOST_CHECK_EQUAL(read(path / "link").size(), 1u);
}

BOOST_AUTO_TEST_CASE(a_missing_file_is_missing_and_not_lost)
{
    check_refused(path / "nowhere", errc::key_source_missing, "not lost");
    check_refused(path / "no folder" / "nowhere", errc::key_source_missing, "there is no file");
    std::filesystem::create_symlink(path / "nowhere", path / "dangling");
    check_refused(path / "dangling", errc::key_source_missing, "there is no file");
}

BOOST_AUTO_TEST_CASE(an_empty_file_and_one_of_blanks_are_empty)
{
    check_refused(file("empty", ""), errc::key_source_empty, "is empty");
    check_refused(file("blank", " \r\n\t\n"), errc::key_source_empty, "nothing but blanks");
}

BOOST_AUTO_TEST_CASE(a_file_that_others_can_read_or_change_is_insecure_and_the_remedy_is_named)
{
    for (const mode_t mode : {0644u, 0640u, 0660u, 0604u, 0602u, 0700u, 0440u})
        check_refused(file("open" + std::to_string(mode), passphrase, mode), errc::key_source_insecure, "chmod 600");
    const auto open = file("open target", passphrase, 0644);
    std::filesystem::create_symlink(open, path / "link to open");
    check_refused(path / "link to open", errc::key_source_insecure, "mode 0644");
}

BOOST_AUTO_TEST_CASE(a_file_of_another_user_is_insecure)
{
    const auto other = file("other", passphrase);
    if (::geteuid() != 0 || ::chown(other.c_str(), 65534, 65534) != 0) {
        BOOST_TEST_MESSAGE("not run: only root can give a file away");
        return;
    }
    check_refused(other, errc::key_source_insecure, "belongs to user 65534");
}

BOOST_AUTO_TEST_CASE(a_folder_a_pipe_and_a_huge_file_are_no_key_files)
{
    check_refused(path, errc::key_source_unreadable, "is a folder");
    ::mkfifo((path / "pipe").c_str(), 0600);
    check_refused(path / "pipe", errc::key_source_unreadable, "device or pipe");
    check_refused(file("huge", std::string(key_file::most_bytes + 1, 'x')), errc::key_source_unreadable,
                  "more than any key file");
    check_refused("/dev/null", errc::key_source_unreadable, "device");
}

BOOST_AUTO_TEST_CASE(binary_garbage_and_a_damaged_passphrase_are_named_with_the_file)
{
    check_refused(file("garbage", std::string("\x7F"
                                              "ELF\x02\x01\x01\0\0\xFF\xFE",
                                              12)),
                  errc::bad_passphrase, "");
    std::string damaged(passphrase);
    damaged.replace(damaged.find("房"), 3, "七");
    check_refused(file("damaged", damaged), errc::bad_passphrase, "one wrong character at 10");
}

BOOST_AUTO_TEST_CASE(a_new_file_is_private_whole_and_in_a_private_folder)
{
    key_file made(path / "deep" / "er" / "contoso.sealkey", memory);
    BOOST_CHECK(!made.occupied());
    BOOST_CHECK(made.write_new(text("content")));
    BOOST_CHECK(made.occupied());
    BOOST_CHECK_EQUAL(content(made.path()), "content");
    BOOST_CHECK_EQUAL(mode(made.path()), 0600u);
    BOOST_CHECK_EQUAL(mode(path / "deep"), 0700u);
    BOOST_CHECK_EQUAL(mode(path / "deep" / "er"), 0700u);
}

BOOST_AUTO_TEST_CASE(a_new_file_is_private_whatever_the_umask)
{
    for (const mode_t mask : {0000u, 0777u}) {
        const mode_t old = ::umask(mask);
        key_file made(path / std::to_string(mask), memory);
        const bool written = made.write_new(text("content"));
        ::umask(old);
        BOOST_CHECK(written);
        BOOST_CHECK_EQUAL(mode(made.path()), 0600u);
    }
}

BOOST_AUTO_TEST_CASE(what_lies_there_is_never_overwritten_nor_taken_back)
{
    const auto old = file("old", "old");
    key_file place(old, memory);
    BOOST_CHECK(!place.write_new(text("new")));
    place.take_back();
    BOOST_CHECK_EQUAL(content(old), "old");

    std::filesystem::create_symlink(path / "nowhere", path / "dangling");
    BOOST_CHECK(!key_file(path / "dangling", memory).write_new(text("new")));
    BOOST_CHECK(key_file(path / "dangling", memory).occupied());
    BOOST_CHECK(!std::filesystem::exists(path / "nowhere"));
}

BOOST_AUTO_TEST_CASE(taking_back_removes_what_was_written_and_not_what_replaced_it)
{
    key_file first(path / "first", memory);
    BOOST_CHECK(first.write_new(text("first")));
    first.take_back();
    BOOST_CHECK(!first.occupied());

    key_file second(path / "second", memory);
    BOOST_CHECK(second.write_new(text("second")));
    std::filesystem::rename(file("other", "other"), second.path());
    second.take_back();
    BOOST_CHECK_EQUAL(content(second.path()), "other");
}

BOOST_AUTO_TEST_CASE(a_place_that_cannot_be_written_says_so)
{
    BOOST_CHECK_EXCEPTION(static_cast<void>(key_file("/proc/nowhere/key", memory).write_new(text("x"))), error,
                          refused_with(errc::key_source_unreadable, {"/proc/nowhere"}));
    const auto plain = file("plain", "x");
    BOOST_CHECK_EXCEPTION(static_cast<void>(key_file(plain / "key", memory).write_new(text("x"))), error,
                          refused_with(errc::key_source_unreadable));
}

BOOST_AUTO_TEST_CASE(the_default_place_is_in_the_users_configuration_folder)
{
    const char* before = std::getenv("XDG_CONFIG_HOME");
    const std::string old = before ? before : "";
    ::setenv("XDG_CONFIG_HOME", "/somewhere", 1);
    BOOST_CHECK_EQUAL(default_key_file("contoso").string(), "/somewhere/cellseal/contoso.sealkey");
    BOOST_CHECK_EQUAL(default_key_file("../x y/ß").string(), "/somewhere/cellseal/%2E.%2Fx%20y%2F%C3%9F.sealkey");
    ::setenv("XDG_CONFIG_HOME", "relative", 1);
    BOOST_CHECK(default_key_file("contoso").is_absolute());
    if (before)
        ::setenv("XDG_CONFIG_HOME", old.c_str(), 1);
    else
        ::unsetenv("XDG_CONFIG_HOME");
}

BOOST_AUTO_TEST_SUITE_END()
