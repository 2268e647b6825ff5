#include "adapters/orm/soci/exchange_elements.h"

#include <utility>

namespace cellseal::soci_orm {

namespace {

template <class F>
decltype(auto) with_vector(void* data, soci::details::exchange_type type, F&& f)
{
    return with_element_type(type, [&]<class T>(std::type_identity<T>) -> decltype(auto) {
        return f(*static_cast<std::vector<T>*>(data));
    });
}

}  // namespace

std::size_t exchanged_vector::size() const
{
    return with_vector(data_, type_, [](auto& vector) { return vector.size(); });
}

void exchanged_vector::resize(std::size_t size) const
{
    with_vector(data_, type_, [&](auto& vector) { vector.resize(size); });
}

void* exchanged_vector::element(std::size_t index) const
{
    return with_vector(data_, type_, [&](auto& vector) -> void* { return &vector.at(index); });
}

void exchanged_vector::close_gaps(std::size_t first, std::span<const std::size_t> kept) const
{
    with_vector(data_, type_, [&](auto& vector) {
        for (std::size_t to = 0; to < kept.size(); ++to)
            if (kept[to] != to) vector[first + to] = std::move(vector[first + kept[to]]);
    });
}

}  // namespace cellseal::soci_orm
