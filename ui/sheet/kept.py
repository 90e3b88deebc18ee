"""What the clerk did to the open sheet: kept with its file in the journal, offered when that is loaded again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from app.errors import AppError, EnvironmentProblem
from ui.session.session import Session
from ui.sheet.lines import Lines
from ui.sheet.mending import Mending
from ui.sheet.sheet import Sheet

if TYPE_CHECKING:
    from app.journal.mends import MendBook, SheetPlace
    from app.sheets.cells.dates import DateOrder
    from app.sheets.check import Checked
    from app.sheets.files import RawSheet
    from app.sheets.mends import Mends


T = TypeVar("T")
_NOTHING_DONE = object()
_NO_FILE = ("pasted", "journal")  # formats of rows that lie in none


@dataclass(frozen=True)
class Offer:
    """Mends of this file that are not in the open sheet. Nothing is booked until the clerk has said what of them."""

    mends: Mends
    at: datetime  # of the last of them
    lost: int = 0  # mends of rows that the file does not hold any more as they were


class Kept(QObject):
    """Each mend is on disk before the clerk can leave: whatever is written is written in the order it was mended."""

    changed = Signal()  # there is an offer, or there is none any more

    def __init__(self, sheet: Sheet, mending: Mending, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sheet, self._mending = sheet, mending
        self.offer: Offer | None = None
        self._raw: RawSheet | None = None  # whose mends were looked for
        self._whose = ("", "")  # and for whom, on which server
        self._look: object = None  # the last such look
        self._first: DateOrder | None = None  # of that sheet, before anybody was asked
        self._looked = False
        self.using = False  # they are being put into the sheet
        self._done: object = None  # what was done to the sheet, as it was sent to the journal last
        self._sent: Lines | None = None  # the rows whose mends the journal has, or gets before anything ends
        self._given_up: Lines | None = None  # the rows whose mends the clerk lets go
        sheet.loaded.connect(self._loaded)
        sheet.mended.connect(self._keep)

    # --- where they are kept ---

    @property
    def _checked(self) -> Checked | None:
        return self._sheet.lines.checked

    def _place(self) -> SheetPlace | None:
        """None where they can't be kept: nobody ever signed in here, or the rows lie in no file."""
        facility, _ = self._sheet.session.whose
        if not facility or self._checked is None or self._checked.sheet.format in _NO_FILE:
            return None
        from app.journal.mends import SheetPlace

        raw = self._checked.sheet
        return SheetPlace(facility, raw.digest, raw.path.absolute(), raw.sheet)

    def _loaded(self) -> None:
        """Another sheet, or the same with other columns, or for somebody who has signed in since."""
        checked, whose = self._checked, self._sheet.session.whose
        raw = None if checked is None else checked.sheet
        if raw is not None and raw is self._raw and whose == self._whose:
            self._keep()
            return
        if checked is not None and raw is not self._raw:
            self._first = checked.dates
        self._raw, self._whose, self._look = raw, whose, object()
        self._looked, self.using, self._done = False, False, _NOTHING_DONE
        self._offer(None)
        place = self._place()
        if place is not None and checked is not None:
            work = _find(self._sheet.session, place, checked)
            self._sheet.bridge.call(work, partial(self._found, self._look), _nothing)

    def _found(self, look: object, offer: Offer | None) -> None:
        """Nothing is written before: it would be over what may be there."""
        if look is not self._look or self._checked is None:
            return  # another sheet was opened meanwhile
        self._looked = True
        if offer is not None and _adds(offer.mends, self._checked):
            self._offer(offer)
            if offer.mends.answers_alone and not offer.lost:
                self.use()
        self._keep()

    def _offer(self, offer: Offer | None) -> None:
        self.offer = offer
        self.changed.emit()

    # --- keeping ---

    def _keep(self) -> None:
        """As long as an offer stands, what it holds is kept with what was done since."""
        place, lines, checked = self._place(), self._sheet.lines, self._checked
        if place is None or checked is None or not self._looked:
            return
        if self.using:
            self.using = False
            self._offer(None)
        self._sent, done = lines, (checked.edits, checked.left_out, checked.taken_in, checked.dates.is_sure)
        if done == self._done or (self._done is _NOTHING_DONE and self._is_untouched(checked)):
            return
        self._done = done
        older = self.offer.mends if self.offer is not None else None
        work = _write(self._sheet.session, place, checked, self._first, older)
        self._sheet.bridge.call(work, _written, partial(self._not_written, lines))

    def _is_untouched(self, checked: Checked) -> bool:
        answered = self._first is not None and checked.dates != self._first
        return not (checked.edits or checked.left_out or checked.taken_in or answered)

    def _not_written(self, lines: Lines, _error: AppError) -> None:
        if self._sent is lines:
            self._sent = None
        self._done = None  # it is tried again with the next mend

    def forgotten(self) -> None:
        """The clerk has cleared the history, and these with it: what is mended from now on is kept again."""
        self._sent, self._done = None, _NOTHING_DONE
        self._offer(None)

    # --- the offer ---

    def use(self) -> None:
        """Put them into the open sheet; it can be taken back."""
        if self.offer is not None and self._mending.can_mend and not self.using:
            self.using = True
            self._mending.use(self.offer.mends)
            self.changed.emit()

    def leave(self) -> None:
        """The sheet as the file says; they stay with it until something else is mended."""
        self._offer(None)

    # --- leaving ---

    def unkept(self, *, closing: bool) -> int:
        """How many mends would be lost with the open sheet. `closing`: the program ends, and with it a journal that
        is only held in memory."""
        lines, checked = self._sheet.lines, self._checked
        if checked is None or lines is self._given_up or self._is_untouched(checked):
            return 0
        kept = self._place() is not None and lines is self._sent
        if kept and not (closing and self._in_memory):
            return 0
        from app.sheets import mends

        done = mends.without(_done_to(checked, self._first), lines.outcomes)
        return replace(done, same={}, dates=None).count  # an answer is asked for again

    @property
    def why(self) -> str:
        """Why they can't be kept, as a code."""
        if self._checked is not None and self._checked.sheet.format in _NO_FILE:
            return "unkept_no_file"
        if self._sheet.session.desk is None:
            return "unkept_not_signed_in"
        return "unkept_session" if self._in_memory else "unkept_unwritable"

    @property
    def _in_memory(self) -> bool:
        desk = self._sheet.session.desk
        return desk is not None and desk.journal.where is None

    def let_go(self) -> None:
        """The clerk knows, and leaves all the same."""
        self._given_up = self._sheet.lines


