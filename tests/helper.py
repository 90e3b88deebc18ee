"""The helper process that reads sheets (`app.reader`), handed on from test to test: to begin one costs a second of the
processor, most of it libraries. A helper that was killed, or that is in the middle of a file, is handed to nobody."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

import pytest

from app.reader import MEMORY, SECONDS, Reader

_spare: list[tuple[BaseProcess, Connection]] = []


@contextmanager
def handed_on() -> Iterator[None]:
    """Readers that begin in here take a helper that is spare; those that are closed leave theirs."""
    start, close = Reader._start, Reader.close

    def usual(reader: Reader) -> bool:
        return (reader._memory, reader._seconds) == (MEMORY, SECONDS)

    def taken(reader: Reader) -> Connection:
        with reader._life:
            if reader._process is None and not reader._closed and usual(reader) and _spare:
                reader._process, reader._pipe = _spare.pop()
        return start(reader)

    def left(reader: Reader) -> None:
        if usual(reader) and reader._turn.acquire(blocking=False):  # nothing is being read
            with reader._life:
                process, pipe = reader._process, reader._pipe
                if process is not None and pipe is not None and process.is_alive():
                    _spare.append((process, pipe))
                    reader._process = reader._pipe = None
            reader._turn.release()
        close(reader)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Reader, "_start", taken)
        patch.setattr(Reader, "close", left)
        yield
