"""Asks `cellseal explain --batch` about every statement case in each of its dialects, and holds the answers against what
the case says: outcome, which parameters carry sealed values for which attribute, which result columns are opened.

run_cases.py CELLSEAL FILE.jsonl…"""

import json
import pathlib
import subprocess
import sys

SETTINGS = pathlib.Path(__file__).resolve().parent.parent / "statements" / "cases" / "cellseal.toml"


def cases():
    for path in sys.argv[2:]:
        for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            for dialect in case["dialects"]:
                yield case, dialect


def facts_wanted(case):
    bind = {(each["occ"], each["role"], each["col"]) for each in case["bind"]}
    return bind, {(int(position), attribute) for position, attribute in case["out"].items()}


def facts_given(answer):
    bind = {(each["occurrence"], each["role"], each["attribute"]) for each in answer["parameters"]
            if each["role"] != "plain"}
    return bind, {(each["position"], each["attribute"]) for each in answer["columns"]}


def wrong(case, answer):
    if "error" in answer:
        return "error: " + answer["error"]["message"]
    tolerated = {case["expect"], *case["alt"]}
    if answer["outcome"] not in tolerated:
        return f"is {answer['outcome']}, should be {case['expect']}: {(answer['refusal'] or {}).get('message', '')}"
    # Of a statement that should be refused but may be understood, a case may leave the facts open.
    facts_open = case["expect"] != "ok" and not case["bind"] and not case["out"]
    if answer["outcome"] == "ok" and not facts_open and facts_given(answer) != facts_wanted(case):
        return f"has other facts: {facts_given(answer)}, should be {facts_wanted(case)}"
    return None


def main():
    asked = list(cases())
    lines = "".join(json.dumps({"id": number, "dialect": dialect, "sql": case["sql"]}) + "\n"
                    for number, (case, dialect) in enumerate(asked))
    done = subprocess.run([sys.argv[1], "explain", "--batch", "--config", SETTINGS], input=lines,
                          capture_output=True, encoding="utf-8", timeout=300)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    if done.returncode or [answer["id"] for answer in answers] != list(range(len(asked))):
        sys.exit(f"not every line was answered in order: {len(answers)} of {len(asked)}, exit {done.returncode} {done.stderr}")
    failed = 0
    for (case, dialect), answer in zip(asked, answers):
        problem = wrong(case, answer)
        if problem:
            failed += 1
            print(f"{case['id']} ({dialect}, {case['severity']}) {problem}\n    {case['sql']}")
    print(f"{len(asked)} statements, {failed} wrong")
    return 1 if failed or not asked else 0


if __name__ == "__main__":
    sys.exit(main())
