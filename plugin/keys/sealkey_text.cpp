#include "plugin/keys/sealkey_text.h"

#include <fmt/format.h>

#include "plugin/keys/sealkey_words.h"
#include "plugin/keys/wiped_text.h"

namespace cellseal {

namespace {

using namespace sealkey_words;

std::string head_of(const sealkey_labels& labels)
{
    const std::string slot = labels.slot.empty() ? "" : fmt::format("    {} {}", slot_label, labels.slot);
    return fmt::format("{} \"{}\"            created {}{}{} {}    generation: {}{}{}", title, labels.organisation,
                       to_rfc3339(labels.created_at), line_break, check_label, labels.key_check, labels.generation,
                       slot, line_break);
}

class export_writer {
public:
    explicit export_writer(const sealkey_labels& labels) { add(head_of(labels)); }

    void add(std::string_view text) { text_.insert(text_.end(), text.begin(), text.end()); }
    void add(const secret_bytes& secret)
    {
        const byte_view bytes = secret.expose();
        text_.insert(text_.end(), bytes.begin(), bytes.end());
    }
    [[nodiscard]] secret_bytes take(text_encoding encoding, std::pmr::memory_resource& memory)
    {
        add(advice);
        return encoded(text_, encoding, memory);
    }

private:
    wiped_bytes text_;
};

}  // namespace

secret_bytes sealkey_text(const sealkey_labels& labels, const passphrase& key, std::pmr::memory_resource& memory,
                          text_encoding encoding)
{
    export_writer text(labels);
    text.add(unicode_label);
    text.add(" ");
    text.add(key.in_groups());
    text.add(line_break);
    text.add(digits_label);
    text.add("  ");
    text.add(key.digits());
    return text.take(encoding, memory);
}

std::optional<secret_bytes> sealkey_text(const sealkey_labels& labels, const slot_secret& key,
                                         std::pmr::memory_resource& memory, text_encoding encoding)
{
    if (key.what == slot_secret::kind::random_key) return std::nullopt;
    if (const auto generated = passphrase::from_utf8(key.bytes.expose(), memory))
        return sealkey_text(labels, *generated, memory, encoding);
    export_writer text(labels);
    text.add(typed_label);
    text.add(" ");
    text.add(key.bytes);
    return text.take(encoding, memory);
}

secret_bytes joined(std::span<const secret_bytes> exports, std::pmr::memory_resource& memory)
{
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    wiped_bytes text(mark.begin(), mark.end());
    for (const secret_bytes& each : exports) {
        byte_view bytes = each.expose();
        if (chars_of(bytes).starts_with(mark)) bytes = bytes.subspan(mark.size());
        text.insert(text.end(), bytes.begin(), bytes.end());
    }
    return {text, memory};
}

}  // namespace cellseal
