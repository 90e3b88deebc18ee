"""A PostgreSQL for the tests: the one named by MOPHIC_TEST_DATABASE, or one of this process's own, made of the programs
that `dev.py test` installs, in a folder and on a port of its own, and gone with it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg

NAMED = "MOPHIC_TEST_DATABASE"  # postgresql://user:password@host/database, of a user who may make schemas and roles
MUST = "MOPHIC_MUST_HAVE_DATABASE"  # set where no test may be left out for want of one
SURE = "-c fsync=off -c max_connections=60 -c shared_buffers=16MB"  # what was written stays, but for a power cut
FAST = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=40 -c shared_buffers=16MB"


def programs() -> Path | None:
    """Where `initdb` and `pg_ctl` lie; the newest."""
    if "PGBIN" in os.environ:  # the runners of GitHub
        return Path(os.environ["PGBIN"])
    found = [folder for folder in Path("/usr/lib/postgresql").glob("*/bin") if (folder / "initdb").exists()]
    on_path = shutil.which("initdb")
    return max(found, key=lambda one: float(one.parent.name), default=Path(on_path).parent if on_path else None)


@dataclass(frozen=True)
class Cluster:
    """One that runs in a folder of its own."""

    programs: Path
    data: Path
    url: str

    def restart(self) -> None:
        """As after a power cut: nobody is waited for, nothing is written down before. On a busy machine a start was
        seen to be ended by the shutdown before it: it is started again."""
        again = [self.programs / "pg_ctl", "-D", self.data, "-m", "immediate", "-w", "restart"]
        for last in (False, False, True):
            try:
                _do(again)
                break
            except AssertionError:
                if last:
                    raise

    def kill_one(self, database: str) -> bool:
        """`kill -9` of one of the database's sessions, which takes all others with it; whether there was any."""
        with suppress(ProcessLookupError, psycopg.OperationalError):  # it is just being restarted
            with psycopg.connect(self.url, autocommit=True) as asked:
                sessions = "SELECT pid FROM pg_stat_activity WHERE datname=%s LIMIT 1"
                found = asked.execute(sessions, (database,)).fetchone()
            if found:
                os.kill(found[0], signal.SIGKILL)
                return True
        return False


@contextmanager
def running() -> Iterator[str]:
    """Its address. Raises LookupError where there is none to be had."""
    if named := os.environ.get(NAMED):
        yield named
        return
    with cluster() as own:
        yield own.url


@contextmanager
def cluster(settings: str = FAST) -> Iterator[Cluster]:
    """Raises LookupError where there is none to be had."""
    if (folder := programs()) is None:
        raise LookupError("there is no PostgreSQL here, and none could be installed: apt-get install postgresql")
    with tempfile.TemporaryDirectory(prefix="mophic-postgres-", ignore_cleanup_errors=True) as place:
        home = Path(place)
        if (user := _servant()) is not None:
            shutil.chown(home, user)
        data, port = home / "data", _free_port()
        _do([folder / "initdb", "-D", data, "-U", "mophic", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"])
        rules = data / "pg_hba.conf"  # one user that needs a password
        rules.write_text("host all locked all scram-sha-256\nhost all all 127.0.0.1/32 trust\n", encoding="utf-8")
        options = f"-p {port} -c listen_addresses=127.0.0.1 {settings}"
        if os.name == "posix":
            options += f" -c unix_socket_directories={home}"
        _do([folder / "pg_ctl", "-D", data, "-l", home / "log", "-o", options, "-w", "start"])
        try:
            yield Cluster(folder, data, f"postgresql://mophic@127.0.0.1:{port}/postgres")
        finally:
            _do([folder / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"])


def _servant() -> str | None:
    """PostgreSQL refuses to run as root; Debian's package brings this user."""
    return "postgres" if os.name == "posix" and os.geteuid() == 0 else None


def _do(command: Sequence[str | Path]) -> None:
    told = Path(tempfile.gettempdir())  # not ours: another user may not be let into it
    with tempfile.TemporaryFile() as said:  # a pipe would be held open by the server
        done = subprocess.run(list(map(str, command)), cwd=told, stdout=said, stderr=said, user=_servant())
        said.seek(0)
        assert done.returncode == 0, said.read().decode(errors="replace")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
