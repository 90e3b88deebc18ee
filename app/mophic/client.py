"""The only place that speaks HTTP. One method a call of the contract; errors tell the fate of the call."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import ssl
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import truststore

from app.domain import Booking, Person, Server, Slot
from app.errors import AuthError, Blocked, InputError, NotSent, Throttled, Uncertain
from app.mophic import wire
from app.mophic.pacing import Pace

TIMEOUT = 30.0  # seconds, for an answer (contract section 6)
LARGEST_ANSWER = 16 * 2**20  # bytes; a day's schedule of 10,000 people is about 2 MiB
CONNECTIONS = 64
SLOT = "/api/ImmunizationHospitalSlot"


@dataclass
class Flight:
    """One call that changes state, on its way. Before its first byte left nothing can have been booked."""

    turn_taken: bool = False  # the caller waited for the turn already
    about_to_send: Callable[[], None] = lambda: None  # writes the intent to disk, at the last moment
    sent_at: float = 0.0  # of time.perf_counter; 0: no byte left
    intended: bool = False  # the intent is on disk

    @property
    def sent(self) -> bool:
        return self.sent_at > 0


def check_server_url(url: str) -> str:
    """Scheme and host of a server address. Plain http only on this PC: the practice server."""
    parts = urlsplit(url.strip())
    loopback = parts.hostname in ("127.0.0.1", "localhost", "::1")
    if parts.scheme not in ("https", "http") or not parts.hostname or parts.username:
        raise InputError("server_address_wrong", address=url)
    if parts.scheme == "http" and not loopback:
        raise InputError("server_address_insecure", address=url)
    return f"{parts.scheme}://{parts.netloc}"


def server_at(url: str) -> Server:
    """A server on this PC is a practice server: the Ministry's is elsewhere."""
    address = check_server_url(url)
    return Server(address, practice=urlsplit(address).hostname in ("127.0.0.1", "localhost", "::1"))


def password_hash(password: str) -> str:
    """Upper-case hex HMAC-SHA256 with the key `$jwt@moph#` (SEEN MAN p.10). As secret as the password."""
    return hmac.new(b"$jwt@moph#", password.encode(), hashlib.sha256).hexdigest().upper()


def tls(ca_file: Path | None = None) -> ssl.SSLContext:
    """The operating system's trust store; a hospital's own authority may be added, nothing can be switched off."""
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if ca_file is not None:
        try:
            context.load_verify_locations(ca_file)
        except (OSError, ssl.SSLError) as error:
            raise InputError("ca_file_unreadable", path=str(ca_file)) from error
    return context


