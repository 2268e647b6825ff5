"""Makes sealed_value_vectors.json: what any implementation of format 1 must agree on, values that open and values that must not."""

import random
import struct

import sealed_value as s

ORGANISATION = "org-1"
KEYRING = {
    "organisation": ORGANISATION,
    "data_keys": [
        {"version": 5, "state": "pending", "key": bytes(range(0x80, 0xA0)).hex()},
        {"version": 4, "state": "sealing", "key": bytes(range(0x00, 0x20)).hex()},
        {"version": 3, "state": "opening", "key": bytes(range(0x20, 0x40)).hex()},
        {"version": 2, "state": "suspect", "key": bytes(range(0x40, 0x60)).hex()},
        {"version": 1, "state": "archived", "key": bytes(range(0x60, 0x80)).hex()},
    ],
    "index_keys": [
        {"version": 70000, "state": "pending", "key": bytes(range(0xA0, 0xC0)).hex()},
        {"version": 2, "state": "sealing", "key": bytes(range(0x00, 0x20)).hex()},
        {"version": 1, "state": "opening", "key": bytes(range(0xC0, 0xE0)).hex()},
    ],
}
SEALING = bytes(range(0x20))
DESTROYED = bytes(range(0xE0, 0x100))
UNKNOWN = bytes([7] * 32)
NONCE = bytes(range(0x40, 0x58))


def attribute(name, kind="text", entity="contact", **more):
    return {"entity": entity, "name": name, "type": kind, "suite": 1, "form": "text", "padding": "none", "row": False,
            "nulls": "keep", "unsigned": False, **more}


def index(form, token_bytes=16, name="eq", domain=None):
    return {"form": form, "token_bytes": token_bytes, "name": name, "domain": domain}


ATTRIBUTES = {a["name"]: a for a in [
    attribute("email"), attribute("name"), attribute("email_bytes", form="bytes"), attribute("born", "date-time"),
    attribute("rate", "decimal"), attribute("age", "int64"), attribute("count", "uint64", unsigned=True),
    attribute("big", "uint64"), attribute("ratio", "double"), attribute("flag", "bool"), attribute("photo", "bytes", form="bytes"),
    attribute("bound", row=True), attribute("bound_bytes", "int64", row=True, form="bytes"),
    attribute("block2", padding="block:2"), attribute("block16", padding="block:16"), attribute("block4096", padding="block:4096"),
    attribute("fixed64", padding="fixed:64"), attribute("bucket", padding="bucket"), attribute("bucket_bytes", "bytes", padding="bucket"),
    attribute("null_sealed", nulls="seal"), attribute("bound_padded", row=True, padding="block:16"),
    attribute("same", suite=0x81), attribute("same_bytes", "bytes", suite=0x81, form="bytes"),
    attribute("same_ratio", "double", suite=0x81), attribute("same_padded", suite=0x81, padding="bucket"),
    attribute("same_null", suite=0x81, nulls="seal"), attribute("unicode_ñame\u4e2d"),
    attribute("indexed", index=index(0)), attribute("nfc", index=index(1)), attribute("folded", index=index(2)),
    attribute("phone", index=index(3)), attribute("typed", index=index(4)), attribute("lossy", index=index(2, 3)),
    attribute("indexed_age", "int64", index=index(0)), attribute("indexed_ratio", "double", index=index(0), form="bytes"),
    attribute("shared", index=index(2, domain="people.mail")),
]}
KEYRING["tombstones"] = [{
    "attribute": "contact.email", "destroyed_at": "2026-03-01T00:00:00Z",
    "id": s.seal_key_and_id(DESTROYED, ORGANISATION, ATTRIBUTES["email"], 1)[1].hex()}]

TEXTS = ["", "a", "alice@example.org", "nul\0inside", "Grüße", "日本語テキスト", "\U0001F510 four bytes", "x" * 129, "\u0301 lone mark",
         "line\nbreak\ttab"]


