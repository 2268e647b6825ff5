#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include <soci/soci.h>

namespace cellseal::soci_orm {

/// Marks an exception whose text is redacted already.
class redacted_error {
public:
    virtual ~redacted_error() = default;
};

/// An error of the database, of the concrete type SOCI threw, whose what() holds no bound value.
///
/// While an exception passes through soci::details::statement_impl, SOCI adds ` with :e="…"` to it. Version 4.0.3 has
/// no switch against that; what() of this type ignores what is added after the fact. Catch by reference: a copy to
/// the base class by value shows the additions again.
template <class Concrete>
class redacted final : public Concrete, public redacted_error {
public:
    redacted(Concrete original, std::string shown)
        : Concrete(std::move(original)), shown_(std::make_shared<const std::string>(std::move(shown)))
    {
    }
    const char* what() const noexcept override { return shown_->c_str(); }

private:
    std::shared_ptr<const std::string> shown_;  ///< Shared, so that copying the exception cannot throw.
};

/// A database's message without the values that it quotes: `Key (email)=(a@b)`, `Duplicate entry 'a@b'`.
[[nodiscard]] std::string without_values(std::string_view message);

/// Rethrows the soci_error being handled in its redacted form: "message while executing "sql"".
[[noreturn]] void rethrow_redacted(std::string_view doing, std::string_view sql);

/// Throws soci_error with `message`, redacted from the start, for refusals that SOCI words itself.
[[noreturn]] void throw_redacted(const std::string& message, std::string_view doing, std::string_view sql);

/// Runs `f`; an error of the database leaves redacted.
template <class F>
decltype(auto) redacting(std::string_view doing, std::string_view sql, F&& f)
{
    try {
        return std::forward<F>(f)();
    } catch (const soci::soci_error&) {
        rethrow_redacted(doing, sql);
    }
}

}  // namespace cellseal::soci_orm
