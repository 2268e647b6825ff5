#include "adapters/admin/command_line/given_key.h"

#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include <iostream>
#include <iterator>

#include "plugin/error/error.h"
#include "plugin/keys/passphrase_strength.h"
#include "plugin/keys/typed_passphrase.h"
#include "plugin/keys/wiped_text.h"

namespace cellseal::command_line {

namespace {

bool is_at_the_keyboard(const terminal& console) { return &console.in == &std::cin && ::isatty(STDIN_FILENO) == 1; }

// The terminal without echo, as long as this lives.
class without_echo {
public:
    without_echo()
    {
        changed_ = ::tcgetattr(STDIN_FILENO, &before_) == 0;
        termios silent = before_;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        if (changed_) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    without_echo(const without_echo&) = delete;
    without_echo& operator=(const without_echo&) = delete;
    ~without_echo()
    {
        if (changed_) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    }

private:
    termios before_{};
    bool changed_ = false;
};

wiped_bytes line_of(std::istream& in)
{
    wiped_bytes line;
    for (int c = in.get(); c != std::istream::traits_type::eof() && c != '\n'; c = in.get())
        line.push_back(static_cast<std::uint8_t>(c));
    if (!line.empty() && line.back() == '\r') line.pop_back();
    return line;
}

wiped_bytes prompted(const std::string& question, terminal console)
{
    if (!is_at_the_keyboard(console)) return line_of(console.in);
    console.err << question << std::flush;
    const without_echo silent;
    wiped_bytes line = line_of(console.in);
    console.err << '\n';
    return line;
}

wiped_bytes all_of(std::istream& in)
{
    wiped_bytes bytes;
    for (int c = in.get(); c != std::istream::traits_type::eof(); c = in.get())
        bytes.push_back(static_cast<std::uint8_t>(c));
    return bytes;
}

}  // namespace

secret_bytes given_key(const std::string& file, command_services& services, std::pmr::memory_resource& memory,
                       terminal console)
{
    if (file != "-") return services.read_key(file, memory);
    return {is_at_the_keyboard(console) ? prompted("Key: ", console) : all_of(console.in), memory};
}

secret_bytes given_key(const std::string& file, command_services& services, const open_administration& held,
                       terminal console)
{
    return given_key(file, services, held.contract().surroundings().around.crypto.key_memory(), console);
}

slot_secret typed_new_key(std::pmr::memory_resource& memory, terminal console)
{
    const wiped_bytes typed = prompted("New passphrase: ", console);
    check_new_passphrase(typed);
    if (is_at_the_keyboard(console) && prompted("The same again: ", console) != typed)
        throw error(errc::not_confirmed, "the two passphrases differ: nothing was changed");
    console.err << "cellseal: " << strength_told(typed) << '\n';
    slot_secret secret;
    secret.bytes = typed_passphrase(typed, memory);
    return secret;
}

}  // namespace cellseal::command_line
