#include "plugin/keys/seen_keyring.h"

#include "plugin/error/error.h"
#include "plugin/keys/pin_check.h"

namespace cellseal {

// The newer of the two holds. A pin that has moved on was moved by a process that shares the key source, and has seen
// what this one slept through; one that stays behind cannot be written, and what was seen since passed it step by step.
void seen_keyring::check(const keyring_document& document) const
{
    const auto pinned = pins_.read();
    if (!pinned || (seen_ && seen_->generation > pinned->generation))
        check_pin(seen_, document, "this process");
    else
        check_pin(pinned, document, pins_.place());
}

void seen_keyring::pin(const keyring_document& document)
{
    const key_pin next = pin_of(document);
    if (seen_ == next) return;
    seen_ = next;
    try {
        if (pins_.read() != next) pins_.write(next);
        warning_.clear();
    } catch (const error& refused) {
        warning_ = refused.what();
    }
}

}  // namespace cellseal
