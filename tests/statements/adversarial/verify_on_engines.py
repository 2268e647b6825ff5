#!/usr/bin/env python3
"""Checks the cases of this folder on real engines: SQLite (the library, through ctypes), PostgreSQL and MariaDB
(throw-away servers on a Unix socket in a temporary folder, started and stopped here; psql and mariadb as clients).

For every case and engine: does the engine take the text (`valid`), where does each parameter's value land
(`bind`, role write), which column does it select by (role compare), and which column does each result column come
from (`out`). A fact the engine contradicts is an error; a fact no run could show is counted as "unseen".

    verify_on_engines.py [--engines sqlite,postgres,mysql] [--verbose] [FILE.jsonl ...]
"""
import argparse, ctypes, json, os, pathlib, pwd, re, shutil, signal, subprocess, sys, tempfile, time

HERE = pathlib.Path(__file__).resolve().parent
SCHEMA = HERE.parent / "cases" / "schema.sql"
PROTECTED = ["contact.email", "contact.phone", "contact.ssn", "prospect.email", "vault.token"]
TABLES = {
    "contact": ["id", "email", "email_bi", "phone", "ssn", "note", "created", "owner_id"],
    "prospect": ["id", "email", "email_bi", "name"],
    "vault": ["id", "owner_id", "token", "label"],
    "orders": ["id", "contact_id", "email", "total", "status"],
    "audit": ["id", "msg", "at"],
}
NUMBERS = {"id", "owner_id", "contact_id", "total"}
# Tables of the same name elsewhere, which are not protected.
ELSEWHERE = {
    "sqlite": "attach ':memory:' as other; create table other.contact(id int primary key, email text);",
    "postgres": 'create table "Contact"(id int primary key, email text); create schema other;'
                " create table other.contact(id int primary key, email text);",
    "mysql": "create database otherdb; create table otherdb.contact(id int primary key, email text);",
}


# --- reading the text as the engine reads it -------------------------------------------------------------------------

def skip_string(sql, i, quote, backslash):
    i += 1
    while i < len(sql):
        if backslash and sql[i] == "\\":
            i += 2
        elif sql[i] == quote:
            if sql[i + 1:i + 2] != quote:
                return i + 1
            i += 2
        else:
            i += 1
    return len(sql)


def skip_block_comment(sql, i, nests):
    depth, i = 1, i + 2
    while i < len(sql) and depth:
        if sql.startswith("*/", i):
            depth, i = depth - 1, i + 2
        elif nests and sql.startswith("/*", i):
            depth, i = depth + 1, i + 2
        else:
            i += 1
    return i


def skip_line_comment(sql, i, ends):
    while i < len(sql) and sql[i] not in ends:
        i += 1
    return i


def skip_blind_spot(sql, i, dialect):
    """The end of the string, identifier or comment that begins at i; i itself if none does."""
    c, mysql, postgres = sql[i], dialect == "mysql", dialect == "postgres"
    if c in "'\"" or (c == "`" and dialect in ("mysql", "sqlite")):
        escaped = postgres and re.search(r"(?<![\w$])[eE]$", sql[:i]) is not None
        return skip_string(sql, i, c, (mysql and c != "`") or (c == "'" and escaped))
    if c == "[" and dialect == "sqlite":
        return (sql.find("]", i) + 1) or len(sql)
    if sql.startswith("/*", i):
        executed = re.compile(r"/\*M?!\d*").match(sql, i) if mysql else None
        return executed.end() if executed else skip_block_comment(sql, i, postgres)
    if sql.startswith("--", i) and (not mysql or sql[i + 2:i + 3] == "" or sql[i + 2] <= " "):
        return skip_line_comment(sql, i, "\n\r" if postgres else "\n")
    if c == "#" and mysql:
        return skip_line_comment(sql, i, "\n")
    if c == "$" and postgres:
        tag = re.compile(r"\$([A-Za-z_]\w*)?\$").match(sql, i)
        if tag and not (i > 0 and (sql[i - 1].isalnum() or sql[i - 1] in "_$")):
            end = sql.find(tag.group(0), tag.end())
            return len(sql) if end < 0 else end + len(tag.group(0))
    return i


NAME = re.compile(r":([A-Za-z_0-9]+)", re.ASCII)


