"""What must hold: at the moment of a call, after a run, and at the end of every seed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from app.booking.plan import Step
from app.domain.values import OTHER_HOUR, Appointment, Outcome, State
from app.events import Finished
from app.journal.batches import Entry, Journal
from app.journal.rows import STANDS, UNSEEN
from tests.simulation.clock import FOR_GOOD
from tests.simulation.scenario import Fault

if TYPE_CHECKING:
    from tests.simulation.server import Call, Seat, Server

BLOCK = 30 * 60.0
LOOKS = 12.0  # seconds: nothing is sent on an older look at its day (10 s old at most, and then on its way)
LATE = 2.1  # seconds: a schedule that is so late may be taken for one that shows what is booked
SOON = 0.05  # seconds: what was heard is on disk
STOPS = 5.0  # seconds, after which nothing is sent any more beside another PC that books the same rows
SHOWS = 10.0  # seconds
FEW = 3
DOUBT = (State.UNKNOWN, State.SENDING, State.CANCELLING)
Heard = Mapping[tuple[int, int], tuple[State, float]]  # what was said last of a batch's row, and when
# What a move may say -> whether the old and the new seat then stand.
MOVES = {"moved": (False, True), "not_moved": (True, False), "move_restored": (True, False)}
MOVES |= {"move_has_both": (True, True), "move_has_none": (False, False), "move_given_back": (False, False)}


class Watch:
    """What must hold at the moment of a call: the server knows what it has shown to whom."""

    def __init__(self, server: Server) -> None:
        self._server, self._lies, self._breach = server, server.lies, server.world.breach
        self._arrivals: defaultdict[str, list[float]] = defaultdict(list)
        self._blocked: dict[str, float] = {}  # PC -> until when
        self._block_told: dict[str, float] = {}  # PC -> since when it knows

    # --- what comes ---

    def arrived(self, call: Call) -> None:
        program, pc, now = call.program, call.program.pc, call.at
        times = self._arrivals[pc.name]
        times.append(now)
        recent = sum(1 for one in times[-60:] if one > now - 1.0)
        if recent > self._server.scenario.cap:
            self._breach("above_the_cap", f"PC {pc.name}: {recent} calls in a second")
        if self._blocked.get(pc.name, 0.0) > now > self._block_told.get(pc.name, now) + 3.0:
            self._breach("called_while_blocked", f"PC {pc.name}: {call.kind} {call.about}")
        if call.kind == "record" and (program.sends or pc.blind):
            program.asked.add(call.query["cid"])
        if call.kind == "confirm":
            self._is_sent(call)

    def _is_sent(self, call: Call) -> None:
        """A row is sent on a look at its day just now, in time, and none beside another PC that books the same rows."""
        program, now, (cid, day, hour) = call.program, call.at, call.place
        program.sends.add((cid, day, hour))
        if (age := now - program.looks.get(day, -1e6)) > LOOKS and self._lies.readable:
            self._breach("sent_on_an_old_look", f"{call.about}: {age:.0f} s old")
        blind = min(program.blind.get(day, FOR_GOOD), program.pc.blind.get(day, FOR_GOOD))
        if now > blind + SOON and cid not in program.asked:
            self._breach("sent_unasked", f"{call.about}: the schedule hides, {now - blind:.1f} s ago")
        if now > program.warned + STOPS:
            self._breach("went_on_beside_another_pc", f"{call.about}: shown {now - program.warned:.0f} s ago")
        thai = self._server.practice.now()
        if (day, hour) < (thai.date().isoformat(), thai.hour) and not program.pc.clock_off:
            self._breach("past_hour_sent", f"{call.about}, at {thai:%d %H:%M}")

    def disguised(self, call: Call, fault: Fault) -> None:
        pc = call.program.pc.name
        if call.kind == "schedule":  # it can't tell now: each person is asked
            call.program.looks[call.query["date"]] = call.at
        if fault.answer == "terminated" and self._blocked.get(pc, 0.0) <= call.at:
            self._blocked[pc] = call.at + BLOCK
            self._block_told.pop(pc, None)

    def told_block(self, call: Call) -> None:
        """Whoever heard of the block lived on: from now on this PC knows. One that sleeps hears it when it wakes."""
        pc, now = call.program.pc, self._server.now
        if pc.wakes_at > now:
            self._server.later(pc.wakes_at - now + SOON, self.told_block, call)
        elif not call.program.dead:
            self._block_told.setdefault(pc.name, now)

    # --- what is done ---

    def books(self, call: Call) -> None:
        """Just before a new seat is in the book."""
        (cid, day, hour), pc, now = call.place, call.program.pc.name, self._server.now
        others = [one for one in self._server.seats if one.stands and (one.cid, one.day) == (cid, day)]
        if call.program.moves:
            return  # judged when it ends
        if ours := next((one for one in others if one.pc == pc and now > one.lied_until), None):
            kind = "two_seats_same_hour" if ours.hour == hour else "two_seats_that_day"
            self._breach(kind, f"{cid} {day}: {ours.hour} ({ours.program}) and {hour} ({call.program.name})")
        elif any(one.pc not in ("", pc) for one in others):
            self._server.world.doubles_by_second_pc += 1
        elif any(not one.pc for one in others) and (not self._lies.hides or day in call.program.caught):
            self._breach("second_seat_beside_a_foreign_one", f"{cid} {day} {hour}")

    def gave_back(self, call: Call) -> None:
        number, server = int(call.query["hospital_appointment_slot_id"]), self._server
        seat = next((one for one in server.seats if one.number == number and one.stands), None)
        gone = "SELECT 1 FROM booking WHERE id = ? AND cancelled_at IS NOT NULL"  # a gateway's second try may say no
        if seat is None or server.practice.store.one(gone, number) is None:
            return
        seat.ended, seat.given_back = server.now, True
        server.world.tell("server", f"#{call.number} seat {number} given back")
        said = any(one.answer == "said_booked" for one in server.scenario.faults)
        in_the_way = said or self._lies.repeats == "refuse"  # then the old one has to go first
        others = [one for one in server.seats if one.cid == seat.cid and one is not seat]
        if call.program.moves and not in_the_way and True not in self.may_stand(others):
            self._breach("moved_to_nothing", f"{seat.cid} {seat.day} {seat.hour}")

    def may_stand(self, seats: Sequence[Seat]) -> set[bool]:
        """Whether any of them stands; both where nobody can know it yet: somebody else gave it back just now, or it was
        made beside a clear refusal."""
        now, late = self._server.now, LOOKS + self._lies.latest
        standing = [seat for seat in seats if seat.stands]
        left = any(not seat.given_back and seat.ended < now < seat.ended + late for seat in seats)
        hidden = bool(standing) and all(now < seat.lied_until for seat in standing)
        return {bool(standing), *([True] if left else []), *([False] if hidden else [])}

    def is_over(self, day: date) -> bool:
        """Whether it is a day of the past, on which nobody else sits."""
        others = any(seat.stands for seat in self._server.seats if seat.day == day.isoformat())
        return day < self._server.practice.now().date() and not others

    # --- what is told ---

    def told_schedule(self, call: Call) -> None:
        """A program was told a day's schedule: what it must do from now on, see `_is_sent`."""
        program, day = call.program, call.query["date"]
        moment = self._server.now - call.vantage.lag
        found = [seat for seat in self._server.seats if seat.day == day and seat.shown(moment)]
        found = sorted(found, key=lambda seat: (seat.hour, seat.number))[: self._lies.first_rows or None]
        program.looks[day], program.listed[day] = self._server.now, {seat.cid for seat in found}
        program.caught |= program.suspects & {day} if not program.sends else set()
        theirs = {(one.cid, one.day) for one in found if one.pc not in ("", program.pc.name)}
        waiting = program.plans - program.sends if self._lies.readable else ()
        taken = {one for one in waiting if one[:2] in theirs}
        if taken and program.sends:
            program.warned = min(program.warned, self._server.now)
        program.plans -= taken  # before the first row is sent: booked already
        if self._server.scenario.is_plain:
            self._is_blind(call, day, found)

    def _is_blind(self, call: Call, day: str, found: list[Seat]) -> None:
        """Whether this schedule shows that it hides what is booked: what the program booked a while ago is not on it,
        or, where it names nobody, there is more on it than that and what is under way."""
        program = call.program
        ours = [seat for seat in self._server.seats if (seat.program, seat.day) == (program.name, day)]
        began = program.began.setdefault(day, call.at)
        under_way = sum(1 for one in program.sends if one[1] == day) - len(ours)
        theirs = sum(1 for seat in found if seat.program != program.name and seat.made > began)
        hidden = any(seat.made < call.at - LATE for seat in ours if seat not in found)
        if ours and (hidden or (self._lies.mask and theirs > under_way + 2)):
            for known in (program.blind, program.pc.blind):
                known.setdefault(day, self._server.now)

    def told_record(self, call: Call) -> None:
        program, cid, moment = call.program, call.query["cid"], self._server.now - call.vantage.lag
        if not program.sends and not self._lies.record_spelling:  # in time
            days = {seat.day for seat in self._server.seats if seat.cid == cid and seat.shown(moment)}
            program.suspects |= {day for day in days if cid not in program.listed.get(day, (cid,))}


