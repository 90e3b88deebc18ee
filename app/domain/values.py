"""The field's values. Frozen, and a value that exists is valid; nothing here imports anything of ours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from operator import mul

# Σ digit·weight over the bytes of 13 ASCII digits; the bytes are 48 too big each, which OFFSET takes away.
_WEIGHTS = (*range(13, 1, -1), 1)
_OFFSET = 48 * sum(_WEIGHTS)


def check_digit(twelve: str) -> int:
    """The 13th digit that belongs to the first twelve of a citizen id (public rule)."""
    return (11 - sum(int(digit) * (13 - place) for place, digit in enumerate(twelve)) % 11) % 10


def digit_is_right(cid: str) -> bool:
    """Whether 13 ASCII digits end in their check digit. Says the same as `check_digit`, four times faster: with
    all 13 weighted, what is left over 11 is 0, or 1 where the rule's `mod 10` has wrapped 10 to 0 or 11 to 1."""
    left_over = (sum(map(mul, cid.encode(), _WEIGHTS)) - _OFFSET) % 11
    return cid[12] != "0" if left_over == 0 else left_over == 1 and cid[12] in "01"


# The same for many ids at once: a whole number of as many bytes as ids, each byte the sum of one of them (130 at most).
_TIMES = tuple(bytes((byte - 48) * weight % 11 for byte in range(256)) for weight in _WEIGHTS)
_LEFT_OVER = bytes((0, 3, *[6] * 9)[total % 11] for total in range(256))
_LAST = bytes(min(max(byte - 48, 0), 2) for byte in range(256))
_RIGHT = bytes((0 + 1, 0 + 2, 3 + 0, 3 + 1))  # what is left over, and the last digit


def digits_are_right(cids: Sequence[str]) -> bool:
    """Whether `digit_is_right` says so of each of these, thirty times as fast."""
    digits, count = "".join(cids).encode(), len(cids)
    totals = sum(int.from_bytes(digits[place::13].translate(times), "big") for place, times in enumerate(_TIMES))
    left_over = int.from_bytes(totals.to_bytes(count, "big").translate(_LEFT_OVER), "big")
    told = left_over + int.from_bytes(digits[12::13].translate(_LAST), "big")
    return not told.to_bytes(count, "big").translate(None, _RIGHT)


def masked(cid: str) -> str:
    """A citizen id as it may stand on a screen or in a log: 1-xxxx-xxxx5-67-8."""
    return f"{cid[0]}-xxxx-xxxx{cid[9]}-{cid[10:12]}-{cid[12]}" if len(cid) == 13 else "x" * len(cid)


_BETWEEN = str.maketrans("", "", " -./_")


def masked_where_id(words: str) -> str:
    """A cell of any column as it may stand on a screen: 13 digits are somebody's id, with dashes, too."""
    digits = words.translate(_BETWEEN)
    return masked(digits) if len(digits) == 13 and digits.isdigit() else words


Key = tuple[str, date, int]  # person, day, hour


@dataclass(frozen=True, slots=True)
class Appointment:
    """One person, one day, one hour, at the facility that is signed in."""

    row: int  # the row in the user's own file
    cid: str  # 13 digits with a right check digit
    date: date
    hour: int  # 0-23; slots are hourly at the finest
    dose: int = 1
    person_name: str = ""
    mobile_phone: str = ""
    note: str = ""

    @property
    def key(self) -> Key:
        """Whose appointment, and when."""
        return self.cid, self.date, self.hour


class Severity(StrEnum):
    ERROR = "error"  # blocks its row
    WARNING = "warning"  # blocks nothing
    INFO = "info"  # something was understood in a way worth knowing


@dataclass(frozen=True, slots=True)
class Problem:
    """What a check found in one cell. The sentence is in `wording`, by code."""

    row: int
    column: str  # our field name: cid, appointment_date …; "" where it concerns the whole row
    code: str
    severity: Severity
    value: str = ""  # the cell as read
    params: Mapping[str, object] = field(default_factory=dict)  # for the sentence
    fix: object | None = None  # the value a one-click fix would put into the cell


