"""What the contract learned in November 2026 (its section 7), through the whole program."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from app.commands.sheets import read_rows
from app.domain.values import FieldSite, check_digit
from app.people import person, targets
from app.practice import made_up_people
from app.practice.world.scenario import FIELD_SITE, SCOPES
from app.wording import say
from tests.commandline import account, mophic, sheet
from tests.world import go, office, rows_for, server_with

PEOPLE = made_up_people(3)
NEW = tuple(f"{twelve}{check_digit(twelve)}" for twelve in ("199000000001", "199000000002"))
HEADERS = ("cid", "prefix", "first_name", "last_name", "birth_date", "person_type_name", "person_risk_type_id")
ADDRESS = ("addr_moo", "chw_code", "amp_code", "tmb_code", "ที่อยู่")


def register_sheet(path: Path) -> Path:
    book = Workbook()
    table = book.worksheets[0]
    table.append([*HEADERS, *ADDRESS])
    table.append([NEW[0], "นาย", "สมมุติ", "หนึ่ง", "31/1/2523", "ประชาชนทั่วไป", 307, 5, "07", 1, 12, "12/3 ถ.สมมุติ"])
    table.append([NEW[1], "นาง", "สมมุติ", "สอง", "1/2/2530", "ไม่มีในตาราง", "", "", "", "", "", ""])
    book.save(path)
    return path


def test_types_and_address_of_the_sheet_reach_the_target_list(tmp_path: Path) -> None:
    file = register_sheet(tmp_path / "ขึ้นทะเบียน.xlsx")
    people, problems = targets.people_of(read_rows(file, None))
    assert problems == ()

    async def journey() -> None:
        with server_with() as practice:
            async with office(practice) as clerk:
                done = await targets.register(clerk.desk, people)
                assert [one.fate for one in done] == ["registered", "registered"]
                found = await person.look_up(clerk.desk, NEW[0])
                assert (found.person_type, found.risk_type) == ("ประชาชนทั่วไป", "โรคเบาหวาน")
                told = practice.world.store.one("SELECT more FROM person WHERE cid = ?", NEW[0])
                assert told is not None
                for part in ('"chw_code": "07"', '"amp_code": "01"', '"tmb_code": "12"', '"moo": "5"', "12/3 ถ.สมมุติ"):
                    assert part in told["more"]
                assert clerk.calls("LookupTable") == 1, "asked once, for the one table that a name needs"

    go(journey)


def test_no_look_up_table_keeps_nobody_off_the_list(tmp_path: Path) -> None:
    people, _ = targets.people_of(read_rows(register_sheet(tmp_path / "a.xlsx"), None))

    async def journey() -> None:
        broken = {"fault": "wrong_json", "action": "LookupTable", "at": [1], "body": "{}"}
        with server_with([broken]) as practice:
            async with office(practice) as clerk:
                assert {one.fate for one in await targets.register(clerk.desk, people)} == {"registered"}

    go(journey)


def test_a_field_sites_card_shows_the_sites_own_number(tmp_path: Path) -> None:
    async def journey() -> None:
        with server_with() as practice:
            async with office(practice) as clerk:
                there = clerk.desk.at(FieldSite(FIELD_SITE))
                card = await person.take_card(there, PEOPLE[0].cid, 6)
                assert (card.shown, card.number, card.manufacturer_name) == ("F001", 1, "Pfizer")
                assert card.at

    go(journey)


@pytest.mark.parametrize(("scopes", "told"), [(SCOPES, False), (("IMMUNIZATION_VIEW:3",), True), ((), False)])
def test_an_account_without_the_right_to_book_is_told_of_at_sign_in(
    tmp_path: Path, scopes: tuple[str, ...], told: bool
) -> None:
    with server_with(scopes=list(scopes)) as practice:
        words = [sheet(tmp_path / "a.xlsx", rows_for(1)), *account(practice, tmp_path)]
        ran = mophic("upload", *words, "--lang", "en", stdin="practice\n")
        assert ran.code == 0, ran.err
        assert (say("no_booking_scope", "en").split(":")[0] in ran.err) is told
