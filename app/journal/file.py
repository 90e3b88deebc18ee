"""The journal's file: opened or made, brought up to date, sealed, changed in transactions. The only sqlite3 of the
uploader. What stands in it is told by `journal` (batches) and `journal_messages`."""

from __future__ import annotations

import hmac
import os
import secrets
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from filelock import FileLock, Timeout

from app.errors import EnvironmentProblem
from app.thai import thai_now


class HeldAlready(Exception):
    """The schema's own word: another row that was sent has this person's hour."""


class JournalFile:
    """One file of one server. Not for several threads at once."""

    def __init__(self, path: Path | None, key: bytes, schemas: Sequence[str]) -> None:
        """Open or make it; `path` None: in memory, for this session alone. `schemas`: what each version added, the
        first first; an older file gets what it lacks.

        Raises EnvironmentProblem: journal_damaged (set aside, named), journal_newer, journal_wrong_key, disk_full.
        """
        self.path = path
        self._schemas = schemas
        self._holding: set[str] = set()  # by this very object
        self._seal = AESGCM(hmac.digest(key, b"seal", "sha256"))
        self._hash_key = hmac.digest(key, b"find", "sha256")
        self.db = self._open(path)
        self._check_key()

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
            return EnvironmentProblem("journal_damaged", words, path=str(_set_aside(path)))
        if "full" in words or "disk I/O" in words:
            return EnvironmentProblem("disk_full", words)
        return EnvironmentProblem("journal_unusable", words, path=str(path))

    def _check_key(self) -> None:
        with self.change():
            token = self.db.execute("SELECT value FROM meta WHERE name='key'").fetchone()
            if token is None:
                self.db.execute("INSERT INTO meta VALUES ('key', ?)", (self.sealed("key", b"meta"),))
                return
        try:
            self.opened(token[0], b"meta")
        except InvalidTag as error:
            self.close()
            raise EnvironmentProblem("journal_wrong_key", path=str(self.path)) from error

    def close(self) -> None:
        self.db.close()

    # --- changing ---

    @contextmanager
    def change(self) -> Iterator[None]:
        """One transaction, on disk when it ends; undone whole where anything in it fails.
        Raises HeldAlready, EnvironmentProblem."""
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

    def leave_no_trace(self) -> None:
        """After rows were removed: nor do their bytes remain."""
        self.db.execute("VACUUM")
        self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    # --- sealing ---

    def sealed(self, text: str, place: bytes) -> bytes:
        """`place` binds a sealed text to where it stands, so that rows can't be swapped."""
        nonce = secrets.token_bytes(12)
        return nonce + self._seal.encrypt(nonce, text.encode(), place)

    def opened(self, sealed: bytes, place: bytes) -> bytes:
        return self._seal.decrypt(sealed[:12], sealed[12:], place)

    def keyed(self, data: bytes) -> bytes:
        """A hash that finds something again and tells nothing without the key."""
        return hmac.digest(self._hash_key, data, "sha256")

    # --- one runner ---

    @contextmanager
    def hold(self, name: str) -> Iterator[None]:
        """One holder at a time, in this process (in memory there is no lock file) or another; it ends with its
        process, however that ends. Raises Timeout at once where it is held."""
        if name in self._holding:
            raise Timeout(name)
        with self._lock(name) or nullcontext():
            self._holding.add(name)
            try:
                yield
            finally:
                self._holding.discard(name)

    def _lock(self, name: str) -> FileLock | None:
        if self.path is None:
            return None
        return FileLock(self.path.with_name(f"{self.path.stem}-{name}.lock"), timeout=0)

    def is_locked(self, name: str) -> bool:
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

    def drop_lock(self, name: str) -> None:
        if (lock := self._lock(name)) is not None:
            Path(lock.lock_file).unlink(missing_ok=True)


def _set_aside(path: Path | None) -> Path | None:
    """A damaged journal is kept under another name, never overwritten."""
    if path is None:
        return None
    aside = path.with_name(f"{path.stem}.damaged-{thai_now():%Y%m%d-%H%M%S}{path.suffix}")
    for ending in ("", "-wal", "-shm"):
        with suppress(OSError):
            path.with_name(path.name + ending).rename(aside.with_name(aside.name + ending))
    return aside
