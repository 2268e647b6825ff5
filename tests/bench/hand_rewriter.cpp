#include <algorithm>
#include <vector>

#include "tests/bench/contact_table.h"
#include "tests/bench/hand_cipher.h"
#include "tests/bench/rewriter.h"

namespace bench {

namespace {

class hand_rewriter final : public rewriter {
public:
    hand_rewriter(const bench_database& where, std::span<const contact> data)
        : table_(where, "rewritten_by_hand"), rows_(static_cast<int>(data.size()))
    {
        std::vector<contact> sealed;
        for (const contact& each : data) sealed.push_back(present_.seal(each));
        auto sql = table_.open();
        insert_all(sql, sealed);
        rewrite(1, data.size());  // with tokens now
    }

    void rewrite(int workers, std::size_t batch) override
    {
        const hand_cipher next;
        in_threads(workers, [&](int which) { rewrite_share(which, workers, static_cast<int>(batch), next); });
        present_ = next;
    }
    std::unique_ptr<writer> open_writer() override { return nullptr; }

private:
    // As nobody else writes, a transaction holds the writing alone: two workers seal side by side.
    void rewrite_share(int which, int workers, int batch, const hand_cipher& next)
    {
        auto sql = table_.open();
        hand_row c;
        int from = 0, to = 0;
        soci::statement read = (sql.prepare << "select id, email, phone, note, mailbox_password from contact "
                                               "where id between :from and :to",
                                soci::use(from), soci::use(to), soci::into(c.id), soci::into(c.email),
                                soci::into(c.phone), soci::into(c.note), soci::into(c.mailbox_password));
        soci::statement update =
            (sql.prepare << "update contact set email = :email, bidx_email = :token, phone = :phone, note = :note, "
                            "mailbox_password = :password where id = :id",
             soci::use(c.email), soci::use(c.bidx_email), soci::use(c.phone), soci::use(c.note),
             soci::use(c.mailbox_password), soci::use(c.id));
        const int first = rows_ * which / workers + 1, last = rows_ * (which + 1) / workers;
        std::vector<hand_row> sealed;
        for (from = first; from <= last; from += batch) {
            to = std::min(last, from + batch - 1);
            sealed.clear();
            read.execute();
            while (read.fetch()) sealed.push_back(next.seal(present_.open(c)));
            table_.begin(sql);
            for (const hand_row& each : sealed) {
                c = each;
                update.execute(true);
            }
            sql << "commit";
        }
    }

    contact_table table_;
    int rows_;
    hand_cipher present_;
};

}  // namespace

std::unique_ptr<rewriter> make_hand_rewriter(const bench_database& where, std::span<const contact> data)
{
    return std::make_unique<hand_rewriter>(where, data);
}

}  // namespace bench
