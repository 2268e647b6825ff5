#!/usr/bin/env python3
"""Prints the table engine × path: runs the contract suite beside every engine that is there.

    tests/orm/soci/engine_table.py build/tests/orm/soci/soci_contract_test
"""

import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ENGINES = {
    "SQLite": [],
    "PostgreSQL": [HERE / "with_postgresql"],
    "MariaDB": [HERE / "with_mariadb"],
    "ODBC to PostgreSQL": [HERE / "with_odbc", "postgresql"],
    "ODBC to SQLite": [HERE / "with_odbc", "sqlite"],
    "Firebird": [HERE / "with_firebird"],
}


def run(engine, binary):
    """How many cases of each suite passed and failed, and what was left out; None where the engine is not there."""
    done = subprocess.run([*ENGINES[engine], binary, "--log_level=unit_scope", "--color_output=no"],
                          capture_output=True, text=True, errors="replace")
    if done.returncode == 77:
        return None
    passed, failed, reasons, broken = {}, {}, {}, set()
    for line in done.stdout.splitlines() + done.stderr.splitlines():
        if line.startswith("left out: "):
            reasons[line[len("left out: "):]] = True
        if found := re.search(r'(?:error|fatal error): in "(\w+)/(\w+)"', line):
            broken.add(found.groups())
        if found := re.search(r'Leaving test case "(\w+)"', line):
            case = found.group(1)
            suite = current
            (failed if (suite, case) in broken else passed)[suite] = \
                (failed if (suite, case) in broken else passed).get(suite, 0) + 1
        if found := re.search(r'Entering test suite "(\w+)"', line):
            current = found.group(1)
    return passed, failed, list(reasons)


def main():
    binary = pathlib.Path(sys.argv[1]).resolve()
    results = {engine: found for engine in ENGINES if (found := run(engine, binary)) is not None}
    suites = sorted({suite for passed, failed, _ in results.values() for suite in [*passed, *failed]})
    print("| cases of | " + " | ".join(results) + " |")
    print("|---|" + "---|" * len(results))
    for suite in suites:
        cells = [f"{passed.get(suite, 0)}" + (f", **{failed[suite]} failed**" if suite in failed else "")
                 for passed, failed, _ in results.values()]
        print(f"| {suite.removesuffix('_test')} | " + " | ".join(cells) + " |")
    for engine, (_, _, reasons) in results.items():
        print(f"\nLeft out on {engine}:" + ("" if reasons else " nothing."))
        for reason in sorted(reasons):
            print(f"- {reason}")
    for engine in ENGINES:
        if engine not in results:
            print(f"\n{engine} is not installed here.")
    return any(failed for _, failed, _ in results.values())


if __name__ == "__main__":
    sys.exit(main())
