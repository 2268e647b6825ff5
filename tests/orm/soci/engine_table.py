#!/usr/bin/env python3
"""Makes the table engine × path of engines_and_paths.md from what the contract suite did.

    engine_table.py RESULTS                 prints the table
    engine_table.py RESULTS --write PAGE    puts it into the page
    engine_table.py RESULTS --check PAGE    fails where the page says something else of an engine that was run

RESULTS is the folder with one log for each engine that ctest leaves in build/tests/orm/soci/results.
"""

import fnmatch
import pathlib
import re
import sys

ENGINES = {"sqlite": "SQLite", "postgresql": "PostgreSQL", "mariadb": "MariaDB",
           "odbc_postgresql": "ODBC to PostgreSQL", "odbc_sqlite": "ODBC to SQLite", "firebird": "Firebird"}

SETTINGS = "session_settings_on_servers"

# A path, and the cases that show it; the last row has those that no other has.
PATHS = {
    "scalars of every type": ["scalar/a_string*", "scalar/equal*", "scalar/every*", "scalar/a_character*", "scalar/long*",
                              "scalar/awkward*", "scalar/a_value*", "scalar/an_update*", "firebird/a_value*"],
    "NULL and indicators": ["scalar/null*", "vector/*null*", "vector/indicators*", "row/a_null*", "firebird/null*"],
    "statements executed again": ["scalar/a_prepared*", "scalar/elements*", "scalar/a_statement*", "scalar/a_parameter*",
                                  "scalar/one_name*", "binding/*", "firebird/a_prepared*"],
    "vectors, batches of a cursor": ["vector/vectors_of_every*", "vector/vectors_of_dates*", "vector/a_prepared*",
                                     "vector/a_cursor*", "vector/a_vector*", "vector/empty*", "firebird/vectors*"],
    "bulk ranges": ["vector/a_bulk_range*", "firebird/a_bulk_range*"],
    "dynamic rows": ["row/a_row_*", "row/an_attribute*", "row/a_rowset_of_rows*", "row/a_star*", "firebird/dynamic*"],
    "`values`, described entities": ["row/an_entity*", "row/an_object*", "row/a_prepared*", "row/a_rowset_of_entities*",
                                     "policy/a_generated*", "firebird/entities*"],
    "`insert_all`, `update_all`, `select_all`": ["bulk_entity/*", "firebird/entities*"],
    "`soci::blob` on a sealed column": ["blob/blobs*", "blob/an_empty_blob*", "blob/a_blob*", "firebird/a_blob*"],
    "raw bytes in a column of bytes": ["blob/bytes*", "vector/vectors_of_bytes*", "firebird/raw*"],
    "values of 16 MiB": ["blob/values_of_sixteen*", "firebird/a_long*"],
    "found by blind index, by equal values": ["lookup/*", "compound_index/*", "policy/a_folded*", "policy/false_hits*",
                                              "firebird/rows_are*"],
    "values bound to their row": ["row_key/*", "firebird_rows/a_value*"],
    "upsert": ["policy/an_upsert*", "firebird/an_upsert*"],
    "RETURNING": ["policy/returning*", "firebird_rows/returning*"],
    "several rows, joins, sealed NULL": ["policy/several*", "policy/a_join*", "policy/null*", "firebird_rows/several*",
                                         "firebird_rows/a_join*", "firebird_rows/null*"],
    "procedures with `as_attribute`": ["markers/an_argument*", "markers/a_procedure*", "firebird/a_procedure*"],
    "`secret<T>`": ["markers/a_secret*", "firebird/a_secret*"],
    "hook for new connections": ["markers/each_new*", "markers/a_hook*", "firebird/each_new*"],
    "transactions, savepoints": ["session/a_rolled_back*", "sharing/*savepoint*", "firebird/a_rolled_back*"],
    "pools under 8 threads": ["session/a_pool*", "sharing/eight*", "firebird/eight*"],
    "reconnecting": ["session/a_reconnected*", "session/a_native*", "firebird/each_new*"],
    "failover callback": ["sharing/a_failover*", "firebird_faults/a_failover*"],
    "sequences": ["session/a_sequence*", "firebird_rows/a_sequence*"],
    "last insert id": ["scalar/the_last_insert*", "firebird_rows/the_last_insert*"],
    "several organisations": ["sharing/two*", "firebird/two*"],
    "`check` of columns": ["schema/a_schema*", "schema/a_column_*", "schema/a_value_too*", "schema/missing*",
                           "schema/a_table*", "firebird/a_schema*"],
    "`plan`, backstop": ["schema_plan/*", "schema/the_database_itself*", "firebird_plan/*"],
    "`status`": ["coverage/*", "firebird/values_are_counted*"],
    "undeclared views and triggers": [f"{SETTINGS}/a_view*", f"{SETTINGS}/tables_that_share*", f"{SETTINGS}/a_table*",
                                      "schema/a_view*", "schema/a_trigger*", "firebird/*nobody_declared*"],
    "settings of the session": [f"{SETTINGS}/{each}*" for each in (
        "strings", "they", "an_encoding", "quotes", "backslashes", "other", "concatenation", "a_prepared",
        "tables_that_differ", "the_search", "a_dialect")] + ["firebird/a_session*"],
    "errors without values": ["errors/*", "firebird/an_error*"],
    "fault: killed in the middle of each path": ["faults/a_server*", "faults/a_prepared*", "firebird_file/a_process*"],
    "fault: connection cut": ["faults/a_connection*", "firebird_faults/a_connection*"],
    "fault: deadlock": ["faults/a_deadlock*", "firebird_faults/a_deadlock*"],
    "fault: serialisation failure": ["faults/a_serialisation*", "firebird_faults/a_row_that*"],
    "fault: lock, time-out": ["faults/a_statement_that_takes*", "sqlite_file/a_lock*", "sqlite_file/a_transaction*",
                              "firebird_faults/a_statement_waits*", "firebird_faults/no_time_out*"],
    "fault: failure in the middle of a transaction": ["sharing/an_error*", "firebird_faults/a_statement_that_fails*"],
    "fault: disk full": ["faults/a_full*", "sqlite_file/a_full*", "firebird_file/a_full*"],
    "fault: column made narrower, dropped": ["faults/a_column*", "schema/a_column_that_another*", "firebird_faults/a_column*"],
    "fault: LATIN1": ["faults/a_database_in_latin*", "firebird_faults/a_database_in_latin*"],
    "fault: database read-only, gone": ["sqlite_file/a_read_only*", "sqlite_file/a_database*", "firebird_file/a_database*"],
    "leaks: files, logs, errors": ["leaks/*", "stored_values/no_plaintext*", "firebird_leaks/no_file*", "firebird_leaks/no_error*"],
    "leaks: memory": ["memory/*", "firebird_leaks/no_plaintext*"],
    "everything else": ["*"],
}

