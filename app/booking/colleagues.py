"""The other computers of an office, as they are now: who is there, what runs. Looked at over a way of its own and in
threads of its own, so that no call of a batch waits for it, whatever becomes of the database."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass

from app.errors import AppError
from app.journal.batches import BatchInfo, Journal
from app.journal.pcs import Known


@dataclass(frozen=True, slots=True)
class Around:
    pcs: tuple[Known, ...]  # that have joined; this one first
    batches: tuple[BatchInfo, ...] | None  # of all facilities, the newest first; None: nobody asked for them

    @property
    def live(self) -> int:
        """Computers that are connected now, this one among them."""
        return sum(one.live for one in self.pcs)


class Colleagues:
    def __init__(self, open_it: Callable[[], Journal]) -> None:
        self._open = open_it
        self._journal: Journal | None = None
        self._one_at_a_time = threading.Lock()

    async def look(self, *, batches: bool = True) -> Around:
        """Raises AppError: why the database can't be asked just now; the next look tries again."""
        return await asyncio.to_thread(self._look, batches)

    def _look(self, batches: bool) -> Around:
        with self._one_at_a_time:
            try:
                if self._journal is None:
                    self._journal = self._open()
                return Around(self._journal.pcs.all(), self._journal.history() if batches else None)
            except AppError:
                self._end()
                raise

    async def close(self) -> None:
        await asyncio.to_thread(self._close)

    def _close(self) -> None:
        with self._one_at_a_time:
            self._end()

    def _end(self) -> None:
        journal, self._journal = self._journal, None
        if journal is not None:
            journal.close()
