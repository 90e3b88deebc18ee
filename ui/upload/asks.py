"""What the clerk must look at before Start: mends of this file that are kept, how dates were read, whom this
computer booked before, rows set aside, files that wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.wording import say_aside
from ui.kit import text
from ui.kit.notice import Action, Notice
from ui.kit.text import fill
from ui.kit.theme import Theme
from ui.kit.translated import Translated
from ui.sheet.columns import sentence
from ui.upload.dates_question import DateWords
from ui.upload.kept_questions import KeptWords
from ui.upload.looks_back import LooksBack
from ui.upload.work import Work

if TYPE_CHECKING:
    from app.sheets.files import OtherSheet

FIRST = 39  # the weight of the first of them, see `UploadScreen`
SUMMED = 25
BEHIND = 40  # what nobody sees any more is told before this one's own
NAMED = 2  # reasons of rows set aside that one line has room for; all of them stand in the panel


class Asks(Translated, QWidget):
    """Itself nothing to be seen: each of its `notices` stands in the page's one line, the weightiest first.
    `aside_wanted`: the clerk would see them; `rows_wanted`: these file rows."""

    aside_wanted = Signal()
    rows_wanted = Signal(object)

    def __init__(self, theme: Theme, work: Work) -> None:
        super().__init__()
        self._work = work
        self._seen: object = None  # the sheet whose rows set aside the clerk has looked at
        self._passed: object = None  # the file, as it was read, whose other sheets the clerk does not want
        self._words = KeptWords(self)
        self.kept = Notice(theme)
        self.dates = Notice(theme)
        self.known = Notice(theme)
        self._read: tuple[object, object] = (None, None)  # a sheet and its rows, booked already, that were read of
        self.aside = Notice(theme)
        self.others = Notice(theme)
        self.waiting = Notice(theme)
        self.looks_back = LooksBack(theme, work, self.show_state)
        self.rest, self.summed = self.looks_back.rest, self.looks_back.summed
        asked = (self.kept, self.dates, self.known, self.aside, self.rest, self.others)
        self.notices = (*asked, self.waiting, self.summed)
        self.hide()
        signals = (
            work.sheet.loaded,
            work.sheet.mended,
            work.under_way.changed,
            work.waiting.changed,
            work.kept.changed,
            work.series.changed,
        )
        for signal in (*signals, work.known.changed):
            signal.connect(self.show_state)
        self.show_state()

    def retranslate(self) -> None:
        self.show_state()

    def show_state(self) -> None:
        asks = {
            self.kept: self._offer_kept,
            self.dates: self._ask_dates,
            self.known: self._tell_known,
            self.aside: self._tell_aside,
            self.rest: self.looks_back.tell_rest,
            self.others: self._tell_others,
            self.waiting: self._tell_waiting,
            self.summed: self.looks_back.tell_summed,
        }
        for notice, ask in asks.items():
            if not ask():
                notice.hide()

    def weight(self, notice: Notice) -> int:
        """What must be answered before Start comes before what waits. The sum of all sheets comes before the last one's
        own, where nothing of that is left to be decided; that those before went well comes after it."""
        if notice is self.summed and not self._work.series.over:
            ended = self._work.sheet.batch is not None and self._work.sheet.lines.ended
            return 0 if ended and notice.tone == "good" else BEHIND
        if notice is self.summed:
            return SUMMED if self._work.series.is_clean else 0
        after = notice is self.others and self._work.sheet.batch is not None  # the result comes first
        return FIRST - self.notices.index(notice) if notice is not self.waiting and not after else 0

    @property
    def standing(self) -> list[Notice]:
        return [notice for notice in self.notices if not notice.isHidden()]

    # --- mends ---

    def _offer_kept(self) -> bool:
        offer, kept = self._work.kept.offer, self._work.kept
        if offer is None or kept.using or self._work.sheet.batch is not None:
            return False
        use, leave = Action(self.tr("Use them"), kept.use), Action(self.tr("Leave them"), kept.leave)
        details = " ".join(filter(None, (self._words.lost(offer), self._words.left())))
        self.kept.tell("warn", self._words.told(offer), details, use, leave)
        return True

    # --- dates ---

    def _ask_dates(self) -> bool:
        checked = self._work.sheet.lines.checked
        if checked is None or self._work.layout.dates_confirmed or self._work.sheet.batch is not None:
            return False
        asked = checked.date_question
        if asked is None:
            return False
        right, wrong = DateWords().answers(asked)
        details = DateWords().column(checked)
        if self._work.waiting.requests:
            details = f"{details} {DateWords().of_all()}".strip()
        self.dates.tell("warn", sentence(asked), details, Action(right, self._as_read), Action(wrong, self._swapped))
        return True

    def _as_read(self) -> None:
        self._work.mending.settle_dates(swapped=False)

    def _swapped(self) -> None:
        self._work.mending.settle_dates(swapped=True)

    # --- rows that are booked already ---

    def _tell_known(self) -> bool:
        rows, checked = self._work.known.rows, self._work.sheet.lines.checked
        if not rows or checked is None or (checked.sheet is self._read[0] and rows == self._read[1]):
            return False
        words = self.tr("%n of these are booked already, say the records. Start asks the server first.", "", len(rows))
        self.known.tell("info", words, "", Action(self.tr("Show them"), self._show_known), self._close_word())
        return True

    def _close_word(self) -> Action:
        return Action(self.tr("Close"), self._known_read)

    def _show_known(self) -> None:
        self.rows_wanted.emit(self._work.known.rows)

    def _known_read(self) -> None:
        checked = self._work.sheet.lines.checked
        self._read = checked.sheet if checked else None, self._work.known.rows
        self.show_state()

    # --- rows set aside ---

    def _tell_aside(self) -> bool:
        lines = self._work.sheet.lines
        booked = self._work.sheet.batch is not None or bool(lines.batches)  # it was told before that was
        if lines.checked is None or booked or lines.checked.sheet is self._seen:
            return False
        words = say_aside(lines.checked.aside, text.lang(), NAMED)
        if not words:
            return False
        details = self.tr("They are not booked unless you take them in.")
        look, leave = (
            Action(self.tr("Look at them"), self._look),
            Action(self.tr("Leave them aside"), self._leave_aside),
        )
        self.aside.tell("info", words, details, look, leave)
        return True

    def _look(self) -> None:
        self._leave_aside()
        self.aside_wanted.emit()

    def _leave_aside(self) -> None:
        checked = self._work.sheet.lines.checked
        self._seen = checked.sheet if checked else None
        self.show_state()

    # --- sheets that were not read ---

    def _others(self) -> list[OtherSheet]:
        """Those with people that don't wait already."""
        checked, work = self._work.sheet.lines.checked, self._work
        under_way = work.sheet.batch is not None and not work.sheet.lines.ended
        if checked is None or under_way or checked.sheet.digest == self._passed:
            return []
        waiting = {wish.sheet for wish in work.waiting.requests if wish.path == work.sheet.path}
        return [] if waiting else [other for other in checked.sheet.others if other.name not in work.sheet.opened]

    def _tell_others(self) -> bool:
        others = self._others()
        if not others:
            return False
        people = [fill(self.tr("%1 (%2 people)"), one.name, text.number(one.people)) for one in others]
        words = fill(self.tr("Other sheets of this file hold people and are not read: %1"), ", ".join(people))
        after = Action(self.tr("Open them after this one"), self._open_others)
        self.others.tell("warn", words, "", after, Action(self.tr("Not these"), self._pass_others))
        return True

    def _open_others(self) -> None:
        self._work.waiting.add_sheets([other.name for other in self._others()])

    def _pass_others(self) -> None:
        checked = self._work.sheet.lines.checked
        self._passed = checked.sheet.digest if checked else None
        self.show_state()

    # --- files that wait ---

    def _tell_waiting(self) -> bool:
        waiting = self._work.waiting.requests
        if not waiting or not self._work.idle:
            return False
        details = fill(self.tr("Next: %1"), waiting[0].name)
        if waiting[0].sheet:
            words, action = (
                self.tr("%n sheet(s) wait to be booked after this one.", "", len(waiting)),
                self.tr("Open the next sheet"),
            )
        else:
            words, action = (
                self.tr("%n file(s) wait to be booked after this one.", "", len(waiting)),
                self.tr("Open the next file"),
            )
        forget = Action(self.tr("Forget them"), self._work.waiting.drop)
        self.waiting.tell("info", f"{words} {details}", "", Action(action, self._work.waiting.load_next), forget)
        return True
