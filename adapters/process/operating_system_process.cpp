#include "adapters/process/operating_system_process.h"

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <sstream>

namespace cellseal {

namespace {

constexpr std::string_view unknown = "?";

std::string first_word_of(const std::string& file)
{
    std::ifstream in(file);
    std::string word;
    in >> word;
    return word;
}

std::string host_name()
{
    std::array<char, 65> host{};
    ::gethostname(host.data(), host.size() - 1);
    return host.data();
}

// machine-id(5): itself it is to be kept confidential, so only a keyed hash of it is told.
std::string machine_from(const std::string& file, const crypto_provider& crypto)
{
    const std::string id = first_word_of(file);
    constexpr std::size_t digits = 32;  // "uninitialized" stands there on the first boot.
    if (id.size() != digits) return std::string(unknown);
    std::array<std::uint8_t, 4> hash{};
    crypto.make_hmac_sha512(bytes_of(id))->hash({bytes_of("cellseal/1/machine")}, hash);
    std::string text;
    for (const std::uint8_t each : hash) text += fmt::format("{:02x}", each);
    return text;
}

/// A name as own() writes it; what is not there is empty.
struct read_name {
    explicit read_name(const std::string& name)
    {
        std::istringstream words(name);
        std::string word;
        words >> host >> word >> pid >> word >> start >> word >> boot >> space >> word;
        if (word == "machine") words >> machine;
    }
    // Whoever writes the database may have written something else.
    [[nodiscard]] bool is_whole() const
    {
        return !space.empty() && pid.find_first_not_of("0123456789") == pid.npos && boot != unknown;
    }
    std::string host, pid, start, boot, space, machine;
};

}  // namespace

operating_system_process::operating_system_process(const crypto_provider& crypto, system_places places)
    : places_(std::move(places)), machine_(machine_from(places_.machine_id, crypto))
{
}

std::string operating_system_process::boot() const
{
    const std::string id = first_word_of(places_.proc + "/sys/kernel/random/boot_id").substr(0, 8);
    return id.empty() ? std::string(unknown) : id;
}

std::string operating_system_process::space() const
{
    std::array<char, 256> link{};
    const ssize_t size = ::readlink((places_.proc + "/self/ns/pid").c_str(), link.data(), link.size() - 1);
    return size > 0 ? std::string(link.data(), static_cast<std::size_t>(size)) : "pid:?";
}

// The line "btime SECONDS" of /proc/stat (proc(5)); 0 when it is not there: then nothing is older.
timestamp operating_system_process::booted_at() const
{
    std::ifstream in(places_.proc + "/stat");
    std::string word;
    timestamp seconds = 0;
    while (in >> word)
        if (word == "btime") return in >> seconds ? seconds : 0;
    return 0;
}

/// Field 22 of /proc/<pid>/stat (proc(5)), counted behind the name, which may hold blanks; empty when there is none, or
/// only what is left of one that its parent has not asked for yet.
std::string operating_system_process::start_time_of(const std::string& pid) const
{
    std::ifstream in(places_.proc + "/" + pid + "/stat");
    std::string line;
    std::getline(in, line);
    const auto name_end = line.rfind(')');
    if (name_end == line.npos) return {};
    std::istringstream fields(line.substr(name_end + 1));
    constexpr int fields_between = 19;  // the state is the third field
    std::string state, field;
    fields >> state;
    for (int i = 0; i < fields_between; ++i) fields >> field;
    return state == "Z" || state == "X" ? "" : field;
}

std::string operating_system_process::own() const
{
    const std::string pid = std::to_string(::getpid());
    return fmt::format("{} pid {} start {} boot {} {} machine {}", host_name(), pid, start_time_of(pid), boot(),
                       space(), machine_);
}

bool operating_system_process::is_gone(const process_presence& other) const
{
    const read_name its(other.name);
    if (!its.is_whole()) return false;
    const std::string now = boot();
    if (its.boot == now) return its.space == space() && start_time_of(its.pid) != its.start;
    const bool same_machine = machine_ != unknown && its.machine == machine_ && its.host == host_name();
    return same_machine && now != unknown && other.seen_at < booted_at();
}

}  // namespace cellseal
