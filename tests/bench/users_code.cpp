#include "adapters/crypto/openssl/openssl_provider.h"
#include "adapters/crypto/sodium/sodium_provider.h"
#include "adapters/orm/soci/include/cellseal/soci.h"
#include "tests/bench/contact_registration.h"
#include "tests/bench/soci_contender.h"
#include "tests/doubles/fixed_keyring.h"

namespace bench {

namespace {

using namespace cellseal;

/// Each holds its session before the base class that refers to it.
struct plain_session {
    static constexpr const char* searched_column = "email";

    plain_session(const bench_database& where, plain_values how)
        : name(how == plain_values::as_they_are ? "plain" : "plain_long"), session(where.open(name))
    {
    }
    [[nodiscard]] const soci::backend_factory& opener(const bench_database& where) const { return where.factory(); }

    std::string name;
    soci::session session;
};

struct sealing_session {
    static constexpr const char* searched_column = "bidx_email";

    sealing_session(const bench_database& where, suite sealed_with)
        : registry(attribute_registry::builder().add(contact_registration(sealed_with)).build()),
          keys(std::make_shared<tests::fixed_keyring>(registry, crypto(sealed_with))),
          factory(where.factory(), registry, keys),
          name(sealed_with == suite::xaes_256_gcm ? "cellseal_02" : "cellseal_01"),
          session(factory, where.prepared(name))
    {
    }
    [[nodiscard]] const soci::backend_factory& opener(const bench_database&) const { return factory; }

    const crypto_provider& crypto(suite sealed_with) const
    {
        return sealed_with == suite::xaes_256_gcm ? static_cast<const crypto_provider&>(openssl) : sodium;
    }

    sodium_provider sodium;
    openssl_provider openssl{sodium.key_memory(), {.prefix = openssl::nonce_prefix::batch}};
    std::shared_ptr<const attribute_registry> registry;
    std::shared_ptr<keyring_access> keys;
    soci_orm::sealing_backend_factory factory;
    std::string name;
    soci::session session;
};

std::string padded(const std::string& text, plain_values how)
{
    constexpr std::size_t overhead = 62;
    if (how == plain_values::as_they_are) return text;
    std::string longer = text;
    longer.resize((4 * (overhead + text.size()) + 2) / 3, '.');
    return longer;
}

/// The code of an application that knows nothing of protection: the same with plain SOCI and with cellseal.
template <class Session>
class users_code final : Session, public soci_contender {
public:
    template <class How>
    users_code(const bench_database& where, How how, plain_values values)
        : Session(where, how), soci_contender(Session::session), where_(where), how_(values)
    {
    }

    void insert(std::span<const contact> what) override
    {
        soci::transaction all(sql());
        contact c;
        soci::statement insert = (sql().prepare << insert_text, soci::use(c.id), soci::use(c.name), soci::use(c.email),
                                  soci::use(c.phone), soci::use(c.note), soci::use(c.mailbox_password));
        for (const contact& each : what) {
            c = stored(each);
            insert.execute(true);
        }
        all.commit();
    }

    void insert_bulk(std::span<const contact> what) override
    {
        soci::transaction all(sql());
        for (std::size_t from = 0; from < what.size(); from += bulk_size) {
            std::vector<int> ids;
            std::vector<std::string> names, emails, phones, notes, passwords;
            for (const contact& each : what.subspan(from, std::min(bulk_size, what.size() - from))) {
                const contact c = stored(each);
                ids.push_back(c.id), names.push_back(c.name), emails.push_back(c.email), phones.push_back(c.phone);
                notes.push_back(c.note), passwords.push_back(c.mailbox_password);
            }
            sql() << insert_text, soci::use(ids), soci::use(names), soci::use(emails), soci::use(phones),
                soci::use(notes), soci::use(passwords);
        }
        all.commit();
    }

    void insert_one_time(std::span<const contact> what) override
    {
        soci::transaction all(sql());
        for (const contact& each : what) {
            const contact c = stored(each);
            sql() << insert_text, soci::use(c.id), soci::use(c.name), soci::use(c.email), soci::use(c.phone),
                soci::use(c.note), soci::use(c.mailbox_password);
        }
        all.commit();
    }

    std::size_t read_all() override
    {
        std::size_t bytes = 0;
        contact c;
        soci::statement read = (sql().prepare << read_text, soci::into(c.id), soci::into(c.name), soci::into(c.email),
                                soci::into(c.phone), soci::into(c.note), soci::into(c.mailbox_password));
        read.execute();
        while (read.fetch()) bytes += bytes_in(c);
        return bytes;
    }

    std::size_t read_rowset() override
    {
        std::size_t bytes = 0;
        const soci::rowset<contact> rows = (sql().prepare << read_text);
        for (const contact& each : rows) bytes += bytes_in(each);
        return bytes;
    }

    std::size_t look_up(std::span<const contact> what) override
    {
        std::size_t bytes = 0;
        std::string email;
        contact c;
        soci::statement find =
            (sql().prepare << find_text, soci::use(email), soci::into(c.id), soci::into(c.name), soci::into(c.email),
             soci::into(c.phone), soci::into(c.note), soci::into(c.mailbox_password));
        for (const contact& each : what) {
            email = padded(each.email, how_);
            find.execute(true);
            bytes += bytes_in(c);
        }
        return bytes;
    }

    std::size_t look_up_one_time(std::span<const contact> what) override
    {
        std::size_t bytes = 0;
        for (const contact& each : what) {
            const std::string email = padded(each.email, how_);
            contact c;
            find(sql(), email, c);
            bytes += bytes_in(c);
        }
        return bytes;
    }

protected:
    std::string searched_column() const override { return Session::searched_column; }

    std::unique_ptr<soci::session> another_session() override
    {
        return std::make_unique<soci::session>(Session::opener(where_), where_.prepared_before(Session::name));
    }

    void work_once(soci::session& sql, const contact& whose, bool writes) override
    {
        if (writes) {
            const std::string phone = padded(whose.phone, how_);
            sql << update_text, soci::use(phone), soci::use(whose.id);
        } else {
            const std::string email = padded(whose.email, how_);
            contact c;
            find(sql, email, c);
        }
    }

private:
    static constexpr const char* insert_text =
        "insert into contact(id, name, email, phone, note, mailbox_password) "
        "values(:id, :name, :email, :phone, :note, :mailbox_password)";
    static constexpr const char* find_text =
        "select id, name, email, phone, note, mailbox_password from contact where email = :email";

    static void find(soci::session& sql, const std::string& email, contact& c)
    {
        sql << find_text, soci::use(email), soci::into(c.id), soci::into(c.name), soci::into(c.email),
            soci::into(c.phone), soci::into(c.note), soci::into(c.mailbox_password);
    }

    [[nodiscard]] contact stored(const contact& c) const
    {
        return {c.id,
                c.name,
                padded(c.email, how_),
                padded(c.phone, how_),
                padded(c.note, how_),
                padded(c.mailbox_password, how_)};
    }

    const bench_database& where_;
    plain_values how_;
};

}  // namespace

std::unique_ptr<contender> make_plain_soci(const bench_database& where, plain_values how)
{
    return std::make_unique<users_code<plain_session>>(where, how, how);
}

std::unique_ptr<contender> make_cellseal(const bench_database& where, suite sealed_with)
{
    return std::make_unique<users_code<sealing_session>>(where, sealed_with, plain_values::as_they_are);
}

}  // namespace bench
