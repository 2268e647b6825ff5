#include "adapters/process/operating_system_process.h"

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <sstream>

namespace cellseal {

namespace {

std::string first_word_of(const std::string& file)
{
    std::ifstream in(file);
    std::string word;
    in >> word;
    return word;
}

/// Which process numbers can be compared with each other: one boot of one machine, one process namespace.
std::string surroundings()
{
    std::array<char, 256> link{};
    const ssize_t size = ::readlink("/proc/self/ns/pid", link.data(), link.size() - 1);
    const std::string space = size > 0 ? std::string(link.data(), static_cast<std::size_t>(size)) : "pid:?";
    return first_word_of("/proc/sys/kernel/random/boot_id").substr(0, 8) + " " + space;
}

/// Field 22 of /proc/<pid>/stat (proc(5)), counted behind the name, which may hold blanks; empty when there is none, or
/// only what is left of one that its parent has not asked for yet.
std::string start_time_of(const std::string& pid)
{
    std::ifstream in("/proc/" + pid + "/stat");
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

}  // namespace

std::string operating_system_process::own() const
{
    std::array<char, 65> host{};
    ::gethostname(host.data(), host.size() - 1);
    const std::string pid = std::to_string(::getpid());
    return fmt::format("{} pid {} start {} boot {}", host.data(), pid, start_time_of(pid), surroundings());
}

bool operating_system_process::is_gone(const std::string& name) const
{
    std::istringstream words(name);
    std::string host, word, pid, start;
    words >> host >> word >> pid >> word >> start >> word >> std::ws;
    std::string rest;
    std::getline(words, rest);
    return words && rest.starts_with(surroundings()) && start_time_of(pid) != start;
}

}  // namespace cellseal
