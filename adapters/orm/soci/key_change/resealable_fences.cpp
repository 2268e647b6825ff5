// The fences of resealable_rows_soci.
#include <algorithm>

#include <fmt/format.h>

#include "adapters/orm/soci/key_change/database_trouble.h"
#include "adapters/orm/soci/key_change/fence_sql.h"
#include "adapters/orm/soci/key_change/resealable_rows_soci.h"

namespace cellseal::soci_orm {

namespace {

std::vector<sealing_marks> marks_for(const table_shape& shape, const keyring& keys,
                                     sealing_marks (*which)(const attribute&, const keyring&))
{
    std::vector<sealing_marks> marks;
    for (const sealed_column& each : shape.columns) marks.push_back(which(*each.which, keys));
    return marks;
}

std::uint64_t counted(soci::session& sql, const std::string& query)
{
    long long count = 0;
    sql << query, soci::into(count);
    return static_cast<std::uint64_t>(count);
}

bool holds_one_of(const table_shape& shape, std::span<const std::string> attributes)
{
    return attributes.empty() || std::ranges::any_of(shape.columns, [&](const sealed_column& each) {
               return std::ranges::find(attributes, each.which->full_name()) != attributes.end();
           });
}

}  // namespace

void resealable_rows_soci::run(const std::vector<std::string>& statements)
{
    // MySQL's DDL commits by itself.
    if (home_ == table_home::mysql)
        for (const std::string& each : statements) sql_ << each;
    else
        in_writing_transaction(sql_, [&] {
            for (const std::string& each : statements) sql_ << each;
        });
}

bool resealable_rows_soci::run_fence(const std::vector<std::string>& statements)
try {
    run(statements);
    return true;
} catch (const soci::soci_error& failed) {
    if (trouble_of(failed) != trouble::no_rights) throw;
    return false;
}

// Whether a fence stands on the table that lacks one of these marks.
bool resealable_rows_soci::stands_without(const table_shape& shape, const std::vector<sealing_marks>& marks)
{
    if (counted(sql_, fence_sql::count_standing(shape)) == 0) return false;
    std::string definition;
    sql_ << fence_sql::definition(shape), soci::into(definition);
    for (std::size_t i = 0; i < marks.size(); ++i) {
        const stored_form form = shape.columns[i].which->form;
        const auto lacks = [&](const std::string& mark) {
            return definition.find(mark_literal(mark, form, home_)) == definition.npos;
        };
        if (std::ranges::any_of(marks[i].values, lacks)) return true;
        if (!shape.columns[i].token.empty() && std::ranges::any_of(marks[i].tokens, lacks)) return true;
    }
    return false;
}

void resealable_rows_soci::widen_fences(const keyring& keys)
{
    working([&] {
        for (const table_shape& each : shapes()) {
            const auto marks = marks_for(each, keys, coming_marks);
            if (!stands_without(each, marks)) continue;
            run(fence_sql::put_up(each, marks, fence_sql::plain_values::refused));
        }
    });
}

bool resealable_rows_soci::close_fences(const keyring& keys, std::span<const std::string> attributes)
{
    return working([&] {
        bool all = true;
        for (const table_shape& each : shapes())
            if (holds_one_of(each, attributes))
                all &= run_fence(
                    fence_sql::put_up(each, marks_for(each, keys, present_marks), fence_sql::plain_values::refused));
        return all;
    });
}

void resealable_rows_soci::wait_for_writers()
{
    working([&] {
        for (const table_shape& each : shapes()) {
            switch (home_) {
                case table_home::sqlite: in_writing_transaction(sql_, [] {}); break;
                case table_home::postgresql:
                    in_writing_transaction(sql_, [&] {
                        sql_ << "set local lock_timeout = '2s'";
                        sql_ << fmt::format("lock table {} in share row exclusive mode", each.sql);
                    });
                    break;
                case table_home::mysql:
                    sql_ << "set session lock_wait_timeout = 2";
                    sql_ << fmt::format("lock tables {} write", each.sql);
                    sql_ << "unlock tables";
                    break;
            }
        }
    });
}

void resealable_rows_soci::admit_plain(std::span<const std::string> attributes, const keyring& keys)
{
    working([&] {
        for (const table_shape& each : shapes())
            if (holds_one_of(each, attributes) && counted(sql_, fence_sql::count_standing(each)) > 0)
                run(fence_sql::put_up(each, marks_for(each, keys, coming_marks), fence_sql::plain_values::pass));
    });
}

}  // namespace cellseal::soci_orm
