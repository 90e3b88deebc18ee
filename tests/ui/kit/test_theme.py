"""Contrast and room for letters, over every colour and kind of label."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.system.paths import resources
from ui.kit.basic import Selectable, label
from ui.kit.style import style_sheet
from ui.kit.theme import DARK, FAMILY, LIGHT, Colours, Mode, Theme, font
from ui.program.parts import LETTERED, faces
from ui.sheet.status import STATUS_LOOKS

TEXT = 4.5  # WCAG AA
CONTROL = 3.0


def luminance(colour: str) -> float:
    value = QColor(colour)
    parts = [value.redF(), value.greenF(), value.blueF()]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_text_can_be_read_everywhere(colours: Colours) -> None:
    pairs = {
        f"text on {ground}": (colours.text, getattr(colours, ground)) for ground in ("window", "surface", "raised")
    }
    pairs |= {
        f"muted on {ground}": (colours.muted, getattr(colours, ground)) for ground in ("window", "surface", "raised")
    }
    pairs |= {name: (tone.ink, tone.ground) for name, tone in colours.tones().items()}
    pairs |= {
        f"{name} on surface": (tone.ink, colours.surface)
        for name, tone in colours.tones().items()
        if name != "practice"
    }
    pairs["primary button"] = (colours.on_primary, colours.primary)
    pairs["primary button, hovered"] = (colours.on_primary, colours.primary_hover)
    pairs["practice stripe"] = (colours.practice.ink, colours.practice_stripe)
    too_pale = {name: round(contrast(*pair), 2) for name, pair in pairs.items() if contrast(*pair) < TEXT}
    assert too_pale == {}


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_borders_and_focus_can_be_seen(colours: Colours) -> None:
    for ground in (colours.window, colours.surface):
        assert contrast(colours.edge, ground) >= CONTROL
        assert contrast(colours.focus, ground) >= CONTROL


def test_every_status_differs_by_icon_too() -> None:
    icons = [icon for tone, icon in STATUS_LOOKS.values() if tone != "quiet"]
    assert len(set(icons)) == len(icons)
    for _, icon in STATUS_LOOKS.values():
        assert (resources() / "icons" / f"{icon}.svg").is_file()


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_style_sheet_names_only_files_that_exist(colours: Colours) -> None:
    for path in re.findall(r"url\(([^)]+)\)", style_sheet(colours)):
        assert QImage(path).isNull() is False


def ink_rows(image: QImage) -> int:
    """Lines of pixels with anything dark in them, from the first to the last."""
    dark = [
        y
        for y in range(image.height())
        if any(QColor(image.pixel(x, y)).lightness() < 140 for x in range(image.width()))
    ]
    return dark[-1] - dark[0] + 1 if dark else 0


@pytest.mark.parametrize("kind", ["", "strong", "title", "heading", "small"])
def test_thai_marks_are_not_cut(theme: Theme, kind: str) -> None:
    """The highest and the lowest marks of Thai, in a label as high as its layout gives it and in one with room."""
    made: list[QLabel] = []
    for room in (0, 40):
        part = label(kind, "ปั๊ป่ ฎู ญู ปู่")
        part.setStyleSheet("color: black; background: white")
        part.ensurePolished()
        part.resize(part.sizeHint().width() + room, part.sizeHint().height() + room)
        made.append(part)
    tight, roomy = (ink_rows(part.grab().toImage()) for part in made)
    assert tight == roomy


def test_table_rows_have_room_for_thai(theme: Theme) -> None:
    from ui.sheet.model import TableModel
    from ui.sheet.rows import Rows

    rows = Rows(theme, TableModel())
    box = QFontMetricsF(font()).tightBoundingRect("ปั๊ป่ ฎู ญู ปู่")
    assert rows.verticalHeader().defaultSectionSize() >= box.height() + 8


def test_switching_repaints(qapp: QApplication) -> None:
    theme = Theme(qapp, Mode.LIGHT)
    assert not theme.dark
    theme.use(Mode.DARK)
    assert theme.dark
    assert DARK.window in qapp.styleSheet()
    theme.use(Mode.LIGHT)
    assert LIGHT.window in qapp.styleSheet()


def test_no_kind_of_widget_keeps_the_systems_font(theme: Theme) -> None:
    """Windows has fonts of its own for views, menus and tips, and brings them back whenever a style is set."""
    for kind in LETTERED:
        QApplication.setFont(QFont("Tahoma"), kind)
    assert faces() == {"Tahoma"}
    theme.use(Mode.DARK)
    assert faces() == {FAMILY}


@pytest.mark.parametrize("size", [100, 150])
def test_words_that_can_be_selected_show_the_vowels_under_their_last_line_whole(
    theme: Theme, qtbot: QtBot, size: int
) -> None:
    """Qt cuts what it draws so at the last line's own height."""

    def lowest(words: QLabel, height: int) -> int:
        words.resize(300, height)
        image = words.grab().toImage()
        ground = image.pixelColor(299, 0)
        inked = (y for y in range(image.height()) for x in range(300) if image.pixelColor(x, y) != ground)
        return max(inked)

    theme.use_text_size(size)
    try:
        words = Selectable()
        qtbot.addWidget(words)
        words.setText("ผู้ดูแลทุกคน ญาติ กตัญญู ฎุ")
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.ensurePolished()
        assert lowest(words, words.heightForWidth(300)) == lowest(words, 200)
    finally:
        theme.use_text_size(100)
