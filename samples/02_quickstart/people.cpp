#include "samples/02_quickstart/people.h"

#include <fstream>
#include <stdexcept>

namespace {

constexpr std::size_t fields_per_line = 9;

std::vector<std::string> split(const std::string& line)
{
    std::vector<std::string> fields(1);
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (c == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"') fields.back() += line[i++];
        else if (c == '"') quoted = !quoted;
        else if (c == ',' && !quoted) fields.emplace_back();
        else fields.back() += c;
    }
    return fields;
}

}  // namespace

std::vector<person> load_people(const std::filesystem::path& file)
{
    std::ifstream in(file);
    if (!in) throw std::runtime_error("cannot read " + file.string());

    std::vector<person> people;
    std::string line;
    std::getline(in, line);  // the header
    for (int number = 2; std::getline(in, line); ++number) {
        const auto f = split(line);
        if (f.size() != fields_per_line)
            throw std::runtime_error(file.string() + ", line " + std::to_string(number) + ": expected nine fields");
        people.push_back({std::stoi(f[0]), f[1], f[2] + " " + f[3], f[4], f[5], f[6], f[7], f[8]});
    }
    return people;
}
