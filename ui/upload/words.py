"""What became of a sheet or a batch, in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from app.domain.values import MOVE
from app.wording import batch_name
from ui.kit import text
from ui.kit.text import fill
from ui.sheet.lines import GROUPS, Lines
from ui.sheet.status import PROBLEM
from ui.upload.given_up import left_out
from ui.upload.lost import lost_rows

if TYPE_CHECKING:
    from app.journal.batches import BatchInfo


class Result(QObject):
    """Says how many rows came out how; what no row came out as is left unsaid."""

    def words(self, lines: Lines, *, undid: bool = False) -> str:
        """`undid`: an undo of the whole batch, which has ended or was broken off."""
        pairs = zip(lines.appointments, lines.statuses, strict=True)
        people = len({row.cid for row, status in pairs if row is not None and status in GROUPS["booked"]})
        booked = self.tr("%n person(s) booked.", "", people)
        if people < lines.group("booked"):  # somebody has two appointments
            booked = fill(self.tr("%1 (%2 appointments)"), booked, text.number(lines.group("booked")))
        if undid or lines.undoing:
            booked = self.tr("%n not cancelled: the appointment still stands.", "", lines.group("booked"))
        if lines.purpose == MOVE:
            booked = self.tr("%n moved.", "", lines.group("booked"))
        left = len(left_out(lines))
        cancelled = lines.group("cancelled") - left
        lost = len(lost_rows(lines))
        refused = lines.group("refused") - lost
        told = (
            (lost, self.tr("%n without an appointment now.", "", lost)),
            (lines.group("booked"), booked),
            (cancelled, self.tr("%n appointment(s) cancelled.", "", cancelled)),
            (left, self.tr("%n cancelled or moved before, left out.", "", left)),
            (lines.group("moved"), self.tr("%n moved.", "", lines.group("moved"))),
            (lines.group("skipped"), self.tr("%n booked already, skipped.", "", lines.group("skipped"))),
            (lines.group("held_back"), self.tr("%n held back, nothing sent.", "", lines.group("held_back"))),
            (refused, self.tr("%n refused.", "", refused)),
            (lines.group("unknown"), self.tr("%n in doubt.", "", lines.group("unknown"))),
            (lines.counts[PROBLEM], self.tr("%n with problems, left out.", "", lines.counts[PROBLEM])),
            (lines.unsent, self.tr("%n not sent yet.", "", lines.unsent)),
        )
        return " ".join(sentence for count, sentence in told if count)


def unfinished_words(info: BatchInfo) -> tuple[str, str]:
    """The question, and of which batch it is asked."""
    translate = QCoreApplication.translate
    head = translate("unfinished_words", "Go on with the unfinished batch?")
    left, count = translate("unfinished_words", "“%1” of %2, rows left: %3"), info.unfinished
    if info.undoing:
        head = translate("unfinished_words", "Go on cancelling this batch's appointments?")
        left = translate("unfinished_words", "“%1” of %2. Appointments that still stand, or may: %3")
        count = info.may_stand
    name = batch_name(info.source.purpose, info.source.file_name, text.lang())
    facts = text.fill(left, name, text.moment(info.started), text.number(count))
    if info.elsewhere:
        made = translate("unfinished_words", "Made on another computer: %1, by %2")
        facts += "\n" + text.fill(made, info.maker, info.user)
    return head, facts
