#pragma once

#include <cellseal/entity.h>

#include <optional>
#include <string>

/// Entities of the tests: a plain one, one with everything that sealed() can be told.

struct person {
    int id = 0;
    std::string full_name;
    std::string email;
    std::optional<std::string> phone;
    cellseal::write_only<std::string> mailbox_password;
};

template <>
inline constexpr auto cellseal::entity<person> = cellseal::table(
    "person", cellseal::key("id", &person::id), cellseal::column("full_name", &person::full_name),
    cellseal::sealed("email", &person::email, cellseal::lookup::blind_index), cellseal::sealed("phone", &person::phone),
    cellseal::sealed("mailbox_password", &person::mailbox_password));

enum class state { open, closed };
enum class level : unsigned char { low = 1, high = 9 };

template <>
inline constexpr auto cellseal::enum_mapping<state> = cellseal::by_name<state>({{state::open, "open"},
                                                                                {state::closed, "closed"}});
template <>
inline constexpr auto cellseal::enum_mapping<level> = cellseal::by_number;

struct address {
    std::string city;
    std::optional<std::string> street;
};

struct customer {
    long long id = 0;
    int part = 0;
    std::string mail;
    address home;
    address work;
    std::uint64_t account = 0;
    std::string limit;
    state standing = state::open;
    level risk = level::low;
    std::optional<bool> vip;
    std::vector<std::byte> photo;
    int cache = 0;
};

template <>
inline constexpr auto cellseal::entity<customer> = table(
    "customers_v2", known_as("customer"), in_schema("crm"), key("id", &customer::id), key("part", &customer::part),
    sealed("mail_address", &customer::mail, named("email"), padding::bucket(), normal_form::trimmed_casefold,
           index_domain("mail"), companion("mail_token"), lossy_tokens(4), lookup::blind_index),
    nested("home_", &customer::home,
           sealed("city", &address::city, named("town"), lookup::blind_index, companion("ix")),
           column("street", &address::street)),
    nested("work_", &customer::work, sealed("city", &address::city, lookup::blind_index),
           sealed("street", &address::street, null_policy::seal)),
    sealed("account", &customer::account, declared_unsigned, row_bound, stored_form::bytes, suite::xaes_256_gcm),
    sealed("credit_limit", &customer::limit, as_decimal, padding::fixed(64)),
    sealed("standing", &customer::standing, low_entropy_allowed, lookup::deterministic),
    sealed("risk", &customer::risk), sealed("vip", &customer::vip),
    sealed("photo", &customer::photo, padding::block(16)), ignored(&customer::cache));
