"""What a clerk fixed of a sheet in the window and the journal keeps with its file (decision 025): used, or left, as the
caller says. Neither is done unasked: a row that was left out there would be booked here."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from app.booking.desk import Desk, has_journal
from app.commands.options import Where
from app.commands.terminal import Terminal
from app.domain.address import server_at
from app.errors import AppError, InputError
from app.journal.mends import Kept, SheetPlace
from app.system.office import named
from app.wording import say

if TYPE_CHECKING:
    from app.sheets.check import Checked
    from app.sheets.files import RawSheet
    from app.sheets.mends import Mends

USE, LEAVE = "use", "leave"
USE_ALL = "use-all"  # also rows with an id put in by hand of which nobody can tell whose it is


def refuse_unknown(wish: str | None) -> None:
    """Raises InputError fixes_unknown."""
    if wish not in (None, USE, USE_ALL, LEAVE):
        raise InputError("fixes_unknown", wish=wish)


@dataclass(frozen=True)
class Fixes:
    """What was fixed of a sheet and is not in its file."""

    checked: Checked  # the sheet as the file is
    done: Mends
    at: datetime

    @classmethod
    def of(cls, kept: Kept | None, checked: Checked) -> Fixes | None:
        """None where nothing is kept, or nothing that changes the sheet."""
        from app.sheets import mends

        done = mends.unpacked(kept.text) if kept is not None else None
        if kept is None or done is None:
            return None
        found = cls(checked, done if kept.same_file else mends.fitted(done, checked.sheet), kept.at)
        return found if found.count else None

    @property
    def edits(self) -> dict[tuple[int, str], object]:
        from app.sheets import mends

        return mends.edits_for(self.done, self.checked)

    @property
    def count(self) -> int:
        before = self.checked
        out, taken = self.done.left_out - before.left_out, self.done.taken_in - before.taken_in
        return len(self.edits) + len(out) + len(taken) + (self.done.dates not in (None, before.dates))

    @property
    def told(self) -> dict[str, Any]:
        """For a sentence about them."""
        return {"file": self.checked.sheet.path.name, "count": self.count, "at": f"{self.at:%Y-%m-%d %H:%M}"}

    def used(self) -> Checked:
        from app.sheets.check import again, recheck

        before, done = self.checked, self.done
        mended = recheck(before, self.edits, before.left_out | done.left_out, before.taken_in | done.taken_in)
        return mended if done.dates in (None, mended.dates) else again(mended, dates=done.dates)


def _place(facility: str, raw: RawSheet) -> SheetPlace:
    return SheetPlace(facility, raw.digest, raw.path.absolute(), raw.sheet)


async def with_fixes(terminal: Terminal, desk: Desk, checked: Checked, wish: str | None, *, name: str = "") -> Checked:
    """The sheet with what was fixed in it, or as the file is. `name`: see `with_names`. Raises InputError fixes_kept
    where nobody has said."""
    if wish == LEAVE:
        return checked
    place = _place(desk.account.facility, checked.sheet)
    found = Fixes.of(await desk.aside(partial(desk.journal.mends.find, place)), checked)
    if found is None:
        return checked
    if wish is None:
        raise InputError("fixes_kept", **found.told)
    if name:
        terminal.line(f"{name}:")
    terminal.note(say("fixes_used", terminal.lang, count=found.count))
    return found.used()


def kept_beside(where: Where, url: str | None, facility: str, checked: Checked) -> Fixes | None:
    """The same for somebody who only looks and is not signed in: what `upload` would ask about. `facility`: "" for the
    one that signed in last. None, too, where the journal can't be read now."""
    with suppress(AppError):
        server = server_at(url or where.settings.server_url)
        facility = facility or where.settings.facility
        if facility and has_journal(server, where.data, office=named(where.settings, server, where.office, "")):
            journal = where.journal(server)
            try:
                return Fixes.of(journal.mends.find(_place(facility, checked.sheet)), checked)
            finally:
                journal.close()
    return None
