#!/usr/bin/env python3
"""Checks the cases of this folder on real engines: SQLite (the library, through ctypes), PostgreSQL and MariaDB
(throw-away servers on a Unix socket in a temporary folder, started and stopped here; psql and mariadb as clients).

For every case and engine: does the engine take the text (`valid`), where does each parameter's value land
(`bind`, role write), which column does it select by (role compare), and which column does each result column come
from (`out`). A fact the engine contradicts is an error; a fact no run could show is counted as "unseen".

    verify_on_engines.py [--engines sqlite,postgres,mysql] [--verbose] [FILE.jsonl ...]
"""
import argparse
import json
import pathlib
import re
import signal
import sys

from engines import ENGINES, HERE, NUMBERS, PROTECTED, TABLES
from read_parameters import parameters


def toggled(names, facts, base, occ, others_miss):
    """Two runs that differ in one compared parameter only: it names a stored value, it names none."""
    values = list(base)
    for k in range(len(values)):
        if others_miss and k in facts and facts[k]["role"] == "compare":
            values[k] = "nomatch"
    both = []
    for probe in (facts[occ]["col"] + "#1", "nomatch"):
        both.append(([probe if names[k] == names[occ] else v for k, v in enumerate(values)], occ))
    return both


def plain_probes(names, facts, base):
    """Pairs of runs that give a plain parameter what a protected column holds, and a neighbour that none holds: there
    must be no difference. The occurrence stands in the meaning as -1 - occ."""
    plain = [o for o in range(len(names)) if not any(names[k] == names[o] for k in facts)][:4]
    return [([place + row if names[k] == names[o] else v for k, v in enumerate(base)], -1 - o)
            for o in plain for place in PROTECTED for row in ("#1", "#9")]


def judge_plain(plan, results, problems):
    probes = [(values[-1 - m], m, r) for (values, m), r in zip(plan, results) if m is not None and m < 0]
    for (value, meaning, held), (decoy, _, free) in zip(probes[::2], probes[1::2]):
        if held.error is None and free.error is None and repr(held.shown()) != repr(free.shown()).replace(decoy, value):
            problems.append(f"occ {-1 - meaning} is declared plain, yet {value!r} finds something")


def assignments_of(case, names):
    """The runs: (values, the compared occurrence that they probe). Plain parameters are what the first row holds
    (rows are found), and then unique numbers (rows are made)."""
    facts = {b["occ"]: b for b in case["bind"]}
    text = case["sql"]

    def stored(occ):
        """What a plain parameter must be to find the first row: a guess from the column named before it."""
        if re.search(r"(?i)\bset\b(?:(?!\bwhere\b).)*:" + names[occ] + r"\b", text):
            return f"changed{occ}"
        before = re.search(r'(\w+)["`\]]?\s*(?:=|==|<=>|like|in\s*\()\s*:' + names[occ] + r"\b", text, re.I)
        column = before.group(1).lower() if before else ""
        places = [f"{t}.{c}" for t, cs in TABLES.items() for c in cs if c == column and c not in NUMBERS]
        return next((p + "#1" for p in places if p not in PROTECTED), 1)

    def value(occ, plain):
        same = [facts[o] for o in range(len(names)) if names[o] == names[occ] and o in facts]
        for b in same:
            if b["role"] == "compare":
                return b["col"] + "#1"
        return f"mark{names.index(names[occ])}" if same else plain(occ)

    occurrences = range(len(names))
    found = [value(o, stored) for o in occurrences]
    made = [value(o, lambda o: 7001 + names.index(names[o])) for o in occurrences]
    runs = [(found, None), (made, None)]
    for o, b in sorted(facts.items()):
        if b["role"] == "compare":
            runs += [pair for base in (found, made) for others in (False, True)
                     for pair in toggled(names, facts, base, o, others)]
    runs += plain_probes(names, facts, found)
    return runs


def where_marked(case, names):
    marks = {}
    for b in case["bind"]:
        if b["role"] == "write":
            marks.setdefault(f"mark{names.index(names[b['occ']])}", set()).add(b["col"])
            marks.setdefault(f"{b['col']}#1", set()).add(b["col"])
    return marks


def judge_writes(case, names, result, problems, landed):
    marks = where_marked(case, names)
    for table, rows in result.tables.items():
        for row in rows:
            for column, value in zip(TABLES[table], row):
                place = f"{table}.{column}"
                if value is None:
                    continue
                if place in PROTECTED:
                    if value in marks and place in marks[value]:
                        landed.add((value, place))
                    elif not value.startswith(place + "#"):
                        problems.append(f"{place} got {value!r}, which is no declared write to it")
                elif value.startswith("mark") or any(value.startswith(p + "#") for p in PROTECTED):
                    problems.append(f"{place} got the sealed {value!r}")


