#include <iostream>

#include "adapters/admin/command_line/command_line.h"
#include "config/command/settings_services.h"

int main(int argc, char** argv)
{
    std::ios::sync_with_stdio(false);
    cellseal::config::settings_services services;
    std::vector<std::string> arguments{argv + (argc > 0 ? 1 : 0), argv + argc};
    return static_cast<int>(
        cellseal::command_line::run(std::move(arguments), services, {std::cin, std::cout, std::cerr}));
}
