"""The practice server's memory: SQLite in a file or in memory, one connection, one lock, short transactions."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from app.errors import SettingsError

VERSION = 1
FIRST_SLOT, FIRST_SEAT = 1_000_000, 5_000_000  # 7 digits (SEEN); an hour and the seats taken in it never share one

SCHEMA = f"""
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE facility (code TEXT PRIMARY KEY, name TEXT NOT NULL, province_code TEXT NOT NULL, field_of TEXT);
CREATE TABLE account (user TEXT, facility TEXT, name TEXT NOT NULL, password_hash TEXT NOT NULL,
    PRIMARY KEY (user, facility));
CREATE TABLE person (cid TEXT PRIMARY KEY, prefix TEXT NOT NULL, first_name TEXT NOT NULL, last_name TEXT NOT NULL,
    birth_date TEXT NOT NULL, gender INTEGER NOT NULL, mobile_phone TEXT NOT NULL,
    line INTEGER NOT NULL, app INTEGER NOT NULL, on_target INTEGER NOT NULL, more TEXT NOT NULL DEFAULT '{{}}');
CREATE TABLE vaccination (cid TEXT, dose INTEGER, date TEXT NOT NULL, facility TEXT NOT NULL,
    PRIMARY KEY (cid, dose));
CREATE INDEX vaccination_day ON vaccination (facility, date);
CREATE TABLE slot (id INTEGER PRIMARY KEY AUTOINCREMENT, facility TEXT NOT NULL, date TEXT NOT NULL,
    hour INTEGER NOT NULL, end_hour INTEGER NOT NULL, dose INTEGER NOT NULL, seats INTEGER NOT NULL,
    open_to_api INTEGER NOT NULL, confirm_locked INTEGER NOT NULL, UNIQUE (facility, date, hour, dose));
CREATE TABLE booking (id INTEGER PRIMARY KEY AUTOINCREMENT, slot INTEGER NOT NULL, cid TEXT NOT NULL,
    facility TEXT NOT NULL, date TEXT NOT NULL, hour INTEGER NOT NULL, dose INTEGER NOT NULL,
    by_citizen INTEGER NOT NULL, user TEXT NOT NULL, at TEXT NOT NULL, cancelled_at TEXT, cancelled_by TEXT);
CREATE INDEX booking_person ON booking (cid);
CREATE INDEX booking_day ON booking (facility, date);
CREATE INDEX booking_slot ON booking (slot) WHERE cancelled_at IS NULL;
CREATE TABLE queue (id INTEGER PRIMARY KEY AUTOINCREMENT, cid TEXT NOT NULL, facility TEXT NOT NULL,
    manufacturer INTEGER, at TEXT NOT NULL, cancelled_at TEXT);
CREATE TABLE message (id INTEGER PRIMARY KEY AUTOINCREMENT, facility TEXT NOT NULL, ref_code TEXT NOT NULL,
    title TEXT NOT NULL, html TEXT NOT NULL, url TEXT NOT NULL, user TEXT NOT NULL, at TEXT NOT NULL,
    updated_at TEXT, UNIQUE (facility, ref_code));
CREATE TABLE message_call (facility TEXT NOT NULL, at REAL NOT NULL);
CREATE TABLE outbox (id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, cid TEXT NOT NULL,
    channels TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL, html TEXT NOT NULL, url TEXT NOT NULL,
    at TEXT NOT NULL, booking INTEGER, message INTEGER, opened_at TEXT, UNIQUE (message, cid));
CREATE INDEX outbox_person ON outbox (cid);
INSERT INTO sqlite_sequence (name, seq) VALUES ('slot', {FIRST_SLOT}), ('booking', {FIRST_SEAT});
PRAGMA user_version = {VERSION};
"""

# Tables that came later, made where they are missing: a practice world of before stays good.
LATER = """
CREATE TABLE IF NOT EXISTS message_miss (message INTEGER NOT NULL, cid TEXT NOT NULL, PRIMARY KEY (message, cid))
    WITHOUT ROWID;
"""

ACTIVE = "cancelled_at IS NULL"  # a booking that holds its seat
STOOD = "at <= ? AND (cancelled_at IS NULL OR cancelled_at > ?)"  # one that held it at a moment, given twice
ALL = "9999"  # the moment after which nothing happens

Row = sqlite3.Row
Value = str | int | float | None


class Store:
    """Opened or made. Raises SettingsError for a file that is not ours: it is never overwritten."""

    def __init__(self, path: Path | None = None) -> None:
        self._lock = threading.RLock()
        self._db = _open(path)

    @contextmanager
    def change(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it or nothing, and nobody sees half of it."""
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def rows(self, sql: str, *values: Value) -> list[Row]:
        with self._lock:
            return self._db.execute(sql, values).fetchall()

    def one(self, sql: str, *values: Value) -> Row | None:
        rows = self.rows(sql, *values)
        return rows[0] if rows else None

    def count(self, sql: str, *values: Value) -> int:
        return int(self.rows(sql, *values)[0][0])

    def last_seat(self) -> int:
        """The newest hospital_appointment_slot_id; where there is none yet, what the first comes after."""
        return self.count("SELECT coalesce(max(id), ?) FROM booking", FIRST_SEAT)

    def meta(self, key: str) -> str | None:
        row = self.one("SELECT value FROM meta WHERE key = ?", key)
        return row["value"] if row else None

    def set_meta(self, key: str, value: str) -> None:
        with self._lock:
            self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def empty(self, keep: Sequence[str] = ("meta", "sqlite_sequence")) -> None:
        with self.change() as db:
            tables = [row["name"] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            for table in tables:
                if table not in keep:
                    db.execute(f'DELETE FROM "{table}"')

    def close(self) -> None:
        with self._lock:
            self._db.close()


def _open(path: Path | None) -> sqlite3.Connection:
    try:
        db = sqlite3.connect(str(path) if path else ":memory:", check_same_thread=False, isolation_level=None)
    except sqlite3.Error as error:
        raise SettingsError("practice_db_unusable", str(error), name=path.name if path else "") from error
    db.row_factory = sqlite3.Row
    try:
        _prepare(db, path)
    except BaseException:
        db.close()
        raise
    return db


def _prepare(db: sqlite3.Connection, path: Path | None) -> None:
    name = path.name if path else ""
    try:
        version = db.execute("PRAGMA user_version").fetchone()[0]
        empty = not db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
        if version == 0 and empty:
            # Off: made-up data outlives a killed process either way, and a slow disk must not delay arrivals.
            db.execute("PRAGMA journal_mode = WAL")
            db.executescript("BEGIN;" + SCHEMA + "COMMIT;")
        elif version != VERSION:
            raise SettingsError("practice_db_unusable", f"version {version}", name=name)
        db.executescript(LATER)
        db.execute("PRAGMA synchronous = OFF")
    except sqlite3.Error as error:
        raise SettingsError("practice_db_unusable", str(error), name=name) from error
