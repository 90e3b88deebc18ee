"""Who a message goes to: gathered from bookings, a file or the sheet, looked up, mended."""

from __future__ import annotations

from collections.abc import Callable, Collection, Coroutine, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.domain.message import Recipient
from app.domain.values import FieldSite, Person, Problem
from app.errors import InputError
from ui.messages.calls import MessageCalls
from ui.sheet.sheet import Sheet

if TYPE_CHECKING:
    from app.messages.audience import Audience
    from app.messages.sending import Messenger


class Recipients(QObject):
    """Every method returns at once; what comes of it is told by a signal, on the GUI thread."""

    changed = Signal()
    added = Signal(int, int)  # new people, people that were there already
    found = Signal(object)  # tuple of Person: several fit the search
    failed = Signal(object)  # AppError

    def __init__(self, calls: MessageCalls, sheet: Sheet, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._calls, self._sheet = calls, sheet
        self._audience: Audience | None = None
        self.problems: tuple[Problem, ...] = ()  # lines of an uploaded file, or rows of the sheet, that are no ids
        self.from_sheet = False  # those are rows of the sheet
        self.past: tuple[int, ...] = ()  # rows of the sheet whose day is past
        self.strangers: frozenset[str] = frozenset()  # ids that the target list does not know

    def clear(self) -> None:
        self._audience, self.problems, self.past, self.strangers = None, (), (), frozenset()
        self.changed.emit()

    @property
    def audience(self) -> Audience:
        from app.messages.audience import Audience

        if self._audience is None:
            self._audience = Audience()
        return self._audience

    @property
    def people(self) -> tuple[Recipient, ...]:
        return self._audience.people if self._audience is not None else ()

    @property
    def sites(self) -> tuple[FieldSite, ...]:
        """The facility's field sites, as far as they are known."""
        return (self._calls.session.desk.sites or ()) if self._calls.session.desk is not None else ()

    # --- gathering ---

    def _ask(self, work: Callable[[Messenger], Coroutine[Any, Any, Any]], done: Callable[[Any], None]) -> None:
        self._calls.ask(work, done, self.failed.emit)

    def add_slot(self, day: date, dose: int | None, site: FieldSite | None = None) -> None:
        """Everybody booked on a day, at the facility or at one of its field sites."""

        def gather(_messenger: Messenger) -> Coroutine[Any, Any, Any]:
            return self._calls.messenger(site).gather(lambda ask: ask.by_slot(day, dose), self._calls.control)

        self._ask(gather, self._add)

    def add_vaccinated(self, day: date, dose: int | None) -> None:
        self._ask(
            lambda messenger: messenger.gather(lambda ask: ask.by_vaccination(day, dose), self._calls.control),
            self._add,
        )

    def search(self, words: str) -> None:
        """People by id; on the practice server by a part of the name, too."""
        from app.people.person import search

        desk = self._calls.session.desk
        if desk is not None:
            self._ask(lambda _messenger: search(desk, words), self._found)

    def _found(self, people: tuple[Person, ...]) -> None:
        if len(people) == 1:
            self.add_person(people[0])
        else:
            self.found.emit(people)

    def add_person(self, person: Person) -> None:
        self._ask(
            lambda messenger: messenger.gather(lambda ask: ask.by_person(person.cid), self._calls.control),
            lambda found: self._add([found]),
        )

    def add_file(self, path: Path) -> None:
        """A text file, one 13-digit id a line. Small enough to be read here."""
        from app.messages.audience import read_list

        try:
            listed = read_list(path)
        except InputError as error:
            self.failed.emit(error)
            return
        self.problems, self.past, self.from_sheet = listed.problems, (), False
        self._add(listed.people)

    def add_sheet(self) -> None:
        """Everybody with a valid id of the sheet, or batch, that is open on the upload screen."""
        from app.messages.audience import of_appointments, of_sheet

        checked = self._sheet.lines.checked
        if checked is None:
            self._add(of_appointments(self._sheet.lines.bookable))
            return
        found = of_sheet(checked)
        self.problems, self.past, self.from_sheet = found.nobody, found.past, True
        self._add(found.people)

    def look_up(self) -> None:
        """Names, appointments and whether they are on the target list, one call a person."""
        people = self.audience.people
        self._ask(
            lambda messenger: messenger.gather(lambda ask: ask.look_up(people, self._calls.reach), self._calls.control),
            self._looked_up,
        )

    def _looked_up(self, found: Any) -> None:
        self._audience, _ = type(self.audience)().add(found.people)
        self.strangers = frozenset(found.strangers)
        self.changed.emit()

    def take(self, people: Iterable[Recipient]) -> None:
        """Those of a day's list."""
        self._add(people)

    def _add(self, people: Iterable[Recipient]) -> None:
        self._audience, added = self.audience.add(people)
        self.changed.emit()
        self.added.emit(added.new, added.double)

    # --- mending ---

    def remove(self, cids: Collection[str]) -> None:
        self._audience = self.audience.without(cids)
        self.strangers -= frozenset(cids)
        self.changed.emit()

    def edit(self, cid: str, person: Recipient) -> None:
        try:
            self._audience = self.audience.edited(cid, person)
        except InputError as error:
            self.failed.emit(error)
        self.changed.emit()

    def forget_problems(self) -> None:
        self.problems, self.past = (), ()
        self.changed.emit()
