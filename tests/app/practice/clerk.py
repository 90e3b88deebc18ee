"""A raw client of the practice server and the clock of its tests."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import httpx
import pytest

from app.practice import PracticeServer
from app.practice.world.tokens import password_hash
from app.thai import BANGKOK

MONDAY = datetime(2026, 7, 6, 9, 0, tzinfo=BANGKOK)
TUESDAY = date(2026, 7, 7)
CONFIRM, CANCEL = "ConfirmAppointmentSlot", "CancelAppointmentSlot"
SCHEDULE, PERSON = "GetHospitalSlotConfirmScheduleByDate", "ImmunizationTarget"
ROOMY = 100_000  # calls a second: tests that are not about the limit never meet it


class Clock:
    """Seconds that only a test moves."""

    def __init__(self) -> None:
        self.seconds = MONDAY.timestamp()

    def __call__(self) -> float:
        return self.seconds

    def advance(self, seconds: float) -> None:
        self.seconds += seconds


class Clerk:
    """A raw client: no cleverness between the test and the wire."""

    def __init__(self, server: PracticeServer, http: httpx.Client) -> None:
        self.server = server
        self.http = http

    def token(self, user: str = "practice", password: str = "practice", facility: str = "99001") -> httpx.Response:
        body = {"user": user, "password_hash": password_hash(password), "hospital_code": facility}
        return self.http.post("/token", params={"Action": "get_moph_access_token"}, json=body)

    def sign_in(self, user: str = "practice", facility: str = "99001") -> str:
        token = self.token(user, facility=facility).text
        self.http.headers["Authorization"] = f"Bearer {token}"
        return token

    def slot(self, action: str, **query: object) -> httpx.Response:
        params: dict[str, Any] = {"Action": action, "hospital_code": "99001", **query}
        return self.http.get("/api/ImmunizationHospitalSlot", params=params)

    def confirm(self, cid: str, hour: int = 8, day: date = TUESDAY, /, **query: object) -> httpx.Response:
        return self.slot("ConfirmAppointmentSlot", **{"cid": cid, "date": day.isoformat(), "slot_time": hour, **query})

    def schedule(self, day: date = TUESDAY, **query: object) -> list[dict[str, Any]]:
        answer = self.slot("GetHospitalSlotConfirmScheduleByDate", date=day.isoformat(), **query)
        return answer.json()["result"]

    def target(self, cid: str) -> dict[str, Any]:
        return self.http.get("/api/ImmunizationTarget", params={"cid": cid}).json()["result"]

    def told(self, path: str, body: object) -> httpx.Response:
        return self.http.post(f"/practice/{path}", json=body)

    @property
    def booked(self) -> list[tuple[str, int]]:
        """Who holds which hour, as the server knows it."""
        bookings: Any = self.server.state()["bookings"]
        return [(booking["cid"], booking["hour"]) for booking in bookings]


def wait_until(true: Callable[[], object]) -> None:
    """Waits on a condition of the server, checked every few milliseconds."""
    pause = threading.Event()
    for _ in range(1000):
        if true():
            return
        pause.wait(0.005)
    pytest.fail("never came true")


Start = Callable[..., Clerk]
Meet = Callable[..., Clerk]
