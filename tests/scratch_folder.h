#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>

#include <sys/stat.h>

namespace cellseal {

/// A folder of this test alone, gone with it.
class scratch_folder {
public:
    scratch_folder()
    {
        std::string name = (std::filesystem::temp_directory_path() / "cellseal_XXXXXX").string();
        if (!::mkdtemp(name.data())) throw std::runtime_error("no scratch folder");
        path = name;
    }
    ~scratch_folder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
    scratch_folder(const scratch_folder&) = delete;
    scratch_folder& operator=(const scratch_folder&) = delete;

    std::filesystem::path file(std::string_view name, std::string_view content, mode_t mode = 0600) const
    {
        const auto made = path / name;
        std::ofstream(made, std::ios::binary) << content;
        ::chmod(made.c_str(), mode);
        return made;
    }
    static std::string content(const std::filesystem::path& of)
    {
        std::ifstream in(of, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    static mode_t mode(const std::filesystem::path& of)
    {
        struct stat found = {};
        ::stat(of.c_str(), &found);
        return found.st_mode & 07777;
    }

    std::filesystem::path path;
};

}  // namespace cellseal
