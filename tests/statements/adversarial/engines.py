"""Throw-away engines that run one statement many times over the same small data: SQLite (the library, through ctypes),
PostgreSQL and MariaDB (servers on a Unix socket in a temporary folder; psql and mariadb as clients)."""
import ctypes
import os
import pathlib
import pwd
import re
import shutil
import subprocess
import tempfile
import time

from read_parameters import numbered, parameters

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


class sqlite_engine:
    name = "sqlite"

    def __init__(self):
        self.lib = ctypes.CDLL("libsqlite3.so.0")
        for f in ("column_text", "errmsg", "bind_parameter_name", "column_database_name", "column_table_name",
                  "column_origin_name"):
            getattr(self.lib, "sqlite3_" + f).restype = ctypes.c_char_p

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


ENGINES = {"sqlite": sqlite_engine, "postgres": postgres_engine, "mysql": mysql_engine}
