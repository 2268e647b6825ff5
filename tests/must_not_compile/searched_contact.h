#pragma once

#include <cellseal/entity.h>

/// What the pairs about searching search: a column of each kind.
struct contact {
    int id;
    std::string email;
    std::string phone;
    std::string note;
    std::optional<std::string> remark;
};

template <>
inline constexpr auto cellseal::entity<contact> =
    table("contact", key("id", &contact::id), sealed("email", &contact::email, lookup::blind_index),
          sealed("phone", &contact::phone, lookup::blind_index, lossy_tokens(2)), sealed("note", &contact::note),
          sealed("remark", &contact::remark, null_policy::seal));
