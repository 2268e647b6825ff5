#include "tests/bench/rewriter.h"

#include <soci/soci.h>

#include <functional>
#include <thread>
#include <utility>
#include <vector>

#include "adapters/crypto/openssl/openssl_provider.h"
#include "adapters/crypto/sodium/sodium_provider.h"
#include "adapters/orm/soci/include/cellseal/soci.h"
#include "adapters/orm/soci/key_change/resealable_rows_soci.h"
#include "tests/bench/contact_registration.h"
#include "tests/doubles/fixed_keyring.h"

namespace bench {

namespace {

using namespace cellseal;

/// One table in a database of its own. SQLite does not wait for the disk: what is measured is the work.
class contact_table {
public:
    contact_table(const bench_database& where, const std::string& name) : where_(where), address_(where.prepared(name))
    {
        const std::string bytewise = where.name() == "mysql" ? " character set ascii collate ascii_bin" : "";
        soci::session sql(where_.factory(), address_);
        hurry(sql);
        sql << "create table contact(id integer primary key, name text, email text, bidx_email varchar(64)" << bytewise
            << ", phone text, note text, mailbox_password text)";
        sql << "create index contact_bidx_email on contact(bidx_email)";
    }
    void hurry(soci::session& sql) const
    {
        if (is_sqlite()) sql << "pragma synchronous=off";
    }
    [[nodiscard]] const std::string& address() const noexcept { return address_; }
    [[nodiscard]] const soci::backend_factory& factory() const { return where_.factory(); }
    void begin(soci::session& sql) const
    {
        if (is_sqlite())
            sql << "begin immediate";
        else
            sql << "begin";
    }

    [[nodiscard]] bool is_sqlite() const { return where_.name().starts_with("sqlite"); }

private:
    const bench_database& where_;
    std::string address_;
};

void insert_all(soci::session& sql, std::span<const contact> data)
{
    soci::transaction all(sql);
    contact c;
    soci::statement insert = (sql.prepare << "insert into contact(id, name, email, phone, note, mailbox_password) "
                                             "values(:id, :name, :email, :phone, :note, :mailbox_password)",
                              soci::use(c.id), soci::use(c.name), soci::use(c.email), soci::use(c.phone),
                              soci::use(c.note), soci::use(c.mailbox_password));
    for (const contact& each : data) {
        c = each;
        insert.execute(true);
    }
    all.commit();
}

class session_writer final : public rewriter::writer {
public:
    session_writer(const soci::backend_factory& factory, const contact_table& table) : sql_(factory, table.address())
    {
        table.hurry(sql_);
    }
    void write(int id, const std::string& phone) override
    {
        sql_ << "update contact set phone = :phone where id = :id", soci::use(phone), soci::use(id);
    }

private:
    soci::session sql_;
};

void in_threads(int workers, const std::function<void(int)>& work)
{
    std::vector<std::thread> threads;
    for (int i = 0; i < workers; ++i) threads.emplace_back(work, i);
    for (std::thread& each : threads) each.join();
}

std::string constant(std::size_t plain_length, char letter)
{
    constexpr std::size_t overhead = 62;
    return std::string((4 * (overhead + plain_length) + 2) / 3, letter);
}

class constant_rewriter final : public rewriter {
public:
    constant_rewriter(const bench_database& where, std::span<const contact> data, plain_tokens tokens)
        : table_(where, tokens == plain_tokens::same ? "rewritten" : "rewritten_scattered"),
          rows_(static_cast<int>(data.size())),
          sample_(data.front()),
          tokens_(tokens)
    {
        soci::session sql(table_.factory(), table_.address());
        table_.hurry(sql);
        insert_all(sql, data);
        rewrite(1, data.size());
    }

    void rewrite(int workers, std::size_t batch) override
    {
        letter_ = letter_ == 'a' ? 'b' : 'a';
        in_threads(workers, [&](int which) { rewrite_share(which, workers, batch); });
    }
    std::unique_ptr<writer> open_writer() override
    {
        return std::make_unique<session_writer>(table_.factory(), table_);
    }

private:
    // Each has a part of the table to itself, as one who writes such a script would divide it.
    void rewrite_share(int which, int workers, std::size_t batch)
    {
        soci::session sql(table_.factory(), table_.address());
        table_.hurry(sql);
        const std::string email = constant(sample_.email.size(), letter_);
        std::string token(19, letter_);
        const std::string phone = constant(sample_.phone.size(), letter_),
                          note = constant(sample_.note.size(), letter_);
        const std::string password = constant(sample_.mailbox_password.size(), letter_);
        int id = 0;
        soci::statement update =
            (sql.prepare << "update contact set email = :email, bidx_email = :token, phone = :phone, note = :note, "
                            "mailbox_password = :password where id = :id",
             soci::use(email), soci::use(token), soci::use(phone), soci::use(note), soci::use(password), soci::use(id));
        const int first = rows_ * which / workers + 1, last = rows_ * (which + 1) / workers;
        for (int from = first; from <= last; from += static_cast<int>(batch)) {
            table_.begin(sql);
            for (id = from; id < from + static_cast<int>(batch) && id <= last; ++id) {
                if (tokens_ == plain_tokens::scattered) scatter(token, id);
                update.execute(true);
            }
            sql << "commit";
        }
    }

