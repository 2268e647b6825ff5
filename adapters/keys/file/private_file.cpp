#include "adapters/keys/file/private_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "plugin/error/error.h"

namespace cellseal::private_file {

namespace {

constexpr mode_t permission_bits = 07777;

std::string reason_of(int number) { return std::generic_category().message(number); }

[[noreturn]] void unreadable(const std::filesystem::path& file, std::string_view what)
{
    throw error(errc::key_source_unreadable, fmt::format("{} {}", file.string(), what));
}

class descriptor {
public:
    explicit descriptor(int number) noexcept : number_(number) {}
    descriptor(const descriptor&) = delete;
    descriptor& operator=(const descriptor&) = delete;
    ~descriptor()
    {
        if (number_ >= 0) ::close(number_);
    }
    [[nodiscard]] int get() const noexcept { return number_; }
    [[nodiscard]] bool is_open() const noexcept { return number_ >= 0; }

private:
    int number_;
};

void check_kind(const std::filesystem::path& file, const struct stat& found)
{
    if (S_ISDIR(found.st_mode)) unreadable(file, "is a folder, not a key file: give the path of the file in it");
    if (!S_ISREG(found.st_mode))
        unreadable(file, "is a device or pipe, not a key file: give the path of a regular file");
}

void check_privacy(const std::filesystem::path& file, const struct stat& found)
{
    const mode_t mode = found.st_mode & permission_bits;
    if (found.st_uid != ::geteuid() && found.st_uid != 0)
        throw error(
            errc::key_source_insecure,
            fmt::format(
                "{0} belongs to user {1}, who is neither this process's user nor root and could change it: `chown {2} "
                "{0}` after you have made sure that it is the right file",
                file.string(), found.st_uid, ::geteuid()));
    if (mode != 0600 && mode != 0400)
        throw error(
            errc::key_source_insecure,
            fmt::format(
                "{0} has mode {1:04o}, so it may have been read by others: `chmod 600 {0}`, and change the key if "
                "anybody else can log in to this machine",
                file.string(), mode));
}

int open_to_read(const std::filesystem::path& file)
{
    // Not to block on a pipe before it is seen to be one.
    const int opened = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (opened >= 0) return opened;
    const int problem = errno;
    if (problem == ENOENT || problem == ENOTDIR)
        throw error(errc::key_source_missing,
                    fmt::format("there is no file {}: put the key file there, or correct the path. The key is "
                                "not lost as long as an export of it exists",
                                file.string()));
    unreadable(file, fmt::format("cannot be opened: {}", reason_of(problem)));
}

std::size_t read_all(int from, byte_span into, const std::filesystem::path& file)
{
    std::size_t used = 0;
    while (used < into.size()) {
        const ssize_t count = ::read(from, into.data() + used, into.size() - used);
        if (count == 0) break;
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) unreadable(file, fmt::format("cannot be read: {}", reason_of(errno)));
        used += static_cast<std::size_t>(count);
    }
    return used;
}

// Zero, or the number of what went wrong.
int write_all(int to, byte_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t count = ::write(to, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return errno;
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
    return ::fsync(to) == 0 ? 0 : errno;
}

void sync_folder(const std::filesystem::path& folder)
{
    const descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!opened.is_open() || ::fsync(opened.get()) != 0)
        unreadable(folder, fmt::format("cannot be synced to disk: {}", reason_of(errno)));
}

std::filesystem::path folder_of(const std::filesystem::path& file)
{
    return file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
}

void make_folders(const std::filesystem::path& folder)
{
    if (folder.empty() || ::access(folder.c_str(), F_OK) == 0) return;
    make_folders(folder.parent_path());
    if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST)
        unreadable(folder, fmt::format("cannot be made: {}", reason_of(errno)));
}

// The file is new, and open; it goes again when it cannot be written whole.
void fill(const descriptor& made, const std::filesystem::path& file, byte_view bytes)
{
    const int problem = ::fchmod(made.get(), 0600) == 0 ? write_all(made.get(), bytes) : errno;
    if (problem == 0) return;
    ::unlink(file.c_str());
    unreadable(file, fmt::format("cannot be written: {}", reason_of(problem)));
}

}  // namespace

