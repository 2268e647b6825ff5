"""A keyring written from plugin/keys/keyring_format.md alone, as known answers for the C++ code.

    python3 keyring.py > keyring_vectors.txt        writes them
    python3 keyring.py --check keyring_vectors.txt  fails when the file is not what this script writes

Lines: `name value`; bytes are hexadecimal. Rows of tables: `row TABLE cell cell …` between tabs, NULL as `-`, a line break
inside a cell as `\\n`.
"""

import hashlib
import hmac
import struct
import sys

from argon2id import argon2id
from chacha20_poly1305 import seal

ORGANISATION = "Contoßo"
GENERATION = 12
PASSPHRASE = "丑佯凝古嘲好家席怡房摘暄桃殷淘熄甥瞿竺耘芝蕉送下仕箝叔"
ARGON2ID, NO_HASH = 1, 3
KINDS = {"slot": 1, "data_key": 2, "index_key": 3, "passphrase": 4, "audit_key": 5}
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

drawn = 0


def draw(size):
    """Bytes that are random enough for a known answer and the same in every run."""
    global drawn
    drawn += 1
    return hashlib.shake_256(b"cellseal known answers %d" % drawn).digest(size)


def u8(n):
    return struct.pack(">B", n)


def u32(n):
    return struct.pack(">I", n)


def u64(n):
    return struct.pack(">Q", n)


def pae(*parts):
    parts = [part.encode() if isinstance(part, str) else part for part in parts]
    return u32(len(parts)) + b"".join(u32(len(part)) + part for part in parts)


def hmac_sha512(key, data):
    return hmac.new(key, data, hashlib.sha512).digest()


def expand(key, info, size):
    return hmac_sha512(key, info + b"\1")[:size]


def wrap(parent, kind, version, record_id, secret, slot=b""):
    nonce = draw(24)
    derived = hmac_sha512(parent, pae("cellseal/1/wrap", ORGANISATION, u8(kind), u64(version), record_id, nonce))
    head = b"CSK1" + u8(kind) + u8(1) + u64(version) + record_id + slot + nonce + derived[32:]
    whole = head + seal(derived[:32], bytes(12), head, secret)
    return whole + hashlib.sha256(whole).digest()[:8], nonce


def key_check(organisation_key):
    bits = int.from_bytes(expand(organisation_key, pae("cellseal/1/key-check", ORGANISATION), 5), "big")
    digits = "".join(CROCKFORD[bits >> 5 * (7 - i) & 31] for i in range(8))
    return digits[:4] + "-" + digits[4:]


def key_id(data_key, attribute, suite):
    entity, name = attribute.split(".")
    return expand(data_key, pae("cellseal/1/seal", ORGANISATION, entity, name, u8(suite)), 48)[32:]


def number(value):
    return b"" if value is None else u64(value)


class Record:
    """One row of cellseal_keyring; the attributes stand in the order of the columns."""

    def __init__(self, kind, record_id=None, **fields):
        self.id = record_id or draw(16)
        self.kind = kind
        self.name = ""
        self.number = None
        self.under = b""
        self.state = ""
        self.created = 1772359200
        self.since = 1772359200
        self.generation = GENERATION
        self.check = ""
        self.wrap = b""
        self.key_ids = []
        self.event_count = None
        self.event_head = b""
        self.catalogue_hash = b""
        self.mac = b""
        self.__dict__.update(fields)

    def fields(self):
        ids = pae(*(pae(name, u8(suite), key) for name, suite, key in self.key_ids)) if self.key_ids else b""
        return pae(self.id, self.kind, self.name, number(self.number), self.under, self.state, u64(self.created),
                   u64(self.since), u64(self.generation), self.check, self.wrap, ids, number(self.event_count),
                   self.event_head, self.catalogue_hash)

    def cells(self):
        ids = "".join("%02x %s %s\n" % (suite, key.hex(), name) for name, suite, key in self.key_ids)
        return [self.id.hex(), self.kind, self.name, self.number, self.under.hex(), self.state, self.created, self.since,
                self.generation, self.check, self.wrap.hex(), ids, self.event_count, self.event_head.hex(),
                self.catalogue_hash.hex(), self.mac.hex()]


def wrapped(parent, record, secret, slot=b""):
    record.wrap, nonce = wrap(parent, KINDS[record.kind], record.generation, record.id, secret, slot)
    return record, nonce


def mac(organisation_key, records):
    mac_key = expand(organisation_key, pae("cellseal/1/keyring-mac"), 32)
    return hmac_sha512(mac_key, pae(*(record.fields() for record in sorted(records, key=lambda r: r.id))))[:32]


def show(name, value):
    if isinstance(value, bytes):
        value = value.hex()
    print(name, value)


def show_row(table, cells):
    text = ["-" if cell in (None, "") else str(cell).replace("\n", "\\n") for cell in cells]
    print("\t".join(["row", table] + text))


def slot_parameters(kdf, passes, memory, salt):
    return u8(kdf) + u32(passes) + u64(memory) + salt