    // The generator of splitmix64 (Steele, Lea, Flood 2014), a letter for each four bits.
    void scatter(std::string& token, int id) const
    {
        std::uint64_t mixed =
            (static_cast<std::uint64_t>(id) + static_cast<std::uint64_t>(letter_)) * 0x9e3779b97f4a7c15u;
        mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9u;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebu;
        for (std::size_t i = 0; i < 16; ++i) token[i] = static_cast<char>('a' + ((mixed >> (4 * i)) & 15));
    }

    contact_table table_;
    int rows_;
    contact sample_;
    plain_tokens tokens_;
    char letter_ = 'a';
};

class resealer final : public rewriter {
public:
    resealer(const bench_database& where, std::span<const contact> data, suite sealed_with)
        : table_(where, sealed_with == suite::xaes_256_gcm ? "resealed_02" : "resealed_01"),
          crypto_(sealed_with == suite::xaes_256_gcm ? static_cast<const crypto_provider&>(openssl_) : sodium_),
          registry_(attribute_registry::builder().add(contact_registration(sealed_with)).build()),
          keys_(std::make_shared<tests::fixed_keyring>(registry_, crypto_, keys_now())),
          factory_(table_.factory(), registry_, keys_)
    {
        soci::session sql(factory_, table_.address());
        insert_all(sql, data);
    }

    void rewrite(int workers, std::size_t) override
    {
        ++generation_;
        keys_->use(keys_now());
        in_threads(workers, [&](int) { walk(); });
        // What one left to the other on a server, where both are at work, is found by another walk.
        while (workers > 1 && !table_.is_sqlite() && walk() > 0) continue;
    }
    std::unique_ptr<writer> open_writer() override { return std::make_unique<session_writer>(factory_, table_); }

private:
    // As change_worker does it. How many rows it has found old.
    std::uint64_t walk()
    {
        constexpr std::chrono::milliseconds stands{2000}, often{100};
        soci::session sql(table_.factory(), table_.address());
        table_.hurry(sql);
        soci_orm::resealable_rows_soci rows(sql, registry_);
        const auto keys = keys_->current();
        std::uint64_t found = 0;
        for (reseal_cursor cursor; !cursor.at_end;)
            if (rows.has_turn(stands))
                found += rows.reseal("contact", *keys, cursor, 0, locked_rows::skip).rows;
            else
                std::this_thread::sleep_for(often);
        rows.give_turn_up();
        return found;
    }

    /// Two keys that change places.
    [[nodiscard]] tests::fixed_keys keys_now() const
    {
        const std::uint8_t present = generation_ % 2 == 0 ? 0 : 32, other = generation_ % 2 == 0 ? 32 : 0;
        const std::vector<tests::fixed_keys::one> keys{{present, key_state::sealing, present + 1u},
                                                       {other, key_state::opening, other + 1u}};
        return {.data_keys = keys, .index_keys = keys, .generation = generation_};
    }

    contact_table table_;
    sodium_provider sodium_;
    openssl_provider openssl_{sodium_.key_memory(), {.prefix = openssl::nonce_prefix::batch}};
    const crypto_provider& crypto_;
    std::shared_ptr<const attribute_registry> registry_;
    std::uint64_t generation_ = 1;
    std::shared_ptr<tests::fixed_keyring> keys_;
    soci_orm::sealing_backend_factory factory_;
};

}  // namespace

std::unique_ptr<rewriter> make_constant_rewriter(const bench_database& where, std::span<const contact> data,
                                                 plain_tokens tokens)
{
    return std::make_unique<constant_rewriter>(where, data, tokens);
}

std::unique_ptr<rewriter> make_resealer(const bench_database& where, std::span<const contact> data, suite sealed_with)
{
    return std::make_unique<resealer>(where, data, sealed_with);
}

}  // namespace bench
