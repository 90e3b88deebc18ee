"""What a database is, before anything is written in it: the answer to *Test*."""

from __future__ import annotations

import time
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from app.domain.office import OfficeAddress, read_address
from app.errors import EnvironmentProblem
from app.journal import office_key
from app.journal.office import MOVED, SLOW, OfficeDatabase, moved_name
from app.journal.schema import SCHEMAS

_ABOUT = """
SELECT extract(epoch FROM clock_timestamp()), current_setting('server_version'),
 (SELECT version FROM pg_stat_ssl WHERE pid=pg_backend_pid())
"""
CLOCKS_AGREE = 60.0  # seconds; times for people are those of each PC


@dataclass(frozen=True, slots=True)
class Found:
    """A database that can hold an office's journal, or holds one."""

    place: str
    version: str  # of PostgreSQL
    tls: str  # which; "": without
    office: str  # the office's id; "": nothing stands there yet
    older: bool  # its tables are brought up to date by joining
    batches: int
    pcs: int  # that have joined
    live: int  # that are connected now
    clock: float  # seconds that this PC's clock is ahead of the database's
    moved: bool = False  # what stood there was carried elsewhere, and nothing was put in its place
    way: float = 0.0  # seconds that an answer takes

    @property
    def new(self) -> bool:
        return not self.office

    @property
    def slow(self) -> bool:
        """No call may leave on an answer that is so old."""
        return self.way > SLOW

    @property
    def clock_off(self) -> bool:
        return abs(self.clock) > CLOCKS_AGREE


def look(address: OfficeAddress, passphrase: str = "") -> Found:
    """Changes nothing. `passphrase`: tried where there is an office and it is given.

    Raises what `OfficeDatabase` does, office_no_rights where the tables can't be made, office_other_program,
    office_newer, office_key_lost; InputError passphrase_wrong.
    """
    with closing(OfficeDatabase(address, ())) as database:
        if (version := database.version()) > len(SCHEMAS):
            raise EnvironmentProblem("office_newer", path=database.where)
        if not version:
            _check_new(database, address.schema)
        office = office_key.office_id(database) if version else ""
        moved = not version and _row(database, MOVED.replace("%s", "?"), moved_name(address.schema)) == (1,)
        if version:
            office_key.check_there(database, database.where)
        if office and passphrase:
            office_key.unwrapped(database, passphrase)
        has_pcs = "pc" in _tables(database, address.schema)
        batches = "(SELECT count(*) FROM batch)" if version else "0"
        pcs = "(SELECT count(*) FROM pc)" if has_pcs else "0"
        before = time.time()
        told = _row(database, f"{_ABOUT}, {batches}, {pcs}")
        after = time.time()
        return Found(
            read_address(address.url).place,
            str(told[1]).split()[0],
            str(told[2] or ""),
            office,
            0 < version < len(SCHEMAS),
            int(told[3]),
            int(told[4]),
            len(database.sessions()),
            (before + after) / 2 - float(told[0]),
            moved,
            database.way,
        )


def _check_new(database: OfficeDatabase, schema: str) -> None:
    """Nothing of ours stands there yet."""
    may = (
        "SELECT COALESCE((SELECT has_schema_privilege(oid, 'CREATE') FROM pg_namespace WHERE nspname=?),"
        " has_database_privilege(current_database(), 'CREATE'))"
    )
    if _row(database, may, schema) != (True,):
        raise EnvironmentProblem("office_no_rights", path=database.where)
    foreign = database.execute(
        "SELECT 1 FROM pg_tables AS one WHERE schemaname NOT IN ('pg_catalog', 'information_schema') AND NOT EXISTS"
        " (SELECT 1 FROM pg_tables AS ours WHERE ours.schemaname=one.schemaname AND ours.tablename='row'"
        " AND EXISTS (SELECT 1 FROM pg_tables AS meta WHERE meta.schemaname=one.schemaname AND meta.tablename='meta'))"
        " LIMIT 1"
    )
    if foreign.fetchone() is not None:
        raise EnvironmentProblem("office_other_program", path=database.where)


def _tables(database: OfficeDatabase, schema: str) -> set[str]:
    return {name for (name,) in database.execute("SELECT tablename FROM pg_tables WHERE schemaname=?", (schema,))}


def _row(database: OfficeDatabase, question: str, *values: object) -> tuple[Any, ...]:
    found: tuple[Any, ...] | None = database.execute(question, values).fetchone()
    return found or ("",)


def told(found: Found) -> dict[str, object]:
    """For a program."""
    return {
        "place": found.place,
        "version": found.version,
        "tls": found.tls,
        "new": found.new,
        "moved": found.moved,
        "older": found.older,
        "batches": found.batches,
        "computers": found.pcs,
        "connected": found.live,
        "answer_seconds": round(found.way, 2),
        "clock_seconds": round(found.clock, 1),
    }
