"""One person at a time (guide 2.2.2): find, book, cancel, move; queue cards.

Each change is a batch of one in the journal, with the same intent on disk, the same doubt and the same look-up as a
sheet. Everything here works on the desk's facility, or on a field site: see `Desk.at`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date

from app.booking.control import Control
from app.booking.desk import Desk, patient
from app.booking.looking import is_past
from app.booking.move import NEW, OLD, open_moves, stand
from app.booking.plan import free_seats
from app.booking.standing import HAS
from app.domain.values import Appointment, Booking, Outcome, Person, QueueCard, Slot, State, check_digit
from app.errors import AppError, Declined, InputError, OfficeAway, ServiceChanged, Stopped, Uncertain
from app.events import Emit, Finished
from app.journal.batches import Source
from app.journal.rows import STANDS
from app.mophic.client import Flight
from app.thai import Lang, show_date, thai_now, today
from app.wording import LANGUAGES

FOUND_AT_MOST = 50  # people of one search


@dataclass(frozen=True)
class PersonResult:
    """What became of it. `code` is a key of `wording`: booked, already_booked … · cancelled, cancel_refused … ·
    moved, not_moved, move_restored, move_has_none, move_has_both, move_given_back, move_in_doubt, move_unfinished."""

    batch: int
    code: str
    state: State  # of the wanted appointment; of the cancelled one where there is none
    slot_id: int | None = None  # hospital_appointment_slot_id
    detail: str = ""  # the server's own words: untrusted
    error: str = ""  # what ended the run early, a key of `wording`
    params: Mapping[str, object] = field(default_factory=dict, hash=False)  # what its sentence needs
    lost: bool = False  # the journal itself ended it, and may be another one by now: the rest is what the run knows


# --- finding ---


def id_problem(cid: str) -> str:
    """Why a text is no citizen id; "" where it is one."""
    if not (cid.isascii() and cid.isdigit() and len(cid) == 13):
        return "cid_not_13"
    return "" if int(cid[12]) == check_digit(cid[:12]) else "cid_wrong_digit"


async def look_up(desk: Desk, cid: str) -> Person:
    """Who that is: eligibility, appointments anywhere, vaccinations, queue card. One call.

    Raises InputError cid_not_13, cid_wrong_digit; Declined not_a_target."""
    if code := id_problem(cid):
        raise InputError(code)
    found = await desk.ask(lambda: desk.session.client.target(cid, desk.account.facility))
    if found is None:
        raise Declined("not_a_target")
    return found


async def search(desk: Desk, words: str) -> tuple[Person, ...]:
    """People by id, by a part of it or of the name. On the real host by the whole id alone: it has no other search.

    Raises InputError search_by_id_only."""
    words = " ".join(words.split())
    plain = words.replace("-", "").replace(" ", "")
    if not id_problem(plain):
        return (await look_up(desk, plain),)
    if not desk.server.practice:
        raise InputError("search_by_id_only")
    everyone = await desk.ask(desk.session.client.people)
    wanted = words.casefold().split()
    fits = (
        one
        for one in everyone
        if all(word in f"{one.full_name} {one.mobile_phone}".casefold() for word in wanted)
        or (plain.isdigit() and len(plain) >= 4 and plain in one.cid)
    )
    return tuple(one for one, _ in zip(fits, range(FOUND_AT_MOST), strict=False)) if wanted else ()


async def seats(desk: Desk, day: date, dose: int) -> tuple[Slot, ...] | None:
    """Hours of a day with seats left; None where the server's answer can't be read."""
    return await desk.ask(lambda: free_seats(desk.session, day, dose))


def own_bookings(desk: Desk, found: Person) -> tuple[Booking, ...]:
    """The person's appointments here, which this desk may cancel or move."""
    return tuple(one for one in found.bookings if one.facility in ("", desk.account.facility))


def pick(desk: Desk, found: Person, day: date | None = None, hour: int | None = None) -> Booking:
    """The one appointment that is meant. Raises InputError booking_not_found, booking_at_other_time (which there are),
    booking_not_clear (several)."""
    own = ordered(own_bookings(desk, found))
    fits = [one for one in own if (day is None or one.date == day) and hour in (None, one.hour)]
    if not fits and (ahead := [one for one in own if one.date is not None and one.date >= today()]):
        raise InputError("booking_at_other_time", **times(ahead))
    if not fits:
        raise InputError("booking_not_found")
    if len(fits) > 1:
        raise InputError("booking_not_clear", count=len(fits))
    return fits[0]


