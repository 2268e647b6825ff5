"""Fails on a wrong include arrow, on I/O or third-party headers in the core, on a new caller of expose(), on what SOCI 4.1
does not compile, and on files that have outgrown their idea."""

import pathlib
import re
import sys

import rules

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)
COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.S)
TEMPORARY = re.compile(r'\bsoci::use\(\s*(std::string\(|"|\d)')
LONGEST = {".h": 200, ".cpp": 350}


def sources(root):
    for top in rules.MAY_INCLUDE:
        for path in sorted((root / top).rglob("*")):
            if path.suffix in LONGEST and "build" not in path.parts:
                yield path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")


def adapter_of(name):
    return next((each for each in rules.ADAPTERS if name.startswith(each + "/")), None)


def check_arrows(name, text):
    top = name.split("/")[0]
    for bracket, target in INCLUDE.findall(text):
        target_top = target.split("/")[0]
        if bracket == '"' and target_top not in rules.MAY_INCLUDE:
            yield f"{name}: includes \"{target}\", which is not spelled from the root"
        if target_top in rules.MAY_INCLUDE and target_top != top and target_top not in rules.MAY_INCLUDE[top]:
            yield f"{name}: {top} may not include {target}"
        other = adapter_of(target)
        if top == "adapters" and other and other != adapter_of(name):
            yield f"{name}: an adapter may not include another adapter ({target})"


def check_core(name, text):
    if not name.startswith("plugin/"):
        return
    for bracket, target in INCLUDE.findall(text):
        if bracket == '"':
            continue
        if target in rules.CORE_FORBIDDEN_HEADERS:
            yield f"{name}: the core does no I/O, but includes <{target}>"
        if "/" in target or target.endswith(".h"):
            owners = [files for prefix, files in rules.CORE_THIRD_PARTY.items() if target.startswith(prefix)]
            known = target in ("string.h",) or target.startswith("cellseal/")
            if not known and not any(files is None or name in files for files in owners):
                yield f"{name}: third-party header <{target}> in the core"
    code = COMMENT.sub("", text)
    for call in rules.CORE_FORBIDDEN_CALLS:
        if re.search(r"(?<![\w.])" + re.escape(call), code):
            yield f"{name}: the core does no I/O, but calls {call}"


def check_expose(name, text):
    code = COMMENT.sub("", text)
    if re.search(r"\bexpose(_for_filling)?\s*\(", code) and name not in rules.MAY_EXPOSE:
        yield f"{name}: a new caller of expose(); if it must be, add it to tests/architecture/rules.py with the reason"


def check_sqlite(name, text):
    if name.startswith("adapters/") and "<soci/sqlite3/" in text and not name.endswith("/sqlite_of_soci.h"):
        yield f"{name}: SOCI 4.1 brings no SQLite along; include adapters/orm/soci/sqlite_of_soci.h"


def check_temporaries(name, text):
    if TEMPORARY.search(COMMENT.sub("", text)):
        yield f"{name}: a temporary given to soci::use(), which SOCI takes until 4.0 only; name it"


def check_size(name, text):
    lines = text.count("\n")
    longest = LONGEST["." + name.rsplit(".", 1)[1]]
    if lines > longest:
        yield f"{name}: {lines} lines; split it (at most {longest})"


def findings(root):
    for name, text in sources(root):
        for check in (check_arrows, check_core, check_expose, check_sqlite, check_temporaries, check_size):
            yield from check(name, text)


def main():
    root = pathlib.Path(sys.argv[1])
    found = list(findings(root))
    count = sum(1 for _ in sources(root))
    for line in found:
        print(line)
    print(f"{count} files checked, {len(found)} findings")
    return 1 if found or count == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