def number(value):
    return struct.pack(">q", value)


def date(year, month=1, day=1, hour=0, minute=0, second=0, nano=0):
    return struct.pack(">iBBBBBI", year, month, day, hour, minute, second, nano)


class Maker:
    def __init__(self):
        self.vectors = []
        self.random = random.Random(20260301)

    def nonce(self):
        return self.random.randbytes(24)

    def add(self, kind, note, name, **more):
        row = [[part, body.hex()] for part, body in more.pop("row", ())]
        made = {"kind": kind, "note": note, "attribute": name, **more}
        if row:
            made["row"] = row
        self.vectors.append(made)

    def opens(self, note, name, kind, body, row=(), key=SEALING, seals=True, limit=None):
        """A value that opens to (kind, body); `seals`: and that sealing under `nonce` must make, byte for byte."""
        a, nonce = ATTRIBUTES[name], self.nonce()
        value = s.seal(key, ORGANISATION, a, kind, body, nonce, row)
        more = {} if limit is None else {"limit": limit}
        self.add("opens", note, name, type=kind, body=body.hex(), stored=shown(value), nonce=nonce.hex(), row=row,
                 seals=seals and key == SEALING, **more)

    def refused(self, note, name, value, error, row=(), limit=None):
        a = ATTRIBUTES[name]
        try:
            s.open_value(KEYRING, ATTRIBUTES, a, value, row, limit if limit is not None else s.DEFAULT_LIMIT)
            raise AssertionError(f"{note}: opens")
        except s.Refused as why:
            assert str(why) == error, (note, str(why), error)
        more = {} if limit is None else {"limit": limit}
        self.add("refused", note, name, stored=shown(value), error=error, row=row, **more)

    def plain_refused(self, note, name, plain, error, flags=0):
        a = ATTRIBUTES[name]
        sealed = s.seal_bytes(SEALING, ORGANISATION, a, a["suite"], flags, plain, None if a["suite"] == 0x81 else self.nonce())
        self.refused(note, name, s.stored(a, sealed), error)

    def not_sealed(self, note, name, kind, body, error):
        self.add("not_sealed", note, name, type=kind, body=body.hex(), error=error)

    def token(self, note, name, kind, body, slot=0, compound=None):
        a = ATTRIBUTES[name]
        key = [KEYRING["index_keys"][1], KEYRING["index_keys"][0], KEYRING["index_keys"][2]][slot]
        definition = {**a["index"], "domain": a["index"]["domain"] or f'{a["entity"]}.{a["name"]}'}
        secret = bytes.fromhex(key["key"])
        try:
            if compound is None:
                made = s.token(secret, ORGANISATION, definition, key["version"], kind, body)
            else:
                made = s.compound_token(secret, ORGANISATION, definition, key["version"], compound)
            result = {"token": shown(s.stored(a, made))}
        except s.Refused as why:
            result = {"error": str(why)}
        if compound is None:
            self.add("token", note, name, type=kind, body=body.hex(), slot=slot, **result)
        else:
            self.add("compound", note, name, parts=[[part, part_body.hex()] for part, part_body in compound], slot=slot, **result)


def shown(value):
    return value if isinstance(value, str) else value.hex()