def parameters(sql, dialect):
    """[(start, end, name)] of the `:name` parameters that the engine would see."""
    found, i = [], 0
    while i < len(sql):
        end = skip_blind_spot(sql, i, dialect)
        if end != i:
            i = end
            continue
        if sql.startswith("::", i) or sql.startswith(":=", i):
            i += 2
            continue
        name = NAME.match(sql, i)
        if name and not (dialect == "postgres" and name.group(1)[0].isdigit()):
            found.append((i, name.end(), name.group(1)))
            i = name.end()
            continue
        i += 1
    return found


def numbered(sql, dialect):
    out, last = [], 0
    for n, (start, end, _) in enumerate(parameters(sql, dialect), 1):
        out += [sql[last:start], f"${n}" if dialect == "postgres" else "?"]
        last = end
    return "".join(out) + sql[last:]


# --- the data every run starts from ----------------------------------------------------------------------------------

def seed_statements():
    for table, columns in TABLES.items():
        for row in (1, 2):
            values = ",".join(str(row) if c in NUMBERS else f"'{table}.{c}#{row}'" for c in columns)
            yield f"insert into {table} values({values})"


def schema_text():
    return "\n".join(line for line in SCHEMA.read_text().splitlines() if not line.startswith("--"))


class run_result:
    def __init__(self, rows=None, tables=None, error=None, origins=None):
        self.rows, self.tables, self.error, self.origins = rows or [], tables or {}, error, origins or []

    def shown(self):
        return (self.rows, self.tables)


# --- SQLite ----------------------------------------------------------------------------------------------------------

class sqlite_engine:
    name = "sqlite"

    def __init__(self):
        self.lib = ctypes.CDLL("libsqlite3.so.0")
        for f in ("sqlite3_column_text", "sqlite3_errmsg", "sqlite3_bind_parameter_name", "sqlite3_column_database_name",
                  "sqlite3_column_table_name", "sqlite3_column_origin_name"):
            getattr(self.lib, f).restype = ctypes.c_char_p

    def stop(self):
        pass

    def open(self):
        db = ctypes.c_void_p()
        self.lib.sqlite3_open(b":memory:", ctypes.byref(db))
        for text in [schema_text(), ELSEWHERE["sqlite"], ";".join(seed_statements())]:
            error = ctypes.c_char_p()
            if self.lib.sqlite3_exec(db, text.encode(), None, None, ctypes.byref(error)):
                raise SystemExit(f"schema: {error.value}")
        return db

    def prepare(self, db, sql):
        statement, raw = ctypes.c_void_p(), sql.encode()
        if self.lib.sqlite3_prepare_v2(db, raw, len(raw), ctypes.byref(statement), None):
            return None
        return statement

    def error_of(self, case):
        db = self.open()
        statement = self.prepare(db, case["sql"])
        error = None if statement else self.lib.sqlite3_errmsg(db).decode()
        self.lib.sqlite3_finalize(statement)
        self.lib.sqlite3_close(db)
        return error

    def rows_of(self, db, statement):
        rows, lib = [], self.lib
        while True:
            state = lib.sqlite3_step(statement)
            if state != 100 or len(rows) == 200:
                state = 101 if state == 100 else state
                return rows, (None if state == 101 else lib.sqlite3_errmsg(db).decode())
            values = [lib.sqlite3_column_text(statement, i) for i in range(lib.sqlite3_column_count(statement))]
            rows.append([v if v is None else v.decode(errors="replace") for v in values])

    def one_run(self, case, values):
        lib, db = self.lib, self.open()
        statement = self.prepare(db, case["sql"])
        by_name = {p[2]: v for p, v in zip(parameters(case["sql"], "sqlite"), values)}
        for i in range(1, lib.sqlite3_bind_parameter_count(statement) + 1):
            name = (lib.sqlite3_bind_parameter_name(statement, i) or b"").decode()[1:]
            v = str(by_name.get(name, "1")).encode()
            if v.isdigit():
                lib.sqlite3_bind_int64(statement, i, ctypes.c_int64(int(v)))
            else:
                lib.sqlite3_bind_text(statement, i, v, len(v), ctypes.c_void_p(-1))
        columns = range(lib.sqlite3_column_count(statement))
        origins = [b".".join(part(statement, i) or b"" for part in (lib.sqlite3_column_database_name,
                   lib.sqlite3_column_table_name, lib.sqlite3_column_origin_name)).decode() for i in columns]
        rows, error = self.rows_of(db, statement)
        lib.sqlite3_finalize(statement)
        tables = {}
        for table, names in TABLES.items():
            dump = self.prepare(db, f"select {','.join(names)} from {table} order by 1")
            tables[table] = self.rows_of(db, dump)[0] if dump else []
            lib.sqlite3_finalize(dump)
        lib.sqlite3_close(db)
        return run_result(rows, tables, error, origins)

    def runs(self, case, assignments):
        return [self.one_run(case, values) for values in assignments]


