#include "tests/bench/one_value.h"

#include <benchmark/benchmark.h>
#include <sodium.h>

#include <array>
#include <memory>
#include <string>

#include "adapters/crypto/sodium/sodium_provider.h"
#include "plugin/attributes/attribute_registry.h"
#include "plugin/keys/keyring.h"
#include "plugin/values/field_sealer.h"

namespace bench {

namespace {

using namespace cellseal;

constexpr int calls = 20'000;  // of one repetition, so that the clock's grain does not count
const std::string plain(32, 'p');

std::shared_ptr<const attribute_registry> one_attribute()
{
    attribute secret;
    secret.entity = "contact", secret.name = "email", secret.table = "contact", secret.column = "email";
    registration contact;
    contact.entity = contact.table = contact.declared_at = "contact";
    contact.attributes.push_back(secret);
    return std::move(attribute_registry::builder().add(contact)).build();
}

/// A keyring with one data key and one index key, and what sealing needs beside it.
struct sealing {
    sodium_provider crypto;
    std::shared_ptr<const attribute_registry> registry = one_attribute();
    keyring keys{contents(), registry, crypto};
    wiping_buffer scratch;
    row_key row;

    keyring::content contents()
    {
        const std::array<std::uint8_t, 32> bytes{7};
        keyring::content what;
        what.organisation = "bench", what.key_check = "0000-0000";
        what.data_keys.push_back({1, key_state::sealing, "", secret_bytes(bytes, crypto.key_memory())});
        what.index_keys.push_back({1, key_state::sealing, "", secret_bytes(bytes, crypto.key_memory())});
        return what;
    }
    const attribute& email() { return registry->attributes().front(); }
};

struct bare {
    std::array<unsigned char, crypto_aead_xchacha20poly1305_ietf_KEYBYTES> key{7};
    std::array<unsigned char, crypto_aead_xchacha20poly1305_ietf_NPUBBYTES> nonce{};
    std::array<unsigned char, 21> header{};
    std::array<unsigned char, 33 + crypto_aead_xchacha20poly1305_ietf_ABYTES> sealed{};
    std::array<unsigned char, 33> text{};

    void seal()
    {
        crypto_aead_xchacha20poly1305_ietf_encrypt(sealed.data(), nullptr, text.data(), text.size(), header.data(),
                                                   header.size(), nullptr, nonce.data(), key.data());
        benchmark::DoNotOptimize(sealed);
    }
    void open()
    {
        benchmark::DoNotOptimize(crypto_aead_xchacha20poly1305_ietf_decrypt(text.data(), nullptr, nullptr,
                                                                            sealed.data(), sealed.size(), header.data(),
                                                                            header.size(), nonce.data(), key.data()));
    }
};

template <class Work>
void add(const char* name, Work work)
{
    benchmark::RegisterBenchmark(name,
                                 [work](benchmark::State& state) mutable {
                                     for (auto _ : state)
                                         for (int i = 0; i < calls; ++i) work();
                                     state.counters["items"] = calls;
                                 })
        ->Iterations(5)
        ->UseRealTime();
}

}  // namespace

void register_one_value()
{
    auto cipher = std::make_shared<bare>();
    auto ours = std::make_shared<sealing>();
    auto stored = std::make_shared<std::string>();
    field_sealer::seal(ours->email(), ours->keys, plain_text(plain), ours->row, *stored, ours->scratch);
    cipher->seal();

    add("seal 32 bytes/1 bare cipher", [cipher] { cipher->seal(); });
    add("seal 32 bytes/2 cellseal", [ours, out = std::string()]() mutable {
        out.clear();
        field_sealer::seal(ours->email(), ours->keys, plain_text(plain), ours->row, out, ours->scratch);
        benchmark::DoNotOptimize(out);
    });
    add("open 32 bytes/1 bare cipher", [cipher] { cipher->open(); });
    add("open 32 bytes/2 cellseal", [ours, stored] {
        benchmark::DoNotOptimize(field_sealer::open(ours->email(), ours->keys, *stored, ours->row, ours->scratch));
    });
}

}  // namespace bench
