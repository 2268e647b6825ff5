"""XChaCha20-Poly1305, HKDF-Expand and the PAE from their specifications (RFC 8439, draft-irtf-cfrg-xchacha-03, RFC 5869);
the standard library only, and not a line of the C++ code."""

import hashlib
import hmac
import struct

MASK = 0xFFFFFFFF


def _rotate(value, count):
    return (value << count | value >> 32 - count) & MASK


def _quarter(s, a, b, c, d):
    s[a] = (s[a] + s[b]) & MASK
    s[d] = _rotate(s[d] ^ s[a], 16)
    s[c] = (s[c] + s[d]) & MASK
    s[b] = _rotate(s[b] ^ s[c], 12)
    s[a] = (s[a] + s[b]) & MASK
    s[d] = _rotate(s[d] ^ s[a], 8)
    s[c] = (s[c] + s[d]) & MASK
    s[b] = _rotate(s[b] ^ s[c], 7)


def _twenty_rounds(state):
    for _ in range(10):
        _quarter(state, 0, 4, 8, 12)
        _quarter(state, 1, 5, 9, 13)
        _quarter(state, 2, 6, 10, 14)
        _quarter(state, 3, 7, 11, 15)
        _quarter(state, 0, 5, 10, 15)
        _quarter(state, 1, 6, 11, 12)
        _quarter(state, 2, 7, 8, 13)
        _quarter(state, 3, 4, 9, 14)


CONSTANTS = struct.unpack("<4I", b"expand 32-byte k")


def chacha20_block(key, counter, nonce12):
    start = list(CONSTANTS) + list(struct.unpack("<8I", key)) + [counter] + list(struct.unpack("<3I", nonce12))
    state = list(start)
    _twenty_rounds(state)
    return struct.pack("<16I", *((a + b) & MASK for a, b in zip(state, start)))


def hchacha20(key, nonce16):
    state = list(CONSTANTS) + list(struct.unpack("<8I", key)) + list(struct.unpack("<4I", nonce16))
    _twenty_rounds(state)
    return struct.pack("<8I", *(state[:4] + state[12:]))


def chacha20(key, counter, nonce12, data):
    out = bytearray()
    for at in range(0, len(data), 64):
        block = chacha20_block(key, counter + at // 64, nonce12)
        out += bytes(a ^ b for a, b in zip(data[at:at + 64], block))
    return bytes(out)


def poly1305(key, message):
    r = int.from_bytes(key[:16], "little") & 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF
    s = int.from_bytes(key[16:], "little")
    total = 0
    for at in range(0, len(message), 16):
        total = (total + int.from_bytes(message[at:at + 16] + b"\x01", "little")) * r % ((1 << 130) - 5)
    return ((total + s) & (1 << 128) - 1).to_bytes(16, "little")


def _tag(key, nonce12, associated, ciphertext):
    def filled(data):
        return data + bytes(-len(data) % 16)

    message = filled(associated) + filled(ciphertext) + struct.pack("<QQ", len(associated), len(ciphertext))
    return poly1305(chacha20_block(key, 0, nonce12)[:32], message)


def xchacha_seal(key, nonce24, associated, plain):
    subkey, nonce12 = hchacha20(key, nonce24[:16]), bytes(4) + nonce24[16:]
    ciphertext = chacha20(subkey, 1, nonce12, plain)
    return ciphertext + _tag(subkey, nonce12, associated, ciphertext)


def xchacha_open(key, nonce24, associated, sealed):
    """The plain bytes, or None."""
    subkey, nonce12 = hchacha20(key, nonce24[:16]), bytes(4) + nonce24[16:]
    ciphertext, tag = sealed[:-16], sealed[-16:]
    if not hmac.compare_digest(tag, _tag(subkey, nonce12, associated, ciphertext)):
        return None
    return chacha20(subkey, 1, nonce12, ciphertext)


def hkdf_expand(key, info, size):
    assert size <= 64
    return hmac.new(key, info + b"\x01", hashlib.sha512).digest()[:size]


def pae(*parts):
    return struct.pack(">I", len(parts)) + b"".join(struct.pack(">I", len(part)) + part for part in parts)


def self_test():
    """RFC 8439 section 2.5.2 and the XChaCha draft, sections 2.2.1 and A.3.1."""
    assert poly1305(bytes.fromhex("85d6be7857556d337f4452fe42d506a80103808afb0db2fd4abff6af4149f51b"),
                    b"Cryptographic Forum Research Group").hex() == "a8061dc1305136c6c22b8baf0c0127a9"
    assert hchacha20(bytes(range(32)), bytes.fromhex("000000090000004a0000000031415927")).hex() == \
        "82413b4227b27bfed30e42508a877d73a0f9e4d58a74a853c12ec41326d3ecdc"
    text = (b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, "
            b"sunscreen would be it.")
    sealed = xchacha_seal(bytes(range(0x80, 0xA0)), bytes(range(0x40, 0x58)), bytes.fromhex("50515253c0c1c2c3c4c5c6c7"), text)
    assert sealed[:16].hex() == "bd6d179d3e83d43b9576579493c0e939" and sealed[-16:].hex() == "c0875924c1c7987947deafd8780acf49"
    assert pae(b"", b"ab") == bytes.fromhex("00000002" "00000000" "00000002") + b"ab"