# --- throw-away servers ----------------------------------------------------------------------------------------------

def as_user(user, command):
    try:
        pwd.getpwnam(user)
    except KeyError:
        user = None
    return (["runuser", "-u", user, "--"] if os.geteuid() == 0 and user else []) + command


def own_folder(user):
    folder = tempfile.mkdtemp(prefix="cellseal-engine-")
    if os.geteuid() == 0:
        shutil.chown(folder, user)
    return folder


def wait_until(ready, what):
    for _ in range(150):
        if ready():
            return
        time.sleep(0.2)
    raise SystemExit(f"{what} did not start")


SEPARATOR, FIELD = "--cut--", "\x1f"


def blocks_of(text):
    return [b.strip("\n") for b in text.split(SEPARATOR)]


def rows_in(block, field):
    return [[None if v in ("\\N", "NULL") else v for v in line.split(field)] for line in block.split("\n") if line]


class postgres_engine:
    name = "postgres"

    def __init__(self):
        self.folder = own_folder("postgres")
        bin_folder = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"))[-1]
        data = f"{self.folder}/data"
        quiet = dict(check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self.folder)
        subprocess.run(as_user("postgres", [f"{bin_folder}/initdb", "-D", data, "-U", "postgres", "-A", "trust", "-N",
                                            "--locale=C", "-E", "UTF8"]), **quiet)
        command = [f"{bin_folder}/postgres", "-D", data, "-k", self.folder, "-h", "", "-F",
                   "-c", "statement_timeout=5s"]
        self.server = subprocess.Popen(as_user("postgres", command), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                       cwd=self.folder)
        ready = [f"{bin_folder}/pg_isready", "-q", "-h", self.folder]
        wait_until(lambda: subprocess.run(ready).returncode == 0, "postgres")
        done = self.client([schema_text(), ELSEWHERE["postgres"], ";".join(seed_statements())])
        if done.stderr:
            raise SystemExit(f"schema: {done.stderr}")

    def stop(self):
        self.server.terminate()
        self.server.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def client(self, commands, database="postgres"):
        args = ["psql", "-X", "-q", "-A", "-t", "-F", FIELD, "-P", "null=\\N", "-h", self.folder, "-U", "postgres", database]
        for command in commands:
            args += ["-c", command]
        return subprocess.run(args, capture_output=True, text=True, errors="replace", stdin=subprocess.DEVNULL)

    def error_of(self, case):
        if "\0" in case["sql"]:
            return "NUL"
        # In a transaction: of several statements only the first is prepared, the others run.
        prepared = self.client(["begin", f"prepare s as {numbered(case['sql'], 'postgres')}", "rollback"])
        if not prepared.stderr:
            return None
        if parameters(case["sql"], "postgres"):
            return prepared.stderr
        alone = re.match(r"(?i)\s*(vacuum|discard|create index concurrently)", case["sql"])
        lasting = alone or "commit" in case["sql"]
        if lasting:
            self.client(["create database scratch template postgres"], "template1")
        straight = self.client([case["sql"] if alone else f"begin; {case['sql']}\n; rollback"],
                               "scratch" if lasting else "postgres")
        if lasting:
            self.client(["drop database scratch"])
        return straight.stderr if "ERROR" in straight.stderr else None

    def runs(self, case, assignments):
        sql = case["sql"]
        commands = [f"prepare s as {numbered(sql, 'postgres')}"]
        dumps = [f"select {','.join(c)} from {t} order by 1" for t, c in TABLES.items()]
        for values in assignments:
            arguments = ",".join("'" + str(v) + "'" for v in values)
            commands += ["begin", f"select '{SEPARATOR}'", f"execute s({arguments})" if values else "execute s"]
            for dump in dumps:
                commands += [f"select '{SEPARATOR}'", dump]
            commands += [f"select '{SEPARATOR}end'", "rollback"]
        done = self.client(commands)
        results, blocks = [], blocks_of(done.stdout)[1:]
        # After an error inside the transaction nothing more is printed for that run, not even its separators.
        for _ in assignments:
            if len(blocks) < 7 or blocks[6] != "end":
                first = next((k for k, b in enumerate(blocks) if b == "end"), -1)
                results.append(run_result(error=done.stderr or "no output"))
                blocks = blocks[first + 1:] if 0 <= first < 6 else blocks[1:]
                continue
            tables = dict(zip(TABLES, (rows_in(b, FIELD) for b in blocks[1:6])))
            results.append(run_result(rows_in(blocks[0], FIELD), tables))
            blocks = blocks[7:]
        return results