def standing(found: Person) -> tuple[Booking, ...]:
    """The person's appointments that lie ahead, anywhere; those whose day the server does not tell come last."""
    now = thai_now()
    over = [
        one
        for one in found.bookings
        if one.date is not None and (one.date, 24 if one.hour is None else one.hour) <= (now.date(), now.hour)
    ]
    return ordered([one for one in found.bookings if one not in over])


def second_of(found: Person, row: Appointment) -> tuple[Booking, ...]:
    """Of these, the ones on another day that seem to be for the same dose: `row` would be a second one."""
    return tuple(one for one in standing(found) if one.date not in (None, row.date) and one.dose in (None, row.dose))


def times(bookings: Iterable[Booking]) -> dict[str, str]:
    """Days and hours in each language, for a sentence of `wording`."""
    return {str(lang): _times(bookings, lang) for lang in LANGUAGES}


def _times(bookings: Iterable[Booking], lang: Lang) -> str:
    dated = ((one.date, one.hour) for one in bookings if one.date is not None)
    return ", ".join(show_date(day, lang) + ("" if hour is None else f" {hour:02d}:00") for day, hour in dated)


# --- changing ---


async def book(desk: Desk, appointment: Appointment, control: Control, emit: Emit) -> PersonResult:
    """Book one seat: **messages the citizen at once**. Raises what `Desk.run` and `Desk.plan` raise."""
    one = replace(appointment, row=1)
    waiting = await desk.aside(lambda: desk.unfinished([one], "single"))
    if waiting:
        return await _run(desk, waiting.id, control, emit)
    # Whoever books one person sees the other appointments.
    plan = await desk.plan([one], control, second_days=False, emit=emit)
    batch = await desk.aside(lambda: desk.save(plan, Source("", rows=1, purpose="single")))
    return await _run(desk, batch, control, emit)


async def cancel(desk: Desk, found: Person, booking: Booking, control: Control, emit: Emit) -> PersonResult:
    """Give up one appointment, whoever made it: our sheet, another program, the citizen."""
    row = _row(1, found, booking)
    steps = [(row, State.BOOKED, "", booking.slot_id)]
    source = Source("", rows=1, purpose="cancel")
    batch = await desk.aside(lambda: desk.journal.add_batch(desk.account.facility, desk.account.user, source, steps))
    return await _run(desk, batch, control, emit)


async def move(
    desk: Desk,
    found: Person,
    booking: Booking,
    day: date,
    hour: int,
    control: Control,
    emit: Emit,
    *,
    others: bool = True,
    part_of: int = 0,
) -> PersonResult:
    """Another day or hour for one appointment. What happens in which order: `app.booking.move`; `others`: `Desk.run`;
    `part_of`: the batch of the sheet it is made for.

    Raises InputError move_same_time, wanted_over."""
    old = _row(OLD, found, booking)
    new = replace(old, row=NEW, date=day, hour=hour)
    if (new.date, new.hour) == (old.date, old.hour):
        raise InputError("move_same_time")
    batch = await desk.aside(lambda: _move_of(desk, old, new, booking, part_of))
    return await _run(desk, batch, control, emit, others=others)


def _move_of(desk: Desk, old: Appointment, new: Appointment, booking: Booking, part_of: int) -> int:
    """That very move where it was begun and is not ended, or a new one."""
    journal, facility = desk.journal, desk.account.facility
    for batch, now in open_moves(journal, facility):
        if (now.old.appointment.key, now.new.appointment.key) == (old.key, new.key):
            return batch
    if is_past(new):
        raise InputError("wanted_over")
    steps = [(old, State.BOOKED, "", booking.slot_id), (new, State.PLANNED, "", None)]
    source = Source("", str(part_of or ""), rows=2, purpose="move")
    return journal.add_batch(facility, desk.account.user, source, steps)


async def go_on(desk: Desk, batch: int, control: Control, emit: Emit) -> PersonResult:
    """A move that was begun and is not ended, one of many: others were settled before. Raises InputError batch_held."""
    return await _run(desk, batch, control, emit, others=False)


def _row(number: int, found: Person, booking: Booking) -> Appointment:
    if booking.date is None or booking.hour is None:
        raise InputError("booking_without_time")
    name, phone = found.full_name, found.mobile_phone
    return Appointment(number, found.cid, booking.date, booking.hour, booking.dose or 1, name, phone)


