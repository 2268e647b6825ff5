#include "samples/02_quickstart/leak_scan.h"

#include <fstream>
#include <iterator>

leak_report scan_for_plaintext(const std::filesystem::path& database, const std::vector<std::string>& secrets)
{
    std::string bytes;
    for (const char* part : {"", "-wal", "-journal", "-shm"}) {
        std::ifstream in(database.string() + part, std::ios::binary);
        bytes.append(std::istreambuf_iterator<char>(in), {});
    }

    leak_report report{.looked_for = secrets.size(), .bytes = bytes.size()};
    for (const auto& secret : secrets)
        if (bytes.find(secret) != std::string::npos) ++report.found;
    return report;
}
