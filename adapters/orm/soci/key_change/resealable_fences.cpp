// The fences of resealable_rows_soci.
#include <algorithm>

#include <fmt/format.h>

#include "adapters/orm/soci/key_change/database_trouble.h"
#include "adapters/orm/soci/key_change/fence_sql.h"
#include "adapters/orm/soci/key_change/reseal_sql.h"
#include "adapters/orm/soci/key_change/resealable_rows_soci.h"
#include "plugin/error/error.h"

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

/// Its definition; empty where none stands.
std::string constraint_of(soci::session& sql, const table_shape& shape)
{
    std::string definition;
    if (shape.home == table_home::postgresql) sql << fence_sql::constraint_definition(shape), soci::into(definition);
    return definition;
}

bool is_validated(const std::string& constraint) { return constraint.find("NOT VALID") == constraint.npos; }

bool lacks_one_of(const std::string& definition, const table_shape& shape, const std::vector<sealing_marks>& marks)
{
    for (std::size_t i = 0; i < marks.size(); ++i) {
        const stored_form form = shape.columns[i].which->form;
        const auto lacks = [&](const std::string& mark) {
            return definition.find(mark_literal(mark, form, shape.home)) == definition.npos;
        };
        if (std::ranges::any_of(marks[i].values, lacks)) return true;
        if (!shape.columns[i].token.empty() && std::ranges::any_of(marks[i].tokens, lacks)) return true;
    }
    return false;
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

// Where this user may not, nothing stands.
bool resealable_rows_soci::close_fence(const table_shape& shape, const keyring& keys)
try {
    put_up(shape, marks_for(shape, keys, present_marks), fence_sql::plain_values::refused);
    return true;
} catch (const soci::soci_error& failed) {
    if (trouble_of(failed) != trouble::no_rights) throw;
    return false;
}

void resealable_rows_soci::put_up(const table_shape& shape, const std::vector<sealing_marks>& marks,
                                  fence_sql::plain_values plain)
{
    drop_constraint(shape);
    run(fence_sql::put_up(shape, marks, plain));
}

void resealable_rows_soci::drop_constraint(const table_shape& shape)
{
    if (!constraint_of(sql_, shape).empty()) run({"set local lock_timeout = '2s'", fence_sql::drop_constraint(shape)});
}

// Whether a fence stands on the table that lacks one of these marks.
bool resealable_rows_soci::stands_without(const table_shape& shape, const std::vector<sealing_marks>& marks)
{
    if (counted(sql_, fence_sql::count_standing(shape)) == 0) return false;
    // MariaDB hides it from who may not make triggers: then nobody knows what it lets through.
    std::string definition;
    soci::indicator hidden = soci::i_null;
    sql_ << fence_sql::definition(shape), soci::into(definition, hidden);
    return hidden != soci::i_ok || lacks_one_of(definition, shape, marks);
}

void resealable_rows_soci::widen_fence(const table_shape& shape, const std::vector<sealing_marks>& marks)
try {
    put_up(shape, marks, fence_sql::plain_values::refused);
} catch (const soci::soci_error& failed) {
    if (trouble_of(failed) != trouble::no_rights) throw;
    std::string statements;
    for (const std::string& each : fence_sql::take_away(shape)) statements += each + "; ";
    throw error(errc::change_refused,
                fmt::format("table {} has a fence of an earlier key change, which this user may not widen for the next "
                            "one. Let the owner of the table take it away, and put it up again after the change: {}",
                            shape.name, statements));
}

void resealable_rows_soci::widen_fences(const keyring& keys)
{
    working([&] {
        for (const table_shape& each : shapes()) {
            const auto marks = marks_for(each, keys, coming_marks);
            if (stands_without(each, marks)) widen_fence(each, marks);
            // Somebody may have taken the triggers away, and left the constraint.
            if (lacks_one_of(constraint_of(sql_, each), each, marks)) drop_constraint(each);
        }
    });
}

bool resealable_rows_soci::close_fences(const keyring& keys, std::span<const std::string> attributes)
{
    return working([&] {
        bool all = true;
        for (const table_shape& each : shapes())
            if (holds_one_of(each, attributes)) all &= close_fence(each, keys);
        return all;
    });
}

// Rows that were left behind under an old key, rights that lack, a table that is busy: the triggers do without it.
void resealable_rows_soci::confirm_fences(const keyring& keys)
{
    if (home_ != table_home::postgresql) return;
    working([&] {
        for (const table_shape& each : shapes()) {
            const auto marks = marks_for(each, keys, present_marks);
            const std::string standing = constraint_of(sql_, each);
            if (!lacks_one_of(standing, each, marks) && is_validated(standing)) continue;
            try {
                drop_constraint(each);
                if (counted(sql_, reseal_sql::count(each, {.condition = reseal_sql::is_old(each, marks)})) > 0)
                    continue;
                run({"set local lock_timeout = '2s'", fence_sql::add_constraint(each, marks)});
                run({fence_sql::validate_constraint(each)});
            } catch (const soci::soci_error& failed) {
                if (trouble_of(failed) == trouble::lost) throw;
                if (!is_validated(constraint_of(sql_, each))) drop_constraint(each);
            }
        }
    });
}

std::vector<std::string> resealable_rows_soci::missing_fences(const keyring& keys)
{
    return working([&] {
        constexpr std::uint64_t triggers_of_a_fence = 2;
        std::vector<std::string> all;
        for (const table_shape& each : shapes()) {
            const auto marks = marks_for(each, keys, present_marks);
            if (counted(sql_, fence_sql::count_standing(each)) == triggers_of_a_fence && !stands_without(each, marks))
                continue;
            for (const std::string& statement : fence_sql::by_hand(each, marks)) all.push_back(statement);
        }
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
                put_up(each, marks_for(each, keys, coming_marks), fence_sql::plain_values::pass);
    });
}

}  // namespace cellseal::soci_orm