def values_that_open(make):
    for text in TEXTS:
        body = text.encode()
        for name in ("email", "email_bytes", "block2", "block16", "bucket", "same", "same_padded", "unicode_ñame\u4e2d"):
            make.opens(f"text of {len(body)} bytes", name, s.TEXT, body)
    for raw in (b"\xFF\xFE", b"\xC0\x80", b"\xED\xA0\x80", b"ok\x80"):
        make.opens("raw text", "email", s.RAW_TEXT, raw)
        make.opens("raw text, deterministic", "same", s.RAW_TEXT, raw)
    for value in (0, 1, -1, 42, -42, (1 << 63) - 1, -(1 << 63)):
        make.opens("int64", "age", s.INT64, number(value))
    for value in (0, 1, (1 << 63) - 1, 1 << 63, (1 << 64) - 1):
        make.opens("uint64, declared unsigned", "count", s.UINT64, struct.pack(">Q", value))
    make.opens("a large uint64", "big", s.UINT64, struct.pack(">Q", 1 << 63))
    make.opens("an int64 where uint64 is declared", "big", s.INT64, number(7))
    for value in (0.0, 1.0, -1.5, 1e308, 5e-324, float("inf"), float("-inf")):
        make.opens("double", "ratio", s.DOUBLE, struct.pack(">d", value))
        make.opens("double, deterministic", "same_ratio", s.DOUBLE, struct.pack(">d", value))
    make.opens("the one NaN", "ratio", s.DOUBLE, s.NAN)
    make.opens("-0.0 is kept", "ratio", s.DOUBLE, struct.pack(">d", -0.0))
    make.opens("true", "flag", s.BOOL, b"\1")
    make.opens("false", "flag", s.BOOL, b"\0")
    for value in (date(1985, 7, 31), date(2024, 2, 29), date(-4, 2, 29), date(2016, 12, 31, 23, 59, 60, 999999999), date(1 << 30)):
        make.opens("date-time", "born", s.DATE_TIME, value)
    for value in (b"0", b"-0", b"12.50", b"-12.5", b"0.00", b"9" * 255):
        make.opens("decimal", "rate", s.DECIMAL, value)
    for value in (b"", b"\0", bytes(range(256)), b"\x80", b"\x80\0"):
        make.opens("bytes", "photo", s.BYTES, value)
        make.opens("bytes that look like padding", "bucket_bytes", s.BYTES, value)
        make.opens("bytes, deterministic", "same_bytes", s.BYTES, value)


def padded_rows_and_keys(make):
    for size in (0, 13, 14, 15, 62):
        make.opens("fixed padding", "fixed64", s.TEXT, b"f" * size)
    for size in (0, 14, 15, 126, 127, 128, 254, 255, 510, 511, 1000, 2046, 5000):
        make.opens(f"bucket of {size}", "bucket", s.TEXT, b"b" * size)
    make.opens("one block of 4096", "block4096", s.TEXT, b"c" * 4094)
    make.opens("two blocks of 4096", "block4096", s.TEXT, b"c" * 4095)
    rows = [[(s.INT64, number(7))], [(s.TEXT, b"key")], [(s.INT64, number(1)), (s.TEXT, "zwei".encode())],
            [(s.TEXT, b"")], [(s.RAW_TEXT, b"\xFF")], [(s.UINT64, struct.pack(">Q", 1 << 63))], [(s.BYTES, bytes(16))]]
    for row in rows:
        make.opens("bound to its row", "bound", s.TEXT, b"value", row)
        make.opens("bound to its row, padded", "bound_padded", s.TEXT, b"value", row)
        make.opens("bound to its row, bytes", "bound_bytes", s.INT64, number(-42), row)
    make.opens("a sealed NULL", "null_sealed", s.NULL, b"")
    make.opens("a sealed NULL, deterministic", "same_null", s.NULL, b"")
    for held in KEYRING["data_keys"]:
        if held["state"] in ("pending", "opening", "suspect"):
            make.opens(f'under a key in state {held["state"]}', "email", s.TEXT, b"older", key=bytes.fromhex(held["key"]))
            make.opens(f'under a key in state {held["state"]}', "same", s.TEXT, b"older", key=bytes.fromhex(held["key"]))
    make.opens("at the limit", "email", s.TEXT, b"x" * 100, limit=100)
    make.opens("at the limit, padded", "bucket", s.TEXT, b"x" * 100, limit=100)
    for name, kind, body in (("age", s.BOOL, b"\1"), ("age", s.UINT64, struct.pack(">Q", 5)), ("count", s.INT64, number(5)),
                             ("ratio", s.INT64, number(-(1 << 53)))):
        make.opens("a widening", name, kind, body, seals=False)


