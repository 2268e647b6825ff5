"""The sealed value, format 1, and the blind index, written from plugin/values/sealed_value_format.md alone."""

import base64
import hashlib
import hmac
import math
import re
import unicodedata

from primitives import hkdf_expand, pae, xchacha_open, xchacha_seal

MAGIC = bytes.fromhex("FDCB35")
ROW, PADDED = 1, 2
NULL, BOOL, INT64, UINT64, DOUBLE, TEXT, BYTES, DATE_TIME, DECIMAL, RAW_TEXT = range(10)
TYPES = {"null": NULL, "bool": BOOL, "int64": INT64, "uint64": UINT64, "double": DOUBLE, "text": TEXT, "bytes": BYTES,
         "date-time": DATE_TIME, "decimal": DECIMAL}
DEFAULT_LIMIT = 1 << 26
NAN = bytes.fromhex("7FF8000000000000")


class Refused(Exception):
    """What a vector names as its error."""


# --- text form ---------------------------------------------------------------------------------------------------------

def to_text(data):
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def from_text(text):
    if len(text) % 4 == 1 or not re.fullmatch(r"[A-Za-z0-9_-]*", text):
        raise Refused("bad_encoding")
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if to_text(data) != text:
        raise Refused("bad_encoding")
    return data


# --- keys --------------------------------------------------------------------------------------------------------------

def seal_key_and_id(data_key, organisation, attribute, suite):
    both = hkdf_expand(data_key, pae(b"cellseal/1/seal", organisation.encode(), attribute["entity"].encode(),
                                     attribute["name"].encode(), bytes([suite])), 48)
    return both[:32], both[32:]


def nonce_key(data_key, organisation, attribute):
    return hkdf_expand(data_key, pae(b"cellseal/1/synthetic-nonce", organisation.encode(), attribute["entity"].encode(),
                                     attribute["name"].encode()), 32)


def synthetic_nonce(data_key, organisation, attribute, associated, plain):
    key = nonce_key(data_key, organisation, attribute)
    return hashlib.blake2b(pae(associated, plain), digest_size=24, key=key).digest()


# --- typed plaintext ---------------------------------------------------------------------------------------------------

def _is_utf8(body):
    try:
        body.decode("utf-8")
        return True
    except UnicodeDecodeError:
        return False


