"""What the four columns of a result say of each row."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from app.domain.given_up import LEFT_OUT_HERE
from app.domain.stay import MOVED, told_apart
from app.domain.values import CANCEL, Outcome, Problem, Severity, State
from app.sheets.check import Checked
from app.text import escaped
from app.thai import BANGKOK
from app.wording import Lang, say, say_problem, say_why_aside, server_words
from app.wording.lists import LEFT
from app.wording.results import status as status_words
from app.workbooks.files import writable

ROUNDED = 10**15  # numbers from here on lose digits in a sheet
OF_CODE = {
    "moved": "moved",
    "moved_here": "moved",
    "move_in_doubt": "unknown",
    **dict.fromkeys(LEFT, "left"),
}  # what a state alone does not tell
_LONGEST_DETAIL = 300  # characters of the server's own words


class Line(NamedTuple):
    """One row's result. `status` is a key of `STATUS`."""

    status: str
    slot_id: int | None = None
    reason: str = ""
    at: datetime | None = None  # Thai time, without zone: as a sheet holds times
    mended: Mapping[int, str] = {}  # column -> its cell as it was booked
    more: tuple[str, ...] = ()  # cells of fields that have no column in the clerk's sheet

    def cells(self, lang: Lang, purpose: str = "") -> tuple[object, ...]:
        """Status, slot id, reason and time; "" where there is none. A slot id of which a sheet would round the last
        digits off is text. `purpose`: what the batch did, see `wording.results`."""
        slot = str(self.slot_id) if self.slot_id and self.slot_id >= ROUNDED else self.slot_id
        return word(status_words(self.status, purpose), lang), slot or "", self.reason, self.at or ""


def word(pair: tuple[str, str], lang: Lang) -> str:
    return pair[0 if lang == "th" else 1]


def errors_of(checked: Checked, lang: Lang) -> dict[int, str]:
    """Row number -> what its errors say, for the rows that have any; ids masked, as a result is passed on."""
    reasons: dict[int, str] = {}
    for problem in checked.problems:
        if problem.severity is Severity.ERROR:
            reasons[problem.row] = f"{reasons.get(problem.row, '')} {say_problem(problem, lang, mask=True)}".strip()
    return reasons


def first_errors(checked: Checked) -> dict[int, Problem]:
    """Row number -> what is wrong with it first."""
    found: dict[int, Problem] = {}
    for problem in checked.problems:
        if problem.severity is Severity.ERROR:
            found.setdefault(problem.row, problem)
    return found


def lines_of(checked: Checked, outcomes: Mapping[int, Outcome], lang: Lang, purpose: str = "") -> dict[int, Line]:
    """Every row of the sheet, in order."""
    errors = errors_of(checked, lang)
    aside = {each.row: each for each in checked.aside}
    lines: dict[int, Line] = {}
    for row in checked.sheet.numbers:
        outcome = outcomes.get(row)
        if outcome is not None:
            lines[row] = line_of(outcome, lang, purpose)
        elif row in checked.left_out:
            lines[row] = Line("left_out")
        elif row in aside:
            lines[row] = Line("set_aside", reason=escaped(writable(say_why_aside(aside[row], lang))))
        elif row in errors:
            lines[row] = Line("invalid", reason=escaped(writable(errors[row])))
        else:
            lines[row] = Line("planned")
    return lines


def line_of(outcome: Outcome, lang: Lang, purpose: str = "") -> Line:
    stands = outcome.state is State.BOOKED and purpose != CANCEL  # else it was to go, and its code tells why it did not
    untold = not outcome.code or (stands and not outcome.to_be_seen_to)
    reason = "" if untold else say(outcome.code, lang, row=outcome.row, detail=outcome.detail)
    if (words := server_words(outcome.code, outcome.detail)) and not stands:
        reason = f"{reason} ({' '.join(words.split())[:_LONGEST_DETAIL]})".strip()
    status = OF_CODE.get(outcome.code) or told_apart(outcome)
    return Line(status, outcome.slot_id, escaped(writable(reason)), _when(outcome))


def _when(outcome: Outcome) -> datetime | None:
    """When the row's booking was made, moved or refused, or cancelled. Nobody here knows it of one that stood before,
    and no more of one that was asked to be cancelled and still stands; of one that was not sent there is none."""
    stood = outcome.state is State.SKIPPED and told_apart(outcome) != MOVED
    waits = outcome.state in (State.PLANNED, State.NOT_SENT)
    if outcome.at is None or stood or waits or outcome.code in LEFT_OUT_HERE:
        return None
    if outcome.state is State.BOOKED and outcome.code.startswith("cancel_"):
        return None
    return outcome.at.astimezone(BANGKOK).replace(tzinfo=None) if outcome.at.tzinfo else outcome.at
