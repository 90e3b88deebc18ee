"""How a run writes into its journal without ever waiting for it.

A file is written at once. An office's database is spoken to by one thread, in the order in which it was asked: a claim
is awaited, an outcome is put down and written behind, kept until the database is there again, a question sees what was
put down before it. What the process takes with it when it dies is in doubt then, as after any crash: its claim was
written before the call.
"""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Protocol, TypeAlias, TypeVar

from app.errors import AppError, OfficeAway
from app.journal.store import Change, Store

T = TypeVar("T")
Work: TypeAlias = Callable[[], T] | Change[T]

AT_ONCE = 64  # changes written in one step
STALLED = 20.0  # seconds: then the way counts as cut, though nobody has closed it
CLAIMING = 4.0  # seconds that the next row may wait to be written down: then it is said what is waited for
CLOSING = 5.0  # seconds that what is put down may still take when the program ends
_FIRST_PAUSE, _LONGEST_PAUSE = 0.1, 3.0  # seconds between tries to reach the database again
_NOBODYS = -1  # what does no harm, whenever it is done: a look whether the way is there, a claim taken back
_WHILE_BUSY = 0.5  # seconds before the first one, where it was reached and said no


class Pen(Protocol):
    """One API for both, used from the calls' loop alone."""

    async def ask(self, work: Callable[[], T], seconds: float | None = STALLED) -> T:
        """A question, or a change that is not one of a single row. Raises what it raises; OfficeAway at once, and where
        it takes longer."""

    async def claim(self, change: Work[T], undo: Work[Any]) -> T:
        """Written when this returns. `undo` is written as soon as can be where it raises, or nobody waits any more:
        then it may have been."""

    def put(self, change: Work[T], then: Callable[[T], None], failed: Callable[[AppError], None]) -> None:
        """One of the two is called in the loop, `then` once it is written. Made twice it must do no more than once."""

    async def end(self, work: Callable[[], object], batch: int | None = None) -> None:
        """Done though the database be away, as the end of all that was put down before of this batch (None: of
        messages): what is not written then never will be. What runs beside it goes on. Raises nothing."""

    async def written(self, seconds: float, batch: int | None = None) -> bool:
        """Wait so long until all that was put down is written; whether it is. What is not, of this batch (None: of
        messages), never will be."""

    def close(self) -> None: ...