class mysql_engine:
    name = "mysql"

    def __init__(self):
        self.folder = own_folder("mysql")
        quiet = dict(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self.folder)
        data = f"{self.folder}/data"
        subprocess.run(as_user("mysql", ["mariadb-install-db", "--no-defaults", f"--datadir={data}", "--skip-test-db",
                                         "--auth-root-authentication-method=normal"]), check=True, **quiet)
        self.socket = f"{self.folder}/socket"
        command = ["mariadbd", "--no-defaults", f"--datadir={data}", "--skip-networking", f"--socket={self.socket}",
                   f"--pid-file={self.folder}/pid", "--innodb-flush-log-at-trx-commit=0", "--max-statement-time=5"]
        self.server = subprocess.Popen(as_user("mysql", command), **quiet)
        wait_until(lambda: subprocess.run(["mariadb-admin", "-uroot", f"--socket={self.socket}", "ping"],
                                          **quiet).returncode == 0, "mariadbd")
        statements = ["create database t", "use t", schema_text(), ELSEWHERE["mysql"], *seed_statements()]
        done = self.client(";\n".join(statements) + ";\n", database="")
        if "ERROR" in done:
            raise SystemExit(f"schema: {done}")

    def stop(self):
        self.server.terminate()
        self.server.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def client(self, script, database="t"):
        args = ["mariadb", "--no-defaults", "-uroot", f"--socket={self.socket}", "-N", "-B", "--force", "-n",
                "--comments", "--default-character-set=utf8mb4"]
        return subprocess.run(args + ([database] if database else []), input=script, text=True, errors="replace",
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT).stdout

    def prepare_text(self, sql):
        code = numbered(sql, "mysql").encode().hex()
        return f"set @s = convert(0x{code} using utf8mb4); prepare s from @s;\n"

    def error_of(self, case):
        done = self.client(self.prepare_text(case["sql"]))
        if "ERROR" not in done:
            return None
        if parameters(case["sql"], "mysql") or not re.match(r"(?is)\s*(lock|select[^;]*;|handler)", case["sql"]):
            return done
        straight = self.client(f"start transaction;\n{case['sql']}\n;\nrollback;\n")
        return straight if "ERROR" in straight else None

    def runs(self, case, assignments):
        script = self.prepare_text(case["sql"])
        for values in assignments:
            arguments = ",".join(str(v) if str(v).isdigit() else "'" + str(v) + "'" for v in values)
            script += f"start transaction;\nselect '{SEPARATOR}';\nexecute s {'using ' + arguments if values else ''};\n"
            for table, columns in TABLES.items():
                script += f"select '{SEPARATOR}';\nselect {','.join(columns)} from {table} order by 1;\n"
            script += f"select '{SEPARATOR}';\nrollback;\n"
        results, blocks = [], blocks_of(self.client(script))[1:]
        for i in range(len(assignments)):
            part = blocks[7 * i:7 * i + 7]
            if len(part) < 6 or re.search(r"(?m)^ERROR \d", part[0]):
                results.append(run_result(error=(part or ["no output"])[0]))
                continue
            tables = dict(zip(TABLES, (rows_in(b, "\t") for b in part[1:6])))
            results.append(run_result(rows_in(part[0], "\t"), tables))
        return results


# --- judging ---------------------------------------------------------------------------------------------------------

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


ENGINES = {"sqlite": sqlite_engine, "postgres": postgres_engine, "mysql": mysql_engine}


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
