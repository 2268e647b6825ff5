#include <sodium.h>

#include <array>
#include <stdexcept>

#include "tests/bench/soci_contender.h"

namespace bench {

namespace {

/// What one finds in good applications: one key, nonce in front, base64, the column's name as associated data.
class hand_cipher {
public:
    hand_cipher()
    {
        if (sodium_init() < 0) throw std::runtime_error("libsodium did not start");
        crypto_aead_xchacha20poly1305_ietf_keygen(key_.data());
        crypto_auth_hmacsha256_keygen(index_key_.data());
    }

    [[nodiscard]] std::string seal(const std::string& plain, const std::string& column) const
    {
        std::string sealed(nonce_size + plain.size() + tag_size, '\0');
        auto* bytes = reinterpret_cast<unsigned char*>(sealed.data());
        randombytes_buf(bytes, nonce_size);
        crypto_aead_xchacha20poly1305_ietf_encrypt(bytes + nonce_size, nullptr, as_bytes(plain), plain.size(),
                                                   as_bytes(column), column.size(), nullptr, bytes, key_.data());
        return base64(sealed);
    }

    [[nodiscard]] std::string open(const std::string& stored, const std::string& column) const
    {
        std::string sealed(stored.size(), '\0');
        std::size_t size = 0;
        if (sodium_base642bin(reinterpret_cast<unsigned char*>(sealed.data()), sealed.size(), stored.data(),
                              stored.size(), nullptr, &size, nullptr, sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0)
            throw std::runtime_error("not base64");
        std::string plain(size - nonce_size - tag_size, '\0');
        const auto* bytes = as_bytes(sealed);
        if (crypto_aead_xchacha20poly1305_ietf_decrypt(reinterpret_cast<unsigned char*>(plain.data()), nullptr, nullptr,
                                                       bytes + nonce_size, size - nonce_size, as_bytes(column),
                                                       column.size(), bytes, key_.data()) != 0)
            throw std::runtime_error("does not open");
        return plain;
    }

    [[nodiscard]] std::string token(const std::string& plain) const
    {
        std::string hash(crypto_auth_hmacsha256_BYTES, '\0');
        crypto_auth_hmacsha256(reinterpret_cast<unsigned char*>(hash.data()), as_bytes(plain), plain.size(),
                               index_key_.data());
        return base64(hash.substr(0, 16));
    }

private:
    static constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
    static constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;

    static const unsigned char* as_bytes(const std::string& text)
    {
        return reinterpret_cast<const unsigned char*>(text.data());
    }

    static std::string base64(const std::string& bytes)
    {
        constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
        std::string text(sodium_base64_ENCODED_LEN(bytes.size(), variant), '\0');
        sodium_bin2base64(text.data(), text.size(), as_bytes(bytes), bytes.size(), variant);
        text.pop_back();  // libsodium counts its terminator
        return text;
    }

    std::array<unsigned char, crypto_aead_xchacha20poly1305_ietf_KEYBYTES> key_{};
    std::array<unsigned char, crypto_auth_hmacsha256_KEYBYTES> index_key_{};
};

struct hand_session {
    explicit hand_session(const bench_database& where) : session(where.open("by_hand")) {}
    soci::session session;
};

struct hand_row : contact {
    std::string bidx_email;
};

class by_hand final : hand_session, public soci_contender {
public:
    explicit by_hand(const bench_database& where) : hand_session(where), soci_contender(session), where_(where) {}

    void insert(std::span<const contact> what) override
    {
        soci::transaction all(sql());
        hand_row c;
        soci::statement insert =
            (sql().prepare << insert_text, soci::use(c.id), soci::use(c.name), soci::use(c.email),
             soci::use(c.bidx_email), soci::use(c.phone), soci::use(c.note), soci::use(c.mailbox_password));
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
            std::vector<std::string> names, emails, tokens, phones, notes, passwords;
            for (const contact& each : what.subspan(from, std::min(bulk_size, what.size() - from))) {
                const hand_row c = stored(each);
                ids.push_back(c.id), names.push_back(c.name), emails.push_back(c.email), tokens.push_back(c.bidx_email);
                phones.push_back(c.phone), notes.push_back(c.note), passwords.push_back(c.mailbox_password);
            }
            sql() << insert_text, soci::use(ids), soci::use(names), soci::use(emails), soci::use(tokens),
                soci::use(phones), soci::use(notes), soci::use(passwords);
        }
        all.commit();
    }

    void insert_one_time(std::span<const contact> what) override
    {
        soci::transaction all(sql());
        for (const contact& each : what) {
            const hand_row c = stored(each);
            sql() << insert_text, soci::use(c.id), soci::use(c.name), soci::use(c.email), soci::use(c.bidx_email),
                soci::use(c.phone), soci::use(c.note), soci::use(c.mailbox_password);
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
        while (read.fetch()) bytes += bytes_in(opened(c));
        return bytes;
    }

    std::size_t read_rowset() override
    {
        std::size_t bytes = 0;
        const soci::rowset<contact> rows = (sql().prepare << read_text);
        for (const contact& each : rows) bytes += bytes_in(opened(each));
        return bytes;
    }

    std::size_t look_up(std::span<const contact> what) override
    {
        std::size_t bytes = 0;
        std::string token, phone;
        soci::statement find = (sql().prepare << find_text, soci::use(token), soci::into(phone));
        for (const contact& each : what) {
            token = cipher_.token(each.email);
            find.execute(true);
            bytes += cipher_.open(phone, "phone").size();
        }
        return bytes;
    }

    std::size_t look_up_one_time(std::span<const contact> what) override
    {
        std::size_t bytes = 0;
        for (const contact& each : what) {
            const std::string token = cipher_.token(each.email);
            std::string phone;
            sql() << find_text, soci::use(token), soci::into(phone);
            bytes += cipher_.open(phone, "phone").size();
        }
        return bytes;
    }

protected:
    std::unique_ptr<soci::session> another_session() override
    {
        return std::make_unique<soci::session>(where_.factory(), where_.prepared_before("by_hand"));
    }

    void work_once(soci::session& sql, const contact& whose, bool writes) override
    {
        std::string phone = writes ? cipher_.seal(whose.phone, "phone") : "";
        const std::string token = writes ? "" : cipher_.token(whose.email);
        if (writes)
            sql << update_text, soci::use(phone), soci::use(whose.id);
        else
            sql << find_text, soci::use(token), soci::into(phone);
        if (!writes) static_cast<void>(cipher_.open(phone, "phone"));
    }

private:
    static constexpr const char* insert_text =
        "insert into contact(id, name, email, bidx_email, phone, note, mailbox_password) "
        "values(:id, :name, :email, :bidx_email, :phone, :note, :mailbox_password)";
    static constexpr const char* find_text = "select phone from contact where bidx_email = :token";

    [[nodiscard]] contact opened(const contact& c) const
    {
        return {c.id,
                c.name,
                cipher_.open(c.email, "email"),
                cipher_.open(c.phone, "phone"),
                cipher_.open(c.note, "note"),
                cipher_.open(c.mailbox_password, "mailbox_password")};
    }

    [[nodiscard]] hand_row stored(const contact& c) const
    {
        return {{c.id, c.name, cipher_.seal(c.email, "email"), cipher_.seal(c.phone, "phone"),
                 cipher_.seal(c.note, "note"), cipher_.seal(c.mailbox_password, "mailbox_password")},
                cipher_.token(c.email)};
    }

    const bench_database& where_;
    hand_cipher cipher_;
};

}  // namespace

std::unique_ptr<contender> make_by_hand(const bench_database& where) { return std::make_unique<by_hand>(where); }

}  // namespace bench
