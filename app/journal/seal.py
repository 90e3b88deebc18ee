"""How a row of the journal is sealed, and by which keyed hashes it is found again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import date

from cryptography.exceptions import InvalidTag

from app.domain.values import Appointment
from app.journal.store import Store


class RowSeal:
    """Seals rows and their words with a file's key, each to its own place."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def key(self, facility: str, appointment: Appointment) -> bytes:
        """The keyed hash by which a person's hour is found again."""
        return self._hashed(f"{appointment.cid}|{facility}|{appointment.date.isoformat()}|{appointment.hour}")

    def day_key(self, facility: str, appointment: Appointment) -> bytes:
        """The keyed hash by which a person's day is found again, whatever the hour."""
        return self._hashed(f"{appointment.cid}|{facility}|{appointment.date.isoformat()}")

    def person_key(self, facility: str, cid: str) -> bytes:
        """The keyed hash by which all rows of a person are found again."""
        return self._hashed(f"{cid}|{facility}")

    def _hashed(self, text: str) -> bytes:
        return self._store.keyed(text.encode())[:16]

    def digest(self, facility: str, appointments: Iterable[Appointment]) -> bytes:
        """Tells whether a sheet holds the same rows as an earlier one, wherever the file lies now."""
        total = hashlib.sha256()
        for appointment in appointments:
            total.update(self.key(facility, appointment) + appointment.row.to_bytes(8, "big"))
        return self._store.keyed(total.digest())

    def row(self, batch: int, appointment: Appointment) -> bytes:
        return self._store.sealed(_packed(appointment), _place(batch, appointment.row))

    def opened(self, batch: int, number: int, sealed: bytes) -> Appointment | None:
        try:
            return _unpacked(number, self._store.opened(sealed, _place(batch, number)))
        except (InvalidTag, ValueError):
            return None

    def words(self, batch: int, number: int, detail: str) -> bytes | None:
        return self._store.sealed(detail, _place(batch, number)) if detail else None

    def words_opened(self, batch: int, number: int, detail: bytes | None) -> str:
        try:
            return self._store.opened(detail, _place(batch, number)).decode() if detail else ""
        except InvalidTag:
            return ""


def _packed(appointment: Appointment) -> str:
    fields = (appointment.cid, appointment.date.isoformat(), appointment.hour, appointment.dose)
    return json.dumps(
        [*fields, appointment.person_name, appointment.mobile_phone, appointment.note], ensure_ascii=False
    )


def _unpacked(number: int, data: bytes) -> Appointment:
    cid, day, hour, dose, name, phone, note = json.loads(data)
    return Appointment(number, cid, date.fromisoformat(day), hour, dose, name, phone, note)


def _place(batch: int, number: int) -> bytes:
    """Binds a sealed row to its place, so that rows can't be swapped."""
    return f"{batch}|{number}".encode()
