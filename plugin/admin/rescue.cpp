#include "plugin/admin/rescue.h"

#include <fmt/format.h>

#include <algorithm>

#include "plugin/error/error.h"
#include "plugin/keys/keyring_opener.h"
#include "plugin/values/plain_display.h"

namespace cellseal {

namespace {

constexpr std::size_t most_findings = 100;

// RFC 4180, section 2: fields with quotes, commas and line breaks are quoted, quotes in them doubled.
std::string quoted(const std::string& text)
{
    if (!text.empty() && text.find_first_of("\",\r\n") == text.npos) return text;
    std::string field = "\"";
    for (const char c : text) {
        if (c == '"') field += '"';
        field += c;
    }
    return field + '"';
}

void wipe_text(std::string& text) { wipe({reinterpret_cast<std::uint8_t*>(text.data()), text.size()}); }

class table_rescue {
public:
    table_rescue(const keyring& keys, const std::function<void(std::string_view)>& write) : keys_(keys), write_(write)
    {
    }

    void write_names(const std::vector<rescued_column>& columns) const
    {
        std::string line;
        for (const rescued_column& each : columns) line += (line.empty() ? "" : ",") + quoted(each.name);
        write_(line + "\r\n");
    }

    void write_row(const std::vector<rescued_column>& columns, const stored_cells_row& row)
    {
        ++report.rows;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (i > 0) write_(",");
            if (row.cells[i]) write_cell(columns[i], *row.cells[i], row);
        }
        write_("\r\n");
    }

    rescue_report report;

private:
    void write_cell(const rescued_column& column, const std::string& stored, const stored_cells_row& row)
    {
        if (!column.which) return write_(quoted(stored));
        try {
            const wipe_when_done wiped{scratch_};
            const row_key none;
            const opened_value opened =
                field_sealer::open(*column.which, keys_, stored, needs_row(*column.which) ? row.row : none, scratch_);
            ++report.opened;
            if (opened.value.type != value_type::null) write_plain(opened.value);
        } catch (const error& refused) {
            note(*column.which, row, refused.code());
            write_(quoted(stored));
        }
    }

    static bool needs_row(const attribute& which)
    {
        return which.bound_to_row || std::ranges::any_of(which.former, &former_policy::bound_to_row);
    }

    void write_plain(plain_view value) const
    {
        std::string text = plain_display(value);
        std::string field = quoted(text);
        write_(field);
        wipe_text(text);
        wipe_text(field);
    }

    void note(const attribute& which, const stored_cells_row& row, errc problem)
    {
        if (problem == errc::not_sealed) {
            ++report.plain;
            return;
        }
        ++report.failed;
        if (report.findings.size() < most_findings)
            report.findings.push_back(fmt::format("{}{}{}: {}", which.full_name(), row.where.empty() ? "" : ", ",
                                                  row.where, name_of(problem)));
    }

    const keyring& keys_;
    const std::function<void(std::string_view)>& write_;
    wiping_buffer scratch_;
};

}  // namespace

std::shared_ptr<const keyring> keyring_with_archived(const keyring_document& document,
                                                     std::span<const organisation_key> held,
                                                     std::shared_ptr<const attribute_registry> registry,
                                                     const crypto_provider& crypto)
{
    keyring::content content = open_keyring(document, held, crypto);
    for (auto* keys : {&content.data_keys, &content.index_keys})
        for (keyring_key& each : *keys)
            if (each.state == key_state::archived) each.state = key_state::opening;
    return std::make_shared<const keyring>(std::move(content), std::move(registry), crypto);
}

rescue_report rescue_table(stored_table_rows& rows, const keyring& keys,
                           const std::function<void(std::string_view)>& write)
{
    table_rescue rescue(keys, write);
    rescue.write_names(rows.columns());
    rows.each([&](const stored_cells_row& row) { rescue.write_row(rows.columns(), row); });
    return std::move(rescue.report);
}

}  // namespace cellseal