def make_slots(organisation, organisation_key):
    salt = draw(16)
    parent = argon2id(PASSPHRASE.encode(), salt, 2, 16, 32)
    first = Record("slot", name="main", number=1, under=organisation.id, generation=3)
    first, nonce = wrapped(parent, first, organisation_key, slot_parameters(ARGON2ID, 2, 16 * 1024, salt))
    show("slot_parent", parent)
    show("slot_salt", salt)
    show("slot_nonce", nonce)
    show("slot_id", first.id)
    show("slot_wrap", first.wrap)
    key_file = draw(32)
    second = Record("slot", name="key file", number=2, under=organisation.id, generation=5)
    second, _ = wrapped(key_file, second, organisation_key, slot_parameters(NO_HASH, 0, 0, bytes(16)))
    show("key_file", key_file)
    return [first, second]


def make_data_keys(organisation, organisation_key):
    records = []
    for n, state in ((1, "destroyed"), (2, "opening"), (3, "sealing")):
        data_key = draw(32)
        record = Record("data_key", number=n, state=state, generation=2 + n)
        record.key_ids = [("contact.email", 1, key_id(data_key, "contact.email", 1)),
                          ("contact.ssn", 0x81, key_id(data_key, "contact.ssn", 0x81))]
        if state != "destroyed":
            record.under = organisation.id
            record, nonce = wrapped(organisation_key, record, data_key)
            show("data_key_%d" % n, data_key)
            show("data_key_%d_nonce" % n, nonce)
        show("data_key_%d_email_id" % n, record.key_ids[0][2])
        records.append(record)
    return records


def make_others(organisation, organisation_key):
    records = []
    padded = PASSPHRASE.encode() + b"\x80"
    padded += bytes(-len(padded) % 128)
    audit_key = draw(32)
    index_key = draw(32)
    for kind, name, state, secret in (("index_key", "", "sealing", index_key), ("audit_key", "", "", audit_key),
                                      ("passphrase", "main", "", padded)):
        record = Record(kind, name=name, number=1, under=organisation.id, state=state)
        record, nonce = wrapped(organisation_key, record, secret)
        show(kind + "_secret", secret)
        show(kind + "_id", record.id)
        show(kind + "_nonce", nonce)
        show(kind + "_wrap", record.wrap)
        records.append(record)
    return records, audit_key


def make_events(audit_key):
    head = bytes(32)
    events = [(1772359200, "automatic start", "keyring_created", "4K7P-Q2XM", "", 1),
              (1772359300, "Zoë", "keyring_changed", "", "leak\nof 2026", 1),
              (1772359400, "nobody", "activation_refused", "main", "", 0)]
    for n, (when, who, what, subject, reason, authenticated) in enumerate(events, 1):
        event_id = draw(16)
        head = hmac_sha512(audit_key, pae("cellseal/1/event", ORGANISATION, head, u64(n), event_id, u64(when), who, what,
                                          subject, reason, u64(authenticated)))[:32]
        show_row("cellseal_event", [event_id.hex(), n, when, who, what, subject, reason, authenticated, head.hex()])
    return len(events), head


def make_catalogue():
    entries = [("contact.email", 1, "contact", "email", 1, 0, 0, 0, "type=text suite=01 padding=none", 1772359200),
               ("contact.email", 2, "contact", "mail", 1, 1, 0, 0, "type=text suite=01 padding=bucket", 1772359300),
               ("contact.ssn", 1, "contact", "ssn", 0x81, 0, 0, 1, "type=text suite=81", 1772359200)]
    parts = []
    for entry in entries:
        parts.append(pae(*(part if isinstance(part, str) else u64(part) for part in entry)))
        show_row("cellseal_attribute", entry)
    return hashlib.sha256(pae(*parts)).digest()


def main():
    organisation_key = draw(32)
    show("organisation", ORGANISATION)
    show("passphrase", PASSPHRASE)
    show("organisation_key", organisation_key)
    organisation = Record("organisation_key", number=1, state="sealing", check=key_check(organisation_key))
    show("organisation_key_id", organisation.id)
    show("key_check", organisation.check)
    records = [organisation] + make_slots(organisation, organisation_key)
    records += make_data_keys(organisation, organisation_key)
    others, audit_key = make_others(organisation, organisation_key)
    records += others
    count, event_head = make_events(audit_key)
    records.append(Record("head", bytes(16), name=ORGANISATION, event_count=count, event_head=event_head,
                          catalogue_hash=make_catalogue()))
    organisation.mac = mac(organisation_key, records)
    show("mac", organisation.mac)
    for record in records:
        show_row("cellseal_keyring", record.cells())


def check(path):
    import contextlib
    import io

    made = io.StringIO()
    with contextlib.redirect_stdout(made):
        main()
    with open(path, encoding="utf-8") as stored:
        if stored.read() == made.getvalue():
            return 0
    print(path, "is not what keyring.py writes")
    return 1


if __name__ == "__main__":
    sys.exit(check(sys.argv[2]) if sys.argv[1:2] == ["--check"] else main())
