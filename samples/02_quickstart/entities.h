#pragma once

#include <cellseal/entity.h>

#include <chrono>
#include <optional>
#include <string>

/// Somebody the company knows. Name and id are plain; the rest is nobody's business.
struct contact {
    int id = 0;
    std::string full_name;
    std::string email;
    std::optional<std::string> phone;
    std::chrono::year_month_day born;
    std::string note;
};

template <>
inline constexpr auto cellseal::entity<contact> = cellseal::table(
    "contact",
    cellseal::key("id", &contact::id),
    cellseal::column("full_name", &contact::full_name),
    cellseal::sealed("email", &contact::email, cellseal::lookup::blind_index, cellseal::normal_form::trimmed_casefold),
    cellseal::sealed("phone", &contact::phone),
    cellseal::sealed("born", &contact::born),
    cellseal::sealed("note", &contact::note, cellseal::padding::bucket()));

/// How the company reads a contact's mailbox. The length of a password is padded away.
struct mailbox_settings {
    int contact_id = 0;
    std::string password;
};

template <>
inline constexpr auto cellseal::entity<mailbox_settings> = cellseal::table(
    "mailbox_settings",
    cellseal::key("contact_id", &mailbox_settings::contact_id),
    cellseal::sealed("password", &mailbox_settings::password, cellseal::padding::fixed(64)));
