"""A row's status in the window: its word, its colour and its icon, which always stand together."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.domain.stay import HELD, MOVED, MOVING
from app.domain.values import State
from app.wording import results
from app.wording.results import OTHERS
from ui.kit import text

PROBLEM = "problem"  # a row that can't be booked as it stands in the file
LEFT_OUT = "left_out"  # a row the clerk does not want booked
SET_ASIDE = "set_aside"  # a row that is not booked unless the clerk takes it in
# Rows of a sheet as this computer's journal knows them (see `booking.past`), before Start asks the server: booked
# already, whose person has another hour of the day, or was cancelled or moved from here.
KNOWN, KNOWN_HOUR, KNOWN_GONE = "known", "known_hour", "known_gone"


_WORDS: dict[str, object] = {  # not translated yet: each row that is painted asks for one of them
    PROBLEM: QT_TRANSLATE_NOOP("Status", "Problem"),
    LEFT_OUT: QT_TRANSLATE_NOOP("Status", "Left out"),
    SET_ASIDE: QT_TRANSLATE_NOOP("Status", "Set aside"),
    KNOWN: QT_TRANSLATE_NOOP("Status", "Booked before"),
    KNOWN_HOUR: QT_TRANSLATE_NOOP("Status", "Another hour"),
    KNOWN_GONE: QT_TRANSLATE_NOOP("Status", "Given up"),
    State.PLANNED: QT_TRANSLATE_NOOP("Status", "Ready"),
    State.SENDING: QT_TRANSLATE_NOOP("Status", "Sending"),
    State.BOOKED: QT_TRANSLATE_NOOP("Status", "Booked"),
    State.REFUSED: QT_TRANSLATE_NOOP("Status", "Refused"),
    State.SKIPPED: QT_TRANSLATE_NOOP("Status", "Skipped"),
    MOVED: QT_TRANSLATE_NOOP("Status", "Moved"),
    HELD: QT_TRANSLATE_NOOP("Status", "Held back"),
    State.NOT_SENT: QT_TRANSLATE_NOOP("Status", "Not sent"),
    MOVING: QT_TRANSLATE_NOOP("Status", "Not moved yet"),
    State.UNKNOWN: QT_TRANSLATE_NOOP("Status", "Unknown"),
    State.CANCELLING: QT_TRANSLATE_NOOP("Status", "Cancelling"),
    State.CANCELLED: QT_TRANSLATE_NOOP("Status", "Cancelled"),
}


def status_word(status: str, *, in_batch: bool = False, purpose: str = "") -> str:
    """The word that stands beside a status' colour and icon. `in_batch`: what is planned there is not sent yet, and is
    called so whether the batch runs or was stopped. `purpose`: what that batch does, see `wording.results`."""
    if purpose in OTHERS and (words := results.own_status(status, purpose)) is not None:
        return words[text.lang() == "en"]
    if in_batch and status == State.PLANNED:
        status = State.NOT_SENT
    return QCoreApplication.translate("Status", str(_WORDS[status]))


# status -> (tone in the palette, icon)
STATUS_LOOKS: dict[str, tuple[str, str]] = {
    PROBLEM: ("problem", "triangle-alert"),
    LEFT_OUT: ("quiet", "ban"),
    SET_ASIDE: ("violet", "eye-off"),
    State.PLANNED: ("quiet", "clock"),
    KNOWN: ("violet", "history"),
    KNOWN_HOUR: ("warn", "calendar-days"),
    KNOWN_GONE: ("quiet", "undo-2"),
    State.SENDING: ("info", "send"),
    State.BOOKED: ("good", "circle-check"),
    State.REFUSED: ("bad", "circle-x"),
    HELD: ("warn", "shield-check"),
    MOVED: ("good", "arrow-right"),
    MOVING: ("warn", "hourglass"),
    State.SKIPPED: ("violet", "skip-forward"),
    State.NOT_SENT: ("quiet", "circle-slash"),
    State.UNKNOWN: ("warn", "circle-help"),
    State.CANCELLING: ("info", "undo-2"),
    State.CANCELLED: ("quiet", "undo-2"),
}
