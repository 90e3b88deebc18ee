"""Passwords that the server refused, for everybody who shares the journal: whoever asks with one again, because it was
good once, may have the account locked for all (SEEN at the sister's server, a comment: 15 minutes after several)."""

from __future__ import annotations

from contextlib import suppress
from functools import partial

from app.errors import AppError
from app.journal.pen import Pen
from app.journal.store import Store


class RefusalBook:
    """See `app.mophic.session.Refusals`. A keyed hash stands there, from which nobody gets a password."""

    def __init__(self, store: Store, pen: Pen) -> None:
        self._store, self._pen = store, pen

    async def knows(self, who: str, secret: str) -> bool:
        """Raises OfficeAway."""
        return await self._pen.ask(partial(self._stands, self._name(who, secret)))

    async def note(self, who: str, secret: str, *, refused: bool) -> None:
        with suppress(AppError):  # what the server said is told all the same
            await self._pen.ask(partial(self._write, self._name(who, secret), refused))

    def _stands(self, name: str) -> bool:
        return self._store.db.execute("SELECT 1 FROM meta WHERE name=?", (name,)).fetchone() is not None

    def _write(self, name: str, refused: bool) -> None:
        if self._stands(name) == refused:
            return
        with self._store.change():
            if refused:
                self._store.db.execute("INSERT INTO meta VALUES (?, ?) ON CONFLICT (name) DO NOTHING", (name, b""))
            else:
                self._store.db.execute("DELETE FROM meta WHERE name=?", (name,))

    def _name(self, who: str, secret: str) -> str:
        return f"refused {self._store.keyed(f'refused|{who}|{secret}'.encode()).hex()[:32]}"
