"""Plants one breach of each rule in a scratch tree and demands that the check names it, beside a twin that must pass."""

import pathlib
import sys
import tempfile

import check

BREACHES = {
    "plugin/a.cpp": ('#include "adapters/orm/soci/x.h"\n', "may not include"),
    "plugin/b.cpp": ("#include <fstream>\n", "does no I/O"),
    "plugin/c.cpp": ("#include <soci/soci.h>\n", "third-party"),
    "plugin/d.cpp": ("auto x = std::getenv(\"A\");\n", "calls getenv("),
    "plugin/e.cpp": ("auto x = key.expose();\n", "expose()"),
    "adapters/keys/file/f.cpp": ('#include "adapters/crypto/sodium/x.h"\n', "another adapter"),
    "adapters/keys/file/g.cpp": ('#include "config/settings.h"\n', "may not include"),
    "config/h.cpp": ('#include "settings.h"\n', "spelled from the root"),
    "config/i.h": ("\n" * 300, "split it"),
    "adapters/orm/soci/k.cpp": ("#include <soci/sqlite3/soci-sqlite3.h>\n", "brings no SQLite"),
    "config/j.cpp": ('sql << text, soci::use(std::string("a"));\n', "a temporary"),
}
TWINS = {
    "plugin/fine.cpp": '#include "plugin/bytes.h"\n#include <vector>\n#include <fmt/format.h>\n// key.expose() in a comment\n',
    "adapters/keys/file/fine.cpp": '#include "plugin/bytes.h"\n#include "adapters/keys/file/x.h"\n#include <sodium.h>\n',
    "adapters/orm/soci/sqlite_of_soci.h": "#include <soci/sqlite3/soci-sqlite3.h>\n",
    "config/also_fine.cpp": "sql << text, soci::use(note), soci::use(id, \"id\");\n",
    "config/fine.cpp": '#include "adapters/keys/file/x.h"\n#include "plugin/bytes.h"\n',
}


def main():
    with tempfile.TemporaryDirectory() as scratch:
        root = pathlib.Path(scratch)
        for name, text in {**{k: v[0] for k, v in BREACHES.items()}, **TWINS}.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        found = list(check.findings(root))
    missed = [name for name, (_, words) in BREACHES.items() if not any(name in f and words in f for f in found)]
    wrong = [f for f in found if any(f.startswith(name + ":") for name in TWINS)]
    for name in missed:
        print(f"not found: the breach planted in {name}")
    for line in wrong:
        print(f"found, but allowed: {line}")
    print(f"{len(BREACHES)} breaches planted, {len(missed)} missed, {len(wrong)} false alarms")
    return 1 if missed or wrong else 0


if __name__ == "__main__":
    sys.exit(main())
