from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.errors import SettingsError
from app.practice import Scenario
from app.practice.world.people import Citizen
from tests.app.practice.clerk import Start

DAY = date(2026, 7, 6)


def test_example_of_the_document_is_read(tmp_path: Path) -> None:
    page = (Path(__file__).parents[4] / "docs" / "practice-server.md").read_text(encoding="utf-8")
    example = page.partition("```json\n")[2].partition("```")[0]
    file = tmp_path / "scenario.json"
    file.write_text(example, encoding="utf-8")
    scenario = Scenario.load(file, DAY)
    assert scenario.settings.block_seconds == 20
    assert {fault.name for fault in scenario.faults} == {"latency", "drop_after", "terminated"}
    assert [(hour.date.isoformat(), hour.hour) for hour in scenario.hours][:2] == [
        ("2026-07-07", 8),
        ("2026-07-07", 9),
    ]
    assert len(scenario.citizens()) == 101


def test_every_fault_stands_in_the_document() -> None:
    from app.practice.world.faults import FAULTS

    page = (Path(__file__).parents[4] / "docs" / "practice-server.md").read_text(encoding="utf-8")
    assert [name for name in FAULTS if f"`{name}`" not in page] == []


@pytest.mark.parametrize(
    ("value", "field"),
    [
        ([], "{}"),
        ({"slot": []}, "slot"),
        ({"people": {}}, "people"),
        ({"people": ["x"]}, "people[0]"),
        ({"people": [{"cid": "1234567890123"}]}, "people[0].cid"),
        ({"people": [{"cid": 1990000000001}]}, "people[0].cid"),
        ({"people": [{"cid": "1990000000001", "line": "yes"}]}, "people[0].line"),
        ({"slots": [{"date": "1/7/2026", "hour": 8}]}, "slots[0].date"),
        ({"slots": [{"date": "+1", "hour": 24}]}, "slots[0].hour"),
        ({"slots": [{"date": "+1", "hour": True}]}, "slots[0].hour"),
        ({"slots": [{"date": "+1"}]}, "slots[0].hour"),
        ({"slots": [{"date": "+1", "hour": 8, "hospital_code": "1"}]}, "slots[0].hospital_code"),
        ({"slots": [{"date": "+99999999999", "hour": 8}]}, "slots[0].date"),
        ({"accounts": [{"user": "a"}]}, "accounts[0].password"),
        ({"settings": {"rate_limit": 0}}, "settings.rate_limit"),
        ({"settings": {"rate_limits": 5}}, "settings.rate_limits"),
        ({"settings": {"repeat": "maybe"}}, "settings.repeat"),
        ({"settings": []}, "settings"),
        ({"faults": [{}]}, "faults[0].fault"),
        ({"faults": [{"fault": "fire", "probability": 1}]}, "faults[0].fault"),
        ({"faults": [{"fault": "latency"}]}, "faults[0].probability"),
        ({"faults": [{"fault": "latency", "probability": 2}]}, "faults[0].probability"),
        ({"faults": [{"fault": "latency", "at": [0]}]}, "faults[0].at"),
        ({"faults": [{"fault": "latency", "at": 1, "seconds": "1"}]}, "faults[0].seconds"),
        ({"faults": [{"fault": "latency", "at": 1, "status": 500}]}, "faults[0].status"),
        ({"faults": [{"fault": "error_after", "at": 1, "status": 99}]}, "faults[0].status"),
        ({"faults": [{"fault": "truncated", "at": 1, "effect": 1}]}, "faults[0].effect"),
        ({"faults": [{"fault": "spelled", "at": 1, "time": "noon"}]}, "faults[0].time"),
        ({"faults": [{"fault": "spelled", "at": 1, "hour": "8"}]}, "faults[0].hour"),
        ({"faults": [{"fault": "answered", "at": 1, "type": "pdf"}]}, "faults[0].type"),
        ({"faults": [{"fault": "answered", "at": 1, "status": 199}]}, "faults[0].status"),
        ({"faults": [{"fault": "too_many", "at": 1, "retry_after": True}]}, "faults[0].retry_after"),
    ],
)
def test_broken_scenario_names_the_field(value: object, field: str) -> None:
    with pytest.raises(SettingsError) as error:
        Scenario.parse(value, DAY)
    assert error.value.code == "scenario_broken"
    assert error.value.params["field"] == field
    assert error.value.params["expected"]


def test_file_that_is_not_json_or_not_there(tmp_path: Path) -> None:
    file = tmp_path / "s.json"
    file.write_text('{\n"faults": [,]}', encoding="utf-8")
    with pytest.raises(SettingsError) as error:
        Scenario.load(file)
    assert (error.value.code, error.value.params["field"]) == ("scenario_broken", "line 2")
    file.write_bytes(b"\xff\xfe\x00")
    for unreadable in (file, tmp_path / "none.json", tmp_path):
        with pytest.raises(SettingsError) as error:
            Scenario.load(unreadable)
        assert error.value.code == "scenario_unreadable"


def test_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    file = tmp_path / "s.json"
    file.write_text(json.dumps({"settings": {"rate_limit": 7}}), encoding="utf-8-sig")
    assert Scenario.load(file).settings.rate_limit == 7


def test_listed_people_and_slots_are_all_there_are(start: Start, people: tuple[Citizen, ...]) -> None:
    value: Any = {
        "people": [{"cid": people[0].cid, "first_name": "หนึ่ง", "line": True, "vaccinated_days_ago": [30]}],
        "slots": [{"date": "2026-07-07", "hour": 8, "seats": 2, "dose": 2}],
        "accounts": [{"user": "other", "password": "x", "hospital_code": "99007"}],
    }
    clerk = start(Scenario.parse(value, DAY))
    assert clerk.confirm(people[0].cid).json()["result"]["dose"] == 2
    assert clerk.confirm(people[1].cid).status_code == 501
    assert clerk.confirm(people[0].cid, 9).status_code == 501
    assert clerk.token("other", "x", "99007").text.startswith("eyJ")
    (entry,) = clerk.http.get("/practice/outbox").json()
    assert entry["channels"] == ["line"]
