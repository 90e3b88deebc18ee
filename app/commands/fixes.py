"""What a clerk fixed of a sheet in the window and the journal keeps with its file (decision 025): used, or left, as the
caller says. Neither is done unasked: a row that was left out there would be booked here."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.booking.desk import Desk
from app.commands.terminal import Terminal
from app.errors import InputError
from app.journal.mends import SheetPlace
from app.wording import say

if TYPE_CHECKING:
    from app.sheets.check import Checked

USE, LEAVE = "use", "leave"


def refuse_unknown(wish: str | None) -> None:
    """Raises InputError fixes_unknown."""
    if wish not in (None, USE, LEAVE):
        raise InputError("fixes_unknown", wish=wish)


async def with_fixes(terminal: Terminal, desk: Desk, checked: Checked, wish: str | None) -> Checked:
    """The sheet with what was fixed in it, or as the file is. Raises InputError fixes_kept where nobody has said."""
    from app.sheets import mends
    from app.sheets.check import again, recheck

    raw = checked.sheet
    place = SheetPlace(desk.account.facility, raw.digest, raw.path.absolute(), raw.sheet)
    kept = await desk.aside(partial(desk.journal.mends.find, place)) if wish != LEAVE else None
    done = mends.unpacked(kept.text) if kept is not None else None
    if kept is None or done is None:
        return checked
    done = done if kept.same_file else mends.fitted(done, raw)
    edits = mends.edits_for(done, checked)
    out, taken = checked.left_out | done.left_out, checked.taken_in | done.taken_in
    dates = done.dates or checked.dates
    count = len(edits) + len(out - checked.left_out) + len(taken - checked.taken_in) + (dates != checked.dates)
    if not count:
        return checked
    if wish is None:
        raise InputError("fixes_kept", file=raw.path.name, count=count, at=f"{kept.at:%Y-%m-%d %H:%M}")
    terminal.note(say("fixes_used", terminal.lang, count=count))
    mended = recheck(checked, edits, out, taken)
    return mended if dates == mended.dates else again(mended, dates=dates)
