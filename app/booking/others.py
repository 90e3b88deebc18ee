"""Another computer or window that sends the same rows, as the journal that both share knows it.

`Journal.claim` decides whose a row is, at the last moment; each row that turns out to be another's there has cost a
turn of the pace and a connection. So a run that meets somebody looks what else is theirs, and goes on elsewhere.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from app.booking.batch_rows import BatchRows
from app.booking.flow import Flow
from app.booking.line import Rows
from app.booking.plan import hour_text
from app.domain.values import OTHER_HOUR, Appointment, State
from app.journal.batches import Hold

AHEAD = 500  # rows of the line that are looked up at once


class Others:
    def __init__(
        self, rows: BatchRows, flow: Flow, facility: str, leaving: int | None, wait: float, longest: float
    ) -> None:
        """`leaving`: see `Runner`. `wait`: seconds between two looks at what they are just sending, `longest`: for how
        many in all."""
        self._rows, self._flow = rows, flow
        self._facility, self._leaving, self._wait = facility, leaving, wait
        self._looks = max(1, math.ceil(longest / max(wait, 0.01)))
        self._sending: list[Appointment] = []  # rows that they were just sending; in no line, and planned
        self._looking = False

    async def have(self, row: Appointment, hold: Hold, line: Rows) -> None:
        """They have a row that was to be sent here."""
        if hold.state is State.SENDING:
            self._sending.append(row)
        else:
            self._taken(row.row, hold)
        await self._look_ahead(line)

    async def _look_ahead(self, line: Rows) -> None:
        """What they have of the rows that come next leaves the line, which goes on where they may not be."""
        if self._looking:
            return
        self._looking = True
        rows = {entry.outcome.row: entry.appointment for entry in line.next(AHEAD)}
        line.go_elsewhere()
        try:
            for number, hold in (await self._holds(list(rows.values()))).items():
                if hold.state is State.BOOKED and line.strike(number):
                    self._taken(number, hold)
                elif hold.state is State.SENDING and line.strike(number):
                    self._sending.append(rows[number])
        finally:
            self._looking = False

    @property
    def are_sending(self) -> bool:
        """Whether rows of theirs are to be waited for."""
        return bool(self._sending)

    async def decided(self) -> bool:
        """What became of the rows that they were just sending. True: some are to be sent from here after all. They are
        waited for as long as somebody runs their batch, which settles its own doubt; what holds this run does not
        count."""
        waiting, self._sending, again = self._sending, [], False
        for look in range(self._looks):
            if not waiting:
                break
            await self._flow.open()
            await self._flow.rest(self._wait)
            holds = await self._holds(waiting)
            again |= len(holds) < len(waiting)
            doubtful = {hold.batch for hold in holds.values() if hold.state.doubtful}
            run = {batch for batch in doubtful if await self._rows.is_run(batch)}
            for number, hold in holds.items():
                if hold.batch not in run or not hold.state.doubtful:
                    self._taken(number, hold)
                elif look == self._looks - 1:
                    self._rows.mark(number, State.NOT_SENT, "sending_in_other_batch")
            waits = {number for number, hold in holds.items() if hold.batch in run and hold.state.doubtful}
            waiting = [row for row in waiting if row.row in waits]
        return again

    async def _holds(self, rows: Sequence[Appointment]) -> Mapping[int, Hold]:
        """By row number: the row of theirs that has the person's day."""
        found = {}
        for number, holds in (await self._rows.holds(self._facility, rows)).items():
            if theirs := [one for one in holds if one.hour != self._leaving]:
                found[number] = min(theirs, key=lambda hold: not hold.same_hour)
        return found

    def _taken(self, number: int, hold: Hold) -> None:
        if hold.state is not State.BOOKED:
            self._rows.mark(number, State.NOT_SENT, "doubtful_in_other_batch")
        elif hold.same_hour:
            self._rows.mark(number, State.SKIPPED, "booked_in_other_batch")
        else:
            self._rows.mark(number, State.REFUSED, OTHER_HOUR, detail=hour_text(hold.hour))
