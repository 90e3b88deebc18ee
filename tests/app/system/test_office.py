"""Which office is named for a server."""

from __future__ import annotations

import pytest

from app import wording
from app.domain.address import REAL_SERVER, Server
from app.errors import InputError
from app.system.office import named, typed
from app.system.settings import Settings

OFFICE = Settings(office="postgresql://mophic@db.local/mophic", office_ca="/ca.pem")
PRACTICE = Server("http://127.0.0.1:8000", practice=True)


def test_without_a_word_there_is_none() -> None:
    assert named(Settings(), REAL_SERVER) is None
    assert named(OFFICE, PRACTICE) is None, "practice is never kept among real people"


def test_the_settings_name_one_for_the_real_server() -> None:
    found = named(OFFICE, REAL_SERVER)
    assert found is not None
    assert (found.url, found.schema, found.ca_file) == ("postgresql://mophic@db.local/mophic", "mophic", "/ca.pem")
    other = named(OFFICE, Server("https://uat.moph.go.th", practice=False))
    assert other is not None
    assert other.schema == "mophic_uat_moph_go_th"


def test_practice_has_one_where_it_is_named_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    found = named(OFFICE, PRACTICE, "postgresql://u:secret@10.0.0.7/d")
    assert found is not None
    assert (found.url, found.password) == ("postgresql://u@10.0.0.7/d", "secret")
    assert found.schema == "mophic_practice_127_0_0_1_8000"
    monkeypatch.setenv("MOPHIC_JOURNAL", "10.0.0.8")
    monkeypatch.setenv("MOPHIC_JOURNAL_PASSWORD", "known")
    found = named(Settings(), PRACTICE, name="practice")
    assert found is not None
    assert (found.url, found.password, found.schema) == (
        "postgresql://mophic@10.0.0.8/mophic",
        "known",
        "mophic_practice",
    )


def test_the_same_office_may_be_said_twice_and_two_of_them_are_refused() -> None:
    found = named(OFFICE, REAL_SERVER, "DB.local:5432")
    assert found is not None
    assert found.url == "postgresql://mophic@db.local/mophic"
    with pytest.raises(InputError) as caught:
        named(OFFICE, REAL_SERVER, "other.local")
    assert caught.value.code == "office_two"
    assert wording.say(caught.value.code, "en", **caught.value.params) == (
        "This computer keeps its records in the office's database db.local/mophic, and here other.local/mophic is"
        " named. One account has one, so nothing is booked. Take one of them away."
    )


def test_the_user_is_the_one_of_the_letter_where_none_is_named_and_never_the_operating_system_s() -> None:
    assert typed(REAL_SERVER, "db.local").url == "postgresql://mophic@db.local/mophic"
    assert typed(REAL_SERVER, "clerk@db.local").url == "postgresql://clerk@db.local/mophic"
    assert typed(REAL_SERVER, "clerk@db.local", " other ").url == "postgresql://other@db.local/mophic"
