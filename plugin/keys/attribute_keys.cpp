#include "plugin/keys/attribute_keys.h"

#include <algorithm>

namespace cellseal {

namespace {

template <typename Keys, typename Wanted>
auto first_where(const Keys& keys, Wanted wanted) noexcept
{
    const auto found = std::find_if(keys.begin(), keys.end(), wanted);
    return found == keys.end() ? nullptr : &*found;
}

// The sealing key comes first, though a newer one may be pending.
template <typename Key, typename IsLive>
const Key* nth_live(const std::vector<Key>& keys, const Key* sealing, std::size_t slot, IsLive is_live) noexcept
{
    if (sealing != nullptr && slot-- == 0) return sealing;
    for (const Key& each : keys)
        if (&each != sealing && is_live(each) && slot-- == 0) return &each;
    return nullptr;
}

}  // namespace

const attribute_key* attribute_keys::sealing() const noexcept
{
    return first_where(keys,
                       [this](const auto& each) { return each.sealed_with == seals_with && may_seal(each.state); });
}

const index_key* attribute_keys::indexing() const noexcept
{
    return first_where(index_keys, [](const auto& each) { return may_seal(each.state); });
}

const attribute_key* attribute_keys::find(const key_id& id) const noexcept
{
    return first_where(keys, [&](const auto& each) { return each.id == id; });
}

const attribute_key* attribute_keys::live(std::size_t slot) const noexcept
{
    return nth_live(keys, sealing(), slot,
                    [this](const auto& each) { return each.sealed_with == seals_with && may_open(each.state); });
}

const index_key* attribute_keys::live_index(std::size_t slot) const noexcept
{
    return nth_live(index_keys, indexing(), slot, [](const auto& each) { return may_open(each.state); });
}

}  // namespace cellseal
