"""Who a message goes to: added up, each once; lists read line by line."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.domain.address import Server
from app.domain.message import Recipient
from app.domain.values import Appointment, Booking, Person, check_digit
from app.errors import InputError, SignInNeeded
from app.messages.audience import Audience, filled_in, of_appointments, read_list, valid_cid
from app.messages.sending import Messenger
from app.practice import made_up_people
from app.practice.sample import ROWS
from app.thai import today
from tests.world import any_day, go, office, server_with

IDS = [person.cid for person in made_up_people(5)]
DAY = date(2026, 11, 5)


def test_people_are_added_up_each_once() -> None:
    audience, added = Audience().add([Recipient(IDS[0]), Recipient(IDS[1]), Recipient(IDS[0])])
    assert (len(audience), added.new, added.double) == (2, 2, 1)
    audience, added = audience.add([Recipient(IDS[1], "ชื่อ"), Recipient(IDS[2])])
    assert (len(audience), added.new, added.double) == (3, 1, 1)
    assert [one.cid for one in audience.people] == IDS[:3]
    assert audience.people[1].name == "ชื่อ"


@pytest.mark.parametrize("first", [0, 1])
def test_of_two_appointments_the_earlier_one_stays(first: int) -> None:
    both = [Recipient(IDS[0], "", DAY, 9, 1), Recipient(IDS[0], "ชื่อ", DAY + timedelta(days=7), 8, 2)]
    audience, _ = Audience().add([both[first], both[1 - first], Recipient(IDS[0])])
    assert audience.people == (Recipient(IDS[0], "ชื่อ", DAY, 9, 1),)


def test_edited_and_removed() -> None:
    audience, _ = Audience().add(Recipient(cid) for cid in IDS[:3])
    audience = audience.edited(IDS[1], Recipient(IDS[4], "ใหม่"))
    assert [one.cid for one in audience.people] == [IDS[0], IDS[4], IDS[2]]
    with pytest.raises(InputError) as caught:
        audience.edited(IDS[0], Recipient(IDS[2]))
    assert caught.value.code == "audience_double"
    assert [one.cid for one in audience.without({IDS[4], IDS[0]}).people] == [IDS[2]]


def test_a_list_names_its_bad_lines(tmp_path: Path) -> None:
    wrong = IDS[0][:12] + str((int(IDS[0][12]) + 1) % 10)
    file = tmp_path / "รายชื่อ.txt"
    thai = IDS[1].translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    file.write_text(f"{IDS[0]}\n\n{IDS[1][:-2]}\n{wrong}\n {thai} \nข้อความ\n", "utf-8")
    listed = read_list(file)
    assert [(problem.row, problem.code) for problem in listed.problems] == [
        (3, "cid_length"),
        (4, "cid_check_digit"),
        (6, "cid_unreadable"),
    ]
    assert ([one.cid for one in listed.people], listed.lines) == (IDS[:2], 5)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp874"])
def test_a_list_in_what_notepad_writes(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("\r\n".join([*IDS, "หมายเหตุ"]).encode(encoding))
    listed = read_list(file)
    assert [one.cid for one in listed.people] == IDS
    assert [(problem.row, problem.value) for problem in listed.problems] == [(6, "หมายเหตุ")]


@pytest.mark.parametrize("content", [b"PK\x03\x04 workbook", b"%PDF-1.7", b"\x00\x01\x02" * 9])
def test_what_is_no_text_is_said(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_list(file)
    assert caught.value.code == "audience_file_not_text"
    with pytest.raises(InputError) as caught:
        read_list(tmp_path / "none.txt")
    assert caught.value.code == "audience_file_unreadable"


def test_the_sample_list_is_good() -> None:
    listed = read_list(Path(__file__).resolve().parents[3] / "sample_data" / "audience.txt")
    assert (len(listed.people), listed.problems) == (ROWS, ())


def test_rows_of_a_sheet() -> None:
    row = Appointment(7, IDS[0], DAY, 8, 2, "ชื่อ")
    assert of_appointments([row]) == (Recipient(IDS[0], "ชื่อ", DAY, 8, 2),)


def test_a_typed_id() -> None:
    dashed = f"{IDS[0][0]}-{IDS[0][1:5]}-{IDS[0][5:10]}-{IDS[0][10:12]}-{IDS[0][12]}"
    assert valid_cid(f" {dashed} ") == IDS[0]
    for wrong in ("", "123", IDS[0][:12] + str((check_digit(IDS[0][:12]) + 1) % 10)):
        with pytest.raises(InputError) as caught:
            valid_cid(wrong)
        assert caught.value.code == "one_cid_wrong"


def test_the_next_appointment_here_fills_the_gap() -> None:
    soon, later, past = any_day(1), any_day(9), today() - timedelta(days=1)
    bookings = tuple(
        Booking(IDS[0], 1, day, 9, 1, code)
        for day, code in ((later, "99001"), (soon, "99001"), (past, "99001"), (soon, "99002"))
    )
    person = Person(IDS[0], "นาย", "สม", "ใจ", bookings=bookings)
    assert filled_in(Recipient(IDS[0]), person, "99001") == Recipient(IDS[0], "นายสม ใจ", soon, 9, 1)
    known = Recipient(IDS[0], "", later, 8, 2)
    assert filled_in(known, person, "99001") == Recipient(IDS[0], "นายสม ใจ", later, 8, 2)


def test_by_vaccination_the_dashboard_knows_and_the_api_masks() -> None:
    async def work() -> None:
        with server_with() as practice:
            async with office(practice) as place:
                messenger = Messenger(place.desk)
                day = today() - timedelta(days=40)
                injected = {one.cid for one in made_up_people(400) if one.vaccinated_days_ago == (40,)}
                found = await messenger.gather(lambda ask: ask.by_vaccination(day, 1))
                assert {one.cid for one in found} == injected
                assert await messenger.gather(lambda ask: ask.by_vaccination(day, 2)) == ()
                client = place.desk.session.client
                client.server = Server(client.server.url, practice=False)  # as the real host answers
                with pytest.raises(InputError) as caught:
                    await messenger.gather(lambda ask: ask.by_vaccination(day, 1))
                assert (caught.value.code, caught.value.params) == ("vaccinated_masked", {"count": len(injected)})

    go(work)


def test_a_sign_in_that_is_needed_is_told_and_not_waited_for() -> None:
    """Nobody would hear of it: the window showed that it reads, and nothing else."""
    faults = [
        {"fault": "expired_token", "action": "GetHospitalSlotConfirmScheduleByDate", "at": [1]},
        {"fault": "login_refused", "action": "get_moph_access_token", "at": [2]},
    ]

    async def work() -> None:
        with server_with(faults=faults) as practice:
            async with office(practice) as place:
                messenger = Messenger(place.desk)
                messenger.timing = replace(messenger.timing, can_ask=True)  # as in the window
                with pytest.raises(SignInNeeded):
                    await asyncio.wait_for(messenger.gather(lambda ask: ask.by_slot(today())), 5)

    go(work)
