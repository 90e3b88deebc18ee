"""The bar of a run says what fits, and cuts nothing."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from app.events import Silent
from app.wording import say
from ui.kit import text
from ui.kit.theme import Theme
from ui.upload.progress import Progress
from ui.upload.run_bar import RunBar


def test_the_rate_gives_way_before_the_words_of_a_phase_are_cut(theme: Theme, qtbot: QtBot) -> None:
    """First what is done in a second, then what is left; with the room it comes back."""
    bar, progress = RunBar(theme), Progress()
    qtbot.addWidget(bar)
    progress.start(20_000, 0, 0.0)
    progress.reach(12_545, 11.0)
    bar.resize(1900, 48)
    bar.show_control(paused=False, stops=0)
    bar.show_phase("asking")
    bar.show_progress(progress)
    bar.show()
    whole = bar.rate.text()
    left = whole.split("  ·  ")[-1]
    shown: list[str] = []
    for width in range(1900, 700, -10):
        bar.resize(width, 48)
        text = bar.rate.text()
        assert bar.rate.isHidden() is not bool(text)
        if text:
            assert bar.words.width() >= bar.words.sizeHint().width(), width
        if [text] != shown[-1:]:
            shown.append(text)
    assert shown == [whole, left, ""]
    bar.resize(1900, 48)
    assert bar.rate.text() == whole


def test_where_the_server_answers_nothing_the_bar_says_so_and_no_rate(theme: Theme, qtbot: QtBot) -> None:
    bar, progress = RunBar(theme), Progress()
    qtbot.addWidget(bar)
    progress.start(200, 0, 0.0)
    progress.reach(50, 5.0)
    bar.resize(1366, 48)
    bar.show()
    bar.show_phase("booking")
    bar.show_control(paused=False, stops=0)
    progress.listen([Silent(1, 11), Silent(1, 12)])
    bar.show_progress(progress)
    assert bar.rate.text() == say("no_answer_for", text.lang(), seconds=12)
    progress.listen([Silent(1, 0)])
    bar.show_progress(progress)
    assert "12" not in bar.rate.text()
    assert bar.rate.text()
