#pragma once

#include <filesystem>
#include <string>
#include <vector>

/// One line of people.csv.
struct person {
    int id = 0;
    std::string locale;
    std::string full_name;
    std::string email;
    std::string phone;
    std::string birth_date;  ///< YYYY-MM-DD
    std::string note;
    std::string mailbox_password;
};

/// Reads the file (UTF-8, RFC 4180 quoting, a header line). Throws std::runtime_error naming the line that has not nine fields.
std::vector<person> load_people(const std::filesystem::path& file);
