"""The PCs of an office: which have joined, which are there now, and which of them made a batch."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from cryptography.exceptions import InvalidTag

from app.domain.office import Pc
from app.errors import EnvironmentProblem
from app.journal.rows import LONG_AGO, time_of
from app.journal.store import Store
from app.thai import thai_now

# A PC's name and its user are sealed like what is told of people.
SCHEMA = """
CREATE TABLE pc (id TEXT PRIMARY KEY, machine TEXT NOT NULL, sealed BLOB NOT NULL, seen TEXT NOT NULL);
ALTER TABLE batch ADD COLUMN maker BLOB
"""


@dataclass(frozen=True, slots=True)
class Known:
    """A PC that has joined."""

    id: str
    name: str
    user: str
    seen: datetime  # when it last opened the journal
    here: bool  # this one
    live: bool  # it is connected now


class PcBook:
    """The PCs of one journal. A journal of a PC alone knows none."""

    def __init__(self, store: Store, this: Pc | None) -> None:
        self._store, self._db, self.this = store, store.db, this

    def come(self) -> None:
        """This PC is there. Raises EnvironmentProblem pc_copied where another one of the same id is there, too: a disk
        was copied whole, the name of the machine with it."""
        if (pc := self.this) is None:
            return
        found = self._db.execute("SELECT sealed FROM pc WHERE id=?", (pc.id,)).fetchone()
        if (
            found
            and (name := self._opened(pc.id, found[0])[0]) != pc.name
            and pc.tag in self._store.engine.sessions(elsewhere=True)
        ):
            raise EnvironmentProblem("pc_copied", pc=name)
        sealed = self._store.sealed(json.dumps([pc.name, pc.user], ensure_ascii=False), _place(pc.id))
        with self._store.change():
            self._db.execute(
                "INSERT INTO pc VALUES (?,?,?,?) ON CONFLICT (id) DO UPDATE SET machine=excluded.machine,"
                " sealed=excluded.sealed, seen=excluded.seen",
                (pc.id, pc.machine, sealed, thai_now().isoformat()),
            )

    def go(self) -> None:
        """This PC leaves the office."""
        if self.this is not None:
            with self._store.change():
                self._db.execute("DELETE FROM pc WHERE id=?", (self.this.id,))

    def all(self) -> tuple[Known, ...]:
        """This one first, then those that are there now."""
        live = self._store.engine.sessions()
        rows = self._db.execute("SELECT id, machine, sealed, seen FROM pc").fetchall()
        known = [self._known(live, *row) for row in rows]
        return tuple(sorted(known, key=lambda one: (not one.here, not one.live, one.name)))

    def _known(self, live: frozenset[str], number: str, machine: str, sealed: bytes, seen: str) -> Known:
        (name, user), here = self._opened(number, sealed), self.this is not None and self.this.id == number
        there = here or Pc(number, machine, name, user).tag in live
        return Known(number, name, user, time_of(seen) or LONG_AGO, here, there)

    def _opened(self, number: str, sealed: bytes) -> tuple[str, str]:
        try:
            name, user = json.loads(self._store.opened(sealed, _place(number)))
        except (InvalidTag, ValueError):
            return "?", ""
        return str(name), str(user)

    # --- who made a batch ---

    def signature(self) -> bytes | None:
        """What stands with a batch that is made here."""
        if (pc := self.this) is None:
            return None
        return self._store.sealed(json.dumps([pc.id, pc.name, pc.user], ensure_ascii=False), b"maker")

    def maker(self, signature: bytes | None) -> tuple[str, bool]:
        """The name of the PC that made a batch, "" where that is not known, and whether it is another one."""
        if signature is None:
            return "", False
        try:
            number, name, _ = json.loads(self._store.opened(signature, b"maker"))
        except (InvalidTag, ValueError):
            return "?", True
        return str(name), self.this is None or self.this.id != number


def _place(number: str) -> bytes:
    return f"pc|{number}".encode()
