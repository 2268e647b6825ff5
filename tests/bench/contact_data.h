#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace bench {

/// The contact of the benchmark: id, name, e-mail, phone, a note of 200 characters, a mailbox password; the last four
/// are the secret ones.
struct contact {
    int id = 0;
    std::string name;
    std::string email;
    std::string phone;
    std::string note;
    std::string mailbox_password;
};

/// `count` contacts, the same ones at every call.
std::vector<contact> make_contacts(std::size_t count);

}  // namespace bench