async def _run(desk: Desk, batch: int, control: Control, emit: Emit, *, others: bool = True) -> PersonResult:
    desk = patient(desk, batch, control, emit)
    kind = await desk.aside(lambda: desk.journal.info(batch).source.purpose)
    return await result_after(desk, await desk.run(batch, control, emit, others=others), kind)


async def result_after(desk: Desk, finished: Finished, purpose: str) -> PersonResult:
    """How a batch of one person stands once its run has ended. `purpose`: its own, see `Source`."""
    if finished.known is None:
        try:
            result = await desk.aside(lambda: result_of(desk, finished.batch))
        except Stopped:  # of waiting for an office's database
            code, where = "move_in_doubt" if purpose == "move" else "unknown", {"path": desk.journal.store.engine.where}
            return PersonResult(finished.batch, code, State.UNKNOWN, error=OfficeAway.default, params=where, lost=True)
    else:
        known = [finished.known[row] for row in sorted(finished.known)]
        result = _move_known(finished.batch, *known) if purpose == "move" else _result(finished.batch, purpose, *known)
        result = replace(result, lost=True)
    detail = result.detail or finished.detail
    return replace(result, error=finished.error, detail=detail, params=finished.params)


def _move_known(batch: int, old: Outcome, new: Outcome) -> PersonResult:
    """By what a run knows: whatever is not surely over is in doubt."""
    code = "moved" if new.state in HAS and old.state is State.CANCELLED else "move_in_doubt"
    return PersonResult(batch, code, new.state, new.slot_id, new.detail or old.detail)


def result_of(desk: Desk, batch: int) -> PersonResult:
    """How a batch of one person stands."""
    entries, purpose = desk.entries(batch), desk.journal.info(batch).source.purpose
    if purpose == "move":
        now = stand(desk.journal, batch)
        new = now.new.outcome
        why = new if new.detail else now.old.outcome
        return PersonResult(batch, now.code, new.state, new.slot_id, why.detail)
    (outcome,) = (entry.outcome for entry in entries)
    return _result(batch, purpose, outcome)


def _result(batch: int, purpose: str, outcome: Outcome) -> PersonResult:
    stands = purpose == "cancel" and outcome.state is State.BOOKED and outcome.code not in STANDS
    in_doubt = outcome.state is State.CANCELLING and not outcome.code
    code = "not_cancelled" if stands else "unknown" if in_doubt else _code(outcome)
    return PersonResult(batch, code, outcome.state, outcome.slot_id, outcome.detail)


def _code(outcome: Outcome) -> str:
    return (
        str(outcome.state)
        if outcome.state in (State.BOOKED, State.CANCELLED) and not (outcome.code.startswith("cancel_"))
        else outcome.code or str(outcome.state)
    )


# --- queue cards ---


async def take_card(desk: Desk, cid: str, manufacturer: int | None = None) -> QueueCard:
    """A queue card (บัตรคิว) for a person. It is looked for before and, after any doubt, again, so that none is
    taken twice. Raises InputError card_exists (with the card's number), Uncertain card_unknown."""
    if held := await _card_here(desk, cid):
        raise InputError("card_exists", number=held.shown)
    flight = Flight()
    client, facility = desk.session.client, desk.account.facility
    try:
        card = await desk.session.call(lambda: client.queue_card(cid, facility, manufacturer, flight), flight)
    except (ServiceChanged, Uncertain):
        card = None
    if card is None:
        with suppress(AppError):
            card = await _card_here(desk, cid)
    if card is None:
        raise Uncertain("card_unknown")
    return card


async def _card_here(desk: Desk, cid: str) -> QueueCard | None:
    """The person's queue card, unless it is of another facility."""
    card = (await look_up(desk, cid)).queue
    return card if card is not None and card.facility in ("", desk.account.facility) else None


async def give_back_card(desk: Desk, cid: str) -> QueueCard:
    """Cancel the person's queue card here. Raises InputError card_none, Uncertain card_unknown."""
    card = await _card_here(desk, cid)
    if card is None:
        raise InputError("card_none")
    flight = Flight()
    client, facility = desk.session.client, desk.account.facility
    try:
        await desk.session.call(lambda: client.cancel_queue_card(cid, facility, card.card_id, flight), flight)
    except Uncertain as error:
        if (await look_up(desk, cid)).queue == card:
            raise Uncertain("card_unknown", error.detail) from error
    return card


def ordered(bookings: Sequence[Booking]) -> tuple[Booking, ...]:
    """By day and hour; those whose time the server does not tell come last."""
    return tuple(sorted(bookings, key=lambda one: (one.date or date.max, one.hour if one.hour is not None else 24)))
