"""Where the journal's books stand: in a file of this PC or in an office's database, which differ in nothing that the
books can see. What stands there of people is sealed with one key, and found again by keyed hashes."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Generic, Literal, Protocol, TypeVar

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.clock import Moment
from app.domain.office import OfficeAddress as OfficeAddress
from app.errors import EnvironmentProblem

T = TypeVar("T")


class HeldAlready(Exception):
    """The schema's own word: another row that was sent has this person's hour."""


class HeldElsewhere(Exception):
    """Somebody else runs it."""


@dataclass(frozen=True, slots=True)
class Wrote:
    """What can be looked for later: that it is there shows that all that was written before it is, too."""

    table: Literal["row", "message_part"]
    of: int  # the batch or the message
    number: int
    since: str  # when, as it stands there


@dataclass(frozen=True, slots=True)
class Change(Generic[T]):
    """One statement that is written as a whole, and what its answer means. Made twice it does no more than once: where
    its answer was lost it is simply made again."""

    sql: str
    values: Sequence[Any]
    read: Callable[[Sequence[Any] | None], T]  # its lines; None: the schema's own word against it, see HeldAlready
    row: tuple[int, int] | None = None  # a batch's row: nothing else about its person's day is decided meanwhile
    writes: Wrote | None = None


class Rows(Protocol):
    """What a statement answered."""

    @property
    def rowcount(self) -> int: ...
    @property
    def description(self) -> Any: ...  # of each column: its name first
    def fetchone(self) -> Any: ...
    def fetchall(self) -> list[Any]: ...
    def __iter__(self) -> Iterator[Any]: ...


class Database(Protocol):
    """Statements of the SQL that SQLite and PostgreSQL share, with `?` for each value."""

    def execute(self, sql: str, values: Sequence[Any] = ..., /) -> Rows: ...
    def executemany(self, sql: str, values: Iterable[Sequence[Any]], /) -> Any: ...


class Engine(Protocol):
    """What the books need of what they stand in."""

    where: str  # for people to read

    @property
    def db(self) -> Database: ...

    def change(self) -> AbstractContextManager[None]:
        """One transaction, on disk when it ends; undone whole where anything in it fails. No other one, of whatever
        window or PC, goes on meanwhile. Raises HeldAlready, EnvironmentProblem."""

    def wrote(self, what: Wrote) -> None:
        """Within a change: that it writes this, the last of it that can be looked for."""

    def together(self, changes: Sequence[Change[Any]]) -> Sequence[Sequence[Any] | None]:
        """Each a transaction of its own, in this order and in as few steps as can be; what `Change.read` is told of
        each. Raises EnvironmentProblem; OfficeAway: it can't be told which of them were made."""

    def reach(self) -> None:
        """Find the way again where it was cut. Raises EnvironmentProblem: OfficeAway; batch_taken_over where another PC
        has, or had, meanwhile what was held here."""

    def now(self) -> Moment:
        """By the one clock that all go by who share what stands here; nobody sets it."""

    def hold(self, name: str) -> AbstractContextManager[None]:
        """One holder at a time, however many windows and PCs there are; it ends with its process, however that ends.
        Raises HeldElsewhere at once. Where the way was cut, nothing is done any more until it is held again."""

    def is_held(self, name: str) -> bool: ...

    def drop_hold(self, name: str) -> None:
        """Whatever was held under that name is gone for good."""

    def sessions(self, *, elsewhere: bool = False) -> frozenset[str]:
        """Tags (`Pc.tag`) of the PCs that are connected now; `elsewhere`: from another place in the network alone."""

    def retire(self) -> object:
        """All of it was carried into another journal: it is set aside under another name, which is told, and closed."""

    def leave_no_trace(self) -> None:
        """After rows were removed: nor do their bytes remain."""

    def close(self) -> None: ...


Key = bytes | Callable[[Engine], bytes]  # an office's is found by what stands in its database


class Store:
    """An engine and the key that seals what stands in it."""

    def __init__(self, engine: Engine, key: Key) -> None:
        """Raises EnvironmentProblem journal_wrong_key, and whatever looking for the key raises."""
        self.engine = engine
        self.db, self.change, self.now = engine.db, engine.change, engine.now
        self.hold, self.is_held, self.drop_hold = engine.hold, engine.is_held, engine.drop_hold
        self.leave_no_trace, self.close = engine.leave_no_trace, engine.close
        try:
            key = key if isinstance(key, bytes) else key(engine)
        except BaseException:
            engine.close()
            raise
        self._seal = AESGCM(hmac.digest(key, b"seal", "sha256"))
        self._hash_key = hmac.digest(key, b"find", "sha256")
        self._check_key()

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
            raise EnvironmentProblem("journal_wrong_key", path=self.engine.where) from error

    def make(self, change: Change[T]) -> T:
        """Write it now."""
        return change.read(self.engine.together([change])[0])

    def remove(self, statement: str, *values: str) -> None:
        """What a DELETE names, and its bytes."""
        with self.change():
            gone = self.db.execute(statement, values).rowcount
        if gone:
            self.leave_no_trace()

    def sealed(self, text: str, place: bytes) -> bytes:
        """`place` binds a sealed text to where it stands, so that rows can't be swapped."""
        nonce = secrets.token_bytes(12)
        return nonce + self._seal.encrypt(nonce, text.encode(), place)

    def opened(self, sealed: bytes, place: bytes) -> bytes:
        """Raises InvalidTag, for what is too short or no sealed text at all too."""
        try:
            return self._seal.decrypt(sealed[:12], sealed[12:], place)
        except (ValueError, TypeError) as error:
            raise InvalidTag from error

    def keyed(self, data: bytes) -> bytes:
        """A hash that finds something again and tells nothing without the key."""
        return hmac.digest(self._hash_key, data, "sha256")
