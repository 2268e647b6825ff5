#pragma once

#include <fstream>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "plugin/keys/hex.h"
#include "plugin/keys/keyring_document.h"
#include "plugin/keys/keyring_table.h"
#include "plugin/ports/stored_table.h"

namespace cellseal {

/// The known answers of tests/known_answers/keyring.py.
class keyring_vectors {
public:
    keyring_vectors()
    {
        std::ifstream in(CELLSEAL_SOURCE_DIR "/tests/known_answers/keyring_vectors.txt");
        for (std::string line; std::getline(in, line);) {
            if (line.starts_with("row\t")) {
                take_row(line.substr(4));
            } else {
                const auto blank = line.find(' ');
                values_.emplace(line.substr(0, blank), line.substr(blank + 1));
            }
        }
        if (values_.empty()) throw std::runtime_error("no known answers");
    }

    [[nodiscard]] const std::string& text(const std::string& name) const { return values_.at(name); }
    [[nodiscard]] std::vector<std::uint8_t> bytes(const std::string& name) const
    {
        return from_hex(text(name)).value();
    }
    [[nodiscard]] record_id id(const std::string& name) const
    {
        record_id id;
        const auto read = bytes(name);
        std::copy(read.begin(), read.end(), id.bytes.begin());
        return id;
    }
    [[nodiscard]] const std::vector<stored_row>& rows(const std::string& table) const { return rows_.at(table); }

    [[nodiscard]] std::vector<keyring_record> records() const
    {
        std::vector<keyring_record> records;
        for (const stored_row& row : rows("cellseal_keyring")) records.push_back(keyring_record_from(row));
        return records;
    }

private:
    void take_row(const std::string& line)
    {
        std::vector<std::string> parts{""};
        for (const char c : line)
            if (c == '\t')
                parts.emplace_back();
            else
                parts.back() += c;
        stored_row row;
        for (std::size_t i = 1; i < parts.size(); ++i) row.push_back(cell(parts[0], i - 1, parts[i]));
        rows_[parts[0]].push_back(std::move(row));
    }

    static stored_cell cell(const std::string& table, std::size_t column, std::string text);

    std::map<std::string, std::string> values_;
    std::map<std::string, std::vector<stored_row>> rows_;
};

}  // namespace cellseal
