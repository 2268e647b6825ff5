"""extract.py OUT PAGE: the C++ examples of a page as one source file, or an error when there is none."""
import sys

HEADERS = """#include <cellseal/config.h>
#include <cellseal/entity.h>
#include <cellseal/soci.h>

#include <cstdio>
"""


def blocks(page):
    """(fence, text) of each fenced block."""
    fence, lines = None, []
    for line in page:
        if fence is None and line.startswith("```"):
            fence, lines = line[3:].strip(), []
        elif fence is not None and line.startswith("```"):
            yield fence, "".join(lines)
            fence = None
        elif fence is not None:
            lines.append(line)


def main():
    out, page = sys.argv[1:]
    with open(page, encoding="utf-8") as text:
        found = [each for each in blocks(text) if each[0] in ("cpp", "c++")]
    if not found:
        sys.exit(f"{page} has no example")
    with open(out, "w", encoding="utf-8") as source:
        source.write(HEADERS)
        for number, (fence, text) in enumerate(found):
            if fence == "c++":
                text = f"[[maybe_unused]] static void example_{number}(soci::session& sql)\n{{\n{text}}}\n"
            source.write("\n" + text)


main()
