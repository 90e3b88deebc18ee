"""Batches that are being undone as a whole: one that was broken off goes on with that, and books nothing meanwhile."""

from __future__ import annotations

from collections.abc import Sequence

from app.journal.store import Store

# Of a line of the history.
IS_UNDONE = "EXISTS (SELECT 1 FROM meta WHERE name='undoing ' || batch.id)"


class UndoneBatches:
    """Begun with the clerk's yes, ended with the undo itself or the clerk's Stop; whatever else ends it leaves it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def begin(self, batch: int) -> None:
        with self._store.change():
            self.note(batch)

    def end(self, batch: int) -> None:
        with self._store.change():
            self.forget((batch,))

    def has(self, batch: int) -> bool:
        return self._store.db.execute("SELECT 1 FROM meta WHERE name=?", (_name(batch),)).fetchone() is not None

    # --- inside of a change ---

    def note(self, batch: int) -> None:
        self._store.db.execute("INSERT INTO meta VALUES (?, ?) ON CONFLICT (name) DO NOTHING", (_name(batch), b""))

    def forget(self, batches: Sequence[int]) -> None:
        self._store.db.executemany("DELETE FROM meta WHERE name=?", [(_name(batch),) for batch in batches])


def _name(batch: int) -> str:
    return f"undoing {batch}"
