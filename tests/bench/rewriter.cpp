#include "tests/bench/rewriter.h"

#include <soci/soci.h>

#include <thread>
#include <utility>

#include "adapters/crypto/openssl/openssl_provider.h"
#include "adapters/crypto/sodium/sodium_provider.h"
#include "adapters/orm/soci/include/cellseal/soci.h"
#include "adapters/orm/soci/key_change/resealable_rows_soci.h"
#include "tests/bench/contact_registration.h"
#include "tests/bench/contact_table.h"
#include "tests/doubles/fixed_keyring.h"

namespace bench {

namespace {

using namespace cellseal;

class session_writer final : public rewriter::writer {
public:
    session_writer(const contact_table& table, const soci::backend_factory& through) : sql_(table.open(through)) {}
    void write(int id, const std::string& phone) override
    {
        sql_ << "update contact set phone = :phone where id = :id", soci::use(phone), soci::use(id);
    }

private:
    contact_table::session sql_;
};

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
        auto sql = table_.open();
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
        return std::make_unique<session_writer>(table_, table_.factory());
    }

private:
    // Each has a part of the table to itself, as one who writes such a script would divide it.
    void rewrite_share(int which, int workers, std::size_t batch)
    {
        auto sql = table_.open();
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
        auto sql = table_.open(factory_);
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
    std::unique_ptr<writer> open_writer() override { return std::make_unique<session_writer>(table_, factory_); }

private:
    // As change_worker does it. How many rows it has found old.
    std::uint64_t walk()
    {
        constexpr std::chrono::milliseconds stands{2000}, often{100};
        auto sql = table_.open();
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
