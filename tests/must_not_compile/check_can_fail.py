"""Gives the pair check what it must not let through, beside a pair that it must."""

import pathlib
import sys
import tempfile

import check_pair

MISUSE = '#ifdef CELLSEAL_MUST_NOT_COMPILE\n%s\n#else\n%s\n#endif\n'
RIGHT = 'static_assert(false, "cellseal: said");'

PAIRS = {
    "fine": ("// words: said\n" + MISUSE % (RIGHT, "int twin;"), None),
    "compiles": ("// words: said\n" + MISUSE % ("int misuse;", "int twin;"), "the misuse compiles"),
    "twin": ("// words: said\n" + MISUSE % (RIGHT, RIGHT), "the twin does not compile"),
    "words": ("// words: other\n" + MISUSE % (RIGHT, "int twin;"), "the compiler does not say"),
    "many": ("// words: said\n" + MISUSE % ("\n".join([RIGHT] * 3), "int twin;"), "more than 2 errors"),
    "no words": (MISUSE % (RIGHT, "int twin;"), "names no words"),
}


def main():
    command = sys.argv[1:]
    wrong = []
    with tempfile.TemporaryDirectory() as scratch:
        for name, (text, expected) in PAIRS.items():
            path = pathlib.Path(scratch) / (name.replace(" ", "_") + ".cpp")
            path.write_text(text, encoding="utf-8")
            found = list(check_pair.problems(command, path, 30))
            if (expected is None and found) or (expected and not any(expected in each for each in found)):
                wrong.append(f"{name}: expected {expected}, found {found}")
    for line in wrong:
        print(line)
    print(f"{len(PAIRS)} pairs given, {len(wrong)} judged wrongly")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