# What an engine is asked by how_it_is_done.h; the answers are the last rows.
HOW = ["`insert_all`", "a sealed `soci::blob`", "origin of result columns", "undeclared views and triggers",
       "a changed setting of the session"]

BEGIN, END = "<!-- begin: engine_table.py -->\n", "<!-- end: engine_table.py -->\n"


class case:
    def __init__(self):
        self.failed = False
        self.left_out = []
        self.how = {}

    @property
    def skipped(self):
        return self.left_out and not self.failed


def read(log):
    """The cases of one run, by suite/name."""
    cases, suites, at = {}, [], None
    for line in log.read_text(errors="replace").splitlines():
        if entered := re.search(r'Entering test (suite|case) "(\w+)"', line):
            if entered[1] == "suite":
                suites.append(entered[2].removesuffix("_test").removesuffix("_paths"))
            else:
                at = cases[f"{suites[-1]}/{entered[2]}"] = case()
        elif left := re.search(r'Leaving test (suite|case) "(\w+)"', line):
            if left[1] == "suite":
                suites.pop()
            at = None
        elif at is not None and re.search(r"(?:fatal )?error: in ", line):
            at.failed = True
        elif at is not None and (said := re.search(r"left out: (.*)", line)):
            at.left_out.append(said[1])
        elif at is not None and (said := re.search(r"how: (.*): (.*)", line)):
            at.how[said[1]] = said[2]
    return cases


