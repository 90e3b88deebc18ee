"""The one visual language: colours, spacing and type, light and dark. Everything that is painted asks here.

Contrast of text on its ground is WCAG AA (4.5 : 1; 3 : 1 for borders of controls); a test holds the palettes to it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import lru_cache

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from app.system.paths import APP, resources
from ui.kit.style import style_sheet

FAMILY = "Sarabun"
TEXT_POINTS = 11.5
GAP = 8  # px; every distance is a multiple of it
RADIUS = 8
ICON = 20  # px
NARROW = 1000  # px; on a narrower page nothing stands side by side that can stand elsewhere
WHOLE = 100  # % of the letters' own size
_share = 1.0  # of that size; a program has one theme, as it has one font


class Mode(StrEnum):
    """What the user chose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True)
class Tone:
    """A colour for words and icons, and the ground it stands on."""

    ink: str
    ground: str


@dataclass(frozen=True)
class Colours:
    """One palette."""

    window: str  # behind everything
    surface: str  # cards, tables, fields
    raised: str  # headers, hovered rows
    line: str  # hairlines between things
    edge: str  # borders of what can be pressed or typed into
    text: str
    muted: str
    primary: str
    primary_hover: str
    on_primary: str
    focus: str
    selection: Tone
    good: Tone
    info: Tone
    quiet: Tone
    violet: Tone
    warn: Tone
    bad: Tone
    problem: Tone
    practice: Tone
    practice_stripe: str

    def tones(self) -> dict[str, Tone]:
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in values.items() if isinstance(value, Tone)}


LIGHT = Colours(
    window="#F4F7F7",
    surface="#FFFFFF",
    raised="#EDF2F2",
    line="#DCE4E3",
    edge="#7C8C89",
    text="#14211F",
    muted="#4C5C59",
    primary="#0B6B62",
    primary_hover="#09574F",
    on_primary="#FFFFFF",
    focus="#0B6B62",
    selection=Tone("#0C2F2B", "#CFEBE6"),
    good=Tone("#17603A", "#DDF5E5"),
    info=Tone("#1A4FB4", "#E1ECFE"),
    quiet=Tone("#3F4F5F", "#E8EDF2"),
    violet=Tone("#5A2FA8", "#EEE8FC"),
    warn=Tone("#7A4A00", "#FDF0CD"),
    bad=Tone("#A91B1B", "#FDE6E6"),
    problem=Tone("#95380B", "#FFEBDD"),
    practice=Tone("#2B1A00", "#FFC44D"),
    practice_stripe="#F5AE1C",
)

DARK = Colours(
    window="#0F1514",
    surface="#17201E",
    raised="#1F2A28",
    line="#2B3835",
    edge="#70827E",
    text="#E8EFED",
    muted="#A5B5B1",
    primary="#4FD1C0",
    primary_hover="#7BE0D3",
    on_primary="#05211E",
    focus="#7BE0D3",
    selection=Tone("#E3FAF6", "#1C4A44"),
    good=Tone("#86E0A9", "#163526"),
    info=Tone("#9CC2FF", "#182D4F"),
    quiet=Tone("#B9C7D4", "#26313A"),
    violet=Tone("#CDB7FF", "#2F2550"),
    warn=Tone("#F5CE79", "#3A2D0E"),
    bad=Tone("#FFA8A8", "#451D1D"),
    problem=Tone("#FFBD94", "#42240F"),
    practice=Tone("#2B1A00", "#F2B53A"),
    practice_stripe="#DE9F22",
)


@lru_cache(maxsize=128)
def _svg(name: str) -> str:
    return (resources() / "icons" / f"{name}.svg").read_text("utf-8")


def paint_icon(name: str, colour: str, size: int, ratio: float = 1.0, room: int = 0) -> QPixmap:
    """A line icon in a colour, `size` px square, sharp at the screen's pixel ratio; `room` px stay free beside it."""
    pixmap = QPixmap(QSize(round((size + room) * ratio), round(size * ratio)))
    pixmap.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(QByteArray(_svg(name).replace("currentColor", colour).encode()))
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, pixmap.height(), pixmap.height()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def application(arguments: Sequence[str]) -> QApplication:
    """Qt's own of the program `arguments` begins with, drawn in the style that the style sheet is made for. Given here:
    a style that is set is a Python object, for which Qt's 577 names of styles would be made before the first look."""
    return QApplication([*(arguments[:1] or [APP]), "-style", "Fusion"])


