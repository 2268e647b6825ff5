#include "tests/statements/case_texts.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

namespace cellseal::test {

std::vector<std::string> case_texts(dialect language)
{
    const std::filesystem::path folder(CELLSEAL_SOURCE_DIR "/tests/statements");
    std::vector<std::filesystem::path> files{folder / "cases" / "cases.jsonl"};
    for (const auto& each : std::filesystem::directory_iterator(folder / "adversarial")) {
        if (each.path().extension() == ".jsonl") files.push_back(each.path());
    }
    std::sort(files.begin(), files.end());
    std::vector<std::string> texts;
    for (const auto& file : files) {
        std::ifstream in(file);
        for (std::string line; std::getline(in, line);) {
            if (line.empty()) continue;
            const auto each = nlohmann::json::parse(line);
            for (const auto& spoken : each.at("dialects")) {
                if (spoken == name_of(language)) texts.push_back(each.at("sql"));
            }
        }
    }
    return texts;
}

std::vector<std::string> fuzzer_seeds(dialect language)
{
    std::vector<std::string> all;
    for (const std::string& whose : {std::string("common"), std::string(name_of(language))}) {
        std::ifstream in(CELLSEAL_SOURCE_DIR "/tests/fuzz/" + whose + "_seeds.sql");
        for (std::string line; std::getline(in, line);) all.push_back(line);
    }
    return all;
}

}  // namespace cellseal::test