async def _with_book(session: Session, work: Callable[[MendBook], T]) -> T:
    """Raises EnvironmentProblem where there is none yet."""
    if (journal := await session.journal()) is None:
        raise EnvironmentProblem("journal_unusable")
    return await journal.pen.ask(partial(work, journal.mends))


async def _find(session: Session, place: SheetPlace, checked: Checked) -> Offer | None:
    from app.sheets import mends

    found = await _with_book(session, lambda book: book.find(place))
    whole = mends.unpacked(found.text) if found is not None else None
    if found is None or whole is None:
        return None
    if found.same_file:
        return Offer(whole, found.at)
    fits = await asyncio.to_thread(mends.fitted, whole, checked.sheet)
    return Offer(fits, found.at, whole.count - fits.count) if fits.count else None


def _adds(mends: Mends, now: Checked) -> bool:
    """Whether there is anything in them that the sheet does not have."""
    from app.sheets.mends import edits_for

    more = edits_for(mends, now) or mends.left_out - now.left_out or mends.taken_in - now.taken_in
    return bool(more) or (mends.dates is not None and mends.dates != now.dates)


def _done_to(checked: Checked, first: DateOrder | None) -> Mends:
    from app.sheets import mends

    return mends.of(checked, first or checked.dates)


async def _write(
    session: Session, place: SheetPlace, checked: Checked, first: DateOrder | None, older: Mends | None
) -> None:
    from app.sheets import mends

    done = _done_to(checked, first)
    text = mends.packed(done.over(older) if older is not None else done)
    await _with_book(session, lambda book: book.keep(place, text))


def _written(_answer: Any) -> None:
    """Nothing to tell: that it is kept goes without saying."""


def _nothing(_error: AppError) -> None:
    """A journal that can't be read: nothing is written into it, and leaving asks."""
