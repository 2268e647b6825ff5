"""The rules of the house, as data: who may include whom, what the core may see, and who may expose a secret."""

# A folder may include files of the folders in its row (and its own).
MAY_INCLUDE = {
    "plugin": set(),
    "adapters": {"plugin"},
    "config": {"plugin", "adapters"},
    "samples": {"plugin", "adapters", "config"},
}

# One outside thing for each adapter; an adapter never includes another adapter.
ADAPTERS = [
    "adapters/orm/soci",
    "adapters/orm/poco",
    "adapters/crypto/sodium",
    "adapters/crypto/openssl",
    "adapters/clock",
    "adapters/process",
    "adapters/keys/file",
    "adapters/keys/environment",
    "adapters/keys/credential",
    "adapters/keys/pkcs11",
    "adapters/admin/command_line",
    "adapters/admin/qr_code",
    "adapters/admin/web_page",
]

# Third-party headers of the core, each with the only files that may include them (None: all of plugin/).
CORE_THIRD_PARTY = {
    "fmt/": None,
    "utf8proc.h": {"plugin/values/normal_form.cpp"},
    "immintrin.h": {"plugin/values/base64url_avx2.cpp"},
}

# Standard headers and calls that are I/O or process state: not in the core.
CORE_FORBIDDEN_HEADERS = {
    "fstream", "iostream", "filesystem", "cstdio", "stdio.h", "unistd.h", "fcntl.h", "sys/mman.h", "sys/stat.h",
    "thread", "random",
}
CORE_FORBIDDEN_CALLS = ["getenv(", "system_clock::now", "std::random_device", "printf(", "std::cout", "std::cerr"]

# Files that may look at the bytes of a secret, with the reason.
MAY_EXPOSE = {
    "plugin/keys/secret_bytes.h": "declares it",
    "plugin/keys/secret_bytes.cpp": "compares and fills",
    "plugin/keys/passphrase.cpp": "turns symbols into the forms that people read",
    "plugin/keys/passphrase_reader.cpp": "compares two readings of one text",
    "plugin/keys/passphrase_reading.cpp": "compares the two forms in one text",
    "plugin/keys/typed_passphrase.cpp": "maps blanks of a typed passphrase",
    "plugin/keys/keyring.cpp": "starts the derivations from data keys and index keys",
    "adapters/crypto/sodium/prekeyed_hmac.cpp": "keeps the keyed state of a hash in key memory",
    "adapters/crypto/sodium/synthetic_aead.cpp": "hands the nonce key to libsodium",
    "adapters/crypto/sodium/xchacha_aead.cpp": "hands the sealing key to libsodium",
    "plugin/keys/audit_chain.cpp": "keys the chain",
    "plugin/keys/key_check.cpp": "derives the label of an organisation key",
    "adapters/admin/command_line/key_change.cpp": "reads the exports that open other slots",
    "adapters/admin/command_line/secret_json.cpp": "writes a secret as JSON without a copy",
    "adapters/admin/command_line/new_key_handover.cpp": "shows a new key that lies nowhere",
    "plugin/key_change/key_changer_source.cpp": "copies a new passphrase",
    "plugin/key_change/key_changer.cpp": "compares a new passphrase with the present one, copies it",
    "plugin/keys/keyring_draft.cpp": "fills new keys, derives key ids",
    "plugin/keys/keyring_mac.cpp": "derives and keys the MAC",
    "plugin/keys/passphrase_padding.cpp": "pads the passphrase on record",
    "plugin/keys/slot_opener.cpp": "hashes a passphrase into a slot's key",
    "plugin/keys/wrap.cpp": "wraps and unwraps keys",
    "plugin/keys/live_keyring.cpp": "copies organisation keys for the next reader or writer",
    "plugin/keys/source_keys.cpp": "remembers what the key source held, so that it is not tried twice",
    "plugin/keys/sealkey_text.cpp": "writes exports",
    "plugin/keys/sealkey_reading.cpp": "compares the two lines of an export",
    "plugin/admin/key_display.cpp": "gives the passphrase on record to whoever may see it",
    "plugin/admin/key_placing.cpp": "compares a given key with those that lie there, copies 32 random bytes",
    "adapters/admin/command_line/key_activate.cpp": "hands the text of a key file to the contract",
    "adapters/admin/command_line/key_import.cpp": "hands the text of a key file to the contract",
    "adapters/admin/command_line/key_show.cpp": "shows the passphrase to whoever may see it",
    "adapters/admin/command_line/key_slots.cpp": "reads the text of a key file",
    "config/command/administration_services.cpp": "writes the text of an export",
    "config/command/key_alone_services.cpp": "reads the text of a key file",
    "plugin/keys/first_key.cpp": "copies a typed first key",
    "plugin/keys/slot_cost.cpp": "tells a generated passphrase from a typed one",
    "plugin/keys/key_shares.cpp": "reads the symbols of a passphrase that is split",
    "adapters/admin/command_line/key_qr.cpp": "reads the passphrase of an export, shows its QR code",
    "adapters/admin/command_line/key_shares_commands.cpp": "reads the passphrase of an export, and shares",
    "config/command/qr_services.cpp": "hands digits to the QR code",
    "samples/06_restore/main.cpp": "writes an export to a file",
    "adapters/orm/soci/secret.h": "declares the door of a variable that holds one field",
    "adapters/keys/environment/environment_key.cpp": "reads the passphrase that it has taken",
    "adapters/keys/file/key_file.cpp": "reads and writes the text of a key file",
    "adapters/keys/file/pin_file.cpp": "reads a pin, which is no secret, through the door for private files",
    "adapters/keys/file/private_file.cpp": "fills the content of a file",
}
