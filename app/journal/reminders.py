"""Who was reminded of which appointment: by keyed hashes, beside the message that did it, and forgotten with it.

A reminder counts while its call was sent, waits to be sent, or may have been sent; one that the server refused told
nobody, so its people may be reminded anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.domain.message import MessageState, Part, Recipient
from app.errors import InputError
from app.journal.store import Database, Store

# `line`: a keyed hash of the facility, the person, the day and the hour.
SCHEMA = """
CREATE TABLE IF NOT EXISTS reminder (
    line BLOB NOT NULL, message INTEGER NOT NULL REFERENCES message(id) ON DELETE CASCADE, number INTEGER NOT NULL,
    PRIMARY KEY (line, message)
)
"""
_AT_ONCE = 500  # values of one query
_OF_CALL = (
    "SELECT reminder.line FROM reminder JOIN message_part AS part"
    " ON part.message=reminder.message AND part.number=reminder.number"
)


class ReminderBook:
    """The reminders of one journal."""

    def __init__(self, store: Store) -> None:
        self._store, self._db = store, store.db

    def reminded(self, facility: str, people: Iterable[Recipient]) -> frozenset[Recipient]:
        """Those of them who were reminded of this very appointment, or may have been, or still wait for it."""
        return self._of_calls(facility, people, [state for state in MessageState if state is not MessageState.REFUSED])

    def waiting(self, facility: str, people: Iterable[Recipient]) -> frozenset[Recipient]:
        """Those of them of whom nobody can say that they were: the message stopped before their call, or in it."""
        return self._of_calls(facility, people, [MessageState.PLANNED, MessageState.SENDING, MessageState.UNKNOWN])

    def _of_calls(
        self, facility: str, people: Iterable[Recipient], states: Sequence[MessageState]
    ) -> frozenset[Recipient]:
        lines = {self._line(facility, person): person for person in people if _has_hour(person)}
        keys, found = list(lines), set[Recipient]()
        for start in range(0, len(keys), _AT_ONCE):
            some = keys[start : start + _AT_ONCE]
            marks = ",".join("?" * len(some))
            where = f"part.state IN ({','.join('?' * len(states))}) AND reminder.line IN ({marks})"
            rows = self._db.execute(f"{_OF_CALL} WHERE {where}", (*states, *some))
            found.update(lines[bytes(line)] for (line,) in rows)
        return frozenset(found)

    def messages(self, facility: str, people: Iterable[Recipient]) -> dict[int, frozenset[Recipient]]:
        """The messages that remind any of these people of this very appointment, each with whom."""
        lines = {self._line(facility, person): person for person in people if _has_hour(person)}
        keys, found = list(lines), dict[int, set[Recipient]]()
        for start in range(0, len(keys), _AT_ONCE):
            some = keys[start : start + _AT_ONCE]
            where = f"line IN ({','.join('?' * len(some))})"
            for line, message in self._db.execute(f"SELECT line, message FROM reminder WHERE {where}", some):
                found.setdefault(int(message), set()).add(lines[bytes(line)])
        return {message: frozenset(whom) for message, whom in found.items()}

    def note(self, facility: str, parts: Sequence[Part], message: int, *, again: bool) -> None:
        """Within the change that writes the message down, so that of two windows only one reminds. Raises InputError
        reminded_already where somebody was reminded meanwhile, unless `again`."""
        people = [person for part in parts for person in part.people]
        if not again and (before := self.reminded(facility, people)):
            raise InputError("reminded_already", count=len(before))
        self._db.executemany(
            "INSERT INTO reminder (line, message, number) VALUES (?,?,?)",
            (
                (self._line(facility, person), message, part.number)
                for part in parts
                for person in part.people
                if _has_hour(person)
            ),
        )

    def calls(self, message: int) -> frozenset[int]:
        """The numbers of a message's calls that remind somebody."""
        rows = self._db.execute("SELECT DISTINCT number FROM reminder WHERE message=?", (message,))
        return frozenset(int(number) for (number,) in rows)

    def _line(self, facility: str, person: Recipient) -> bytes:
        return self._store.keyed(f"reminder|{facility}|{person.cid}|{person.date}|{person.hour}".encode())


def held_elsewhere(db: Database, message: int, number: int) -> bool:
    """Whether somebody whom this call was to remind was reminded by another message since."""
    return (
        db.execute(
            f"{_OF_CALL} WHERE part.state!=? AND reminder.message!=? AND reminder.line IN"
            " (SELECT mine.line FROM reminder AS mine WHERE mine.message=? AND mine.number=?)",
            (MessageState.REFUSED, message, message, number),
        ).fetchone()
        is not None
    )


def _has_hour(person: Recipient) -> bool:
    return person.date is not None and person.hour is not None
