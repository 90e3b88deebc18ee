"""The bar at the top: where one is, who is signed in on which server, language and theme."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from app.domain.address import Server
from app.errors import AppError
from app.system.paths import APP, resources
from ui.kit import text
from ui.kit.basic import Button, Elided, ToolButton, label, line
from ui.kit.text import fill
from ui.kit.theme import GAP, Theme, Tone, font, icons
from ui.kit.translated import Translated
from ui.window.steps import FoldedSteps, Steps

if TYPE_CHECKING:
    from app.booking.colleagues import Around
    from app.domain.values import Account
    from app.journal.pcs import Known


ROOMY = 1024  # px


class ServerBadge(QWidget):
    """Real or practice, as a pill with icon and word."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.words = ""
        self._tone, self._icon = "good", "server"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_server(self, words: str, tone: str, icon: str) -> None:
        self.words, self._tone, self._icon = words, tone, icon
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.words) + 52, self.fontMetrics().height() + 10)

    def paintEvent(self, event: QPaintEvent) -> None:
        tone: Tone = getattr(self._theme.colours, self._tone)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tone.ground))
        box = QRectF(self.rect())
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.drawPixmap(QPointF(12, box.center().y() - 8), icons(self._icon, tone.ink, 16, self.devicePixelRatioF()))
        painter.setPen(QColor(tone.ink))
        painter.setFont(font(weight=QFont.Weight.DemiBold))
        painter.drawText(box.adjusted(36, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter, self.words)
        painter.end()


class TopBar(Translated, QFrame):
    """What is true on every page stands here."""

    language_wanted = Signal()
    theme_wanted = Signal()
    sign_out_wanted = Signal()

    def __init__(self, theme: Theme, steps: Steps) -> None:
        super().__init__()
        self._theme = theme
        self.steps = FoldedSteps(theme, steps)
        self._account: Account | None = None
        self._server: Server | None = None
        self.setProperty("kind", "bar")
        mark = label()
        mark.setPixmap(QIcon(str(resources() / "icons" / "app.svg")).pixmap(QSize(26, 26), self.devicePixelRatioF()))
        self.name = label("strong", APP)
        self.who, self.where = Elided(), Elided()
        self.who.setProperty("kind", "strong")
        self.where.setProperty("kind", "small")
        self.office, self.badge = ServerBadge(theme), ServerBadge(theme)
        self._show_office: Callable[[], None] = self.hide_office
        self._roomy = True  # for more than a number
        self.sign_out = ToolButton(theme, "log-out")
        self.language = Button(theme, "languages", "flat", shortcut="Ctrl+Shift+L")
        self.dark = ToolButton(theme, "moon", "Ctrl+Shift+D")
        self.sign_out.clicked.connect(self.sign_out_wanted)
        self.language.clicked.connect(self.language_wanted)
        self.dark.clicked.connect(self.theme_wanted)
        self._lay_out(mark)
        theme.changed.connect(self._show_theme)
        self.retranslate()

    def _lay_out(self, mark: QLabel) -> None:
        layout = line(self, gap=GAP)
        layout.setContentsMargins(2 * GAP, GAP // 2, 2 * GAP, GAP // 2)
        layout.addWidget(mark)
        layout.addWidget(self.name)
        layout.addSpacing(GAP)
        layout.addWidget(self.steps, 100)  # a file's name has all the room there is
        layout.addStretch(1)
        for words in (self.where, self.who):
            words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            layout.addWidget(words)
        layout.addSpacing(GAP)
        for part in (self.office, self.badge, self.sign_out, self.language, self.dark):
            layout.addWidget(part)

    def retranslate(self) -> None:
        self.language.say("English" if text.lang() == "th" else "ไทย", self.tr("Switch the language"))
        self.sign_out.name(self.tr("Sign out"))
        self._show_theme()
        self.show_account(self._account, self._server)
        self._show_office()

    # --- the office's other computers ---

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._roomy is not (roomy := self.width() >= ROOMY):
            self._roomy = roomy
            self._show_office()

    def show_office(self, around: Around) -> None:
        self._show_office = partial(self._tell_office, around)
        self._show_office()

    def _tell_office(self, around: Around) -> None:
        words = self.tr("Office: %n computer(s)", "", around.live)
        self.office.show_server(words if self._roomy else text.number(around.live), "info", "monitor")
        self.office.setAccessibleName(words)
        names = [self._named(pc) for pc in around.pcs]
        self.office.setToolTip(text.tip("\n".join([self.tr("Computers that keep their records together:"), *names])))
        self.office.show()

    def _named(self, pc: Known) -> str:
        if pc.here:
            return fill(self.tr("%1 (this computer)"), pc.name)
        words = self.tr("%1, connected now") if pc.live else self.tr("%1, last connected %2")
        return fill(words, pc.name, text.moment(pc.seen))

    def show_office_away(self, error: AppError) -> None:
        self._show_office = partial(self._tell_away, error)
        self._show_office()

    def _tell_away(self, error: AppError) -> None:
        from app.wording import say_error  # not before the window stands

        words = self.tr("Office: no connection")
        self.office.show_server(words if self._roomy else "!", "bad", "wifi-off")
        self.office.setAccessibleName(words)
        self.office.setToolTip(text.tip(say_error(error, text.lang())))
        self.office.show()

    def hide_office(self) -> None:
        self._show_office = self.hide_office
        self.office.hide()

    def fold_steps(self, folded: bool) -> None:
        """The steps stand here, where the name of the program was."""
        self.steps.setVisible(folded)
        self.name.setHidden(folded)

    def show_account(self, account: Account | None, server: Server | None) -> None:
        self._account, self._server = account, server
        for part in (self.who, self.where, self.badge, self.sign_out):
            part.setVisible(account is not None)
        if account is None or server is None:
            return
        self.where.set_words(f"{account.facility} {account.facility_name}".strip())
        self.where.setAccessibleName(fill(self.tr("Facility %1"), self.where.text()))
        self.who.set_words(account.name or account.user)
        self.who.setToolTip(text.tip(account.user))
        if server.practice:
            self.badge.show_server(self.tr("Practice server"), "practice", "flask-conical")
        else:
            self.badge.show_server(self.tr("Real server"), "good", "shield-check")
        self.badge.setToolTip(text.tip(server.url))

    def _show_theme(self) -> None:
        self.dark.set_icon("sun" if self._theme.dark else "moon")
        self.dark.name(self.tr("Light colours") if self._theme.dark else self.tr("Dark colours"))
