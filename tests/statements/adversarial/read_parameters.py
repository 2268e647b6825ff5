"""Where the `:name` parameters of a statement stand, read as each engine reads its text."""
import re


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
