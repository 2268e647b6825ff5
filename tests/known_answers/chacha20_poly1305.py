"""ChaCha20-Poly1305 (RFC 8439), plain: an independent check of the wraps."""

import struct


def quarter(v, a, b, c, d):
    for first, second, third, turn in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
        v[first] = (v[first] + v[second]) & 0xFFFFFFFF
        turned = v[third] ^ v[first]
        v[third] = (turned << turn | turned >> (32 - turn)) & 0xFFFFFFFF


def block(key, counter, nonce):
    start = list(struct.unpack("<4I8I", b"expand 32-byte k" + key)) + [counter] + list(struct.unpack("<3I", nonce))
    v = list(start)
    for _ in range(10):
        for i in range(4):
            quarter(v, i, 4 + i, 8 + i, 12 + i)
        for i in range(4):
            quarter(v, i, 4 + (i + 1) % 4, 8 + (i + 2) % 4, 12 + (i + 3) % 4)
    return struct.pack("<16I", *((x + y) & 0xFFFFFFFF for x, y in zip(v, start)))


def stream(key, nonce, data):
    out = b""
    for i in range(0, len(data), 64):
        out += bytes(x ^ y for x, y in zip(data[i:i + 64], block(key, 1 + i // 64, nonce)))
    return out


def poly1305(key, data):
    r = int.from_bytes(key[:16], "little") & 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF
    total = 0
    for i in range(0, len(data), 16):
        total = (total + int.from_bytes(data[i:i + 16] + b"\1", "little")) * r % ((1 << 130) - 5)
    return ((total + int.from_bytes(key[16:], "little")) & ((1 << 128) - 1)).to_bytes(16, "little")


def seal(key, nonce, associated, plain):
    ciphertext = stream(key, nonce, plain)
    pad = lambda data: data + bytes(-len(data) % 16)
    tag = poly1305(block(key, 0, nonce)[:32],
                   pad(associated) + pad(ciphertext) + struct.pack("<QQ", len(associated), len(ciphertext)))
    return ciphertext + tag
