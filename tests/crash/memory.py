#!/usr/bin/env python3
"""Changes the key of a small and of a large table, and holds the two processes' peak memory against each other.

memory.py ACTOR [--small N] [--large N]
"""

import argparse
import sys

from campaign import Campaign


def peak_of(actor, rows):
    """KiB that the whole change took, from the first step to the destruction of the old key."""
    campaign = Campaign(actor, rows, naive=False)
    campaign.must("fill", rows)
    told = campaign.must("change", "never", 0)
    campaign.remove()
    return next(int(line.split()[1]) for line in told.splitlines() if line.startswith("VmHWM:"))


def main():
    options = argparse.ArgumentParser()
    options.add_argument("actor")
    options.add_argument("--small", type=int, default=400)
    options.add_argument("--large", type=int, default=4000)
    chosen = options.parse_args()
    small, large = peak_of(chosen.actor, chosen.small), peak_of(chosen.actor, chosen.large)
    print(f"peak memory: {small} KiB for {chosen.small} rows, {large} KiB for {chosen.large} rows")
    # A page cache and the allocator's moods; one byte kept for each row of the large table would be more.
    allowed = small + 4096
    return large > allowed


if __name__ == "__main__":
    sys.exit(main())
