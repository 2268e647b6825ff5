#include <fmt/format.h>

#include "plugin/entity/calendar.h"

namespace cellseal::calendar {

namespace {

/// Takes a text apart from its front; stays failed once something did not fit.
class text_reader {
public:
    explicit text_reader(std::string_view text) noexcept : rest_(text) {}

    [[nodiscard]] bool failed() const noexcept { return failed_; }
    [[nodiscard]] bool at_end() const noexcept { return rest_.empty(); }

    bool skip(char letter) noexcept
    {
        if (!rest_.starts_with(letter)) return false;
        rest_.remove_prefix(1);
        return true;
    }

    void demand(char letter) noexcept { failed_ = !skip(letter) || failed_; }

    /// A number of `fewest` to `most` digits.
    std::uint32_t number(std::size_t fewest, std::size_t most) noexcept
    {
        std::uint32_t value = 0;
        digits_ = 0;
        while (digits_ != most && !rest_.empty() && rest_[0] >= '0' && rest_[0] <= '9') {
            value = value * 10 + static_cast<std::uint32_t>(rest_[0] - '0');
            rest_.remove_prefix(1);
            ++digits_;
        }
        failed_ = failed_ || digits_ < fewest;
        return value;
    }

    std::uint8_t two_digits() noexcept { return static_cast<std::uint8_t>(number(2, 2)); }

    std::uint32_t nanoseconds() noexcept
    {
        std::uint32_t value = number(1, 9);
        for (std::size_t digit = digits_; digit < 9; ++digit) value *= 10;
        return value;
    }

private:
    std::string_view rest_;
    std::size_t digits_ = 0;
    bool failed_ = false;
};

void read_day(text_reader& reader, date_time& when) noexcept
{
    const bool before_year_zero = reader.skip('-');
    when.year = static_cast<std::int32_t>(reader.number(4, 5));
    if (before_year_zero) when.year = -when.year;
    reader.demand('-');
    when.month = reader.two_digits();
    reader.demand('-');
    when.day = reader.two_digits();
}

void read_clock(text_reader& reader, date_time& when) noexcept
{
    if (!reader.skip(' ')) reader.demand('T');
    when.hour = reader.two_digits();
    reader.demand(':');
    when.minute = reader.two_digits();
    if (!reader.skip(':')) return;
    when.second = reader.two_digits();
    if (reader.skip('.')) when.nanosecond = reader.nanoseconds();
}

bool exists(date_time when) noexcept
{
    when.nanosecond = 0;  // never out of range here, and to_tm() holds whole seconds only
    return to_tm(when).has_value();
}

}  // namespace

std::string to_text(const date_time& when)
{
    std::string text =
        fmt::format("{}{:04}-{:02}-{:02} {:02}:{:02}:{:02}", when.year < 0 ? "-" : "",
                    when.year < 0 ? -when.year : when.year, when.month, when.day, when.hour, when.minute, when.second);
    if (when.nanosecond != 0) text += fmt::format(".{:09}", when.nanosecond);
    return text;
}

std::optional<date_time> from_text(std::string_view text) noexcept
{
    text_reader reader(text);
    date_time when;
    read_day(reader, when);
    if (!reader.at_end()) read_clock(reader, when);
    if (reader.failed() || !reader.at_end() || !exists(when)) return std::nullopt;
    return when;
}

}  // namespace cellseal::calendar