class Judge:
    """What must hold after a run, and at the end."""

    def __init__(self, server: Server) -> None:
        self._server, self._breach = server, server.world.breach

    def seats(self, row: Appointment) -> list[Seat]:
        return [seat for seat in self._of_day(row) if seat.hour == row.hour]

    def other_hours(self, row: Appointment) -> list[Seat]:
        """The person's seats at other hours of that day."""
        return [seat for seat in self._of_day(row) if seat.stands and seat.hour != row.hour]

    def _of_day(self, row: Appointment) -> list[Seat]:
        day = row.date.isoformat()
        return [seat for seat in self._server.seats if seat.cid == row.cid and seat.day == day]

    # --- when a run ends ---

    def run(self, journal: Journal, finished: Finished, heard: Heard, undo: bool) -> None:
        """No bug, and where nothing cut it short every row has its fate and every doubt was told."""
        batch = finished.batch
        entries = [(entry, *heard.get((batch, entry.outcome.row), (None, 0.0))) for entry in journal.entries(batch)]
        if finished.error == "bug":
            self._breach("bug", f"batch {batch} ended by {finished.detail}")
        for entry, told, at in entries:
            if told is entry.outcome.state:
                self.left_out(entry.appointment, entry.outcome, at)
        if finished.error or finished.stopped:
            return
        one_day = undo or journal.info(batch).source.purpose == "move"  # it was not to see to two hours of a day
        for entry, told, at in entries:
            self._has_its_fate(entry, told, undo)
            if entry.outcome.state is State.BOOKED:
                self._stands(entry, undo)
            self._is_counted(entry, at, one_day)

    def _has_its_fate(self, entry: Entry, told: State | None, undo: bool) -> None:
        state = entry.outcome.state
        words = f"row {entry.outcome.row}: {state} {entry.outcome.code}, told {told}"
        if state is State.SENDING or (state is State.PLANNED and not undo):
            self._breach("row_without_fate", words)
        if state in DOUBT and told is not state:
            self._breach("doubt_not_told", words)
        elif told not in (None, state):
            self._breach("told_otherwise", words)
        if undo and entry.outcome.code == "another_seat" and self._server.lies.cancel == "honest":
            self._breach("undo_left_a_seat", words)

    def _stands(self, entry: Entry, undo: bool) -> None:
        """Nobody is told that a seat still stands that one of us gave back, or that one was made that is not there."""
        known = self.seats(entry.appointment)
        gone = any(seat.given_back for seat in known) and not any(seat.stands for seat in known)
        if gone and entry.outcome.code in STANDS:
            self._breach("gone_called_standing", f"row {entry.outcome.row}: {entry.outcome.code}")
        if not undo:
            self._is_held(entry)

    def _is_held(self, entry: Entry) -> None:
        row = entry.appointment
        over = entry.outcome.code == UNSEEN and self._server.watch.is_over(row.date)  # it says so; nobody could tell
        if not self.seats(row) and not over:
            self._breach("booked_without_seat", f"row {row.row}: {entry.outcome.code}")

    def _is_counted(self, entry: Entry, at: float, one_day: bool) -> None:
        """`at`: when the run last spoke of the row."""
        row, outcome, readable = entry.appointment, entry.outcome, self._server.lies.readable
        standing = [seat for seat in self.seats(row) if seat.stands]
        known = [seat for seat in standing if seat.lied_until < FOR_GOOD and (seat.made < at or not at)]
        if outcome.code == "not_in_schedule" and known:
            self._breach("shown_and_not_found", f"row {row.row}: {outcome.code}")
        if outcome.state is not State.BOOKED or not entry.verified or not readable or outcome.code == "two_seats":
            return
        if (shown := sum(seat.made < at - SHOWS for seat in standing)) > 1:
            self._breach("second_seat_not_told", f"row {row.row}: {shown} seats, told {outcome.code!r}")
        elif at and not one_day and outcome.code != "two_hours":
            for seat in (one for one in self.other_hours(row) if one.made < at - SHOWS):
                self._breach("second_hour_not_told", f"row {row.row}: {seat.hour} too, told {outcome.code!r}")

    # --- what is told on the way ---

    def left_out(self, row: Appointment, told: Outcome | Step, at: float) -> None:
        """Nobody is told to be booked already, at this hour or another one, whose seats one of us gave back before
        `at`, when they were looked for."""
        other = told.code == OTHER_HOUR
        known = [seat for seat in self._of_day(row) if (seat.hour != row.hour) is other]
        gone = bool(known) and all(seat.given_back and seat.ended < at - 1.0 for seat in known)
        if gone and (other or told.state is State.SKIPPED):
            kind = "refused_for_no_seat" if other else "skipped_without_seat"
            self._breach(kind, f"row {row.row}: given back {at - known[-1].ended:.0f} s before")

    def moved(self, old: Appointment, new: Appointment, code: str, state: State) -> None:
        """What the clerk is told of a move is what stands. `state`: of the wanted appointment."""
        may = [self._server.watch.may_stand(self.seats(row)) for row in (old, new)]
        told = MOVES.get(code, (None, False if state is State.REFUSED else None))
        if any(one is not None and one not in truths for one, truths in zip(told, may, strict=True)):
            stand = [any(seat.stands for seat in self.seats(row)) for row in (old, new)]
            self._breach("move_told_wrong", f"{state} {code}, but old stands: {stand[0]}, new: {stand[1]}")

    # --- at the end, the world at rest ---

    def books(self, journal: Journal, pc: str) -> None:
        """The server's book and this PC's journal agree."""
        states: defaultdict[tuple[str, str, int], Counter[State]] = defaultdict(Counter)
        for info in journal.history():
            for entry in journal.entries(info.id):
                row = entry.appointment
                states[row.cid, row.date.isoformat(), row.hour][entry.outcome.state] += 1
                if entry.outcome.state is State.BOOKED:
                    self._is_held(entry)
            if info.source.purpose == "move" and info.to_cancel:
                self._breach("move_left_half", f"batch {info.id}")
        for seat in self._server.seats:
            if seat.stands and seat.pc == pc and seat.lied_until < FOR_GOOD:
                self._is_known(seat, states[seat.cid, seat.day, seat.hour])

    def _is_known(self, seat: Seat, states: Counter[State]) -> None:
        """A seat we made stands booked or in doubt in our journal, so that undo and the clerk find it."""
        if any(states[state] for state in (State.BOOKED, *DOUBT)):
            return
        kind = "seat_not_in_our_books"
        if states[State.CANCELLED]:
            kind = "undo_left_a_repeat" if seat.repeat else "cancelled_but_stands"
        elif states[State.SKIPPED]:
            kind = "ours_called_skipped"
        self._breach(kind, f"{seat}: {', '.join(map(str, states)) or 'no row'}")

    def two_pcs(self, journals: Sequence[Journal]) -> None:
        """Where records tell what is so, two PCs with one sheet double a few people at the very beginning at most, and
        somebody is told of each."""
        standing = Counter((seat.cid, seat.day) for seat in self._server.seats if seat.stands and seat.pc)
        doubled = {cid for (cid, _), count in standing.items() if count > 1}
        entries = [entry for journal in journals for info in journal.history() for entry in journal.entries(info.id)]
        told = {entry.appointment.cid for entry in entries if entry.outcome.to_be_seen_to}
        if len(doubled) > FEW:
            self._breach("many_have_two_seats", f"{len(doubled)} of {len(self._server.scenario.rows)}")
        if doubled - told:
            self._breach("two_seats_not_told", f"{len(doubled - told)} of {len(doubled)}")
