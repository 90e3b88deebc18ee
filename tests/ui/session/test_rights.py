"""What the token says an account may do."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.practice import Scenario
from app.wording import say
from tests.ui.conftest import WAIT
from ui.program.program import Program


@pytest.mark.parametrize(("scopes", "told"), [(["IMMUNIZATION_VIEW:3"], True), (["IMMUNIZATION_SLOT:3"], False)])
def test_an_account_without_the_right_to_book_is_told_as_soon_as_it_is_in(
    program: Program, qtbot: QtBot, scopes: list[str], told: bool
) -> None:
    program.pieces.accounts._scenario = Scenario.parse({"settings": {"scopes": scopes}})
    program.practise(sample=False)
    qtbot.waitUntil(lambda: program.work.session.desk is not None and program.work.idle, timeout=WAIT)
    notice = program.pages.upload.notice
    assert notice.isVisibleTo(program.pages.upload) is told
    assert (notice.words.text() == say("no_booking_scope", "th")) is told
