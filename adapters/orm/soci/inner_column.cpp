#include "adapters/orm/soci/inner_column.h"

#include <utility>

#include "adapters/orm/soci/inner_elements.h"

namespace cellseal::soci_orm {

inner_column::inner_column(int position, const attribute& subject)
    : position_(position), subject_(&subject), place_(subject.place())
{
    make_room(1);
}

inner_column::inner_column(int position, value_type part, std::string place)
    : position_(position), numeric_(part == value_type::int64), place_(std::move(place))
{
    make_room(1);
}

void inner_column::define(soci::details::statement_backend& inner, bool vectors, std::size_t rows)
{
    make_room(rows);
    most_rows_ = rows;
    int position = position_;
    const auto type = numeric_ ? soci::details::x_long_long : soci::details::x_stdstring;
    if (vectors) {
        vector_.reset(make_vector_into(inner));
        vector_->define_by_pos(position, numeric_ ? static_cast<void*>(&numbers_) : &texts_, type);
    } else {
        scalar_.reset(make_into(inner));
        scalar_->define_by_pos(position, numeric_ ? static_cast<void*>(numbers_.data()) : texts_.data(), type);
    }
}

void inner_column::pre_fetch()
{
    if (scalar_) scalar_->pre_fetch();
    if (vector_) vector_->pre_fetch();
}

void inner_column::pre_exec(int rows)
{
    if (scalar_) scalar_->pre_exec(rows);
    if (vector_) vector_->pre_exec(rows);
}

void inner_column::make_room(std::size_t rows)
{
    found_.resize(rows);
    if (numeric_)
        numbers_.resize(rows);
    else
        texts_.resize(rows);
}

void inner_column::take(std::size_t rows, bool from_fetch)
{
    if (scalar_) return scalar_->post_fetch(true, from_fetch, found_.data());
    vector_->resize(rows);
    found_.assign(rows, soci::i_ok);
    vector_->post_fetch(true, found_.data());
}

void inner_column::borrow(const lent_text& lent)
{
    found_.front() = lent.is_null ? soci::i_null : soci::i_ok;
    borrowed_ = lent.text;
}

std::string& inner_column::own(std::size_t row)
{
    if (borrowed_) texts_[row] = *borrowed_;
    return texts_[row];
}

const std::optional<plain_scalar>& inner_column::number(std::size_t row)
{
    number_.emplace(std::int64_t{numbers_[row]});
    return number_;
}

void inner_column::add_to(row_key& key, std::size_t row) const
{
    if (is_null(row))
        key.add(plain_view{});
    else if (numeric_)
        key.add(plain_scalar(std::int64_t{numbers_[row]}));
    else
        key.add(plain_text(texts_[row]));
}

void inner_column::forget_row() noexcept
{
    opened.reset();
    borrowed_.reset();
    scratch.wipe();
    plain_room_of_row.scalar.reset();
    plain_room_of_row.bytes.wipe();
}

}  // namespace cellseal::soci_orm