@dataclass(frozen=True, slots=True)
class SetAside:
    """A filled row of a sheet that is booked only where the clerk takes it in, and why. Sentences: `wording`."""

    row: int  # the row in the user's own file
    reason: str  # a code: aside_hidden, aside_struck, aside_total …
    words: str = ""  # what the sheet itself says there: untrusted plain text, bounded


# Why a row may be set aside, the weightiest first: a row with two reasons is told by the first not taken in.
REASONS = (  # first what is nobody's row
    "aside_example",
    "aside_heading",
    "aside_total",
    "aside_signature",
    "aside_explained",
    "aside_details",
    "aside_day",
    "aside_above_header",
    "aside_other_block",
    "aside_dead",
    "aside_cancelled",
    "aside_moved",
    "aside_done",
    "aside_repeated",
    "aside_waiting",
    "aside_elsewhere",
    "aside_unfit",
    "aside_undecided",
    "aside_status",
    "aside_past_booked",
    "aside_struck",
    "aside_hidden",
    "aside_nobody",
)
OF_PEOPLE = frozenset(REASONS[REASONS.index("aside_dead") : REASONS.index("aside_nobody")])


def by_reason(aside: Iterable[SetAside]) -> dict[str, int]:
    """Reason -> how many rows; those of people first, else in the order of `REASONS`."""
    counted = Counter(each.reason for each in aside)
    told = sorted(REASONS, key=lambda reason: reason not in OF_PEOPLE)
    return {reason: counted[reason] for reason in told if counted[reason]}


OTHER_HOUR = "other_hour_same_day"  # code of a row whose person has another hour of that day already
STOPPED_IN_FLIGHT = "stopped_in_flight"  # code of what had left, and whose answer nobody waited for
CANCEL, MOVE = "cancel_list", "move_list"  # purposes of a batch that cancels or moves a list, see `journal.rows.Source`


class State(StrEnum):
    """Where a row of a batch stands. Arrows: docs/architecture.md."""

    PLANNED = "planned"
    SENDING = "sending"  # on disk before the call; after a crash: doubtful
    BOOKED = "booked"
    REFUSED = "refused"  # the server said no, nothing was booked
    SKIPPED = "skipped"  # it was booked already, nothing was sent
    NOT_SENT = "not_sent"  # surely not booked; may be sent again
    UNKNOWN = "unknown"  # may be booked; looked up before anything is sent again
    CANCELLING = "cancelling"
    CANCELLED = "cancelled"

    @classmethod
    def _missing_(cls, value: object) -> State:
        """What a damaged journal says can't be read: it may be booked."""
        return cls.UNKNOWN

    @property
    def doubtful(self) -> bool:
        return self in (State.SENDING, State.UNKNOWN, State.CANCELLING)

    @property
    def unfinished(self) -> bool:
        return self.doubtful or self in (State.PLANNED, State.NOT_SENT)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one row."""

    row: int
    state: State
    code: str = ""  # why; a key of `wording`
    slot_id: int | None = None  # hospital_appointment_slot_id
    detail: str = ""  # the server's own words: untrusted plain text, bounded
    at: datetime | None = None  # Thai time; of a booking when it was sent

    @property
    def hours_too_many(self) -> bool:
        """The person has another hour of that day beside this one."""
        return self.code in ("two_hours", "also_other_hour", "move_has_both")

    @property
    def to_be_seen_to(self) -> bool:
        """Whatever the row's state, somebody must look."""
        return self.seats_too_many or self.hours_too_many

    @property
    def seats_too_many(self) -> bool:
        """The person has more than one seat at that hour: whatever the row's state, somebody must look."""
        return self.code == "two_seats"


BOOKING_SCOPE = "IMMUNIZATION_SLOT"  # SEEN in a public token


@dataclass(frozen=True, slots=True)
class Account:
    """Who is signed in."""

    facility: str  # 5 digits
    user: str
    name: str = ""
    facility_name: str = ""
    scopes: frozenset[str] = frozenset()  # what the token says it may be used for, without its level (SEEN)

    @property
    def lacks_booking(self) -> bool:
        """The token names what it is for, and booking is not among it. ASSUMED to mean that bookings are refused."""
        return bool(self.scopes) and BOOKING_SCOPE not in self.scopes


