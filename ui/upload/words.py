"""What became of a sheet or a batch, in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from app.domain.stay import MOVING
from app.domain.values import MOVE, State
from app.journal.rows import OLD_OVER
from app.wording import batch_name
from ui.kit import text
from ui.kit.text import fill
from ui.sheet.lines import GROUPS, Lines
from ui.sheet.status import PROBLEM
from ui.upload.given_up import left_out
from ui.upload.lost import lost_rows

if TYPE_CHECKING:
    from app.journal.batches import BatchInfo

MOST_NAMED = 3  # unfinished batches beside the newest


class Result(QObject):
    """Says how many rows came out how; what no row came out as is left unsaid."""

    def words(self, lines: Lines, *, undid: bool = False) -> str:
        """`undid`: an undo of the whole batch, which has ended or was broken off."""
        if _is_moved(lines):
            return self.tr("%n moved.", "", 1)
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
        in_doubt = lines.group("unknown") + lines.group("cancelling")
        not_sent = lines.unsent - lines.counts[MOVING]
        told = (
            (lost, self.tr("%n without an appointment now.", "", lost)),
            (lines.group("booked"), booked),
            (cancelled, self.tr("%n appointment(s) cancelled.", "", cancelled)),
            (left, self.tr("%n cancelled or moved before, left out.", "", left)),
            (lines.group("moved"), self.tr("%n moved.", "", lines.group("moved"))),
            (lines.group("skipped"), self.tr("%n booked already, skipped.", "", lines.group("skipped"))),
            (lines.group("held_back"), self.tr("%n held back, nothing sent.", "", lines.group("held_back"))),
            (refused, self.tr("%n refused.", "", refused)),
            (in_doubt, self.tr("%n in doubt.", "", in_doubt)),
            (lines.counts[PROBLEM], self.tr("%n with problems, left out.", "", lines.counts[PROBLEM])),
            (lines.counts[MOVING], self.tr("%n still to be moved.", "", lines.counts[MOVING])),
            (not_sent, self.tr("%n not sent yet.", "", not_sent)),
        )
        return " ".join(sentence for count, sentence in told if count)


def _is_moved(lines: Lines) -> bool:
    """Of one move: not somebody booked and somebody cancelled, but one person who was moved."""
    if lines.purpose != "move" or len(lines.outcomes) != 2:
        return False
    _, (old, new) = zip(*sorted(lines.outcomes.items()), strict=True)
    has = new.state in (State.BOOKED, State.SKIPPED)
    return has and (old.state is State.CANCELLED or old.code == OLD_OVER)


def more_unfinished(infos: Sequence[BatchInfo]) -> str:
    """That there are others, with the names of the first of them."""
    names = [f"“{batch_name(one.source.purpose, one.source.file_name, text.lang())}”" for one in infos[:MOST_NAMED]]
    names += ["…"] if len(infos) > MOST_NAMED else []
    words = QCoreApplication.translate("unfinished_words", "Unfinished as well, see History: %1")
    return text.fill(words, ", ".join(names))


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
    if info.to_move:
        moves = translate("unfinished_words", "People to be moved to the sheet's hour: %1")
        facts += "\n" + text.fill(moves, text.number(info.to_move))
    if info.elsewhere:
        made = translate("unfinished_words", "Made on another computer: %1, by %2")
        facts += "\n" + text.fill(made, info.maker, info.user)
    return head, facts
