"""Runs a text script of the command line and compares what is printed and how each command ends.

A script holds blocks:

    $ cellseal explain "select 1"      the command, for /bin/sh, in an empty folder of its own
    > continued                        its further lines (a here-document, say)
    passes untouched: …                what it prints, standard error included; a line `re: PATTERN` is a regular expression
    [0]                                its exit code

Lines that start with # stand between the blocks. $CASES is tests/statements/cases.
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile


class Block:
    def __init__(self, line, command):
        self.line = line
        self.command = command
        self.expected = []
        self.code = None


def blocks_of(text):
    block = None
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("$ "):
            if block:
                sys.exit(f"line {number}: the block before has no exit code")
            block = Block(number, line[2:])
        elif block is None:
            if line.strip() and not line.startswith("#"):
                sys.exit(f"line {number}: stands in no block")
        elif line.startswith("> ") or line == ">":
            block.command += "\n" + line[2:]
        elif re.fullmatch(r"\[\d+\]", line):
            block.code = int(line[1:-1])
            yield block
            block = None
        else:
            block.expected.append(line)
    if block:
        sys.exit("the last block has no exit code")


def fits(expected, printed):
    if len(expected) != len(printed):
        return False
    return all(re.fullmatch(want[4:], got) if want.startswith("re: ") else want == got
               for want, got in zip(expected, printed))


def run(block, folder, environment):
    done = subprocess.run(["/bin/sh", "-c", block.command], cwd=folder, env=environment, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, timeout=120)
    printed = done.stdout.decode("utf-8", "replace").splitlines()
    if done.returncode == block.code and fits(block.expected, printed):
        return True
    print(f"line {block.line}: $ {block.command}")
    print("  expected:", *block.expected, f"[{block.code}]", sep="\n    ")
    print("  printed:", *printed, f"[{done.returncode}]", sep="\n    ")
    return False


def main():
    binary, script = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    cases = pathlib.Path(__file__).resolve().parent.parent / "statements" / "cases"
    blocks = list(blocks_of(script.read_text(encoding="utf-8")))
    with tempfile.TemporaryDirectory() as folder:
        environment = {"PATH": f"{binary.parent}:{os.environ['PATH']}", "CASES": str(cases), "HOME": folder,
                       "LC_ALL": "C.UTF-8", "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "")}
        failed = [block for block in blocks if not run(block, folder, environment)]
    print(f"{script.name}: {len(blocks)} commands, {len(failed)} failed")
    return 1 if failed or not blocks else 0


if __name__ == "__main__":
    sys.exit(main())
