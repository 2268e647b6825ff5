#!/usr/bin/env python3
"""Changes the key of a database in use, kills whoever does it again and again, and judges the history afterwards.

campaign.py ACTOR [--random N] [--rows N] [--naive]

Four processes write and look for rows all the time (live_user.h) and log what they do. Afterwards each row must hold the
last write that was confirmed, or one that was on its way; every value must open; no look-up may have missed; no value may
lie under the old key. With --naive a deliberately bad resealer runs instead, and the checker has to find its damage.

The database is SQLite, or what CELLSEAL_TEST_ENGINE and CELLSEAL_TEST_CONNECTION name (tests/orm/soci/with_*).
"""

import argparse
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

USERS = 4
KILLED = -signal.SIGKILL
# A process that is killed leaves behind what it has given to the kernel: no disk is needed for that.
MEMORY = "/dev/shm"

# Without users: what happens before any value lies under the new key. Each line is the life of one process.
ALONE = ["before store 1", "after store 1", "after key file 1", "before store 1", "after store 1"]
# With users. A process that finds a prepared change without its passphrase takes it back and begins anew.
IN_USE = [
    "before store 1", "after store 1", "after key file 1",  # S1
    "before batch 3", "after batch 3",                      # S4
    "before fence 1", "after fence 1",                      # S5
    "before verification 2", "after verification 2",        # S6
    "before fence 2", "after fence 2",                      # S6: PostgreSQL's constraint
    "before store 1", "after store 1",                      # S6: concluded
    "before store 1", "after store 1",                      # S7: retired
    "before store 1", "after store 1",                      # S8: destroyed
]


class Campaign:
    def __init__(self, actor, rows, naive):
        self.actor, self.rows, self.naive = actor, rows, naive
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="cellseal-crash-", dir=MEMORY if os.access(MEMORY, os.W_OK) else None))
        self.settings = self.folder / "cellseal.toml"
        self.stop = self.folder / "stop"
        self.users = []
        self.faults = []
        self.write_settings()

    def write_settings(self):
        engine = os.environ.get("CELLSEAL_TEST_ENGINE", "sqlite3")
        connection = os.environ.get("CELLSEAL_TEST_CONNECTION", f"dbname={self.folder}/crash.db timeout=20")
        if engine == "mysql":
            self.call_mysql(connection, "drop database if exists crash; create database crash")
            connection += " dbname=crash"
        self.settings.write_text(
            f'organisation = "crash"\n[database]\nbackend = "{engine}"\nconnection = "{connection}"\n'
            f'[key]\npath = "{self.folder}/keys/crash.sealkey"\nautomatic_first_key = true\n')

    def remove(self):
        shutil.rmtree(self.folder)

    @staticmethod
    def call_mysql(connection, statement):
        socket = dict(part.split("=", 1) for part in connection.split())["unix_socket"]
        subprocess.run(["mariadb", "--no-defaults", f"--socket={socket}", "--user=root", "-e", statement], check=True)

    def run(self, *arguments, **options):
        return subprocess.run([self.actor, arguments[0], self.settings, *map(str, arguments[1:])],
                              capture_output=True, text=True, **options)

    def start(self, *arguments):
        return subprocess.Popen([self.actor, arguments[0], self.settings, *map(str, arguments[1:])],
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def must(self, *arguments):
        done = self.run(*arguments)
        if done.returncode != 0:
            raise SystemExit(f"{arguments}: {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    def start_users(self):
        share = min(self.rows // USERS, 60)
        for number in range(USERS):
            first = number * (self.rows // USERS) + 1
            log = self.folder / f"user{number}.log"
            self.users.append((self.start("use", first, first + share - 1, log, self.stop), log))
        time.sleep(0.7)

    def stop_users(self):
        self.stop.touch()
        for process, log in self.users:
            _, problems = process.communicate(timeout=60)
            if process.returncode != 0 or not log.read_text().endswith("end\n"):
                self.faults.append(f"a user ended with {process.returncode}: {problems}")

    def die_at(self, moment):
        done = self.run("change", moment, 0, timeout=120)
        if done.returncode != KILLED:
            self.faults.append(f"not killed {moment}: {done.returncode} {done.stdout}{done.stderr}")

    def die_anywhere(self, times):
        for number in range(times):
            # Every third has another beside it, which works, too, or stands by and takes over; then it dies as well.
            count = 2 if number % 3 == 0 else 1
            for process in [self.start("change", "never", 600) for _ in range(count)]:
                self.kill_within(random.uniform(0.1, 1.0), process)

    @staticmethod
    def kill_within(seconds, process):
        try:
            process.communicate(timeout=seconds)  # It was through; the next one begins another change.
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()

    def finish(self):
        for _ in range(3):
            done = self.run("change", "never", 0, timeout=300)
            if done.returncode == 0:
                return
        self.faults.append(f"the change does not finish: {done.returncode} {done.stdout}{done.stderr}")

    def expected(self):
        """Of each row the writes that it may hold: the last that was confirmed, and one begun after it."""
        allowed = {row: {0} for row in range(1, self.rows + 1)}
        for _, log in self.users:
            for line in log.read_text().splitlines():
                word, *rest = line.split(" ")
                if word == "wrong":
                    self.faults.append(f"{log.name}: {line}")
                elif word == "begin":
                    allowed[int(rest[0])].add(int(rest[1]))
                elif word == "done":
                    allowed[int(rest[0])] = {int(rest[1])}
        return allowed

    def judge(self):
        allowed = self.expected()
        writes = sum(max(each) for each in allowed.values())
        seen = set()
        for line in self.must("dump").splitlines():
            word, rest = line.split(" ", 1)
            if word == "old":
                if int(rest) and not self.naive:
                    self.faults.append(f"{rest} rows lie under the old key")
            elif word == "bad":
                self.faults.append(line)
            elif word != "phase":
                seen.add(int(word))
                if int(rest) not in allowed[int(word)]:
                    self.faults.append(f"row {word} holds write {rest} and not one of {sorted(allowed[int(word)])}")
        if not self.naive and len(seen) != self.rows:
            self.faults.append(f"{len(seen)} rows are whole, expected {self.rows}")
        return writes


def main():
    options = argparse.ArgumentParser()
    options.add_argument("actor")
    options.add_argument("--random", type=int, default=30)
    options.add_argument("--rows", type=int, default=400)
    options.add_argument("--naive", action="store_true")
    options.add_argument("--seed", type=int, default=int(time.time()))
    chosen = options.parse_args()
    random.seed(chosen.seed)
    campaign = Campaign(chosen.actor, chosen.rows, chosen.naive)
    try:
        campaign.must("fill", chosen.rows)
        if not chosen.naive:
            for moment in ALONE:
                campaign.die_at(moment)
            campaign.finish()
        campaign.start_users()
        if chosen.naive:
            campaign.must("naive")
        else:
            for moment in IN_USE:
                campaign.die_at(moment)
            campaign.die_anywhere(chosen.random)
            campaign.finish()
        campaign.stop_users()
        writes = campaign.judge()
    finally:
        for process, _ in campaign.users:
            process.kill()
        if campaign.faults and not chosen.naive:
            print(f"logs are in {campaign.folder}")
        else:
            campaign.remove()
    print(f"seed {chosen.seed}: {writes} writes, {len(ALONE) + len(IN_USE)} fixed moments, {chosen.random} random ones, "
          f"{len(campaign.faults)} faults")
    for fault in campaign.faults[:20]:
        print("  " + fault)
    return (1 if campaign.faults else 0) != (1 if chosen.naive else 0)


if __name__ == "__main__":
    sys.exit(main())
