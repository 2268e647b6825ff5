#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <ostream>

#include "adapters/admin/command_line/admin_commands.h"
#include "plugin/keys/key_shares.h"

namespace cellseal::command_line {

namespace {

struct split_request : admin_options {
    std::string prefix;
    unsigned count = 5;
    unsigned needed = 3;
};

struct join_request {
    std::vector<std::string> files;
    std::string output;
    answer_form form = answer_form::text;
};

void tell_files(const std::vector<std::string>& files, const split_request& asked, terminal console)
{
    if (asked.form == answer_form::json) {
        console.out << nlohmann::ordered_json{{"needed", asked.needed}, {"files", files}}.dump() << '\n';
        return;
    }
    for (const std::string& each : files) console.out << each << '\n';
    console.out << fmt::format("Any {} of these {} restore the key: cellseal key join. Give each to somebody else.\n",
                               asked.needed, asked.count);
}

exit_code split(const split_request& asked, command_services& services, terminal console)
{
    key_shares::check_numbers(asked.needed, asked.count);
    const auto held = services.administer(asked.settings_file);
    const crypto_provider& crypto = held->contract().surroundings().around.crypto;
    const secret_bytes text = held->contract().export_key(held->caller(asked.reason));
    const auto secrets = read_sealkey(text.expose(), crypto.key_memory());
    const auto generated = passphrase::from_utf8(secrets.front().bytes.expose(), crypto.key_memory());
    if (!generated)
        throw error(errc::key_not_usable, "only a generated passphrase can be split into shares: this one was typed");
    const sealkey_labels labels{secrets.front().organisation, 0, secrets.front().key_check, 1, secrets.front().slot};
    const auto shares = key_shares::split(*generated, labels, asked.needed, asked.count, crypto);
    std::vector<std::string> files;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        files.push_back(fmt::format("{}{}.share", asked.prefix, i + 1));
        services.write_key(files.back(), shares[i]);
    }
    tell_files(files, asked, console);
    return exit_code::done;
}

exit_code join(const join_request& asked, command_services& services, terminal console)
{
    auto& memory = *std::pmr::new_delete_resource();
    std::vector<secret_bytes> texts;
    std::vector<byte_view> views;
    for (const std::string& each : asked.files) texts.push_back(services.read_key(each, memory));
    for (const secret_bytes& each : texts) views.push_back(each.expose());
    const auto restored = key_shares::restore(views, memory);
    services.write_key(asked.output, sealkey_text(restored.labels, restored.key, memory));
    if (asked.form == answer_form::json)
        console.out << nlohmann::ordered_json{{"key_check", restored.labels.key_check}, {"file", asked.output}}.dump()
                    << '\n';
    else
        console.out << fmt::format("The key labelled {} is restored in {}. Try it: cellseal key test {}\n",
                                   restored.labels.key_check, asked.output, asked.output);
    return exit_code::done;
}

}  // namespace

void add_key_shares(CLI::App& app, command_choice& choice)
{
    CLI::App& splitting =
        *key_group(app).add_subcommand("split", "Split the key into shares, of which some restore it");
    const auto request = on_command<split_request>(splitting, choice, split);
    add_admin_options(splitting, *request);
    splitting.add_option("prefix", request->prefix, "Where: PREFIX1.share, PREFIX2.share, …")->required();
    splitting.add_option("-n,--shares", request->count, "How many, 2 to 100; 5 if left out");
    splitting.add_option("-k,--needed", request->needed, "How many restore the key; 3 if left out");
    splitting.footer("Fewer say nothing about it. Example:\n  cellseal key split contoso- --shares 5 --needed 3");

    CLI::App& joining = *key_group(app).add_subcommand("join", "Restore the key from shares, as an export");
    const auto wanted = on_command<join_request>(joining, choice, join);
    joining.add_option("shares", wanted->files, "The files of the shares, in any order")->required();
    joining.add_option("-o,--output", wanted->output, "Where the export is written; nothing may lie there")->required();
    joining.footer(
        "Needs no database and no settings. Example:\n"
        "  cellseal key join contoso-1.share contoso-4.share contoso-5.share -o contoso.sealkey");
}

}  // namespace cellseal::command_line