class AtOnce:
    """The pen of a file."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def ask(self, work: Callable[[], T], seconds: float | None = STALLED) -> T:
        return work()

    async def claim(self, change: Work[T], undo: Work[Any]) -> T:
        return self._made(change)

    def put(self, change: Work[T], then: Callable[[T], None], failed: Callable[[AppError], None]) -> None:
        then(self._made(change))

    def _made(self, change: Work[T]) -> T:
        return self._store.make(change) if isinstance(change, Change) else change()

    async def end(self, work: Callable[[], object], batch: int | None = None) -> None:
        work()

    async def written(self, seconds: float, batch: int | None = None) -> bool:
        return True

    def close(self) -> None: ...


@dataclass
class _Item:
    """What the thread is to do."""

    work: Work[Any]
    kept: bool = False  # until the database is there again
    even_away: bool = False
    batch: int | None = None  # whose it is; None: of messages
    answer: Future[Any] = field(default_factory=Future)

    def __post_init__(self) -> None:
        if isinstance(self.work, Change):
            self.batch = self.work.writes.of if self.work.writes is not None else _NOBODYS

    def begins(self) -> bool:
        """False: nobody waits for it any more."""
        return self.answer.running() or self.answer.set_running_or_notify_cancel()

    def do(self, work: Callable[[], Any]) -> None:
        """Raises OfficeAway."""
        try:
            self.answer.set_result(work())
        except OfficeAway:
            raise
        except BaseException as error:  # it is the asker's, whatever it is
            self.answer.set_exception(error)


class Behind:
    """The pen of an office's database."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._items: deque[_Item] = deque()
        self._changed = threading.Condition()
        self._closing = False
        self._doing: Sequence[_Item] = ()
        self._thread = threading.Thread(target=self._work, name="office", daemon=True)
        self._thread.start()

    # --- in the loop ---

    async def ask(self, work: Callable[[], T], seconds: float | None = STALLED) -> T:
        answer: T = await self._answer(_Item(work), seconds)
        return answer

    async def _answer(self, item: _Item, seconds: float | None) -> Any:
        try:
            return await asyncio.wait_for(asyncio.wrap_future(self._add(item)), seconds)
        except TimeoutError as error:
            raise self._away(OfficeAway(kind="stalled", path=self._store.engine.where)) from error

    async def claim(self, change: Work[T], undo: Work[Any]) -> T:
        item = _Item(change)
        try:
            answer: T = await self._answer(item, CLAIMING)
        except (asyncio.CancelledError, OfficeAway):
            if not item.answer.cancelled():  # it may have been written, or just will be
                self._add(_Item(undo, kept=True))
            raise
        return answer

    def put(self, change: Work[T], then: Callable[[T], None], failed: Callable[[AppError], None]) -> None:
        loop = asyncio.get_running_loop()

        def tell(answer: Future[T]) -> None:
            if answer.cancelled():
                return
            error = answer.exception()
            told = partial(then, answer.result()) if error is None else partial(failed, _of_ours(error))
            with suppress(RuntimeError):  # the loop has ended
                loop.call_soon_threadsafe(told)

        self._add(_Item(change, kept=True)).add_done_callback(tell)

    async def end(self, work: Callable[[], object], batch: int | None = None) -> None:
        def quietly() -> None:
            with suppress(AppError):
                work()

        await asyncio.wrap_future(self._add(_Item(quietly, even_away=True, batch=batch)))

    async def written(self, seconds: float, batch: int | None = None) -> bool:
        with suppress(TimeoutError, AppError):
            await asyncio.wait_for(self._until_back(), seconds)
            return True
        with self._changed:
            self._let_go({batch})
            self._changed.notify_all()
        return False

    def _let_go(self, batches: Collection[int | None]) -> None:
        """What is not written of these by now never will be."""
        for item in (*self._doing, *self._items):
            item.kept = item.kept and item.batch not in batches

    def _add(self, item: _Item) -> Future[Any]:
        with self._changed:
            self._items.append(item)
            self._changed.notify_all()
        return item.answer

    def _away(self, error: OfficeAway) -> OfficeAway:
        return OfficeAway(error.detail, self._until_back, error.code, **error.params)

    async def _until_back(self) -> None:
        """All that was put down is written."""
        await asyncio.wrap_future(self._add(_Item(lambda: None, kept=True, batch=_NOBODYS)))

    def close(self) -> None:
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._thread.join(CLOSING)

    # --- in the thread ---

    def _work(self) -> None:
        while items := self._next():
            try:
                self._do(items)
            except OfficeAway as error:
                self._wait_for_it([item for item in items if not item.answer.done()], error)

    def _next(self) -> list[_Item]:
        """What comes next: changes together, anything else alone. Nothing: the program ends."""
        with self._changed:
            self._changed.wait_for(lambda: self._items or self._closing)
            items: list[_Item] = []
            while self._items and len(items) < AT_ONCE:
                if items and not (isinstance(items[-1].work, Change) and isinstance(self._items[0].work, Change)):
                    break
                items.append(self._items.popleft())
            self._doing = [item for item in items if item.begins()]
            return items

    def _do(self, items: Sequence[_Item]) -> None:
        items = [item for item in items if item.answer.running()]
        changes = [item.work for item in items if isinstance(item.work, Change)]
        try:
            found = self._store.engine.together(changes) if changes else ()
        except OfficeAway:
            raise
        except Exception as error:  # theirs who asked
            for item in items:
                item.answer.set_exception(error)
            return
        for item, lines in zip(items, found, strict=False):
            item.do(partial(item.work.read, lines))  # type: ignore[union-attr]
        for item in items[len(changes) :]:
            item.do(item.work)  # type: ignore[arg-type]

    def _wait_for_it(self, left: Sequence[_Item], error: OfficeAway) -> None:
        """What is kept goes back to the front of the line; whoever else asks meanwhile is told at once. Where the
        database was reached and said no, only the same again tells whether that has passed."""
        with self._changed:
            self._items.extendleft(reversed(left))
            self._doing = ()
        pause = 0.0
        said_no = error.code != OfficeAway.default
        while not self._closing:
            try:
                if not said_no:
                    return self._store.engine.reach()
                said_no, pause = False, _WHILE_BUSY / 2
            except OfficeAway as again:
                error = again
            except Exception as other:  # there is no way back: another PC has the batch, another password
                return self._give_up(other)
            self._turn_away(self._away(error))
            pause = min(pause * 2 or _FIRST_PAUSE, _LONGEST_PAUSE)
            with self._changed:
                self._changed.wait_for(lambda: self._closing or not all(one.kept for one in self._items), pause)
        return self._give_up(error)

    def _turn_away(self, error: OfficeAway) -> None:
        with self._changed:
            self._let_go({item.batch for item in self._items if item.even_away})
            turned = [item for item in self._items if not item.kept]
            self._items = deque(item for item in self._items if item.kept)
        for item in turned:
            if item.begins() and item.even_away:
                item.do(item.work)  # type: ignore[arg-type]
            elif item.answer.running():
                item.answer.set_exception(error)

    def _give_up(self, error: Exception) -> None:
        with self._changed:
            items, self._items = self._items, deque()
        for item in items:
            if item.begins():
                item.answer.set_exception(error)


def _of_ours(error: BaseException) -> AppError:
    return error if isinstance(error, AppError) else AppError("bug", type(error).__name__)