@dataclass(frozen=True, slots=True)
class Slot:
    """One hour of one day that staff opened. Times are hours, 8 = 08:00."""

    slot_id: int
    hour: int
    end_hour: int
    available: int  # seats left
    dose: int


@dataclass(frozen=True, slots=True)
class Booking:
    """One seat taken, as the server tells it. What it did not say is None or ""; so is what it said in a way that can't
    be read, and then the field's name stands in `unclear`: nobody knows whether that is the day, hour or place asked
    for, so it is neither yes nor no."""

    cid: str  # "": no id that can be read (masked, short, a wrong check digit): it may be anybody
    slot_id: int | None
    date: date | None = None
    hour: int | None = None
    dose: int | None = None
    facility: str = ""
    by_citizen: bool = False
    facility_name: str = ""
    person_name: str = ""  # only where the answer names the person
    mobile_phone: str = ""
    unclear: frozenset[str] = frozenset()  # of "date", "hour", "facility": said, but unreadable


@dataclass(frozen=True, slots=True)
class TimeSlot:
    """Seats of one time of one day (a Slot of the guide) and how many are taken."""

    date: date
    hour: int
    end_hour: int  # 9 = until 09:00
    dose: int | None
    seats: int
    taken: int
    slot_id: int = 0  # of the slot, not of a seat in it; 0 where the server does not tell
    open_to_api: bool = True  # เปิดให้จองจาก MOPH-IC API
    locked: bool | None = None  # ยืนยันการจอง Slot: the citizen can't change it; None where the server does not tell

    @property
    def free(self) -> int:
        return max(0, self.seats - self.taken)


@dataclass(frozen=True, slots=True)
class NewSlot:
    """Seats that staff want to open."""

    date: date
    hour: int
    end_hour: int
    seats: int
    dose: int = 1
    open_to_api: bool = True
    locked: bool = False


@dataclass(frozen=True, slots=True)
class FieldSite:
    """A place outside the facility where its staff vaccinate; it has a facility code of its own."""

    code: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class QueueCard:
    """A place in a facility's queue (บัตรคิว). Its keys are SEEN in a picture of MAN p.45."""

    card_id: int  # hospital_person_queue_id
    facility: str = ""
    facility_name: str = ""
    number: int | None = None  # queue_no
    manufacturer: int | None = None  # vaccine_manufacturer_id
    at: str = ""  # queue_datetime, as the server writes it
    field_number: str = ""  # field_queue_no: what a field site's card shows
    manufacturer_name: str = ""

    @property
    def shown(self) -> str:
        """The number that stands on the card."""
        return self.field_number or str(self.number or self.card_id)


@dataclass(frozen=True, slots=True)
class Person:
    """Someone as the target list knows them."""

    cid: str
    prefix: str = ""
    first_name: str = ""
    last_name: str = ""
    birth_date: date | None = None
    mobile_phone: str = ""
    eligible: bool | None = None
    bookings: tuple[Booking, ...] = ()
    vaccinations: tuple[Mapping[str, object], ...] = ()
    gender: int | None = None  # 1 man, 2 woman
    person_type: str = ""  # person_type_name
    risk_type: str = ""  # person_risk_type_name
    facility_name: str = ""  # where the person belongs
    queue: QueueCard | None = None

    @property
    def full_name(self) -> str:
        return f"{self.prefix}{self.first_name} {self.last_name}".strip()


@dataclass(frozen=True, slots=True)
class Delivery:
    """Whom a message reached, where the server says so (ASSUMED: it may say nothing)."""

    app: int | None = None  # people reached in the หมอพร้อม application
    line: int | None = None  # people reached on LINE OA
    not_target: tuple[str, ...] = ()  # ids that are not on the target list: they got nothing


@dataclass(frozen=True, slots=True)
class Injected:
    """Someone who got a vaccine on a day; "" for an id that came masked (SEEN MAN p.36)."""

    cid: str
    name: str = ""
    dose: int | None = None
