"""A small model of the server: it knows the truth and tells it as the scenario's lies and faults have it."""

from __future__ import annotations

import asyncio
import base64
import contextvars
import json
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.simulation.clock import Program
from tests.simulation.network import Stream
from tests.simulation.scenario import Fault, Scenario, roll

FACILITY = "09999"
BLOCK = 30 * 60.0
PAGE = "<!DOCTYPE html><html><body><h1>{}</h1></body></html>"
KINDS = {
    "ConfirmAppointmentSlot": "confirm",
    "CancelAppointmentSlot": "cancel",
    "GetHospitalSlotConfirmScheduleByDate": "schedule",
    "GetHospitalSlotByDate": "slots",
}


def envelope(result: Any = None, code: Any = 200, message: str = "OK") -> str:
    return json.dumps({"result": result, "MessageCode": code, "Message": message}, ensure_ascii=False)


FULL, HELD = "คิวเต็มแล้ว", "ผู้รับบริการมีนัดแล้ว"
# Answers that hide what happened: HTTP status and body.
DISGUISES: dict[str, tuple[int, str]] = {
    "inside": (200, envelope({"MessageCode": 501, "Message": FULL})),
    "E501": (200, envelope(None, "E501", FULL)),
    "501.0": (200, envelope(None, 501.0, FULL)),
    "full": (501, envelope(None, 501, FULL)),
    "said_booked": (501, envelope(None, 501, HELD)),
    "501jwt": (501, envelope(None, 501, "JWT Expire")),
    "204": (204, ""),
    "401": (401, "Unauthorized"),
    "401many": (401, "Too Many Request per minute"),
    "407": (407, PAGE.format("Proxy Authentication Required")),
    "html302": (302, ""),
    "html": (200, PAGE.format("Welcome to our WiFi")),
    "garbage": (200, '{"result": [{"cid"'),
    "terminated": (200, "terminated"),
    **{f"{status}": (status, envelope(None, status, "ไม่สำเร็จ")) for status in (201, 202, 408, 409, 499, 500, 503)},
    **{f"{status}page": (status, PAGE.format(status)) for status in (403, 404, 405, 502, 504)},
    **dict.fromkeys(("429", "429:2", "429:45", "429:²", "429:9"), (429, "Too Many Requests")),
}
RETRY_AFTER = {"429:2": "2", "429:45": "45", "429:²": "²", "429:9": "9" * 400}


@dataclass(eq=False)
class Seat:
    """One person's seat. `pc`: who caused it ("" = somebody else); `repeat`: made by the gateway's second try."""

    cid: str
    day: str
    hour: int
    number: int
    made: float
    pc: str = ""
    program: str = ""
    repeat: bool = False
    ended: float = 1e18
    how: str = ""

    def shown(self, now: float, lag: float) -> bool:
        return self.made <= now - lag < self.ended

    @property
    def stands(self) -> bool:
        return self.ended == 1e18


@dataclass
class Call:
    number: int
    kind: str
    query: dict[str, str]
    program: Program
    token: str
    about: str = field(init=False)

    def __post_init__(self) -> None:
        self.about = " ".join(filter(None, map(self.query.get, ("cid", "date", "slot_time"))))

    @property
    def fault_kind(self) -> str:
        return self.kind if self.kind in ("confirm", "cancel", "token") else "read"


