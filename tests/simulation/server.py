"""A small model of the server: it knows the truth and tells it as the scenario's lies and faults have it."""

from __future__ import annotations

import asyncio
import base64
import contextvars
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from tests.simulation import answers
from tests.simulation.answers import Answer, Seat, envelope, refusal
from tests.simulation.clock import Program
from tests.simulation.network import Stream
from tests.simulation.scenario import FIRST_DAY, OTHER_HOUR, Fault, roll

if TYPE_CHECKING:
    from tests.simulation.world import World

BLOCK = 30 * 60.0
LOOKS = 12.0  # seconds: nothing is sent on an older look at its day (10 s old at most, and then on its way)
LATE = 2.1  # seconds: a schedule that is so late may be taken for one that shows what is booked
SOON = 0.05  # seconds: what was heard is on disk
STOPS = 5.0  # seconds, after which nothing is sent any more beside another PC that books the same rows
KINDS = {
    "ConfirmAppointmentSlot": "confirm",
    "CancelAppointmentSlot": "cancel",
    "GetHospitalSlotConfirmScheduleByDate": "schedule",
    "GetHospitalSlotByDate": "slots",
    "get_moph_access_token": "token",
    "get_public_key": "key",
}


@dataclass
class Call:
    number: int
    kind: str
    query: dict[str, str]
    program: Program
    token: str
    at: float
    lied: bool = False

    @property
    def about(self) -> str:
        return " ".join(filter(None, map(self.query.get, ("cid", "date", "slot_time"))))