class Client:
    """One server, one account's token, one pace. Make it inside the loop that uses it."""

    def __init__(self, server: Server, pace: Pace, *, ca_file: Path | None = None, timeout: float = TIMEOUT) -> None:
        self.server = server
        self.pace = pace
        self.token = ""
        self._timeout = timeout
        self._http = httpx.AsyncClient(
            base_url=server.url,
            verify=tls(ca_file) if server.url.startswith("https") else True,
            timeout=httpx.Timeout(timeout, pool=None),
            limits=httpx.Limits(max_connections=CONNECTIONS, max_keepalive_connections=CONNECTIONS),
            follow_redirects=False,
            trust_env=not server.practice,  # the system's proxy, but not for this PC itself
            headers={"User-Agent": "MOPHIC-Uploader", "Accept": "application/json"},
        )

    async def close(self) -> None:
        await self._http.aclose()

    # --- calls ---

    async def sign_in(self, facility: str, user: str, password_hash: str) -> str:
        """The account's JWT; anything that is not one is a refused login (ASSUMED)."""
        body = {"user": user, "password_hash": password_hash, "hospital_code": facility}
        answer = await self._send("POST", "/token", {"Action": "get_moph_access_token"}, body, bearer=False)
        if token := wire.read_token(answer.body):
            return token
        words = wire.clean(answer.body)
        if answer.body.strip() == "terminated":
            raise Blocked()
        if answer.status == 429 or "too many" in words.lower():
            raise Throttled(detail=words, retry_after=answer.retry_after)
        if answer.status >= 500:
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
        return wire.read_schedule(await self._slot("GetHospitalSlotConfirmScheduleByDate", query))

    async def confirm(self, facility: str, cid: str, day: date, hour: int, flight: Flight) -> Booking:
        """Book a seat: **messages the citizen at once**. A state-changing GET (INFERRED): never repeated here."""
        query = {"cid": cid, "hospital_code": facility, "date": day.isoformat(), "slot_time": str(hour)}
        return wire.read_confirmed(await self._slot("ConfirmAppointmentSlot", query, flight), cid)

    async def cancel(self, facility: str, cid: str, slot_id: int, flight: Flight) -> None:
        """Give a seat back. SEEN tantee/vaccine-api, whose caller ignores the answer; it may be plain text."""
        query = {"hospital_code": facility, "cid": cid, "hospital_appointment_slot_id": slot_id}
        answer = await self._send("GET", SLOT, {"Action": "CancelAppointmentSlot", **query}, flight=flight)
        if answer.status != 200 or answer.body.lstrip()[:1] in ("{", "<") or answer.body.strip() == "terminated":
            wire.result_of(answer)

    async def log(self, cid: str) -> Any:
        """A person's booking history; shape unknown, handed on as it came."""
        return await self._slot("GetLog", {"cid": cid})

    async def register(self, hospital: Mapping[str, str], people: Sequence[Mapping[str, object]]) -> Any:
        """Put people on the target list (SEEN MAN p.30; answer unknown)."""
        body = {"hospital": dict(hospital), "target": [dict(person) for person in people]}
        return wire.result_of(await self._send("POST", "/api/SendImmunizationTarget", {}, body))

    async def reachable(self) -> bool:
        """Whether the server answers at all. One call, of no account."""
        try:
            await self._send("GET", "/token", {"Action": "get_public_key"}, bearer=False)
        except (NotSent, Uncertain):
            return False
        return True

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
        """One paced call, its answer bounded in size and time.

        Raises Blocked before anything is sent while the address is known to be blocked, NotSent where no byte left,
        Uncertain where the answer did not come whole.
        """
        if self.pace.blocked_for:
            raise Blocked()
        flight = flight or Flight()
        if not flight.turn_taken:
            await self.pace.turn()
        flight.turn_taken = False  # a second try needs a turn of its own
        flight.sent_at = 0.0
        request = self._http.build_request(
            method,
            path,
            params={key: str(value) for key, value in query.items()},
            content=json.dumps(body, ensure_ascii=False).encode() if body is not None else None,
            headers=self._headers(bearer, body),
        )
        try:
            async with asyncio.timeout(None) as deadline:

                async def gate(event: str, _info: Mapping[str, Any]) -> None:
                    # The connection stands and nothing was written: the last moment to hold the call back.
                    if event.endswith("send_request_headers.started"):
                        flight.about_to_send()
                        await self.pace.stamp()
                        flight.sent_at = time.perf_counter()
                        deadline.reschedule(asyncio.get_running_loop().time() + self._timeout)

                request.extensions["trace"] = gate
                answer = await self._exchange(request)
        except (httpx.HTTPError, httpx.StreamError, TimeoutError, OSError) as error:
            raise self._fate(error, flight) from error
        self.pace.note_latency(time.perf_counter() - flight.sent_at)
        return answer

    def _headers(self, bearer: bool, body: object) -> dict[str, str]:
        headers = {"Authorization": f"Bearer {self.token}"} if bearer else {}
        return {**headers, "Content-Type": "application/json; charset=utf-8"} if body is not None else headers

    async def _exchange(self, request: httpx.Request) -> wire.Answer:
        response = await self._http.send(request, stream=True)
        try:
            data = await self._read(response)
        finally:
            await response.aclose()
        retry_after = response.headers.get("Retry-After", "")
        seconds = float(retry_after) if retry_after.isdigit() else 0.0
        return wire.Answer(response.status_code, data.decode("utf-8", "replace"), seconds)

    async def _read(self, response: httpx.Response) -> bytes:
        data = bytearray()
        async for piece in response.aiter_bytes():
            data += piece
            if len(data) > LARGEST_ANSWER:
                raise Uncertain("answer_too_large")
        return bytes(data)

    def _fate(self, error: Exception, flight: Flight) -> NotSent | Uncertain:
        """httpx's errors end here. What counts is whether a byte left, not what the error is called."""
        words = f"{type(error).__name__}"
        if flight.sent:
            return Uncertain("no_answer", words)
        if isinstance(error.__cause__ or error, ssl.SSLError) or "CERTIFICATE" in str(error).upper():
            return NotSent("certificate", words)
        return NotSent("offline", words)
