"""Compiles one file twice: its twin must compile, the misuse must not, and the compiler must say the file's words in at
most two errors. Where the words are ours, what it says beside the chain of includes is short."""

import pathlib
import re
import subprocess
import sys

MOST_ERRORS = 2


def compile_file(command, path, extra):
    return subprocess.run(command + extra + [str(path)], stdin=subprocess.DEVNULL, capture_output=True, text=True)


def problems(command, path, most_lines):
    words = re.match(r"// words: (.+)", path.read_text(encoding="utf-8"))
    if not words:
        yield "the first line names no words"
        return
    twin = compile_file(command, path, [])
    if twin.returncode != 0:
        yield "the twin does not compile:\n" + twin.stderr
    misuse = compile_file(command, path, ["-DCELLSEAL_MUST_NOT_COMPILE"])
    print(misuse.stderr)
    if misuse.returncode == 0:
        yield "the misuse compiles"
    if not any(each in misuse.stderr for each in words[1].split("|")):
        yield f"the compiler does not say: {words[1]}"
    if len(re.findall(r"\berror: ", misuse.stderr)) > MOST_ERRORS:
        yield f"more than {MOST_ERRORS} errors for one mistake"
    if "cellseal: " in misuse.stderr and len(lines_to_read(misuse.stderr)) > most_lines:
        yield f"more than {most_lines} lines to read for one mistake"


def lines_to_read(messages):
    chain = re.compile(r"In file included from|\s+from ")
    return [line for line in messages.splitlines() if not chain.match(line)]


def main():
    path, most_lines, command = pathlib.Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
    found = list(problems(command, path, most_lines))
    for problem in found:
        print(f"{path.name}: {problem}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