class Server:
    """Everything that arrives is judged and answered here."""

    def __init__(self, world: World, loop: asyncio.AbstractEventLoop) -> None:
        self.world, self.scenario, self.lies = world, world.scenario, world.scenario.lies
        self.seats: list[Seat] = []
        self.healed = False
        self._loop = loop
        self._nobody = contextvars.Context()  # the server belongs to no program
        self._arrivals: defaultdict[str, list[float]] = defaultdict(list)
        self._tries: Counter[str] = Counter()
        self._calls = 0
        self._blocked: dict[str, float] = {}
        self._block_told: dict[str, float] = {}
        self._tokens: dict[str, float] = {}
        for row in self.scenario.rows:
            if row.row in self.scenario.before | self.scenario.other:
                self._seat(
                    row.cid, row.date.isoformat(), row.hour if row.row in self.scenario.before else OTHER_HOUR, -1e6
                )

    def _seat(self, cid: str, day: str, hour: int, made: float, *whose: Any) -> Seat:
        self.seats.append(Seat(cid, day, hour, 7000000 + len(self.seats), made, *whose))
        return self.seats[-1]

    # --- the wire ---

    def refuses(self) -> str:
        """Whether, and how, a connection fails."""
        self._tries["connect"] += 1
        fault = self._fault("connect", "", self._tries["connect"])
        return fault.answer if fault is not None and fault.answer != "idle" else ""

    def _fault(self, call: str, about: str, attempt: int) -> Fault | None:
        now, seed = self._loop.time(), self.scenario.seed
        fits = (one for one in self.scenario.faults if one.call == call and one.start <= now <= one.end)
        struck = (one for one in fits if roll(seed, call, one.answer, about, attempt) < one.share)
        return None if self.healed else next(struck, None)

    def hears(self, stream: Stream, request: bytes) -> None:
        self._calls += 1
        self._later(0.005 + 0.02 * roll(self.scenario.seed, self._calls), self._arrives, stream, request, self._calls)

    def _later(self, seconds: float, what: Callable[..., Any], *arguments: Any) -> None:
        self._loop.call_later(seconds, what, *arguments, context=self._nobody)

    def _arrives(self, stream: Stream, request: bytes, number: int) -> None:
        head, _, _ = request.decode().partition("\r\n\r\n")
        query = {key.strip(): values[0] for key, values in parse_qs(urlsplit(head.split(" ")[1]).query).items()}
        token = next((line.split(" ")[-1] for line in head.split("\r\n") if line.startswith("Authorization")), "")
        assert stream.program is not None
        now, pc = self._loop.time(), stream.program.pc.name
        call = Call(number, KINDS.get(query.get("Action", ""), "record"), query, stream.program, token, now)
        self._count(now, pc)
        self._looked(call, now)
        if self._blocked.get(pc, 0.0) > now:
            if now > self._block_told.get(pc, now) + 3.0:
                self.world.breach("called_while_blocked", f"PC {pc}: {call.kind} {call.about}")
            self._answer(stream, call, "terminated", lambda: answers.DISGUISES["terminated"], 0.1)
            return
        self._tries[call.kind + call.about] += 1
        attempt = self._tries[call.kind + call.about]
        latency = self.scenario.latency * (0.5 + roll(self.scenario.seed, call.kind, call.about, attempt))
        kind = call.kind if call.kind in ("confirm", "cancel", "token") else "read"
        if (fault := self._fault(kind, call.kind + call.about, attempt)) is None:
            self._answer(stream, call, "", lambda: self._honest(call), latency)
        else:
            self._disguised(stream, call, fault, attempt, latency)

    def _count(self, now: float, pc: str) -> None:
        times = self._arrivals[pc]
        times.append(now)
        recent = sum(1 for one in times[-60:] if one > now - 1.0)
        if recent > self.scenario.cap:
            self.world.breach("above_the_cap", f"PC {pc}: {recent} calls in a second, cap {self.scenario.cap}")

    def _looked(self, call: Call, now: float) -> None:
        """A row is sent on a look at its day just now, and none beside another PC that books the same rows."""
        program, day = call.program, call.query.get("date", "")
        if call.kind == "record" and (program.sends or program.pc.blind):
            program.asked[call.query.get("cid", "")] = now
        if call.kind == "confirm":
            program.sends.add((call.query["cid"], day, int(call.query["slot_time"])))
            if (age := now - program.looks.get(day, -1e6)) > LOOKS and self.lies.readable:
                self.world.breach("sent_on_an_old_look", f"{call.about}: {age:.0f} s old")
            blind = min(program.blind.get(day, 1e18), program.pc.blind.get(day, 1e18))
            if now > blind + SOON and call.query["cid"] not in program.asked:
                self.world.breach("sent_unasked", f"{call.about}: the schedule hides, {now - blind:.1f} s ago")
            if now > program.warned + STOPS:
                self.world.breach("went_on_beside_another_pc", f"{call.about}: shown {now - program.warned:.0f} s ago")

    # --- answers ---

    def _disguised(self, stream: Stream, call: Call, fault: Fault, attempt: int, latency: float) -> None:
        name, effect = fault.answer, roll(self.scenario.seed, "effect", call.about, attempt)
        if call.kind == "schedule":  # it can't tell now: each person is asked
            call.program.looks[call.query["date"]] = self._loop.time()
        if name == "gateway":  # a failed GET sent again to the next node
            call.lied = True  # the second try may be refused
            self._later(latency, self._honest, call)
            self._answer(stream, call, name, lambda: self._honest(call, repeat=True), latency + 0.5 + 2 * effect)
            return
        if fault.done:
            call.lied = name in answers.CLEAR_REFUSALS
            self._later(latency + (40.0 * effect if name == "slow" else 0.0), self._honest, call)
        slow = 45.0 if name == "slow" else latency + 0.05  # 45: after the client has given up
        self._answer(stream, call, name, lambda: answers.DISGUISES[name], slow)
        if name == "terminated":
            self._blocked[call.program.pc.name] = self._loop.time() + BLOCK
            self._block_told.pop(call.program.pc.name, None)

    def _answer(self, stream: Stream, call: Call, fault: str, make: Callable[[], Answer], seconds: float) -> None:
        def send() -> None:
            status, body = make()
            words = body if len(body) < 90 else body[:60] + " …"
            self.world.tell(call.program.name, f"#{call.number} {call.kind} {call.about} -> {fault} {status} {words}")
            data = answers.whole(status, body, fault)
            if body == "terminated" and not stream.ended:
                self._later(SOON, self._told_block, call)
            if fault == "cut":
                stream.ends("reset")
                return
            stream.arrives(data[: len(data) * 2 // 3] if fault == "half" else data)
            if fault == "half":
                stream.ends()
            elif any(one.answer == "idle" for one in self.scenario.faults):
                self._later(1.0, stream.ends)

        self._later(seconds, send)

    def _told_block(self, call: Call) -> None:
        """Whoever heard of the block lived on: from now on this PC knows. One that sleeps hears it when it wakes."""
        pc, now = call.program.pc, self._loop.time()
        if pc.wakes_at > now:
            self._later(pc.wakes_at - now + SOON, self._told_block, call)
        elif not call.program.dead:
            self._block_told.setdefault(pc.name, now)

    def _honest(self, call: Call, repeat: bool = False) -> Answer:
        """Do what was asked, and the answer that tells it."""
        now = self._loop.time()
        if call.kind == "token":
            claims = {"iat": int(now), "exp": int(now + self.scenario.token_life), "n": call.number}
            token = f"eyJh.{base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip('=')}.x"
            self._tokens[token] = now + self.scenario.token_life
            return 200, token
        if call.kind == "key":
            return 200, "KEY"
        if self._tokens.get(call.token, 0.0) < now:
            return 401, envelope(None, 401, "JWT Expire")
        match call.kind:
            case "confirm":
                return self._confirm(call, now, repeat)
            case "cancel":
                return self._cancel(call, now)
            case "schedule":
                return self._schedule(call, now)
            case "slots":
                slots = [{"time_start": f"{hour:02d}:00:00", "available_slot": 99, "dose": 1} for hour in range(8, 17)]
                return 200, envelope(slots)
        return self._record(call, now)

    def _confirm(self, call: Call, now: float, repeat: bool) -> Answer:
        cid, day, hour = call.query["cid"], call.query["date"], int(call.query["slot_time"])
        row = next(row for row in self.scenario.rows if row.cid == cid)
        if row.row in self.scenario.strangers:
            return refusal("ไม่อยู่ในกลุ่มเป้าหมาย")
        lag = self._lag(self.lies.record_lag, "node", call.number, repeat)  # a node may not know yet
        held = [seat for seat in self.seats if seat.cid == cid and seat.day == day and seat.shown(now, lag)]
        wanted = [seat for seat in held if seat.hour == hour or self.lies.repeats == "refuses_day"]
        if wanted and self.lies.repeats != "takes":
            return refusal(answers.HELD)
        if sum(1 for one in self.seats if one.stands and (one.day, one.hour) == (day, hour)) >= self.lies.seats:
            return refusal(answers.FULL)
        self._is_past(call, day, hour, now)
        if not repeat:
            self._is_doubled(call, cid, day, hour)
        seat = self._seat(cid, day, hour, now, call.program.pc.name, call.program.name, repeat)
        late = max(*self.lies.schedule_lag, *self.lies.record_lag, self.lies.cached)
        seat.lied_until = now + (20.0 if not late else answers.FOR_GOOD) if call.lied else 0.0
        self.world.tell("server", f"#{call.number} seat {seat.number} for {cid} {day} {hour}{' REPEAT' * repeat}")
        return 200, envelope([answers.told(seat)])

    def _is_doubled(self, call: Call, cid: str, day: str, hour: int) -> None:
        pc = call.program.pc.name
        others = [one for one in self.seats if one.stands and (one.cid, one.day) == (cid, day)]
        if call.program.moves:
            return  # judged when it ends
        now = self._loop.time()
        if ours := next((one for one in others if one.pc == pc and now > one.lied_until), None):
            kind = "two_seats_same_hour" if ours.hour == hour else "two_seats_that_day"
            self.world.breach(kind, f"{cid} {day}: {ours.hour} ({ours.program}) and {hour} ({call.program.name})")
        elif any(one.pc not in ("", pc) for one in others):
            self.world.doubles_by_second_pc += 1
        elif any(not one.pc for one in others) and (not self.lies.hides or day in call.program.caught):
            self.world.breach("second_seat_beside_a_foreign_one", f"{cid} {day} {hour}")

    def is_over(self, day: date) -> bool:
        """Whether it is a day of the past, on which nobody else sits."""
        others = any(seat.stands for seat in self.seats if seat.day == day.isoformat())
        return self._loop.time() > self._starts(day, 24) and not others

    def _starts(self, day: date, hour: int) -> float:
        return (day - FIRST_DAY).days * 86400.0 + (hour - 9) * 3600.0

    def _is_past(self, call: Call, day: str, hour: int, now: float) -> None:
        starts = self._starts(date.fromisoformat(day), hour)
        if now > starts + 3600.0 and not call.program.pc.clock_off:
            self.world.breach(
                "past_hour_sent", f"{day} {hour}:00 was booked {(now - starts) / 3600:.1f} h after it began"
            )

    def _cancel(self, call: Call, now: float) -> Answer:
        number = int(call.query["hospital_appointment_slot_id"])
        seat = next((one for one in self.seats if one.number == number and one.stands), None)
        lie = "honest" if self.healed else self.lies.cancel
        if lie == "deaf":
            return 200, "OK"
        if seat is None or lie == "text":
            return (200, "ไม่พบการจอง") if lie == "text" else refusal("ไม่พบการจอง")
        seat.ended, seat.given_back = now, True
        self.world.tell("server", f"#{call.number} seat {number} given back")
        said = any(one.answer == "said_booked" for one in self.scenario.faults)
        in_the_way = said or self.lies.repeats == "refuses_day"  # then the old one has to go first
        others = [one for one in self.seats if one.cid == seat.cid and one is not seat]
        if call.program.moves and not in_the_way and True not in self.may_stand(others):
            self.world.breach("moved_to_nothing", f"{seat.cid} {seat.day} {seat.hour}")
        return 200, "OK"

    def may_stand(self, seats: Sequence[Seat]) -> set[bool]:
        """Whether any of them stands; both where nobody can know it yet: somebody else gave it back just now, or it was
        made beside a clear refusal."""
        now, late = self._loop.time(), LOOKS + max(*self.lies.schedule_lag, *self.lies.record_lag, self.lies.cached)
        standing = [seat for seat in seats if seat.stands]
        left = any(not seat.given_back and seat.ended < now < seat.ended + late for seat in seats)
        hidden = bool(standing) and all(now < seat.lied_until for seat in standing)
        return {bool(standing), *([True] if left else []), *([False] if hidden else [])}

    # --- what it tells ---

    def _lag(self, lags: tuple[float, ...], *names: object) -> float:
        return lags[int(roll(self.scenario.seed, *names) * len(lags))]

    def _schedule(self, call: Call, now: float) -> Answer:
        if self.lies.no_schedule:
            return refusal("unknown action")
        moment = now - now % self.lies.cached if self.lies.cached else now
        lag = self._lag(self.lies.schedule_lag, "schedule", call.number)
        found = [seat for seat in self.seats if seat.day == call.query["date"] and seat.shown(moment, lag)]
        found = found[: self.lies.first_rows or None]
        self._was_told(call.program, call.query["date"], found, now)
        if self.scenario.is_plain:
            self._is_blind(call, found, now)
        lines = [{"cid": seat.cid, **answers.told(seat, self.lies.lean)} for seat in found]
        return 200, envelope(answers.spelled(lines, self.lies.schedule_spelling, self.lies.mask))

    def _was_told(self, program: Program, day: str, found: list[Seat], now: float) -> None:
        """A program was told a day's schedule: what it must do from now on, see `_looked`."""
        program.looks[day], program.listed[day] = now, {seat.cid for seat in found}
        program.caught |= program.suspects & {day} if not program.sends else set()
        theirs = {(one.cid, one.day) for one in found if one.pc not in ("", program.pc.name)}
        waiting = program.plans - program.sends if self.lies.readable else ()
        taken = {one for one in waiting if one[:2] in theirs}
        if taken and program.sends:
            program.warned = min(program.warned, now)
        program.plans -= taken  # before the first row is sent: booked already

    def _is_blind(self, call: Call, found: list[Seat], now: float) -> None:
        """Whether this schedule shows that it hides what is booked: what the program booked a while ago is not on it,
        or, where it names nobody, there is more on it than that and what is under way."""
        program, day = call.program, call.query["date"]
        ours = [seat for seat in self.seats if (seat.program, seat.day) == (program.name, day)]
        began = program.began.setdefault(day, call.at)
        under_way = sum(1 for one in program.sends if one[1] == day) - len(ours)
        theirs = sum(1 for seat in found if seat.program != program.name and seat.made > began)
        hidden = any(seat.made < call.at - LATE for seat in ours if seat not in found)
        if ours and (hidden or (self.lies.mask and theirs > under_way + 2)):
            for known in (program.blind, program.pc.blind):
                known.setdefault(day, now)

    def _record(self, call: Call, now: float) -> Answer:
        cid = call.query.get("cid", "")
        lag = self._lag(self.lies.record_lag, "record", call.number)
        shown = [seat for seat in self.seats if seat.cid == cid and seat.shown(now, lag)]
        if not call.program.sends and not self.lies.record_spelling:  # in time
            call.program.suspects |= {one.day for one in shown if cid not in call.program.listed.get(one.day, (cid,))}
        known = not any(row.cid == cid and row.row in self.scenario.strangers for row in self.scenario.rows)
        person = {"cid": cid, "first_name": "ก", "last_name": "ข"} if known else {}
        items = answers.spelled([answers.told(seat) for seat in shown], self.lies.record_spelling)
        counted = {"confirm_appointment_slot_count": len(shown), "confirm_appointment_slot": items}
        return 200, envelope({"person": person, **counted})
