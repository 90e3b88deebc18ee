"""The journal's file: opened or made, brought up to date, changed in transactions. The only sqlite3 of the uploader.
What stands in it is told by `batches`, `messages`, `people`; a PC alone needs no more than it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from app import clock
from app.clock import Moment
from app.errors import EnvironmentProblem
from app.journal.store import Change, HeldAlready, HeldElsewhere, Wrote
from app.thai import thai_now


class JournalFile:
    """One file of one server: the engine of a PC alone."""

    def __init__(self, path: Path | None, schemas: Sequence[str]) -> None:
        """Open or make it; `path` None: in memory, for this session alone. `schemas`: what each version added, the
        first first; an older file gets what it lacks.

        Raises EnvironmentProblem: journal_damaged (set aside, named), journal_newer, disk_full.
        """
        self.path, self.where = path, str(path)
        self._schemas = schemas
        self._holding: set[str] = set()  # by this very object
        self.db = self._open(path)

    # --- opening ---

    def _open(self, path: Path | None) -> sqlite3.Connection:
        if path is not None and not path.exists():
            with suppress(OSError):
                os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))  # personal data, though sealed
        try:
            db = sqlite3.connect(path or ":memory:", isolation_level=None, timeout=10, check_same_thread=False)
        except sqlite3.Error as error:
            raise EnvironmentProblem("journal_unusable", str(error), path=str(path)) from error
        try:
            self._prepare(db)
        except EnvironmentProblem:
            db.close()
            raise
        except sqlite3.DatabaseError as error:
            db.close()
            raise self._trouble(error, path) from error
        return db

    def _prepare(self, db: sqlite3.Connection) -> None:
        version = db.execute("PRAGMA user_version").fetchone()[0]
        if version > len(self._schemas):
            raise EnvironmentProblem("journal_newer", path=str(self.path))
        if self.path is not None:
            db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=FULL")
        db.execute("PRAGMA foreign_keys=ON")
        db.execute("PRAGMA secure_delete=ON")
        if version and db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("malformed")
        if version < len(self._schemas):
            self._bring_up_to_date(db)
        db.execute("SELECT 1 FROM row LIMIT 1")

    def _bring_up_to_date(self, db: sqlite3.Connection) -> None:
        """All that is missing or nothing of it; two programs may start at the same moment."""
        db.execute("BEGIN IMMEDIATE")
        version = db.execute("PRAGMA user_version").fetchone()[0]
        for schema in self._schemas[version:]:
            for statement in schema.split(";"):
                db.execute(statement)
        db.execute(f"PRAGMA user_version={max(version, len(self._schemas))}")
        db.execute("COMMIT")

    def _trouble(self, error: sqlite3.Error, path: Path | None) -> EnvironmentProblem:
        """SQLite's errors end here."""
        words = str(error)
        if "malformed" in words or "not a database" in words:
            return EnvironmentProblem("journal_damaged", words, path=str(set_aside(path, "damaged") if path else None))
        if "no such table: row" in words or "no such table: message_part" in words:
            return EnvironmentProblem("journal_moved")
        if "full" in words or "disk I/O" in words:
            return EnvironmentProblem("disk_full", words)
        return EnvironmentProblem("journal_unusable", words, path=str(path))

    def close(self) -> None:
        self.db.close()

    # --- changing ---

    @contextmanager
    def change(self) -> Iterator[None]:
        """See `Engine`; so in the following."""
        try:
            self.db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.db.execute("COMMIT")
            except BaseException:
                if self.db.in_transaction:
                    self.db.execute("ROLLBACK")
                raise
        except sqlite3.IntegrityError as error:
            raise HeldAlready from error
        except sqlite3.DatabaseError as error:
            raise self._trouble(error, None) from error

    def sessions(self, *, elsewhere: bool = False) -> frozenset[str]:
        """A file has no other PCs."""
        return frozenset()

    def wrote(self, what: Wrote) -> None:
        """Nobody puts another file in its place while it is open."""

    def together(self, changes: Sequence[Change[Any]]) -> Sequence[Sequence[Any] | None]:
        return [self._made(change) for change in changes]

    def _made(self, change: Change[Any]) -> Sequence[Any] | None:
        """A statement alone is a transaction."""
        try:
            return self.db.execute(change.sql, change.values).fetchall()
        except sqlite3.IntegrityError:
            return None
        except sqlite3.DatabaseError as error:
            raise self._trouble(error, None) from error

    def reach(self) -> None:
        """It is never away."""

    def now(self) -> Moment:
        return clock.now()

    def retire(self) -> Path | None:
        """All of it was carried elsewhere: nothing is written here any more, by whatever window has it open, and it is
        set aside; where to. It is closed. (Given its tables' names back, it is a journal again.)"""
        with self.change():
            for table in ("row", "message_part"):
                self.db.execute(f"ALTER TABLE {table} RENAME TO {table}_moved")
        self.close()
        return set_aside(self.path, "moved") if self.path is not None else None

    def leave_no_trace(self) -> None:
        self.db.execute("VACUUM")
        self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    # --- one runner ---

    @contextmanager
    def hold(self, name: str) -> Iterator[None]:
        """In memory there is no lock file, and nobody else."""
        if name in self._holding:
            raise HeldElsewhere
        with ExitStack() as stack:
            if lock := self._lock(name):
                try:
                    stack.enter_context(lock)
                except Timeout as error:
                    raise HeldElsewhere from error
            self._holding.add(name)
            try:
                yield
            finally:
                self._holding.discard(name)

    def _lock(self, name: str) -> FileLock | None:
        if self.path is None:
            return None
        return FileLock(self.path.with_name(f"{self.path.stem}-{name}.lock"), timeout=0)

    def is_held(self, name: str) -> bool:
        if name in self._holding:
            return True
        lock = self._lock(name)
        if lock is None or not Path(lock.lock_file).exists():
            return False
        try:
            with lock:
                return False
        except Timeout:
            return True

    def drop_hold(self, name: str) -> None:
        if (lock := self._lock(name)) is not None:
            Path(lock.lock_file).unlink(missing_ok=True)


def set_aside(path: Path, why: str) -> Path:
    """A journal that is not used any more is kept under another name, never overwritten. It stays where it is where
    another program has it open."""
    aside = path.with_name(f"{path.stem}.{why}-{thai_now():%Y%m%d-%H%M%S}{path.suffix}")
    for ending in ("", "-wal", "-shm"):
        with suppress(OSError):
            path.with_name(path.name + ending).rename(aside.with_name(aside.name + ending))
    return aside
