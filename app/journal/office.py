"""An office's journal: one PostgreSQL database for all PCs of an account. The only psycopg of the program.

It is opened only where an office is named. What two PCs must not do at once is decided there: each change waits for the
one before it, a row is claimed while nobody else decides about its person's day, a batch is held by a lock that lives
and dies with its connection, and the schema refuses a second sending of a person's hour.
"""

from __future__ import annotations

import hashlib
import ipaddress
import math
import secrets
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache, partial
from typing import Any, LiteralString, TypeVar

import psycopg
from psycopg import errors, sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from app.clock import Moment, ticks
from app.errors import EnvironmentProblem, OfficeAway
from app.journal.office_errors import problem, problem_of
from app.journal.office_last import LastWritten
from app.journal.store import Change, HeldAlready, HeldElsewhere, OfficeAddress
from app.thai import thai_now

T = TypeVar("T")

OLDEST = 130000  # PostgreSQL 13
# Seconds after which a way that is cut is found out, at both ends: what a PC held is free again then.
DEAD_AFTER = 25
_KEEPALIVE = {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3}
_TRIES = 3  # of a change that meets another PC's
_PATIENCE = 10  # seconds to get through, or for another PC's change
_AFTER = 60.0  # seconds after which the database's clock is read anew: this PC's may be a little fast
_STILL = 10.0  # seconds after which it is seen in a run that it is still the office that was opened
SLOW = 0.45  # seconds to the database and back: then what it says is too old to send on, see `office_pace.FRESH`
_SET = 5.0  # seconds: nothing drifts so far between two looks; somebody has set the database's clock
# SQLite's words for what PostgreSQL calls otherwise. A seat's number may be longer than any of its integers.
_WORDS = (
    ("INTEGER PRIMARY KEY AUTOINCREMENT", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"),
    ("slot_id INTEGER", "slot_id TEXT"),
    (" INTEGER", " BIGINT"),
    (" BLOB", " BYTEA"),
    (" WITHOUT ROWID", ""),
)
_RIGHTS = """
SELECT bool_and(has_schema_privilege(space.oid, 'USAGE') AND has_table_privilege(one.oid, 'SELECT')
    AND has_table_privilege(one.oid, 'INSERT') AND has_table_privilege(one.oid, 'UPDATE')
    AND has_table_privilege(one.oid, 'DELETE'))
FROM pg_class AS one JOIN pg_namespace AS space ON space.oid=one.relnamespace
WHERE one.relkind='r' AND space.nspname=%s
"""
MOVED: LiteralString = "SELECT 1 FROM pg_namespace WHERE starts_with(nspname, %s) LIMIT 1"
_META: LiteralString = "SELECT value FROM meta WHERE name=%s"
_CLOCK = "SELECT extract(epoch FROM pg_postmaster_start_time())::float8, extract(epoch FROM clock_timestamp())::float8"
_PERSONS_DAY = """
SELECT pg_advisory_xact_lock(('x' || encode(substr(day, 1, 8), 'hex'))::bit(64)::bigint) FROM row
WHERE batch=%s AND number=%s
"""
# Got in one step with its sign: what another PC held meanwhile is seen by that.
_TAKE = """
WITH got AS (SELECT pg_try_advisory_lock(%s::bigint) AS it)
INSERT INTO meta SELECT %s, %s FROM got WHERE it ON CONFLICT (name) DO UPDATE SET value=excluded.value
"""
_HOLDERS = """
FROM pg_locks JOIN pg_database ON pg_database.oid=database WHERE datname=current_database()
 AND locktype='advisory' AND granted AND objsubid=1 AND classid::bigint=%s AND objid::bigint=%s
"""


class OfficeClock:
    """The clock that all PCs of an office go by: the database's, read now and then and counted on in this PC's ticks.
    Where it was set meanwhile, or started anew, what was before can't be compared."""

    def __init__(self) -> None:
        self._boot, self._started, self._ahead, self._read_at = "", 0.0, 0.0, 0.0

    def read(self, connection: psycopg.Connection[Any]) -> None:
        before = ticks()
        started, now = connection.execute(_CLOCK).fetchone() or (0.0, 0.0)
        after = ticks()
        ahead, boot = now - (before + after) / 2, f"office-{started!r}"
        if self._boot.startswith(boot):
            set_by = abs(ahead - self._ahead) - (after - before) / 2
            boot = self._boot if set_by < _SET else f"{boot}-{secrets.token_hex(4)}"
        self._boot, self._started, self._ahead, self._read_at = boot, started, ahead, after

    @property
    def is_old(self) -> bool:
        return ticks() - self._read_at > _AFTER

    def now(self) -> Moment:
        seconds = ticks() + self._ahead
        return Moment(seconds, self._boot, seconds - self._started)


class OfficeDatabase:
    """The engine of an office, see `Engine`. One connection, one after the other, whatever thread asks."""

    def __init__(self, address: OfficeAddress, schemas: Sequence[str]) -> None:
        """Open it, make its tables or bring them up to date; without `schemas` it is only looked at.

        Raises EnvironmentProblem: office_away, office_sign_in, office_password_missing, office_no_connect,
        office_too_old, office_no_rights, office_read_only, office_other_program, office_newer; office_not_joined
        where there are no tables and they may not be made.
        """
        self.db = self
        self._address, self._number = address, partial(_lock_number, address.schema)
        told = conninfo_to_dict(address.url)
        port = f":{told['port']}" if told.get("port") not in (None, "5432") else ""
        self.where = f"{told.get('host') or 'localhost'}{port}/{told.get('dbname') or ''}"
        self._holding: dict[str, bytes] = {}  # name -> the sign of this hold
        self._tried: dict[str, bytes] = {}  # the same, of those without an answer
        self._newest = len(schemas)  # of their versions that is known here
        self._office: object = None  # its id, where it had one when it was opened
        self._changing = False
        self._checked = ticks()
        self._last = LastWritten()
        self.wrote = self._last.wrote
        self._lock = threading.RLock()
        self._clock = OfficeClock()
        self.now = self._clock.now
        self._connection = self._connect()
        try:
            with self._translated():
                self.way = _way(self._connection)
                if schemas and self.way > SLOW:
                    raise OfficeAway(code="office_slow", path=self.where, seconds=f"{self.way:.1f}")
                if schemas:
                    self._bring_up_to_date(schemas)
                    self._office = self._told(_META, "office")
        except BaseException:
            self.close()
            raise

    # --- opening ---

    def _connect(self) -> psycopg.Connection[Any]:
        with self._translated():
            connection: psycopg.Connection[Any] = psycopg.connect(_conninfo(self._address), autocommit=True)
            try:
                if (unfit := _unfit(connection)) is not None:
                    raise problem(unfit, self.where)
                settings = {"search_path": f'"{self._address.schema}"', "lock_timeout": f"{_PATIENCE}s"}
                settings |= {f"tcp_{name}": str(value) for name, value in _KEEPALIVE.items()}
                asked = ", ".join(["set_config(%s, %s, false)"] * len(settings))
                connection.execute(f"SELECT {asked}".encode(), [word for pair in settings.items() for word in pair])
                self._clock.read(connection)
            except BaseException:
                connection.close()
                raise
            return connection

    def _bring_up_to_date(self, schemas: Sequence[str]) -> None:
        """All that is missing or nothing of it; two PCs may start at the same moment."""
        if (version := self.version()) == len(schemas):
            return
        if not version and not self._address.new:
            moved = self._told(MOVED, moved_name(self._address.schema))
            raise EnvironmentProblem("office_gone" if moved else "office_not_joined", path=self.where)
        if version > len(schemas):
            raise EnvironmentProblem("office_newer", path=self.where)
        with self.change():
            version = self.version()
            if self._told("SELECT to_regnamespace(%s)", f'"{self._address.schema}"') is None:
                self._connection.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(self._address.schema)))
            for schema in schemas[version:]:
                self._connection.execute(_of_postgres(schema))
            self.execute(
                "INSERT INTO meta VALUES ('version', ?) ON CONFLICT (name) DO UPDATE SET value=excluded.value",
                (str(max(version, len(schemas))).encode(),),
            )

    def version(self) -> int:
        """Of its tables; 0: there is nothing yet. Raises EnvironmentProblem office_other_program."""
        tables = self.execute("SELECT tablename FROM pg_tables WHERE schemaname=?", (self._address.schema,)).fetchall()
        if not tables:
            return 0
        if not self._told(_RIGHTS, self._address.schema):
            raise EnvironmentProblem("office_no_rights", path=self.where)
        with suppress(ValueError, TypeError, errors.UndefinedColumn):
            if ("meta",) in tables and ("batch",) in tables:
                return int(self._told(_META, "version"))
        raise EnvironmentProblem("office_other_program", path=self.where)

    def close(self) -> None:
        self._connection.close()

    # --- statements ---

    def execute(self, text: str, values: Sequence[Any] = ()) -> psycopg.Cursor[Any]:
        return self._run(lambda connection: connection.execute(_marked(text), values))

    def executemany(self, text: str, values: Iterable[Sequence[Any]]) -> None:
        self._run(lambda connection: connection.cursor().executemany(_marked(text), values))

    def _run(self, work: Callable[[psycopg.Connection[Any]], T]) -> T:
        """Outside of a change nothing but questions is asked: where the way was cut since the last one, once more."""
        with self._lock, self._translated():
            try:
                return work(self._connection)
            except psycopg.OperationalError as error:
                if not self._is_lost(error) or self._changing:
                    raise
            self._reconnect()
            return work(self._connection)

    def reach(self) -> None:
        self._run(lambda connection: connection.execute("SELECT 1"))

    def _reconnect(self) -> None:
        """What was held is held again, or it is another's by now: then nothing may be done any more."""
        self._connection.close()
        self._connection = self._connect()
        try:
            self._check_still()
            for name, sign in self._holding.items():
                self._hold_again(name, sign)
        except BaseException:
            self._connection.close()
            raise

    def _check_still(self) -> None:
        """That it is the office that was opened, and as this program knows it. While the way was cut it may have been
        carried elsewhere, put back from a backup, or brought up to date by a newer program: that may come in the middle
        of a run, too."""
        if not self._newest:
            return
        if self._office is not None and self._told(_META, "office") != self._office:
            raise EnvironmentProblem("office_gone", path=self.where)
        if (version := int(self._told(_META, "version") or 0)) != self._newest:
            code = "office_newer" if version > self._newest else "office_put_back"
            raise EnvironmentProblem(code, path=self.where)
        if not self._last.is_there(lambda ask, place: self._connection.execute(ask, place).fetchone()):
            raise EnvironmentProblem("office_put_back", path=self.where)
        self._checked = ticks()

    def _hold_again(self, name: str, sign: bytes) -> None:
        """The database may not know yet that our old connection is dead: it is ended, if it is ours that holds."""
        ends, holders = time.monotonic() + DEAD_AFTER, _halves(self._number(name))
        while time.monotonic() < ends:
            got = self._told("SELECT pg_try_advisory_lock(%s::bigint)", self._number(name))
            if (now := self._told(_META, _sign(name))) != sign:
                code = "batch_taken_over" if now else "office_put_back"
                raise EnvironmentProblem(code, path=self.where)
            if got:
                return
            self._connection.execute(f"SELECT pg_terminate_backend(pid) {_HOLDERS}".encode(), holders)
            time.sleep(0.2)
        raise OfficeAway(kind="still held", path=self.where)

    def _told(self, text: LiteralString, value: object) -> Any:
        """The first word of the answer; None where there is none."""
        found = self._connection.execute(text, (value,)).fetchone()
        return found[0] if found else None

    @contextmanager
    def change(self) -> Iterator[None]:
        with self._lock, self._translated():
            if self._holding and ticks() - self._checked > _STILL:
                self._run(lambda _: self._check_still())
            begin = f"BEGIN; SELECT pg_advisory_xact_lock({self._number('')})".encode()
            try:
                self._run(lambda connection: connection.execute(begin))
                self._changing = True
                with self._last.change(noted=bool(self._holding)):
                    yield
                    self._connection.execute("COMMIT")
            except BaseException:
                with suppress(psycopg.Error):
                    self._connection.execute("ROLLBACK")
                raise
            finally:
                self._changing = False

    def together(self, changes: Sequence[Change[Any]]) -> Sequence[Sequence[Any] | None]:
        """In one round trip. Where that was cut, or one of them failed, those without an answer are made again."""
        with self._lock, self._translated():
            answers: dict[int, Sequence[Any] | None] = {}
            try:
                if self._clock.is_old:
                    self._clock.read(self._connection)
                if ticks() - self._checked > _STILL:
                    self._check_still()
                answers = self._in_one_go(changes)
            except psycopg.OperationalError as error:
                if not self._is_lost(error):
                    raise
                self._reconnect()
            found = [answers[place] if place in answers else self._alone(one) for place, one in enumerate(changes)]
            if self._holding:
                self._last.note(changes, found)
            return found

    def _in_one_go(self, changes: Sequence[Change[Any]]) -> dict[int, Sequence[Any] | None]:
        """Their answers by place; those after one that failed have none."""
        cursors = []
        try:
            with self._connection.pipeline():
                for change in changes:
                    self._connection.execute("BEGIN")
                    if change.row is not None:
                        self._connection.execute(_PERSONS_DAY, change.row)
                    cursors.append(self._connection.execute(_marked(change.sql), change.values))
                    self._connection.execute("COMMIT")
        except psycopg.Error as error:
            if self._is_lost(error):
                raise
        if self._connection.info.transaction_status != psycopg.pq.TransactionStatus.IDLE:
            self._connection.execute("ROLLBACK")
        elif len(cursors) == len(changes):
            with suppress(psycopg.ProgrammingError):
                return {place: cursor.fetchall() for place, cursor in enumerate(cursors)}
        return {}

    def _is_lost(self, error: psycopg.Error) -> bool:
        """Whether the connection is of no more use. One that the database has just ended may not know it yet, and would
        wait for an answer for ever: it is closed."""
        ended = isinstance(error, psycopg.OperationalError) and (error.sqlstate or "57P").startswith("57P")
        in_between = self._connection.pgconn.pipeline_status != psycopg.pq.PipelineStatus.OFF
        if not self._connection.closed and (ended or in_between):
            self._connection.close()
        return self._connection.closed

    def _alone(self, change: Change[Any]) -> Sequence[Any] | None:
        for _ in range(_TRIES):
            with suppress(errors.UniqueViolation), self._connection.transaction():
                if change.row is not None:
                    self._connection.execute(_PERSONS_DAY, change.row)
                return self._connection.execute(_marked(change.sql), change.values).fetchall()
            if change.row is not None:
                break  # a claim: it is another's
        return None

    def leave_no_trace(self) -> None:
        tables = self.execute("SELECT tablename FROM pg_tables WHERE schemaname=?", (self._address.schema,)).fetchall()
        names = sql.SQL(", ").join(sql.Identifier(name) for (name,) in tables)
        self._run(lambda connection: connection.execute(sql.SQL("VACUUM {}").format(names)))

    # --- one runner ---

    @contextmanager
    def hold(self, name: str) -> Iterator[None]:
        self._run(lambda _: self._check_still())
        if name in self._holding:
            raise HeldElsewhere
        sign = self._tried.setdefault(name, secrets.token_bytes(8))

        def take_again() -> None:
            """A try whose answer was lost has taken it, and its dead connection may have it still."""
            if self._told(_META, _sign(name)) != sign:
                del self._tried[name]
                raise HeldElsewhere
            self._hold_again(name, sign)

        if not self._run(
            lambda connection: connection.execute(_TAKE, (self._number(name), _sign(name), sign)).rowcount
        ):
            self._run(lambda _: take_again())
        self._holding[name] = self._tried.pop(name)
        try:
            yield
        finally:
            with self._lock, suppress(psycopg.Error):  # a way that is cut has freed it
                self._holding.pop(name)
                if not self._holding:
                    self._last.forget()
                self._connection.execute("SELECT pg_advisory_unlock(%s::bigint)", (self._number(name),))

    def is_held(self, name: str) -> bool:
        asked = f"SELECT 1 {_HOLDERS}".encode()
        holders = _halves(self._number(name))
        return self._run(lambda connection: connection.execute(asked, holders).fetchone()) is not None

    def drop_hold(self, name: str) -> None:
        self.execute("DELETE FROM meta WHERE name=?", (_sign(name),))

    def retire(self) -> str:
        """All of it was carried elsewhere: its tables stand under another name; which."""
        name = f"{moved_name(self._address.schema)}{thai_now():%Y%m%d_%H%M%S}"
        renamed = sql.SQL("ALTER SCHEMA {} RENAME TO {}").format(
            sql.Identifier(self._address.schema), sql.Identifier(name)
        )
        self._run(lambda connection: connection.execute(renamed))
        self.close()
        return name

    def sessions(self, *, elsewhere: bool = False) -> frozenset[str]:
        """See `Engine`. The names of sessions are shown to every user of the database."""
        begin = sessions_of(self._address.schema)
        found = self.execute(
            "SELECT DISTINCT substr(application_name, ?) FROM pg_stat_activity WHERE datname=current_database()"
            " AND starts_with(application_name, ?) AND (NOT ? OR client_addr IS DISTINCT FROM inet_client_addr())",
            (len(begin) + 1, begin, elsewhere),
        )
        return frozenset(tag for (tag,) in found if tag)

    # --- what goes wrong ---

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """PostgreSQL's errors end here."""
        try:
            yield
        except errors.UniqueViolation as error:
            raise HeldAlready from error
        except psycopg.Error as error:
            raise problem_of(error, self.where) from error