namespace {

secret_bytes read_checked(const std::filesystem::path& file, std::size_t most, std::pmr::memory_resource& memory,
                          void (*check)(const std::filesystem::path&, const struct stat&))
{
    const descriptor opened(open_to_read(file));
    struct stat found = {};
    if (::fstat(opened.get(), &found) != 0) unreadable(file, fmt::format("cannot be looked at: {}", reason_of(errno)));
    check_kind(file, found);
    check(file, found);
    if (static_cast<std::uintmax_t>(found.st_size) > most)
        unreadable(
            file, fmt::format("has {} bytes, more than any key file ({}): is it the right file?", found.st_size, most));
    if (found.st_size == 0)
        throw error(errc::key_source_empty,
                    fmt::format("{} is empty: put an export of the key in its place", file.string()));
    secret_bytes content(static_cast<std::size_t>(found.st_size), memory);
    const std::size_t size = read_all(opened.get(), content.expose_for_filling(), file);
    return size == content.size() ? std::move(content) : secret_bytes(content.expose().first(size), memory);
}

// An administrator who is root must not take the file away from the process that it belongs to.
void keep_owner(const descriptor& made, const std::filesystem::path& file)
{
    struct stat found = {};
    if (::geteuid() != 0 || (::stat(file.c_str(), &found) != 0 && ::stat(folder_of(file).c_str(), &found) != 0)) return;
    if (::fchown(made.get(), found.st_uid, found.st_gid) != 0)
        unreadable(file, fmt::format("cannot be given to its owner: {}", reason_of(errno)));
}

}  // namespace

secret_bytes read(const std::filesystem::path& file, std::size_t most, std::pmr::memory_resource& memory)
{
    return read_checked(file, most, memory, check_privacy);
}

secret_bytes read_handed_over(const std::filesystem::path& file, std::size_t most, std::pmr::memory_resource& memory)
{
    return read_checked(file, most, memory, [](const std::filesystem::path&, const struct stat&) {});
}

std::optional<identity> write_new(const std::filesystem::path& file, byte_view bytes)
{
    make_folders(folder_of(file));
    const descriptor made(::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!made.is_open() && errno == EEXIST) return std::nullopt;
    if (!made.is_open()) unreadable(file, fmt::format("cannot be made: {}", reason_of(errno)));
    fill(made, file, bytes);
    sync_folder(folder_of(file));
    struct stat found = {};
    if (::fstat(made.get(), &found) != 0) unreadable(file, fmt::format("cannot be looked at: {}", reason_of(errno)));
    return identity{found.st_dev, found.st_ino};
}

std::string cannot_replace(const std::filesystem::path& file)
{
    const std::filesystem::path folder = folder_of(file);
    if (::access(folder.c_str(), W_OK) == 0 || errno == ENOENT) return {};
    return fmt::format("{} cannot be written: {}", file.string(), reason_of(errno));
}

void replace(const std::filesystem::path& file, byte_view bytes)
{
    make_folders(folder_of(file));
    std::string next = file.string() + ".XXXXXX";
    const descriptor made(::mkostemp(next.data(), O_CLOEXEC));
    if (!made.is_open()) unreadable(file, fmt::format("cannot be written: {}", reason_of(errno)));
    keep_owner(made, file);
    fill(made, next, bytes);
    if (::rename(next.c_str(), file.c_str()) != 0) {
        const int problem = errno;
        ::unlink(next.c_str());
        unreadable(file, fmt::format("cannot be replaced: {}", reason_of(problem)));
    }
    sync_folder(folder_of(file));
}

void remove_made(const std::filesystem::path& file, identity made) noexcept
{
    struct stat found = {};
    if (::lstat(file.c_str(), &found) == 0 && found.st_dev == made.device && found.st_ino == made.inode)
        ::unlink(file.c_str());
}

}  // namespace cellseal::private_file
