#pragma once

#include <soci/soci.h>

#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "adapters/orm/soci/masked_use.h"
#include "plugin/keys/secret_bytes.h"

namespace cellseal::soci_orm {

/// A variable for soci::use() and soci::into() whose value no error text of SOCI's shows, in any session, and which is
/// wiped when it is assigned and when it goes. (The copies that SOCI's backend and the driver make are out of reach.)
///
///     secret<std::string> password(typed);
///     sql << "insert into login(name, password) values(:n, :p)", soci::use(name), soci::use(password);
///
/// T is std::string or a number. Move-only: a copy would have to be wiped as well. Vectors of it do not compile.
template <class T>
class secret {
    static constexpr bool is_text = std::is_same_v<T, std::string>;
    static_assert(is_text || std::is_arithmetic_v<T>, "cellseal: a secret holds a std::string or a number");

public:
    secret() = default;
    explicit secret(T value) : value_(std::move(value)) { wipe_value(value); }
    secret(secret&& other) noexcept : value_(std::move(other.value_)) { wipe_value(other.value_); }
    secret& operator=(secret&& other) noexcept
    {
        if (this == &other) return *this;
        wipe_value(value_);
        std::swap(value_, other.value_);
        return *this;
    }
    secret(const secret&) = delete;
    secret& operator=(const secret&) = delete;
    ~secret() { wipe_value(value_); }

    /// The value in the open, as long as this object lives and is not assigned.
    [[nodiscard]] const T& expose() const noexcept { return value_; }
    /// Where SOCI reads and writes it.
    [[nodiscard]] T* for_exchange() const noexcept { return const_cast<T*>(&value_); }

private:
    static void wipe_value(T& value) noexcept
    {
        if constexpr (is_text) {
            value.resize(value.capacity());  // Longer values that it once held lie there, too.
            wipe({reinterpret_cast<std::uint8_t*>(value.data()), value.size()});
            value.clear();
        } else
            wipe({reinterpret_cast<std::uint8_t*>(&value), sizeof(value)});
    }

    T value_{};
};

}  // namespace cellseal::soci_orm

namespace soci::details {

template <class T>
struct exchange_traits<cellseal::soci_orm::secret<T>> {
    using type_family = basic_type_tag;
    enum { x_type = exchange_traits<T>::x_type };
};

template <class T>
class use_type<cellseal::soci_orm::secret<T>> : public cellseal::soci_orm::masked_use {
    using secret = cellseal::soci_orm::secret<T>;
    static constexpr auto type = static_cast<exchange_type>(exchange_traits<T>::x_type);

public:
    explicit use_type(const secret& value, const std::string& name = {})
        : masked_use(value.for_exchange(), type, true, name)
    {
    }
    use_type(const secret& value, indicator& state, const std::string& name = {})
        : masked_use(value.for_exchange(), type, state, true, name)
    {
    }

private:
    const char* mask() const noexcept override { return "<secret>"; }
};

template <class T>
class into_type<cellseal::soci_orm::secret<T>> : public standard_into_type {
    using secret = cellseal::soci_orm::secret<T>;
    static constexpr auto type = static_cast<exchange_type>(exchange_traits<T>::x_type);

public:
    explicit into_type(secret& value) : standard_into_type(value.for_exchange(), type) {}
    into_type(secret& value, indicator& state) : standard_into_type(value.for_exchange(), type, state) {}
};

// SOCI would take a vector of secrets for a vector of what is inside.
template <class T>
class use_type<std::vector<cellseal::soci_orm::secret<T>>>;
template <class T>
class into_type<std::vector<cellseal::soci_orm::secret<T>>>;

}  // namespace soci::details
