#include "tests/orm/soci/engine_under_test.h"

#include <soci/sqlite3/soci-sqlite3.h>
#include <stdlib.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace cellseal::tests {

namespace {

class sqlite final : public engine_under_test {
public:
    sqlite()
    {
        std::string pattern = (std::filesystem::temp_directory_path() / "cellseal-XXXXXX").string();
        if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("cannot make a folder for a database");
        folder_ = pattern;
    }
    ~sqlite() override
    {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }

    std::string name() const override { return "sqlite"; }
    const soci::backend_factory& factory() const override { return *soci::factory_sqlite3(); }
    std::string connect_string() const override { return "dbname=" + (folder_ / "test.db").string() + " timeout=10"; }
    std::string bytes_type() const override { return "blob"; }
    std::string sealed_type() const override { return "text"; }
    std::string id_type() const override { return "integer primary key"; }
    bool has_bulk_ranges() const override { return false; }
    bool has_blobs() const override { return true; }

    std::string everything_stored() const override
    {
        std::string all;
        for (const auto& each : std::filesystem::directory_iterator(folder_)) {
            std::ifstream file(each.path(), std::ios::binary);
            all.append(std::istreambuf_iterator<char>(file), {});
        }
        return all;
    }

private:
    std::filesystem::path folder_;
};

}  // namespace

std::unique_ptr<engine_under_test> make_engine_under_test()
{
    const char* const asked = std::getenv("CELLSEAL_TEST_ENGINE");
    const std::string name = asked == nullptr ? "sqlite" : asked;
    if (name == "sqlite") return std::make_unique<sqlite>();
    throw std::runtime_error("CELLSEAL_TEST_ENGINE names no engine of this suite: " + name);
}

}  // namespace cellseal::tests
