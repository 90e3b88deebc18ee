"""Reminders against the practice server: an appointment that was given up meanwhile is not reminded of."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from app.booking.control import Control
from app.domain.message import Draft, MessageState, Recipient
from app.messages import reminders
from app.messages.sending import Messenger
from app.people import person
from app.wording import say
from tests.journeys.test_messages import messages, sent
from tests.world import go, office, rows_for, server_with


def test_a_reminder_that_waited_reminds_nobody_whose_appointment_was_given_up_since(tmp_path: Path) -> None:
    """Calls wait for hours. What is not sent says so, and is made anew for those who are left."""
    rows = [replace(row, hour=hour) for row, hour in zip(rows_for(4, days=1), (9, 9, 10, 10), strict=True)]

    async def work() -> None:
        with server_with() as practice:
            async with office(practice, tmp_path / "j.db") as place:
                await place.book(rows)
                listed = [Recipient(row.cid, row.person_name, row.date, row.hour) for row in rows]
                messenger = Messenger(place.desk)
                draft = Draft("เตือนนัด", "นัดวันที่ {date} เวลา {time}")
                number = messenger.save(draft, listed, reminder=True)
                found = await person.look_up(place.desk, rows[0].cid)
                await person.cancel(place.desk, found, person.pick(place.desk, found), Control(), place.events.append)
                ended = await sent(place, number)
                assert ended.states == {MessageState.SENT: 1, MessageState.REFUSED: 1}
                assert {entry["cid"] for entry in messages(practice)} == {row.cid for row in rows[2:]}
                (left,) = [part for part in messenger.book.parts(number) if part.state is MessageState.REFUSED]
                assert "ยกเลิก" in say(left.code, "th")
                anew = await reminders.remind(messenger, listed[1:], 3, again=False)
                assert anew.people == (listed[1],), "the two others got theirs"

    go(work)
