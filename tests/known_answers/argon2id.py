"""Argon2id (RFC 9106, version 19, one lane), slow and plain: an independent check of the passphrase hash."""

import hashlib
import struct

WORD = (1 << 64) - 1
BLOCK = 1024
VERSION = 0x13
ARGON2ID = 2


def le32(number):
    return struct.pack("<I", number)


def h_prime(data, size):
    if size <= 64:
        return hashlib.blake2b(le32(size) + data, digest_size=size).digest()
    out = b""
    block = hashlib.blake2b(le32(size) + data, digest_size=64).digest()
    while size - len(out) > 64:
        out += block[:32]
        left = size - len(out)
        block = hashlib.blake2b(block, digest_size=min(64, left)).digest()
    return out + block


def mix(v, a, b, c, d):
    for first, second, third, turn in ((a, b, d, 32), (c, d, b, 24), (a, b, d, 16), (c, d, b, 63)):
        v[first] = (v[first] + v[second] + 2 * (v[first] & 0xFFFFFFFF) * (v[second] & 0xFFFFFFFF)) & WORD
        turned = v[third] ^ v[first]
        v[third] = (turned >> turn | turned << (64 - turn)) & WORD


def permute(v, at):
    for column in range(4):
        mix(v, *(at[column + 4 * row] for row in range(4)))
    for column in range(4):
        mix(v, *(at[(column + row) % 4 + 4 * row] for row in range(4)))


def compress(left, right):
    mixed = [x ^ y for x, y in zip(left, right)]
    v = list(mixed)
    for row in range(8):
        permute(v, [16 * row + i for i in range(16)])
    for column in range(8):
        permute(v, [2 * column + 16 * (i // 2) + i % 2 for i in range(16)])
    return [x ^ y for x, y in zip(v, mixed)]


def argon2id(password, salt, passes, memory_kib, size):
    start = b"".join(le32(x) for x in (1, size, memory_kib, passes, VERSION, ARGON2ID))
    for part in (password, salt, b"", b""):
        start += le32(len(part)) + part
    h0 = hashlib.blake2b(start, digest_size=64).digest()
    columns = memory_kib // 4 * 4
    segment = columns // 4
    memory = [None] * columns
    for i in (0, 1):
        memory[i] = list(struct.unpack("<128Q", h_prime(h0 + le32(i) + le32(0), BLOCK)))
    for turn in range(passes):
        for slice_ in range(4):
            independent = turn == 0 and slice_ < 2
            for index in range(segment):
                column = slice_ * segment + index
                if turn == 0 and column < 2:
                    continue
                previous = memory[(column - 1) % columns]
                if independent:
                    if index % 128 == 0 or (index == 2 and slice_ == 0):
                        source = [turn, 0, slice_, columns, passes, ARGON2ID, index // 128 + 1] + [0] * 121
                        zero = [0] * 128
                        addresses = compress(zero, compress(zero, source))
                    chosen = addresses[index % 128]
                else:
                    chosen = previous[0]
                area = column - 1 if turn == 0 else columns - segment + index - 1
                x = (chosen & 0xFFFFFFFF) ** 2 >> 32
                distance = area - 1 - (area * x >> 32)
                begin = 0 if turn == 0 else (slice_ + 1) * segment % columns
                made = compress(previous, memory[(begin + distance) % columns])
                memory[column] = made if turn == 0 else [x ^ y for x, y in zip(made, memory[column])]
    return h_prime(struct.pack("<128Q", *memory[-1]), size)
