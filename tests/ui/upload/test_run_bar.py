"""The bar of a run says what fits, and cuts nothing."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

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
