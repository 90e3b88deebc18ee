"""An office's address, however it was typed."""

from __future__ import annotations

import pytest

from app.domain.office import read_address, schema_of
from app.errors import InputError


@pytest.mark.parametrize(
    "typed",
    [
        "db.hospital.local",
        " DB.hospital.local ",
        "db.hospital.local:5432",
        "db.hospital.local./mophic",
        "postgres://db.hospital.local/mophic/",
        "jdbc:postgresql://db.hospital.local:5432/mophic?sslmode=disable",
        "db.hospital\u00a0.local",
    ],
)
def test_one_database_has_one_spelling(typed: str) -> None:
    assert read_address(typed).place == "db.hospital.local/mophic"


def test_what_else_an_address_holds() -> None:
    written = read_address("postgresql://book%40er:se%2Fcret@10.0.0.7:5433/office")
    assert (written.place, written.user, written.password) == ("10.0.0.7:5433/office", "book@er", "se/cret")
    assert written.url == "postgresql://book%40er@10.0.0.7:5433/office"
    assert "cret" not in repr(written)
    assert read_address("[FE80::1]").place == "[fe80::1]/mophic"


@pytest.mark.parametrize("typed", ["", "https://db.local", "db:99999", "db.local/a/b", "-x", "a b;c", "//", "host=db"])
def test_what_is_no_address_is_told(typed: str) -> None:
    with pytest.raises(InputError) as caught:
        read_address(typed)
    assert caught.value.code == "office_address_wrong"


def test_each_server_has_tables_of_its_own() -> None:
    assert schema_of(False, "") == "mophic"
    assert schema_of(True, "") == "mophic_practice"
    assert schema_of(True, "127.0.0.1-8000") == "mophic_practice_127_0_0_1_8000"
    assert schema_of(False, "uat.moph.go.th") == "mophic_uat_moph_go_th"