def judge_columns(case, names, result, problems, seen):
    marks = where_marked(case, names)
    declared = {int(k): v for k, v in case["out"].items()}
    for row in result.rows:
        for i, value in enumerate(row):
            sources = marks.get(value, set()) | {p for p in PROTECTED if value and value.startswith(p + "#")}
            if sources and declared.get(i) not in sources:
                problems.append(f"result column {i} shows {sorted(sources)}, declared {declared.get(i)}")
            elif sources:
                seen.add(i)
    for i, origin in enumerate(result.origins):
        if origin.startswith("main.") and origin[5:] in PROTECTED:
            if declared.get(i) != origin[5:]:
                problems.append(f"result column {i} originates in {origin}, declared {declared.get(i)}")
            seen.add(i)


def judge_facts(engine, case):
    names = [p[2] for p in parameters(case["sql"], engine.name)]
    plan = assignments_of(case, names)
    results, together = [], max(4, 400 // (len(names) + 1))
    for first in range(0, len(plan), together):
        results += engine.runs(case, [values for values, _ in plan[first:first + together]])
    problems, landed, seen, unseen = [], set(), set(), []
    for (_, meaning), result in zip(plan, results):
        if result.error is None and (meaning is None or meaning >= 0):
            judge_writes(case, names, result, problems, landed)
            judge_columns(case, names, result, problems, seen)
    judge_plain(plan, results, problems)
    for b in case["bind"]:
        label = f"occ {b['occ']} {b['role']} {b['col']}"
        if b["role"] == "write":
            if not any(col == b["col"] and (v == f"mark{names.index(names[b['occ']])}" or v == b["col"] + "#1")
                       for v, col in landed):
                unseen.append(label)
            continue
        probes = [r for (_, m), r in zip(plan, results) if m == b["occ"]]
        pairs = list(zip(probes[::2], probes[1::2]))
        if not any(a.error is None and r.error is None and a.shown() != r.shown() for a, r in pairs):
            unseen.append(label)
    unseen += [f"out {i}" for i in case["out"] if int(i) not in seen]
    if all(r.error is not None for r in results):
        unseen.append("never ran: " + str(results[0].error).strip().split("\n")[0][:120])
    return sorted(set(problems)), unseen


def runnable(case):
    first = re.match(r"(?is)[\s(;]*(\w+)", case["sql"])
    return case["expect"] in ("ok", "pass") and first and first.group(1).lower() in (
        "select", "insert", "update", "delete", "replace", "with", "table", "values")


def verify(engines, cases, verbose):
    wrong = shown = unseen_count = 0
    for case in cases:
        errors = {e.name: e.error_of(case) for e in engines if e.name in case["dialects"]}
        if errors and len(errors) == len([d for d in case["dialects"] if d in ("sqlite", "postgres", "mysql")]):
            valid = not any(errors.values())
            if valid != case["valid"]:
                wrong += 1
                print(f"WRONG {case['id']}: valid is {valid}: "
                      f"{ {k: str(v).strip()[:160] for k, v in errors.items() if v} }\n      {case['sql']!r}")
        for engine in engines:
            if engine.name not in case["dialects"] or errors[engine.name] or not runnable(case):
                continue
            problems, unseen = judge_facts(engine, case)
            shown += 1
            unseen_count += bool(unseen)
            for p in problems:
                wrong += 1
                print(f"WRONG {case['id']} on {engine.name}: {p}\n      {case['sql']!r}")
            if unseen and verbose:
                print(f"unseen {case['id']} on {engine.name}: {unseen}\n      {case['sql']!r}")
    print(f"{len(cases)} cases; facts run on engines {shown} times, {unseen_count} of them with a fact no run could show; "
          f"{wrong} wrong")
    return wrong


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--engines", default="sqlite,postgres,mysql")
    arguments.add_argument("--verbose", action="store_true", help="also list the facts that no run could show")
    arguments.add_argument("files", nargs="*", type=pathlib.Path)
    given = arguments.parse_args()
    files = given.files or sorted(HERE.glob("*.jsonl"))
    cases = [json.loads(line) for f in files for line in f.read_text().split("\n") if line]
    engines = []
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(2))
    try:
        for name in given.engines.split(","):
            engines.append(ENGINES[name]())
        return 1 if verify(engines, cases, given.verbose) else 0
    finally:
        for engine in engines:
            engine.stop()


if __name__ == "__main__":
    sys.exit(main())