def front_is_refused(make):
    good = s.seal(SEALING, ORGANISATION, ATTRIBUTES["email"], s.TEXT, b"alice@example.org", NONCE)
    for bad in ("", "a", "_", "_cs", "alice@example.org", "_cs=AQ", "_ct1" + good[4:], "_cs " + good[4:], " " + good, "_cs\u00e9"):
        make.refused("not the front of a sealed value", "email", bad, "not_sealed")
    for bad in ("_cs2", "_cs0", "_csA", "_cs_", "_cs2" + good[4:], "_cs-" + good[4:], "_cs2 anything"):
        make.refused("another version", "email", bad, "unknown_version")
    for bad in (good + "=", good + "==", good + " ", good + "\n", good[:50] + "+" + good[51:], good[:50] + "/" + good[51:],
                good[:50] + "\u00e9" + good[51:], good[:-1] + chr(ord(good[-1]) + 1), "_cs1A", good[:61], good[:85]):
        make.refused("not strict base64url", "email", bad, "bad_encoding")
    for size in (4, 6, 28, 60, 82):
        cut = s.to_text(s.from_text(good)[:size * 3 // 4])
        make.refused("cut off", "email", cut, "truncated")
    raw = s.from_text(good)
    for bad in (b"", b"\xFD", b"\xFD\xCB", b"\xFC\xCB\x35" + raw[3:], b"\xFD\xCA\x35" + raw[3:], b"\xFD\xCB\x75" + raw[3:],
                b"alice", good.encode()):
        make.refused("not the front of a sealed value", "email_bytes", bad, "not_sealed")
    for bad in (b"\xFD\xCB\x36" + raw[3:], b"\xFD\xCB\x34", b"\xFD\xCB\x00"):
        make.refused("another version", "email_bytes", bad, "unknown_version")
    for size in (3, 4, 21, 45, 61):
        make.refused("cut off", "email_bytes", raw[:size], "truncated")
    own = s.seal(SEALING, ORGANISATION, ATTRIBUTES["email"], s.TEXT, b"x" * 101, NONCE)
    make.refused("one byte over the limit", "email", own, "too_large", limit=100)
    make.refused("one byte over the limit, bytes", "email_bytes", s.from_text(own), "too_large", limit=100)
    longer = s.seal(SEALING, ORGANISATION, ATTRIBUTES["bucket"], s.TEXT, b"x" * 101, NONCE)
    make.refused("over the limit inside its padding", "bucket", longer, "too_large", limit=100)
    make.refused("too long comes before what is wrong inside", "email", "_cs1" + "=" * 300, "too_large", limit=10)


def header_is_refused(make):
    email, raw = ATTRIBUTES["email"], s.from_text(s.seal(SEALING, ORGANISATION, ATTRIBUTES["email"], s.TEXT, b"alice", NONCE))

    def changed(at, byte):
        return s.to_text(raw[:at] + bytes([byte]) + raw[at + 1:])

    for suite in (0x00, 0x03, 0x80, 0x82, 0xFF):
        make.refused("a suite that nobody knows", "email", changed(3, suite), "unknown_suite")
    for flags in (0x04, 0x80, 0xFC, 0xFF, 0x05):
        make.refused("reserved flags", "email", changed(4, flags), "malformed")
    for at, byte, note in ((3, 0x02, "suite 02"), (3, 0x81, "suite 81"), (4, 1, "ROW set"), (4, 2, "PADDED set"), (4, 3, "both")):
        make.refused(f"downgrade: {note}", "email", changed(at, byte), "policy_mismatch")
    for name in ("same", "bound", "bucket"):
        make.refused("sealed under another policy", name, s.to_text(raw), "policy_mismatch", row=[(s.INT64, number(1))])
    for at in (5, 12, 20):
        make.refused("a key id that nobody holds", "email", changed(at, raw[at] ^ 1), "unknown_key")
    for at in (21, 44, 45, 50, len(raw) - 17, len(raw) - 16, len(raw) - 1):
        make.refused("a changed byte", "email", changed(at, raw[at] ^ 0x80), "tampered")
    make.refused("one byte more", "email", s.to_text(raw + b"\0"), "tampered")
    make.refused("one byte less", "email", s.to_text(raw[:-1]), "tampered")
    make.refused("from another attribute", "email",
                 s.seal(SEALING, ORGANISATION, ATTRIBUTES["name"], s.TEXT, b"alice", NONCE), "wrong_context")
    make.refused("from another attribute, deterministic", "same",
                 s.seal(SEALING, ORGANISATION, ATTRIBUTES["same_null"], s.TEXT, b"alice", NONCE), "wrong_context")
    make.refused("from another organisation", "email", s.seal(SEALING, "org-2", email, s.TEXT, b"alice", NONCE), "unknown_key")
    make.refused("from another entity", "email",
                 s.seal(SEALING, ORGANISATION, attribute("email", entity="person"), s.TEXT, b"alice", NONCE), "unknown_key")
    make.refused("under a destroyed key", "email", s.seal(DESTROYED, ORGANISATION, email, s.TEXT, b"alice", NONCE), "key_destroyed")
    make.refused("another attribute's destroyed key", "name",
                 s.seal(DESTROYED, ORGANISATION, email, s.TEXT, b"alice", NONCE), "wrong_context")
    make.refused("under a key that the keyring lacks", "email",
                 s.seal(UNKNOWN, ORGANISATION, email, s.TEXT, b"alice", NONCE), "unknown_key")
    archived = bytes.fromhex(KEYRING["data_keys"][-1]["key"])
    make.refused("under an archived key", "email", s.seal(archived, ORGANISATION, email, s.TEXT, b"alice", NONCE), "key_not_usable")


def body_is_refused(make):
    same = ATTRIBUTES["same"]
    foreign = s.seal_bytes(SEALING, ORGANISATION, same, 0x81, 0, b"\x05alice", NONCE)
    make.refused("a synthetic nonce that is not the value's", "same", s.to_text(foreign), "tampered")
    row = [(s.INT64, number(7))]
    bound = s.seal(SEALING, ORGANISATION, ATTRIBUTES["bound"], s.TEXT, b"alice", NONCE, row)
    for other in ([(s.INT64, number(8))], [(s.TEXT, number(7))], [(s.INT64, number(7)), (s.INT64, number(7))]):
        make.refused("in another row", "bound", bound, "tampered", row=other)
    for plain, note in ((b"\x0Aunknown", "no such type"), (b"\xFF", "no such type"), (b"\x05\xFF", "text that is not UTF-8"),
                        (b"\x09fine", "raw text that is UTF-8"), (b"\x09", "empty raw text"), (b"\x00", "NULL where none is sealed"),
                        (b"\x00x", "NULL with a body"), (b"\x01", "bool without a body"), (b"\x01\x02", "bool of 2"),
                        (b"\x02" + bytes(7), "int64 of 7 bytes"), (b"\x04" + bytes.fromhex("7FF8000000000001"), "another NaN"),
                        (b"\x07" + date(2026, 2, 30), "no such day"), (b"\x07" + date(1900, 2, 29), "no leap year"),
                        (b"\x07" + date(2026, 1, 1, 24), "hour 24"), (b"\x07" + date(2026)[:12], "a short date"),
                        (b"\x0801", "a leading zero"), (b"\x08" + b"1" * 256, "256 digits"), (b"\x08", "no digits")):
        make.plain_refused(note, "email", plain, "malformed")
    for name, plain in (("email", b"\x06bytes"), ("email", b"\x02" + number(1)), ("age", b"\x05text"), ("age", b"\x04" + bytes(8)),
                        ("count", b"\x02" + number(-1)), ("age", b"\x03" + struct.pack(">Q", 1 << 63)), ("flag", b"\x02" + number(1)),
                        ("ratio", b"\x02" + number((1 << 53) + 1)), ("count", b"\x01\x01"), ("born", b"\x052026-01-01"),
                        ("rate", b"\x0512.50")):
        make.plain_refused("another type than declared", name, plain, "type_mismatch")
    for plain, note in ((b"\x05ab", "no 80"), (bytes(16), "zeros only"), (b"\x80" + bytes(15), "no type"), (b"\x80", "only the mark"),
                        (b"\x05ab\x01" + bytes(4), "another mark")):
        make.plain_refused(f"padding: {note}", "bucket", plain, "malformed", s.PADDED)


def sealing_is_refused(make):
    for name, kind, body in (("email", s.BYTES, b"x"), ("email", s.TEXT, b"\xFF"), ("email", s.NULL, b""), ("age", s.DOUBLE, bytes(8)),
                             ("age", s.UINT64, struct.pack(">Q", 1 << 63)), ("count", s.INT64, number(-1)), ("flag", s.INT64, number(1)),
                             ("ratio", s.INT64, number((1 << 53) + 1)), ("rate", s.DECIMAL, b"1."), ("born", s.DATE_TIME, date(2026, 13)),
                             ("email", s.RAW_TEXT, b"fine")):
        make.not_sealed("does not fit the declared type", name, kind, body, "type_mismatch")
    make.not_sealed("longer than fixed padding", "fixed64", s.TEXT, b"x" * 63, "value_too_long")


def tokens(make):
    texts = ["", "alice@example.org", "Alice@Example.ORG", " \tAlice \r\n", "Straße", "STRASSE", "ﬁne", "e\u0301", "\u00e9",
             "\u212b", "+49 (0) 170/123-45", "０１２ Ⅷ ٣", "soft\u00adhyphen", "zero\u200bwidth", "日本", "ｶﾞ", "nul\0", "Σίσυφος", "İ",
             "\u03b1\u0345\u0300", "\U0001F510", "x" * 500, "no digits"]
    for text in texts:
        for name in ("indexed", "nfc", "folded", "phone", "typed", "lossy"):
            make.token(f"form {ATTRIBUTES[name]['index']['form']}", name, s.TEXT, text.encode())
    for text in ("\ufdd0", "a\uffff", "\U0002fffe"):
        for name in ("nfc", "folded", "phone", "typed"):
            make.token("a code point that is not assigned", name, s.TEXT, text.encode())
    for name in ("indexed", "nfc", "folded", "phone", "typed"):
        make.token("raw text", name, s.RAW_TEXT, b"\xFF\xFE")
    for value in (0, 7, -7):
        make.token("an integer", "indexed_age", s.INT64, number(value))
    make.token("a double, bytes", "indexed_ratio", s.DOUBLE, struct.pack(">d", 1.5))
    make.token("a shared domain", "shared", s.TEXT, b"Alice")
    for slot in (1, 2):
        make.token("another live key", "folded", s.TEXT, b"Alice", slot)
    for parts in ([(s.TEXT, b"Ada"), (s.TEXT, b"Lovelace")], [(s.TEXT, b"Ad"), (s.TEXT, b"aLovelace")], [(s.TEXT, b"")],
                  [(s.INT64, number(7)), (s.TEXT, "Ä".encode())], [(s.TEXT, b"Ada"), (s.RAW_TEXT, b"\xFF")]):
        make.token("compound", "folded", None, None, compound=parts)


def everything():
    make = Maker()
    for part in (values_that_open, padded_rows_and_keys, front_is_refused, header_is_refused, body_is_refused, sealing_is_refused, tokens):
        part(make)
    return {"made_by": "tests/known_answers/sealed_value_answers.py make", "keyring": KEYRING, "attributes": list(ATTRIBUTES.values()),
            "vectors": make.vectors}