class Server:
    """Everything that arrives is judged and answered here. `told`: the story; `breach`: a promise that was broken."""

    def __init__(
        self,
        scenario: Scenario,
        loop: asyncio.AbstractEventLoop,
        told: Callable[[str, str], None],
        breach: Callable[[str, str], None],
    ) -> None:
        self.scenario = scenario
        self.lies = scenario.lies
        self.seats: list[Seat] = []
        self.arrivals: defaultdict[str, list[float]] = defaultdict(list)
        self.doubles_by_second_pc = 0
        self.healed = False
        self._told, self._breach = told, breach
        self._loop = loop
        self._nobody = contextvars.Context()  # the server belongs to no program
        self._tries: Counter[str] = Counter()
        self._calls = 0
        self._numbers = 7000000
        self._blocked: dict[str, float] = {}
        self._block_told: dict[str, float] = {}
        self._tokens: dict[str, float] = {}
        for row in scenario.rows:
            if row.row in scenario.before | scenario.other:
                hour = row.hour if row.row in scenario.before else 12
                self.seats.append(Seat(row.cid, row.date.isoformat(), hour, self._number(), -1e6))

    def _number(self) -> int:
        self._numbers += 1
        return self._numbers

    # --- the wire ---

    def refuses(self, program: Program | None) -> str:
        faults = [fault for fault in self.scenario.faults if fault.call == "connect" and fault.answer != "idle"]
        self._tries["connect"] += 1
        struck = (one for one in faults if self._strikes(one, "connect", self._tries["connect"]))
        return next((one.answer for one in struck), "")

    def _strikes(self, fault: Fault, about: str, attempt: int) -> bool:
        if self.healed or not fault.start <= self._loop.time() <= fault.end:
            return False
        return roll(self.scenario.seed, fault.call, fault.answer, about, attempt) < fault.share

    def hears(self, stream: Stream, request: bytes) -> None:
        self._later(0.005 + 0.02 * roll(self.scenario.seed, self._calls), self._arrives, stream, request)

    def _later(self, seconds: float, what: Callable[..., None], *arguments: Any) -> None:
        self._loop.call_later(seconds, what, *arguments, context=self._nobody)

    def _arrives(self, stream: Stream, request: bytes) -> None:
        call = self._parsed(stream, request)
        now, pc = self._loop.time(), call.program.pc.name
        self._count(call, now, pc)
        if self._blocked.get(pc, 0.0) > now:
            if now > self._block_told.get(pc, now) + 3.0:
                self._breach("called_while_blocked", f"PC {pc}: {call.kind} {call.about}")
            self._block_told.setdefault(pc, now + 0.2)
            self._answer(stream, call, "terminated", lambda: (200, "terminated"), 0.1)
            return
        self._tries[call.kind + call.about] += 1
        attempt = self._tries[call.kind + call.about]
        kinds = (one for one in self.scenario.faults if one.call == call.fault_kind)
        fault = next((one for one in kinds if self._strikes(one, call.kind + call.about, attempt)), None)
        latency = self.scenario.latency * (0.5 + roll(self.scenario.seed, call.kind, call.about, attempt))
        if fault is None:
            self._answer(stream, call, "", lambda: self._honest(call), latency)
        else:
            self._disguised(stream, call, fault, attempt, latency)

    def _parsed(self, stream: Stream, request: bytes) -> Call:
        head, _, body = request.partition(b"\r\n\r\n")
        first, *lines = head.decode().split("\r\n")
        method, target, _ = first.split(" ")
        query = {key.strip(): values[0] for key, values in parse_qs(urlsplit(target).query).items()}
        fields = dict(line.lower().split(": ", 1) for line in lines)
        kind = KINDS.get(query.get("Action", ""), "record")
        if target.startswith("/token"):
            kind = "token" if method == "POST" else "key"
        self._calls += 1
        token = next((line.split(" ")[-1] for line in lines if line.lower().startswith("authorization")), "")
        assert stream.program is not None
        assert len(body) == int(fields.get("content-length", "0"))
        return Call(self._calls, kind, query, stream.program, token)

    def _count(self, call: Call, now: float, pc: str) -> None:
        times = self.arrivals[pc]
        times.append(now)
        recent = sum(1 for one in times[-60:] if one > now - 1.0)
        if recent > self.scenario.cap:
            self._breach("above_the_cap", f"PC {pc}: {recent} calls in a second, cap {self.scenario.cap}")

    # --- answers ---

    def _disguised(self, stream: Stream, call: Call, fault: Fault, attempt: int, latency: float) -> None:
        name = fault.answer
        effect = roll(self.scenario.seed, "effect", call.about, attempt)
        if name == "gateway":  # a failed GET sent again to the next node
            self._later(latency, self._honest, call)
            self._answer(stream, call, name, lambda: self._honest(call, repeat=True), latency + 0.5 + 2 * effect)
            return
        if name == "slow":  # answered after the client gave up; done late
            late = latency + (40.0 * effect if fault.done else 0.0)
            if fault.done or call.kind not in ("confirm", "cancel"):
                self._later(late, self._honest, call)
            self._answer(stream, call, name, lambda: (200, envelope()), 45.0)
            return
        if fault.done:
            self._later(latency, self._honest, call)
        if name in ("cut", "half", "lie"):
            self._answer(stream, call, name, lambda: (200, envelope([{"cid": call.query.get("cid")}])), latency + 0.05)
            return
        self._answer(stream, call, name, lambda: DISGUISES[name], latency + 0.05)
        if name == "terminated":
            self._blocked[call.program.pc.name] = self._loop.time() + BLOCK

    def _answer(
        self, stream: Stream, call: Call, fault: str, make: Callable[[], tuple[int, str]], seconds: float
    ) -> None:
        def send() -> None:
            status, body = make()
            words = body if len(body) < 90 else body[:60] + " …"
            told = f"{fault and fault + ': '}{status} {words}"
            self._told(call.program.name, f"#{call.number} {call.kind} {call.about} -> {told}")
            data = body.encode()
            head = [f"HTTP/1.1 {status} X", f"Content-Length: {len(data)}", "Content-Type: application/json"]
            head += ["Location: https://login.example/"] if status == 302 else []
            head += [f"Retry-After: {RETRY_AFTER[fault]}"] if fault in RETRY_AFTER else []
            whole = "\r\n".join([*head, "", ""]).encode() + (b"" if status == 204 else data)
            if body == "terminated":
                self._block_told[call.program.pc.name] = self._loop.time()
            if fault == "cut":
                stream.ends("reset")
            elif fault == "half":
                stream.arrives(whole[: len(whole) * 2 // 3])
                stream.ends()
            else:
                stream.arrives(whole)
                if any(one.answer == "idle" for one in self.scenario.faults):
                    self._later(1.0, stream.ends)

        self._later(seconds, send)

    def _honest(self, call: Call, repeat: bool = False) -> tuple[int, str]:
        """Do what was asked, and the answer that tells it."""
        now = self._loop.time()
        if call.kind == "token":
            claims = {"iat": int(now), "exp": int(now + self.scenario.token_life), "n": call.number}
            text = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
            self._tokens[f"eyJhbGciOiJub25lIn0.{text}.x"] = now + self.scenario.token_life
            return 200, f"eyJhbGciOiJub25lIn0.{text}.x"
        if call.kind == "key":
            return 200, "KEY"
        if self._tokens.get(call.token, 0.0) < now:
            return 401, envelope(None, 401, "JWT Expire")
        answers = {"confirm": self._confirm, "cancel": self._cancel, "schedule": self._schedule, "slots": self._slots}
        return answers.get(call.kind, self._record)(call, now, repeat)

    def _confirm(self, call: Call, now: float, repeat: bool) -> tuple[int, str]:
        cid, day, hour = call.query["cid"], call.query["date"], int(call.query["slot_time"])
        row = next(row for row in self.scenario.rows if row.cid == cid)
        if row.row in self.scenario.strangers:
            return 501, envelope(None, 501, "ไม่อยู่ในกลุ่มเป้าหมาย")
        node = self._lag(self.lies.record_lag, "node", call.number, repeat)  # a node may not know yet
        held = [seat for seat in self.seats if seat.cid == cid and seat.day == day and seat.shown(now, node)]
        same_hour = [seat for seat in held if seat.hour == hour]
        if (held and self.lies.repeats == "refuses_day") or (same_hour and self.lies.repeats == "refuses_hour"):
            return 501, envelope(None, 501, HELD)
        if sum(1 for one in self.seats if one.stands and (one.day, one.hour) == (day, hour)) >= self.lies.seats:
            return 501, envelope(None, 501, FULL)
        self._is_past(call, day, hour, now)
        seat = Seat(cid, day, hour, self._number(), now, call.program.pc.name, call.program.name, repeat)
        if not repeat:
            self._doubled(seat)
        self.seats.append(seat)
        self._told("server", f"#{call.number} seat {seat.number} for row {row.row} {day} {hour}{' REPEAT' * repeat}")
        return 200, envelope([self._item(seat, "")])

    def _doubled(self, seat: Seat) -> None:
        others = [one for one in self.seats if one.stands and (one.cid, one.day) == (seat.cid, seat.day)]
        if ours := next((one for one in others if one.pc == seat.pc), None):
            kind = "same hour" if ours.hour == seat.hour else "another hour"
            self._breach("two_seats", f"{seat.cid} {seat.day}: {ours.hour} ({ours.program}), {seat.hour}: {kind}")
        elif any(one.pc for one in others):
            self.doubles_by_second_pc += 1
        elif others and self.lies.schedule_is_true:
            self._breach("second_seat_beside_a_foreign_one", f"{seat.cid} {seat.day} {seat.hour}")

    def _is_past(self, call: Call, day: str, hour: int, now: float) -> None:
        today = date(2026, 12, 1).toordinal()
        starts = (date.fromisoformat(day).toordinal() - today) * 86400.0 + (hour - 9) * 3600.0
        if now > starts + 3600.0 and not call.program.pc.clock_off:
            self._breach("past_hour_sent", f"{day} {hour}:00 was booked {(now - starts) / 3600:.1f} h after it began")

    def _cancel(self, call: Call, now: float, _repeat: bool) -> tuple[int, str]:
        number = int(call.query["hospital_appointment_slot_id"])
        seat = next((one for one in self.seats if one.number == number and one.stands), None)
        if self.lies.cancel == "deaf":
            return 200, "OK"
        if seat is None or self.lies.cancel == "text":
            return (200, "ไม่พบการจอง") if self.lies.cancel == "text" else (501, envelope(None, 501, "ไม่พบการจอง"))
        seat.ended, seat.how = now, call.program.name
        self._told("server", f"#{call.number} seat {number} given back")
        return 200, "OK"

    # --- what it tells ---

    def _lag(self, lags: tuple[float, ...], *names: object) -> float:
        return lags[int(roll(self.scenario.seed, *names) * len(lags))]

    def _schedule(self, call: Call, now: float, _repeat: bool) -> tuple[int, str]:
        if self.lies.no_schedule:
            return 501, envelope(None, 501, "unknown action")
        moment = now - now % self.lies.cached if self.lies.cached else now
        lag = self._lag(self.lies.schedule_lag, "schedule", call.number)
        day = call.query["date"]
        found = [seat for seat in self.seats if seat.day == day and seat.shown(moment, lag)]
        found = found[: self.lies.first_rows] if self.lies.first_rows else found
        return 200, envelope([self._line(seat) for seat in found])

    def _line(self, seat: Seat) -> dict[str, Any]:
        item = self._item(seat, self.lies.schedule_spelling)
        cid = {
            "x": f"{seat.cid[:1]}XXXXXXXXX{seat.cid[10:]}",
            "zeros": f"{seat.cid[:1]}000000000{seat.cid[10:]}",
            "nines": f"9999999999{seat.cid[10:]}",
            "short": seat.cid[9:],
        }.get(self.lies.mask, seat.cid)
        keys = ("hospital_appointment_slot_id",) if self.lies.lean else tuple(item)
        return {"cid": cid, **{key: item[key] for key in keys}}

    def _record(self, call: Call, now: float, _repeat: bool) -> tuple[int, str]:
        cid = call.query.get("cid", "")
        lag = self._lag(self.lies.record_lag, "record", call.number)
        mine = [seat for seat in self.seats if seat.cid == cid and seat.shown(now, lag)]
        items = [self._item(seat, self.lies.record_spelling) for seat in mine]
        known = not any(row.cid == cid and row.row in self.scenario.strangers for row in self.scenario.rows)
        person = {"cid": cid, "first_name": "ก", "last_name": "ข"} if known else {}
        told = {"confirm_appointment_slot_count": len(items), "confirm_appointment_slot": items}
        return 200, envelope({"person": person, **told})

    def _item(self, seat: Seat, spelling: str) -> dict[str, Any]:
        hour, day = seat.hour, date.fromisoformat(seat.day)
        times = {"0800": f"{hour:02d}00", "8": f"{hour}", "number": hour, "dots": f"{hour:02d}.00 น."}
        times |= {"words": f"{hour} โมง"}
        days = {"buddhist": f"{day.year + 543}-{day:%m-%d}", "slashes": f"{day:%d/%m/%Y}"}
        codes = {"padded": f"0000{FACILITY}", "code_number": int(FACILITY)}
        return {
            "hospital_appointment_slot_id": seat.number,
            "appointment_date": days.get(spelling, seat.day),
            "appointment_time": times.get(spelling, f"{hour:02d}:00:00"),
            "appointment_type": "หมอพร้อม" if not seat.pc else "API",
            "hospital_code": codes.get(spelling, FACILITY),
        }

    def _slots(self, call: Call, now: float, _repeat: bool) -> tuple[int, str]:
        hours = {row.hour for row in self.scenario.rows} | {16}
        return 200, envelope(
            [
                {
                    "hospital_appointment_slot_id": hour,
                    "time_start": f"{hour:02d}:00:00",
                    "available_slot": 99,
                    "dose": 1,
                }
                for hour in sorted(hours)
            ]
        )
