#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

struct leak_report {
    std::size_t looked_for = 0;
    std::size_t found = 0;
    std::uintmax_t bytes = 0;  ///< How much was scanned.
};

/// Looks for each of `secrets` in the database file, its write-ahead log and its journal, byte by byte.
leak_report scan_for_plaintext(const std::filesystem::path& database, const std::vector<std::string>& secrets);