def _lock_number(schema: str, name: str) -> int:
    """What PostgreSQL calls a lock by; "": that of each change."""
    digest = hashlib.sha256(f"{schema}|{name}".encode()).digest()
    return int.from_bytes(digest[:8], signed=True)


def _halves(lock: int) -> tuple[int, int]:
    """A lock's number as PostgreSQL's list of locks tells it."""
    return lock % 2**64 >> 32, lock % 2**32


def _unfit(connection: psycopg.Connection[Any]) -> str | None:
    """Why this database can't hold a journal; a code."""
    if connection.info.server_version < OLDEST:
        return "office_too_old"
    found = connection.execute("SELECT current_setting('transaction_read_only')").fetchone()
    return "office_read_only" if found == ("on",) else None


def _way(connection: psycopg.Connection[Any]) -> float:
    """Seconds to the database and back, at best: a busy moment of this PC does not count."""
    best = math.inf
    for _ in range(3):
        begun = ticks()
        connection.execute("SELECT 1")
        if (best := min(best, ticks() - begun)) <= SLOW / 3:
            break
    return best


def _sign(name: str) -> str:
    """Under what the sign of a hold stands."""
    return f"hold {name}"


def _conninfo(address: OfficeAddress) -> str:
    host = str(conninfo_to_dict(address.url).get("host") or "")
    more: dict[str, Any] = {"connect_timeout": _PATIENCE, "keepalives": 1, **_KEEPALIVE}
    more |= {"tcp_user_timeout": DEAD_AFTER * 1000, "application_name": session_name(address)}
    if address.password:
        more["password"] = address.password
    if not _is_here(host) and not address.plain:
        more |= {"sslmode": "verify-full", "sslrootcert": address.ca_file or "system"}
    return make_conninfo(address.url, **more)


def session_name(address: OfficeAddress) -> str:
    """How the database's list of sessions calls those of a PC."""
    return f"{sessions_of(address.schema)}{address.pc.tag if address.pc else ''}"


def moved_name(schema: str) -> str:
    """How the name begins under which the tables stand that were carried elsewhere."""
    return f"{schema[:40]}_moved_"


def sessions_of(schema: str) -> str:
    """How the names of all of an office's sessions begin; PostgreSQL cuts them after 63 letters."""
    return f"mophic {schema[:30]} "


def _is_here(host: str) -> bool:
    """Nothing leaves this PC: TLS may be missing."""
    if host in ("", "localhost") or host.startswith("/"):
        return True
    with suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return False


@lru_cache(maxsize=256)
def _marked(text: str) -> bytes:
    return text.replace("?", "%s").encode()


def _of_postgres(schema: str) -> bytes:
    for old, new in _WORDS:
        schema = schema.replace(old, new)
    return schema.encode()
