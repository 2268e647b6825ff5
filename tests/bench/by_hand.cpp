#include "tests/bench/hand_cipher.h"
#include "tests/bench/soci_contender.h"

namespace bench {

namespace {

struct hand_session {
    explicit hand_session(const bench_database& where) : session(where.open("by_hand")) {}
    soci::session session;
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
            c = cipher_.seal(each);
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
                const hand_row c = cipher_.seal(each);
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
            const hand_row c = cipher_.seal(each);
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
        while (read.fetch()) bytes += bytes_in(cipher_.open(c));
        return bytes;
    }

    std::size_t read_rowset() override
    {
        std::size_t bytes = 0;
        const soci::rowset<contact> rows = (sql().prepare << read_text);
        for (const contact& each : rows) bytes += bytes_in(cipher_.open(each));
        return bytes;
    }

    std::size_t look_up(std::span<const contact> what) override
    {
        std::size_t bytes = 0;
        std::string token;
        contact c;
        soci::statement find =
            (sql().prepare << find_text, soci::use(token), soci::into(c.id), soci::into(c.name), soci::into(c.email),
             soci::into(c.phone), soci::into(c.note), soci::into(c.mailbox_password));
        for (const contact& each : what) {
            token = cipher_.token(each.email);
            find.execute(true);
            bytes += bytes_in(cipher_.open(c));
        }
        return bytes;
    }

    std::size_t look_up_one_time(std::span<const contact> what) override
    {
        std::size_t bytes = 0;
        for (const contact& each : what) {
            const std::string token = cipher_.token(each.email);
            contact c;
            find(sql(), token, c);
            bytes += bytes_in(cipher_.open(c));
        }
        return bytes;
    }

protected:
    std::string searched_column() const override { return "bidx_email"; }

    std::unique_ptr<soci::session> another_session() override
    {
        return std::make_unique<soci::session>(where_.factory(), where_.prepared_before("by_hand"));
    }

    void work_once(soci::session& sql, const contact& whose, bool writes) override
    {
        if (writes) {
            const std::string phone = cipher_.seal(whose.phone, "phone");
            sql << update_text, soci::use(phone), soci::use(whose.id);
        } else {
            const std::string token = cipher_.token(whose.email);
            contact c;
            find(sql, token, c);
            static_cast<void>(cipher_.open(c));
        }
    }

private:
    static constexpr const char* insert_text =
        "insert into contact(id, name, email, bidx_email, phone, note, mailbox_password) "
        "values(:id, :name, :email, :bidx_email, :phone, :note, :mailbox_password)";
    // What the token finds is taken as found: nobody who writes this by hand compares the opened e-mail afterwards.
    static constexpr const char* find_text =
        "select id, name, email, phone, note, mailbox_password from contact where bidx_email = :token";

    static void find(soci::session& sql, const std::string& token, contact& c)
    {
        sql << find_text, soci::use(token), soci::into(c.id), soci::into(c.name), soci::into(c.email),
            soci::into(c.phone), soci::into(c.note), soci::into(c.mailbox_password);
    }

    const bench_database& where_;
    hand_cipher cipher_;
};

}  // namespace

std::unique_ptr<contender> make_by_hand(const bench_database& where) { return std::make_unique<by_hand>(where); }

}  // namespace bench
