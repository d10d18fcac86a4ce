"""The databases of the tests: a file of SQLite, or a private cluster of PostgreSQL, gone with the run."""

import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import psycopg

from inventaire.config import settings_from

OWNER, SERVICE = "proprietaire", "service"
MEMORY, ROOM = Path("/dev/shm"), 1 << 30  # bytes
TRACE_KEY = "t" * 40


def program(name):
    """Find a program of the newest PostgreSQL of the machine, as Debian lays them out."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    assert found, "PostgreSQL is missing: ./run test installs it, or says what to type"
    return str(found[-1])


def unprivileged(command):
    """PostgreSQL refuses to run as root: become nobody, with no other means to come back."""
    return ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", *command] if os.getuid() == 0 else command


def in_memory():
    """Choose memory where it has room: a database is copied for each test, and lost with the run whatever happens."""
    return MEMORY if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM else None


@contextmanager
def cluster():
    """Serve an empty cluster on a socket alone, in a folder whose path is short enough for one; give that folder."""
    with tempfile.TemporaryDirectory(prefix="pg", dir=in_memory()) as folder:
        if os.getuid() == 0:
            shutil.chown(folder, "nobody", "nogroup")
        data = f"{folder}/data"
        options = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off -c max_connections=200"
        run = {"check": True, "capture_output": True, "cwd": folder, "timeout": 60}
        init = ["initdb", "-D", data, "-U", "postgres", "--auth=trust", "--locale=C.UTF-8", "--no-sync"]
        start = ["pg_ctl", "-D", data, "-w", "-l", f"{folder}/log", "-o", options, "start"]
        stop = ["pg_ctl", "-D", data, "-m", "immediate", "stop"]
        for command in (init, start):
            subprocess.run(unprivileged([program(command[0]), *command[1:]]), **run)
        try:
            yield folder
        finally:
            subprocess.run(unprivileged([program(stop[0]), *stop[1:]]), **run)


class Sqlite:
    """A file in the folder of each installation."""

    name = "sqlite"

    def environment(self, folder):
        return {"INVENTAIRE_INSTANCE": str(folder)}

    def make(self, folder):
        """Make room for a new installation."""

    def copy(self, source, folder):
        shutil.copytree(source, folder, dirs_exist_ok=True)

    def drop(self, folder):
        """Leave the file to the folder, which goes with the test."""


class Postgresql:
    """A database of one cluster for each installation: its owner is not the role of the service."""

    name = "postgresql"

    def __init__(self, socket):
        self.socket = socket
        for role in (OWNER, SERVICE):
            self.run(f"CREATE ROLE {role} LOGIN")

    def environment(self, folder):
        return {
            "INVENTAIRE_INSTANCE": str(folder),
            "DATABASE_URL": self.url(SERVICE, folder),
            "DATABASE_OWNER_URL": self.url(OWNER, folder),
        }

    def url(self, role, folder):
        return f"postgresql://{role}@/{self.name_of(folder)}?host={self.socket}"

    def make(self, folder):
        self.run(f"CREATE DATABASE {self.name_of(folder)} OWNER {OWNER}")

    def copy(self, source, folder):
        shutil.copytree(source, folder, dirs_exist_ok=True)
        self.drop(folder)
        self.run(
            f"CREATE DATABASE {self.name_of(folder)} OWNER {OWNER} TEMPLATE {self.name_of(source)} STRATEGY file_copy"
        )

    def drop(self, folder):
        self.run(f"DROP DATABASE IF EXISTS {self.name_of(folder)} WITH (FORCE)")

    def name_of(self, folder):
        return f"town_{sha256(str(folder).encode()).hexdigest()[:16]}"

    def run(self, statement):
        with psycopg.connect(f"host={self.socket} user=postgres dbname=postgres", autocommit=True) as connection:
            connection.execute(statement)


def settings_of(database, folder):
    """Give the settings of the installation of a folder."""
    return settings_from(database.environment(folder) | {"SECRET_KEY": "k" * 40, "TRACE_KEY": TRACE_KEY})
