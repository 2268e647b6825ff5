#pragma once

#include <cellseal/entity.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cellseal::tests {

/// The suite's table `person` as a described entity.
struct member {
    int id = 0;
    std::string full_name;
    std::string email;
    std::optional<std::string> note;
    std::optional<std::int64_t> age;
    std::vector<std::byte> photo;
    write_only<std::string> password;
};

/// The same table with a key that the database counts up.
struct applicant {
    int id = 0;
    std::string email;
};

}  // namespace cellseal::tests

template <>
inline constexpr auto cellseal::entity<cellseal::tests::member> =
    cellseal::table("person", key("id", &tests::member::id), column("full_name", &tests::member::full_name),
                    sealed("email", &tests::member::email, lookup::blind_index), sealed("note", &tests::member::note),
                    sealed("age", &tests::member::age), sealed("photo", &tests::member::photo),
                    sealed("password", &tests::member::password));

template <>
inline constexpr auto cellseal::entity<cellseal::tests::applicant> =
    cellseal::table("person", key("id", &tests::applicant::id, generated),
                    sealed("email", &tests::applicant::email, lookup::blind_index));
