"""What a clerk did to a sheet before it was booked, kept with the file: found again by what the file holds, else by
where it lies; sealed like all that is told of people, and forgotten with the batches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from cryptography.exceptions import InvalidTag

from app.journal.rows import LONG_AGO, time_of
from app.journal.store import Store
from app.thai import thai_now

# `place`: of the file's content, `name`: of its path, both keyed hashes with the facility and the sheet.
SCHEMA = """
CREATE TABLE IF NOT EXISTS mend (place BLOB PRIMARY KEY, name BLOB NOT NULL, at TEXT NOT NULL, sealed BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS mend_name ON mend (name)
"""


@dataclass(frozen=True, slots=True)
class SheetPlace:
    """Whose mends they are: one sheet of one file at one facility."""

    facility: str
    digest: bytes  # of the file as it was read
    path: Path
    sheet: str


@dataclass(frozen=True, slots=True)
class Kept:
    """`text`: see `app.sheets.mends`."""

    text: str
    at: datetime  # of the last mend, Thai time
    same_file: bool  # False: the file at that path holds something else by now


class MendBook:
    """The mends of one journal. One text a sheet: what is kept later replaces what was."""

    def __init__(self, store: Store) -> None:
        self._store, self._db = store, store.db

    def keep(self, at: SheetPlace, text: str) -> None:
        """`text` "": there is nothing to be kept any more. Raises EnvironmentProblem."""
        place, name = self._keys(at)
        with self._store.change():
            self._db.execute("DELETE FROM mend WHERE place=?", (place,))
            if text:
                sealed = self._store.sealed(text, _bound(place))
                self._db.execute("INSERT INTO mend VALUES (?,?,?,?)", (place, name, thai_now().isoformat(), sealed))

    def find(self, at: SheetPlace) -> Kept | None:
        """Of this very file, else of the last one that lay there. None, too, where it can't be read any more."""
        place, name = self._keys(at)
        found = self._db.execute(
            "SELECT place, at, sealed FROM mend WHERE place=? OR name=? ORDER BY place=? DESC, at DESC LIMIT 1",
            (place, name, place),
        ).fetchone()
        if found is None:
            return None
        where, moment, sealed = found
        try:
            text = self._store.opened(sealed, _bound(where)).decode()
        except InvalidTag:
            return None
        return Kept(text, time_of(moment) or LONG_AGO, where == place)

    def _keys(self, at: SheetPlace) -> tuple[bytes, bytes]:
        place = f"{at.facility}|{at.digest.hex()}|{at.sheet}"
        return self._store.keyed(place.encode()), self._store.keyed(f"{at.facility}|{at.path}|{at.sheet}".encode())

    def forget_before(self, day: date) -> None:
        self._store.remove("DELETE FROM mend WHERE substr(at, 1, 10) < ?", day.isoformat())

    def clear(self) -> None:
        self._store.remove("DELETE FROM mend")


def _bound(place: bytes) -> bytes:
    """A text that was put into another file's line can't be opened."""
    return b"mend|" + place