def load_fonts() -> None:
    """Make the font we carry known to Qt."""
    for file in sorted((resources() / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))


def scaled(length: int) -> int:
    """A width (px) that was made for words, at the size of letters the clerk chose."""
    return round(length * _share)


def unscaled(length: int) -> int:
    """The same width at 100 %: what is kept must fit whatever size is chosen when it comes back."""
    return round(length / _share)


def font(points: float = TEXT_POINTS, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """`points` at 100 %."""
    made = QFont([FAMILY, "Loma", "Leelawadee UI", "Segoe UI"])
    made.setPointSizeF(points * _share)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)  # Thai marks stay apart
    made.setWeight(weight)
    return made


class Theme(QObject):
    """The palette in use. Painted widgets keep a reference to it and repaint on `changed`."""

    changed = Signal()

    def __init__(self, app: QApplication, mode: Mode = Mode.SYSTEM, text_size: int = WHOLE) -> None:
        """`text_size`: % of the letters' own size."""
        super().__init__(app)
        self._app = app
        self.mode = mode
        self.colours = LIGHT
        _use_share(text_size)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)
        self.use(mode)

    @property
    def dark(self) -> bool:
        if self.mode is Mode.SYSTEM:
            return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self.mode is Mode.DARK

    def use(self, mode: Mode) -> None:
        """Switch; title bars follow where the platform lets us ask."""
        self.mode = mode
        schemes = {Mode.LIGHT: Qt.ColorScheme.Light, Mode.DARK: Qt.ColorScheme.Dark}
        QGuiApplication.styleHints().setColorScheme(schemes.get(mode, Qt.ColorScheme.Unknown))
        self._apply()

    def use_text_size(self, percent: int) -> None:
        """All letters at this share of their own size, at once."""
        _use_share(percent)
        self._app.setFont(font())  # first: the style sheet polishes every widget with the letters it finds
        self._apply()

    def scales(self, set_width: Callable[[int], object], length: int) -> None:
        """A width (px) made for words grows with them. For what lives as long as the window."""
        set_width(scaled(length))
        self.changed.connect(lambda: set_width(scaled(length)))

    def icon(self, name: str, colour: str | None = None, room: int = 0) -> QIcon:
        """An icon in the text's colour (or a given one), pale where it is disabled; `room` px before a word."""
        made = QIcon()
        ink = colour or self.colours.text
        for ratio in {screen.devicePixelRatio() for screen in QGuiApplication.screens()}:
            made.addPixmap(icons(name, ink, ICON, ratio, room))
            made.addPixmap(icons(name, self.colours.edge, ICON, ratio, room), QIcon.Mode.Disabled)
        return made

    def _system_changed(self) -> None:
        if self.mode is Mode.SYSTEM:
            self._apply()

    def _apply(self) -> None:
        self.colours = DARK if self.dark else LIGHT  # kept: each cell that is painted asks for it
        self._app.setPalette(_qt_palette(self.colours))
        self._app.setStyleSheet(style_sheet(self.colours, _share))
        self._app.setFont(font())  # and last: on Windows, a style gives views, menus and tips the system's font
        self.changed.emit()


def _use_share(percent: int) -> None:
    global _share
    _share = percent / WHOLE


@lru_cache(maxsize=128)
def colour(value: str) -> QColor:
    """A colour of the palette, kept: each cell that is painted asks for some. Nobody changes it."""
    return QColor(value)


@lru_cache(maxsize=512)
def icons(name: str, colour: str, size: int, ratio: float, room: int = 0) -> QPixmap:
    """`paint_icon`, kept: a table paints the same few icons thousands of times."""
    return paint_icon(name, colour, size, ratio, room)


def _qt_palette(colours: Colours) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for which, value in {
        role.Window: colours.window,
        role.WindowText: colours.text,
        role.Base: colours.surface,
        role.AlternateBase: colours.raised,
        role.Text: colours.text,
        role.Button: colours.surface,
        role.ButtonText: colours.text,
        role.BrightText: colours.bad.ink,
        role.PlaceholderText: colours.muted,
        role.Highlight: colours.selection.ground,
        role.HighlightedText: colours.selection.ink,
        role.ToolTipBase: colours.raised,
        role.ToolTipText: colours.text,
        role.Link: colours.primary,
        role.LinkVisited: colours.primary,
        role.Mid: colours.line,
        role.Accent: colours.primary,
    }.items():
        palette.setColor(which, QColor(value))
    for which in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(colours.edge))
    return palette
