"""The only place that speaks HTTP. One method a call of the contract; errors tell the fate of the call."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import httpx

from app import __version__
from app.domain.address import Server
from app.domain.values import Booking, Delivery, FieldSite, Injected, NewSlot, Person, QueueCard, Slot, TimeSlot
from app.errors import AuthError, Blocked, Declined, InputError, NotSent, ServiceChanged, Throttled, Uncertain
from app.mophic import wire
from app.mophic.awaited import Awaited
from app.mophic.body import ENCODINGS, Body
from app.mophic.connection import WAY_ERRORS, is_last_byte, not_sent, open_client, tls
from app.mophic.fields import clean, read_wait
from app.mophic.limits import BLOCK_SECONDS
from app.mophic.pacing import Pacing, UnderWay
from app.mophic.wire import Said

TIMEOUT = 30.0  # seconds, for an answer (contract section 6)
USER_AGENT = f"MOPHIC-Uploader/{__version__}"  # names itself: the sister server refuses some callers unheard (SEEN)
SLOT = "/api/ImmunizationHospitalSlot"
# httpcore's trace events: each step on the way has as long as an answer.
_SENDING = "send_request_headers.started"
_CONNECTED = "connect_tcp.complete"
_STEPS = ("connect_tcp.started", "start_tls.started", _SENDING)
_BUSY = 503
# Answers of the practice server's Dashboard that have a sentence of their own.
_CLASHES = {name: name for name in ("slot_overlaps", "seats_below_taken", "slot_unknown")}


async def _nothing() -> None:
    """What reads writes no intent."""


@dataclass
class Flight:
    """One call that changes state, on its way. Before its first byte left nothing can have been booked."""

    turn_taken: bool = False  # the caller waited for the turn already
    about_to_send: Callable[[], Awaitable[None]] = _nothing  # writes the intent to disk, at the last moment
    still_fresh: Callable[[], None] = lambda: None  # after the pace held it: raises where it must leave no more
    sent_at: float = 0.0  # of time.perf_counter; 0: no byte left
    intended: bool = False  # the intent is on disk
    answered: int = 0  # HTTP status of the answer; 0: none came. 401, 407 and 429 may come after the effect too

    @property
    def sent(self) -> bool:
        return self.sent_at > 0


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message as it goes over the wire."""

    title: str
    html: str


def password_hash(password: str) -> str:
    """Upper-case hex HMAC-SHA256 with the key `$jwt@moph#` (SEEN MAN p.10). As secret as the password."""
    return hmac.new(b"$jwt@moph#", password.encode(), hashlib.sha256).hexdigest().upper()


