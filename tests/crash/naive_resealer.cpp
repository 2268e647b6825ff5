#include "tests/crash/naive_resealer.h"

#include <chrono>
#include <thread>
#include <vector>

namespace cellseal::crash {

int reseal_naively(config::application& app)
{
    soci::session sql = app.open_session();
    std::vector<person> all;
    soci::rowset<person> read = (sql.prepare << "select * from person order by id");
    for (const person& each : read) all.push_back(each);
    std::this_thread::sleep_for(std::chrono::milliseconds(500));
    for (person& each : all) {
        for (int tries = 0; tries < 200; ++tries) {
            try {
                sql << "update person set email = :email, phone = :phone, note = :note where id = :id", soci::use(each);
                break;
            } catch (const soci::soci_error&) {
                std::this_thread::sleep_for(std::chrono::milliseconds(5));
            }
        }
    }
    return 0;
}

}  // namespace cellseal::crash