def paths_of(names):
    """Each path with its cases; a case stands in the first path that names it, or in several that name it exactly."""
    taken, found = set(), {}
    for path, patterns in PATHS.items():
        found[path] = [name for name in names if any(fnmatch.fnmatch(name, p) for p in patterns)
                       and (patterns != ["*"] or name not in taken)]
        taken.update(found[path])
    return found


def cell(cases, names, note):
    ran = [cases[name] for name in names if name in cases]
    if not ran:
        return "not run"
    if any(each.failed for each in ran):
        return "**failed**"
    reasons = sorted({note(reason) for each in ran for reason in each.left_out})
    if not reasons:
        return "yes"
    word = "no" if all(each.left_out for each in ran) else "yes, but"
    return f"{word} [{', '.join(map(str, reasons))}]"


def columns_of(results):
    """For each engine its cells, with the reasons that they point to."""
    made = {}
    names = sorted({name for cases in results.values() for name in cases})
    for engine, cases in results.items():
        reasons = []

        def note(reason):
            if reason not in reasons:
                reasons.append(reason)
            return reasons.index(reason) + 1

        told = {what: how for each in cases.values() for what, how in each.how.items()}
        made[engine] = ([cell(cases, found, note) for found in paths_of(names).values()] +
                        [told.get(what, "not run") for what in HOW]), reasons
    return made


def rendered(columns):
    lines = ["| path | " + " | ".join(ENGINES[each] for each in columns) + " |", "|---|" + "---|" * len(columns)]
    for row, path in enumerate([*PATHS, *(f"how: {what}" for what in HOW)]):
        lines.append(f"| {path} | " + " | ".join(cells[row] for cells, _ in columns.values()) + " |")
    for engine, (_, reasons) in columns.items():
        if reasons:
            lines += ["", f"Left out on {ENGINES[engine]}:", ""]
            lines += [f"{number}. {reason}" for number, reason in enumerate(reasons, 1)]
    return "\n".join(lines) + "\n"


def parsed(text):
    """The table of a page again, as columns_of() gives it."""
    rows = [[each.strip() for each in line.strip("|\n").split("|")] for line in text.splitlines() if line.startswith("|")]
    engines = {shown: engine for engine, shown in ENGINES.items()}
    if not rows:
        return {}
    columns = {engines[shown]: ([row[at] for row in rows[2:]], []) for at, shown in enumerate(rows[0]) if at}
    engine = None
    for line in text.splitlines():
        if found := re.fullmatch(r"Left out on (.*):", line):
            engine = engines[found[1]]
        elif found := re.fullmatch(r"\d+\. (.*)", line):
            columns[engine][1].append(found[1])
    return columns


def in_order(columns):
    return {engine: columns[engine] for engine in ENGINES if engine in columns}


def main():
    folder = pathlib.Path(sys.argv[1])
    results = {engine: read(folder / f"{engine}.log") for engine in ENGINES if (folder / f"{engine}.log").exists()}
    columns = columns_of(results)
    if len(sys.argv) == 2:
        print(rendered(columns), end="")
        return 0
    page = pathlib.Path(sys.argv[3])
    before, rest = page.read_text().split(BEGIN)
    table, after = rest.split(END)
    if sys.argv[2] == "--write":
        page.write_text(before + BEGIN + rendered(in_order({**parsed(table), **columns})) + END + after)
        return 0
    told = parsed(table)
    wrong = [ENGINES[engine] for engine in columns if told.get(engine) != columns[engine]]
    if wrong:
        print(rendered(columns))
        print(f"{page.name} says something else of {', '.join(wrong)}; write it anew:\n"
              f"    {sys.argv[0]} {folder} --write {page}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
