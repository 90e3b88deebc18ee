"""Whether a file still holds the rows that were read of it."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from app.errors import SheetError
from app.sheets.files.file import digest, load
from app.sheets.files.model import RawSheet, Row

NO_FILE = ("pasted", "journal")  # kinds whose rows lie in none
ReadAgain = Callable[[RawSheet], RawSheet | None]  # the same table once more; None where it can't be read


class Fate(StrEnum):
    SAME = "same"
    CHANGED = "changed"  # other rows, or other rows hidden, than were read
    GONE = "gone"  # not there any more, or not to be opened


class Again(NamedTuple):
    """A file as it is now."""

    fate: Fate
    data: bytes = b""  # where it was there
    same_rows: bool = False  # whatever Excel hides of them

    @property
    def digest(self) -> bytes:
        return digest(self.data)


def look_again(raw: RawSheet, read: ReadAgain) -> Again:
    """Look at the file of a sheet once more. One whose bytes differ is read again: Excel changes them with every save,
    and what counts is the rows. Reads a file of some megabytes in milliseconds; raises nothing."""
    if raw.format in NO_FILE:
        return Again(Fate.SAME)
    try:
        data = load(raw.path).data
    except SheetError:
        return Again(Fate.GONE)
    if raw.digest and digest(data) == raw.digest:
        return Again(Fate.SAME, data, same_rows=True)
    now = read(raw)
    if now is None or digest(data) != now.digest:  # or changed once more while it was read
        return Again(Fate.CHANGED, data)
    same = list(now.numbers) == list(raw.numbers) and all(map(_same_row, now.rows, raw.rows))
    return Again(Fate.SAME if same and now.hidden_rows == raw.hidden_rows else Fate.CHANGED, data, same)


def _same_row(one: Row, other: Row) -> bool:
    return [*one] == [*other]
