"""The generated passphrase from passphrase_format.md alone: alphabet, check symbols, both forms, code pages.

passphrase.py ALPHABET CODE_PAGES SINGLE_BYTE_PAGES: exits with 1 where the files that cellseal compiles in say something else."""

import hashlib
import sys
import unicodedata

ALPHABET_SHA_256 = "695431cf80e639af2a222ac4b0b32f27efa791f234102b2422c0487c76521c39"
KNOWN_CHARACTERS = "丑佯凝 古嘲好 家席怡 房摘暄 桃殷淘 熄甥瞿 竺耘芝 蕉送下 仕箝叔"
KNOWN_DIGITS = ("0007-0096-0185-0274-0363-0452-0541-0630-0719-0808-0897-0986-1075-1164-1253-1342-1431-1520-1609-1698-"
                "1787-1876-1965-0006-0054-1632-0270")
CODE_PAGES = ("cp932", "gb18030", "cp949", "cp950")
SINGLE_BYTE_PAGES = ("cp1252", "latin-1", "cp437", "cp850", "cp866", "cp1251", "mac_roman")


def times(left, right):
    """In GF(2^11) with x^11 + x^2 + 1."""
    product = 0
    while right:
        if right & 1:
            product ^= left
        left <<= 1
        if left & 0x800:
            left ^= 0x805
        right >>= 1
    return product


def value_at(word, point):
    value = 0
    for coefficient in word:
        value = times(value, point) ^ coefficient
    return value


def check_symbols(data):
    """By trying the roots: the three symbols that make the word zero at 1, x and x^2, found by elimination."""
    targets = [value_at(list(data) + [0, 0, 0], point) for point in (1, 2, 4)]
    # c0 p^2 + c1 p + c2 = target(p) for p = 1, 2, 4: differences of the three equations leave c0 and c1.
    (t1, t2, t4) = targets
    def divide(left, right):
        return next(q for q in range(2048) if times(q, right) == left)
    # p=2 minus p=1: c0 (4 ^ 1) ^ c1 (2 ^ 1) = t2 ^ t1; p=4 minus p=1: c0 (16 ^ 1) ^ c1 (4 ^ 1) = t4 ^ t1
    a, b, s = 4 ^ 1, 2 ^ 1, t2 ^ t1
    c, d, u = 16 ^ 1, 4 ^ 1, t4 ^ t1
    determinant = times(a, d) ^ times(b, c)
    c0 = divide(times(s, d) ^ times(b, u), determinant)
    c1 = divide(times(a, u) ^ times(s, c), determinant)
    return [c0, c1, t1 ^ c0 ^ c1]


def groups(text):
    return " ".join(text[i:i + 3] for i in range(0, len(text), 3))


def upper_half(page):
    """The characters of bytes 0x80 to 0xFF; a byte without one stands for the control character of its number."""
    for byte in range(0x80, 0x100):
        yield bytes([byte]).decode(page, "ignore") or chr(byte)


def faults(alphabet, pages, single_byte_pages):
    if hashlib.sha256(alphabet.encode()).hexdigest() != ALPHABET_SHA_256 or len(set(alphabet)) != 2048:
        yield "the alphabet is another one"
    if list(alphabet) != sorted(alphabet):
        yield "the alphabet is not in the order of code points"
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        if unicodedata.normalize(form, alphabet) != alphabet:
            yield f"the alphabet changes in {form}"
    if alphabet.upper() != alphabet or alphabet.lower() != alphabet or alphabet.title() != alphabet:
        yield "the alphabet has letter cases"
    data = [(7 + 89 * i) % 2048 for i in range(24)]
    word = data + check_symbols(data)
    if any(value_at(word, point) for point in (1, 2, 4)):
        yield "the check of this script is wrong"
    if groups("".join(alphabet[each] for each in word)) != KNOWN_CHARACTERS:
        yield "the known answer in characters is another one"
    if "-".join(f"{each:04}" for each in word) != KNOWN_DIGITS:
        yield "the known answer in digits is another one"
    digits = pages.replace("\n", "")
    expected = "".join(character.encode(page).hex() for page in CODE_PAGES for character in alphabet)
    if digits != expected:
        yield "the code pages differ from Python's codecs"
    expected = ["".join(f"{ord(character):04x}" for character in upper_half(page)) for page in SINGLE_BYTE_PAGES]
    if single_byte_pages.split() != expected:
        yield "the single-byte pages differ from Python's codecs"


def main():
    alphabet = open(sys.argv[1], encoding="utf-8").read().replace("\n", "")
    pages = open(sys.argv[2], encoding="ascii").read()
    single_byte_pages = open(sys.argv[3], encoding="ascii").read()
    found = list(faults(alphabet, pages, single_byte_pages))
    print(*found or ["alphabet, check, both forms and code pages are as specified"], sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
