#pragma once

#include <soci/soci.h>

#include "tests/bench/contender.h"
#include "tests/bench/mixed_work.h"

namespace bench {

/// What all contenders on SOCI share: the statements; how a value looks in the table is up to each.
class soci_contender : public contender {
public:
    void reset() override;
    void insert_unprotected(std::span<const contact> what) override;
    void insert_unprotected_one_time(std::span<const contact> what) override;
    void round_trips(std::size_t count) override;
    void work_in_threads(std::span<const contact> what) override;

protected:
    explicit soci_contender(soci::session& sql) : sql_(sql) {}
    soci::session& sql() { return sql_; }

    [[nodiscard]] virtual std::string searched_column() const = 0;
    /// One more session on the contender's database.
    virtual std::unique_ptr<soci::session> another_session() = 0;
    /// Looks for the contact by its e-mail and fetches it whole, or writes its phone number anew by its id.
    virtual void work_once(soci::session& sql, const contact& whose, bool writes) = 0;

private:
    soci::session& sql_;
    mixed_work mixed_;
};

inline constexpr const char* update_text = "update contact set phone = :phone where id = :id";

inline constexpr const char* read_text = "select id, name, email, phone, note, mailbox_password from contact";

/// Bytes of a contact: what a reader has to touch.
std::size_t bytes_in(const contact& c);

inline constexpr std::size_t bulk_size = 1'000;

}  // namespace bench

/// As a user of SOCI writes it.
template <>
struct soci::type_conversion<bench::contact> {
    using base_type = soci::values;
    static void from_base(const soci::values& v, soci::indicator, bench::contact& c)
    {
        c = {v.get<int>("id"),
             v.get<std::string>("name"),
             v.get<std::string>("email"),
             v.get<std::string>("phone"),
             v.get<std::string>("note"),
             v.get<std::string>("mailbox_password")};
    }
    static void to_base(const bench::contact& c, soci::values& v, soci::indicator& ind)
    {
        v.set("id", c.id);
        v.set("name", c.name);
        v.set("email", c.email);
        v.set("phone", c.phone);
        v.set("note", c.note);
        v.set("mailbox_password", c.mailbox_password);
        ind = soci::i_ok;
    }
};