def _is_date(body):
    year = int.from_bytes(body[:4], "big", signed=True)
    month, day, hour, minute, second = body[4:9]
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    days = (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return (1 <= month <= 12 and 1 <= day <= days[month - 1] and hour <= 23 and minute <= 59 and second <= 60
            and int.from_bytes(body[9:], "big") <= 999999999)


def body_is_well_formed(kind, body):
    if kind == NULL:
        return body == b""
    if kind == BOOL:
        return body in (b"\0", b"\1")
    if kind in (INT64, UINT64):
        return len(body) == 8
    if kind == DOUBLE:
        bits = int.from_bytes(body, "big") & (1 << 63) - 1
        return len(body) == 8 and (bits <= 0x7FF0000000000000 or body == NAN)
    if kind == TEXT:
        return _is_utf8(body)
    if kind == BYTES:
        return True
    if kind == DATE_TIME:
        return len(body) == 13 and _is_date(body)
    if kind == DECIMAL:
        return len(body) <= 255 and re.fullmatch(rb"-?(0|[1-9][0-9]*)(\.[0-9]+)?", body) is not None
    return kind == RAW_TEXT and not _is_utf8(body)


def reads_as(attribute, kind, body):
    """Whether a value has the declared type or is one of the widenings of section 3."""
    declared = TYPES[attribute["type"]]
    unsigned = attribute.get("unsigned", False) or declared == UINT64
    if declared in (INT64, UINT64):
        if unsigned:
            return kind == UINT64 or kind == INT64 and body[0] < 0x80
        return kind in (BOOL, INT64) or kind == UINT64 and body[0] < 0x80
    if declared == DOUBLE and kind == INT64:
        return abs(int.from_bytes(body, "big", signed=True)) <= 1 << 53
    if declared == TEXT:
        return kind in (TEXT, RAW_TEXT)
    return kind == declared


# --- padding -----------------------------------------------------------------------------------------------------------

def padded_size(padding, body_size):
    size = 1 + body_size + 1
    how, _, number = padding.partition(":")
    if how == "none":
        return 1 + body_size
    if how == "block":
        return -(-size // int(number)) * int(number)
    if how == "fixed":
        if size > int(number):
            raise Refused("value_too_long")
        return int(number)
    if size <= 128:
        return -(-size // 16) * 16
    exponent = int(math.log2(size))
    exponent -= (1 << exponent) > size
    step = 1 << exponent - (int(math.log2(exponent)) + 1)
    return -(-size // step) * step


def pad(padding, plain):
    size = padded_size(padding, len(plain) - 1)
    return plain if padding == "none" else (plain + b"\x80").ljust(size, b"\0")


def strip(plain):
    stripped = plain.rstrip(b"\0")
    if len(stripped) < 2 or stripped[-1] != 0x80:
        raise Refused("malformed")
    return stripped[:-1]


# --- seal and open -----------------------------------------------------------------------------------------------------

def row_key(parts):
    return pae(*(bytes([kind]) + body for kind, body in parts))


def seal_bytes(data_key, organisation, attribute, suite, flags, plain, nonce, row=()):
    """The sealed bytes around any `plain`, well-formed or not: negative vectors are made with it too."""
    key, key_id = seal_key_and_id(data_key, organisation, attribute, suite)
    header = MAGIC + bytes([suite, flags]) + key_id
    associated = header + (row_key(row) if flags & ROW else b"")
    if suite == 0x81 and nonce is None:
        nonce = synthetic_nonce(data_key, organisation, attribute, associated, plain)
    return header + nonce + xchacha_seal(key, nonce, associated, plain)


def seal(data_key, organisation, attribute, kind, body, nonce, row=()):
    flags = (ROW if attribute.get("row") else 0) | (PADDED if attribute["padding"] != "none" else 0)
    plain = pad(attribute["padding"], bytes([kind]) + body)
    nonce = None if attribute["suite"] == 0x81 else nonce
    return stored(attribute, seal_bytes(data_key, organisation, attribute, attribute["suite"], flags, plain, nonce, row))


def stored(attribute, sealed):
    return to_text(sealed) if attribute["form"] == "text" else sealed


def _front(attribute, value, limit):
    """Step 1: the sealed bytes."""
    largest = 61 + max(padded_size(attribute["padding"], limit) if not attribute["padding"].startswith("fixed")
                       else int(attribute["padding"][6:]), 1)
    if attribute["form"] == "text":
        if not re.match(r"_cs[A-Za-z0-9_-]", value):
            raise Refused("not_sealed")
        if value[3] != "1":
            raise Refused("unknown_version")
        if len(value) > -(-4 * largest // 3):
            raise Refused("too_large")
        return from_text(value)
    if len(value) < 3 or value[:2] != MAGIC[:2] or value[2] & 0xC0:
        raise Refused("not_sealed")
    if value[2] & 0x3F != 53:
        raise Refused("unknown_version")
    if len(value) > largest:
        raise Refused("too_large")
    return value


def open_value(keyring, attributes, attribute, value, row=(), limit=DEFAULT_LIMIT):
    """Type and body, or Refused, by the order of checks of section 5. `keyring`: organisation, data_keys, tombstones."""
    sealed = _front(attribute, value, limit)
    if len(sealed) < 62:
        raise Refused("truncated")
    suite, flags, key_id, nonce = sealed[3], sealed[4], sealed[5:21], sealed[21:45]
    if suite not in (0x01, 0x02, 0x81):
        raise Refused("unknown_suite")
    if flags & ~(ROW | PADDED):
        raise Refused("malformed")
    expected = (ROW if attribute.get("row") else 0) | (PADDED if attribute["padding"] != "none" else 0)
    if suite != attribute["suite"] or flags != expected:
        raise Refused("policy_mismatch")
    data_key = _find_key(keyring, attributes, attribute, key_id)
    associated = sealed[:21] + (row_key(row) if flags & ROW else b"")
    key, _ = seal_key_and_id(data_key, keyring["organisation"], attribute, suite)
    plain = xchacha_open(key, nonce, associated, sealed[45:])
    if plain is None:
        raise Refused("tampered")
    if suite == 0x81 and synthetic_nonce(data_key, keyring["organisation"], attribute, associated, plain) != nonce:
        raise Refused("tampered")
    return _typed(attribute, strip(plain) if flags & PADDED else plain, limit)


def _find_key(keyring, attributes, attribute, key_id):
    for held in keyring["data_keys"]:
        data_key = bytes.fromhex(held["key"])
        if seal_key_and_id(data_key, keyring["organisation"], attribute, attribute["suite"])[1] == key_id:
            if held["state"] not in ("pending", "sealing", "opening", "suspect"):
                raise Refused("key_not_usable")
            return data_key
        for other in attributes.values():
            if seal_key_and_id(data_key, keyring["organisation"], other, other["suite"])[1] == key_id:
                raise Refused("wrong_context")
    for grave in keyring["tombstones"]:
        if bytes.fromhex(grave["id"]) == key_id:
            own = f'{attribute["entity"]}.{attribute["name"]}'
            raise Refused("key_destroyed" if grave["attribute"] == own else "wrong_context")
    raise Refused("unknown_key")


def _typed(attribute, plain, limit):
    kind, body = plain[0], plain[1:]
    if len(body) > limit:
        raise Refused("too_large")
    if not body_is_well_formed(kind, body) or kind == NULL and attribute.get("nulls") != "seal":
        raise Refused("malformed")
    if kind != NULL and not reads_as(attribute, kind, body):
        raise Refused("type_mismatch")
    return kind, body


# --- blind index -------------------------------------------------------------------------------------------------------

IGNORABLE = [(0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F),
             (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF),
             (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF)]


def nfkc_casefold(text):
    """The Unicode Standard, 3.13, R5, with the folding repeated until nothing changes."""
    text = unicodedata.normalize("NFD", text)
    while True:
        kept = "".join(c for c in text if not any(low <= ord(c) <= high for low, high in IGNORABLE))
        folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", kept).casefold())
        if folded == text:
            return folded
        text = folded


def normal_form(form, kind, body):
    if form == 0 or kind not in (TEXT, RAW_TEXT):
        return body
    if kind == RAW_TEXT:
        raise Refused("bad_index_input")
    text = body.decode()
    if any(unicodedata.category(c) == "Cn" for c in text):
        raise Refused("bad_index_input")
    if form == 1:
        return unicodedata.normalize("NFC", text).encode()
    if form == 2:
        return nfkc_casefold(text).encode()
    if form == 4:
        return nfkc_casefold(text.strip(" \t\n\v\f\r")).encode()
    digits = "".join(c for c in unicodedata.normalize("NFKC", text) if c in "0123456789")
    if not digits:
        raise Refused("bad_index_input")
    return digits.encode()


def _token(index_key, organisation, index, version, message):
    key = hkdf_expand(index_key, pae(b"cellseal/1/blind-index", organisation.encode(), index["domain"].encode(),
                                     index["name"].encode(), bytes([index["form"]])), 32)
    return version.to_bytes(3, "big") + hmac.new(key, message, hashlib.sha256).digest()[:index["token_bytes"]]


def token(index_key, organisation, index, version, kind, body):
    return _token(index_key, organisation, index, version, bytes([kind]) + normal_form(index["form"], kind, body))


def compound_token(index_key, organisation, index, version, parts):
    message = pae(*(bytes([kind]) + normal_form(index["form"], kind, body) for kind, body in parts))
    return _token(index_key, organisation, index, version, message)