class Client:
    """One server, one account's token, one pace. Make it inside the loop that uses it."""

    def __init__(
        self,
        server: Server,
        pace: Pacing,
        *,
        ca_file: Path | None = None,
        timeout: float = TIMEOUT,
        block_seconds: float = BLOCK_SECONDS + 30.0,
    ) -> None:
        """`block_seconds`: how long nobody calls after the server said that it blocked this address.
        Raises InputError: ca_file_unreadable, proxy_unusable."""
        self.server = server
        self.pace = pace
        self._block_seconds = block_seconds
        self.token = ""
        self.changes = 0  # calls that change something, of which a byte has left
        self.awaited = Awaited()
        self._timeout = timeout
        self._http = open_client(
            base_url=server.url,
            verify=tls(ca_file if server.url.startswith("https") else None),
            timeout=httpx.Timeout(timeout, pool=None),
            trust_env=not server.practice,  # the system's proxy, but not for this PC itself
            headers={"User-Agent": USER_AGENT, "Accept": "application/json", "Accept-Encoding": ENCODINGS},
        )

    async def close(self) -> None:
        await self._http.aclose()
        await self.pace.close()

    # --- calls ---

    async def sign_in(self, facility: str, user: str, password_hash: str) -> str:
        """The account's JWT; anything that is not one is a refused login (ASSUMED)."""
        body = {"user": user, "password_hash": password_hash, "hospital_code": facility}
        answer = await self._send("POST", "/token", {"Action": "get_moph_access_token"}, body, bearer=False)
        if token := wire.read_token(answer.body):
            return token
        words = clean(answer.body)
        if wire.is_terminated(answer.body):
            raise Blocked()
        if answer.status == 407:
            raise NotSent("proxy_sign_in")
        if answer.status == 429 or "too many" in words.lower():
            raise Throttled(detail=words, retry_after=answer.retry_after)
        if answer.status == 511:
            raise Uncertain("not_mophic", words)
        if answer.status >= 500 or answer.status in wire.UNCLEAR_STATUS:
            raise Uncertain("server_trouble", words)
        if answer.body.lstrip().startswith("<") or answer.status in (301, 302, 303, 307, 308, 404):
            raise Uncertain("not_mophic", words)
        raise AuthError("sign_in_refused", words)

    async def target(self, cid: str, facility: str) -> Person | None:
        """A person of the target list with appointments and history; None: not on the list."""
        return wire.read_person(await self._target(cid, facility), cid)

    async def bookings_of(self, cid: str, facility: str) -> tuple[Booking, ...]:
        """A person's appointments, at any facility."""
        return wire.read_bookings(await self._target(cid, facility), cid)

    async def _target(self, cid: str, facility: str) -> Any:
        return await self._get("/api/ImmunizationTarget", {"cid": cid, "hospital_code": facility})

    async def month(self, facility: str, year: int, month: int, dose: int) -> Mapping[date, int]:
        """Seats left by day (Gregorian year, month without zero: SEEN MAN p.43)."""
        query = {"hospital_code": facility, "year": year, "month": month, "vaccine_plan_no": dose}
        return wire.read_month(await self._slot("GetHospitalSlotByMonth", query))

    async def day(self, facility: str, day: date, dose: int) -> tuple[Slot, ...]:
        """Slots of a day with seats left."""
        query = {"hospital_code": facility, "date": day.isoformat(), "vaccine_plan_no": dose}
        if dose == 2:
            query["source"] = "his"  # SEEN MAN p.43: dose 2 booked by a hospital's own system
        return wire.read_slots(await self._slot("GetHospitalSlotByDate", query))

    async def schedule(self, facility: str, day: date) -> tuple[Booking, ...]:
        """Who is booked on a day."""
        query = {"hospital_code": facility, "date": day.isoformat()}
        return wire.read_schedule(await self._slot("GetHospitalSlotConfirmScheduleByDate", query), day)

    async def confirm(self, facility: str, cid: str, day: date, hour: int, flight: Flight) -> Booking:
        """Book a seat: **messages the citizen at once**. A state-changing GET (INFERRED): never repeated here."""
        query = {"cid": cid, "hospital_code": facility, "date": day.isoformat(), "slot_time": str(hour)}
        return wire.read_confirmed(await self._slot("ConfirmAppointmentSlot", query, flight), cid, day, hour)

    async def cancel(self, facility: str, cid: str, slot_id: int, flight: Flight) -> Said:
        """Give a seat back. SEEN tantee/vaccine-api, whose caller ignores the answer; it may be plain text.
        What it says proves nothing: look at the server afterwards."""
        query = {"hospital_code": facility, "cid": cid, "hospital_appointment_slot_id": slot_id}
        answer = await self._send("GET", SLOT, {"Action": "CancelAppointmentSlot", **query}, flight=flight)
        return wire.read_cancelled(answer)

    async def log(self, cid: str) -> Any:
        """A person's booking history; shape unknown, handed on as it came."""
        return await self._slot("GetLog", {"cid": cid})

    async def register(self, hospital: Mapping[str, str], people: Sequence[Mapping[str, object]]) -> Any:
        """Put people on the target list (SEEN MAN p.30; answer unknown)."""
        body = {"hospital": dict(hospital), "target": [dict(person) for person in people]}
        return wire.result_of(await self._send("POST", "/api/SendImmunizationTarget", {}, body, flight=Flight()))

    async def queue_card(self, cid: str, facility: str, manufacturer: int | None, flight: Flight) -> QueueCard | None:
        """Take a queue card (บัตรคิว). A state-changing GET (SEEN MAN p.44; answer ASSUMED: the card)."""
        query: dict[str, object] = {"cid": cid, "hospital_code": facility}
        if manufacturer is not None:
            query["vaccine_manufacturer_id"] = manufacturer
        return wire.read_queue_card(await self._slot("ConfirmAppointmentQueue", query, flight))

    async def cancel_queue_card(self, cid: str, facility: str, card_id: int, flight: Flight) -> None:
        """Give a queue card back (SEEN MAN p.45; answer unknown, ignored)."""
        query = {"cid": cid, "hospital_code": facility, "hospital_person_queue_id": card_id}
        await self._slot("CancelAppointmentQueue", query, flight)

    async def table(self, name: str) -> Mapping[str, int]:
        """A look-up table, name -> number (SEEN MAN p.27; the tables' names ASSUMED)."""
        return wire.read_table(await self._get("/api/LookupTable", {"table_name": name}), name)

    async def field_sites(self, facility: str) -> tuple[FieldSite, ...]:
        """The facility's field sites (SEEN MAN p.45)."""
        return wire.read_sites(await self._slot("GetFieldHospital", {"hospital_code": facility}))

    async def send_message(
        self, hospital: Mapping[str, str], ref_code: str, message: Outgoing, cids: Sequence[str], flight: Flight
    ) -> Delivery:
        """Send a message to people of the target list, or update the one with this ref code (SEEN MAN p.31-32). It goes
        to the application and to LINE OA; no choice is known. **5 calls an hour.** Answer unknown (ASSUMED)."""
        body = {
            "hospital": dict(hospital),
            "message_ref_code": ref_code,
            "message_title": message.title,
            "message_content_html": message.html,
            "message_confirm_url": "",  # the server itself calls it (SEEN MAN p.31-32): no link for a citizen
            "target": list(cids),
        }
        return wire.read_delivery(
            wire.result_of(await self._send("POST", "/api/SendMessageTarget", {}, body, flight=flight))
        )

    async def injected_on(self, day: date) -> tuple[Injected, ...]:
        """Who got a vaccine at this facility on a day; the ids come masked (SEEN MAN p.36)."""
        return wire.read_injected(await self._get("/api/ImmunizationList", {"date": day.isoformat()}))

    async def reachable(self) -> bool:
        """Whether the server itself answers at all. One call, of no account."""
        try:
            answer = await self._send("GET", "/token", {"Action": "get_public_key"}, bearer=False)
        except (NotSent, Uncertain):
            return False
        return answer.status not in wire.ON_THE_WAY

    # --- what only the Dashboard web page can do on the real host ---

    async def timetable(self, facility: str, first: date, last: date) -> tuple[TimeSlot, ...]:
        """Every slot of these days, closed ones too. Practice only."""
        query = {"hospital_code": facility, "from": first.isoformat(), "to": last.isoformat()}
        return wire.read_timetable(await self._dashboard("GET", "slots", query))

    async def change_timetable(
        self,
        facility: str,
        create: Sequence[NewSlot] = (),
        edit: Sequence[Mapping[str, object]] = (),
        delete: Sequence[int] = (),
    ) -> None:
        """All of it or nothing. Practice only: the real host has no call for it.
        Raises Declined slot_overlaps, seats_below_taken, slot_unknown with the slot in `params`."""
        new = [
            {
                "hospital_code": facility,
                "date": slot.date.isoformat(),
                "hour": slot.hour,
                "end_hour": slot.end_hour,
                "seats": slot.seats,
                "dose": slot.dose,
                "open_to_api": slot.open_to_api,
                "confirm_locked": slot.locked,
            }
            for slot in create
        ]
        await self._dashboard("POST", "slots", {}, {"create": new, "edit": list(edit), "delete": list(delete)})

    async def people(self) -> tuple[Person, ...]:
        """The whole target list. Practice only: the real host finds a person by id alone."""
        return wire.read_citizens(await self._dashboard("GET", "people", {}))

    async def vaccinated_on(self, facility: str, day: date) -> tuple[Injected, ...]:
        """Who got a vaccine on a day, ids whole. Practice only."""
        query = {"hospital_code": facility, "date": day.isoformat()}
        return wire.read_injected(await self._dashboard("GET", "vaccinated", query))

    async def messages(self, facility: str) -> Any:
        """The Dashboard's register of messages (see `app.practice.calls.phone.register`). Practice only."""
        return await self._dashboard("GET", "messages", {"hospital_code": facility})

    async def phones(self) -> Any:
        """Practice citizens and how many messages each has (see `app.practice.calls.phone.phones`)."""
        return await self._dashboard("GET", "phones", {})

    async def phone(self, cid: str) -> Any:
        """What a practice citizen has on the phone (see `app.practice.calls.phone.phone`)."""
        return await self._dashboard("GET", "phone", {"cid": cid})

    async def open_message(self, cid: str, number: int) -> None:
        """The practice citizen opens a message: its confirm URL is called."""
        await self._dashboard("POST", "open", {}, {"cid": cid, "id": number})

    async def citizen_acts(
        self, cid: str, do: str, facility: str, slot_id: int | None, day: date | None, hour: int | None
    ) -> None:
        """A practice citizen books, moves or cancels (see `app.practice.calls.citizens.change`). Raises Declined."""
        body: dict[str, object] = {"cid": cid, "do": do, "hospital_code": facility}
        given = {"slot_id": slot_id, "date": day.isoformat() if day else None, "hour": hour}
        body |= {name: value for name, value in given.items() if value is not None}
        await self._dashboard("POST", "citizens", {}, body)

    async def _dashboard(
        self, method: str, path: str, query: Mapping[str, object], body: Mapping[str, object] | None = None
    ) -> Any:
        if not self.server.practice:
            raise InputError("only_on_dashboard")
        flight = Flight() if body is not None else None
        answer = await self._send(method, f"/practice/{path}", query, body, bearer=False, flight=flight)
        try:
            value = json.loads(answer.body)
        except ValueError as error:
            raise ServiceChanged("not_understood", clean(answer.body)) from error
        if answer.status != 200:
            told = value if isinstance(value, dict) else {}
            code, words = str(told.get("error", "")), clean(told.get("message"))
            raise Declined(_CLASHES.get(code) or wire.refusal_code(words), words or code, slot=clean(told.get("slot")))
        return value

    # --- plumbing ---

    async def _slot(self, action: str, query: Mapping[str, object], flight: Flight | None = None) -> Any:
        return await self._get(SLOT, {"Action": action, **query}, flight)

    async def _get(self, path: str, query: Mapping[str, object], flight: Flight | None = None) -> Any:
        return wire.result_of(await self._send("GET", path, query, flight=flight))

    async def _send(
        self,
        method: str,
        path: str,
        query: Mapping[str, object],
        body: Mapping[str, object] | None = None,
        *,
        bearer: bool = True,
        flight: Flight | None = None,
    ) -> wire.Answer:
        """One paced call, its answer bounded in size and time. `flight`: of one that changes something.

        Raises Blocked before anything is sent while the address is known to be blocked, NotSent where no byte left,
        Uncertain where the answer did not come whole.
        """
        changes, flight = flight is not None, flight or Flight()
        if self.pace.blocked_for:
            raise Blocked()
        await (self.pace.room() if flight.turn_taken else self.pace.turn())
        flight.turn_taken = False  # a second try needs a turn of its own
        flight.sent_at, flight.answered = 0.0, 0
        request = self._http.build_request(
            method,
            path,
            params={key: str(value) for key, value in query.items()},
            content=json.dumps(body, ensure_ascii=False).encode() if body is not None else None,
            headers=self._headers(bearer, body),
        )
        opened: list[Any] = []  # connections that this call opened
        counted: list[UnderWay] = []
        try:
            async with asyncio.timeout(None) as deadline:

                async def gate(event: str, info: Mapping[str, Any]) -> None:
                    if event.endswith(_CONNECTED):
                        opened.append(info["return_value"])
                    if not event.endswith(_STEPS):
                        return
                    # The connection stands and nothing was written: the last moment to hold the call back. What asks
                    # a proxy for a tunnel is no call: the server does not hear of it.
                    if event.endswith(_SENDING) and info["request"].method != b"CONNECT":
                        await flight.about_to_send()
                        counted.append(await self.pace.stamp())
                        flight.still_fresh()
                        flight.sent_at = time.perf_counter()
                        self.changes += changes
                        self.awaited.left(flight)
                    deadline.reschedule(asyncio.get_running_loop().time() + self._timeout)

                request.extensions["trace"] = gate
                answer = await self._exchange(request)
                flight.answered = answer.status
        except WAY_ERRORS as error:
            for stream in opened:  # httpcore forgets those that a SOCKS proxy refused
                await stream.aclose()
            # What counts is whether a byte left, not what the error is called.
            raise (Uncertain("no_answer", type(error).__name__) if flight.sent else not_sent(error)) from error
        finally:
            self.awaited.over(flight, answered=flight.answered > 0)
            for call in counted:
                self.pace.ended(call, answered=flight.answered > 0)
        self._heed(answer)
        self.pace.note_latency(time.perf_counter() - flight.sent_at)
        return answer

    def _heed(self, answer: wire.Answer) -> None:
        """What everybody who shares the pace must know, at sign-in too: remembered before anybody asks again."""
        if wire.is_terminated(answer.body):
            self.pace.block(self._block_seconds)
        if answer.status == _BUSY and answer.retry_after:  # in trouble, and says for how long
            self.pace.slow_down(answer.retry_after)

    def _headers(self, bearer: bool, body: object) -> dict[str, str]:
        headers = {"Authorization": f"Bearer {self.token}"} if bearer else {}
        return {**headers, "Content-Type": "application/json; charset=utf-8"} if body is not None else headers

    async def _exchange(self, request: httpx.Request) -> wire.Answer:
        response = await self._http.send(request, stream=True)
        try:
            body = Body(response.headers.get("Content-Encoding", ""))
            async for piece in response.stream:  # type: ignore[union-attr] # as it came: `Body` unpacks it
                body.add(piece)
            if not is_last_byte(response):
                await response.extensions["network_stream"].aclose()
        finally:
            await response.aclose()
        wait = read_wait(response.headers.get("Retry-After", ""), response.headers.get("Date", ""))
        return wire.Answer(response.status_code, body.whole().decode("utf-8", "replace"), wait)
