"""The few settings. A change counts at once; what can't be used is told beside the field and changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QLineEdit, QScrollArea, QSpinBox, QWidget

from app.domain.address import REAL_SERVER
from app.errors import AppError
from app.mophic.limits import HIGHEST_CAP
from app.system.settings import Settings
from app.wording import say, say_error
from ui.kit import text
from ui.kit.basic import Button, column, label, repolish
from ui.kit.notice import Notice
from ui.kit.text import fill
from ui.kit.theme import GAP, Theme
from ui.kit.translated import Translated
from ui.settings.form import Calm, Card, FileChoice, Side, actions
from ui.settings.support import choose_place

WIDEST = 900  # px; longer lines are hard to read
CERTIFICATES = "*.pem *.crt *.cer"
SETTINGS_FILE = "JSON (*.json)"


class SettingsScreen(Translated, QScrollArea):
    """`changed`: the name of a setting and its new value. The other signals ask for something to be done."""

    changed = Signal(str, object)
    clear_wanted = Signal()
    server_wanted = Signal()  # to be asked with a warning before the address may be changed
    support_wanted = Signal(object)  # Path
    export_wanted = Signal(object)  # Path
    import_wanted = Signal(object)  # Path

    def __init__(self, theme: Theme, settings: Settings) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.title = label("title")
        self._build(theme)
        self._lay_out(theme)
        self._wire()
        self.retranslate()
        self.show_settings(settings)

    # --- making ---

    def _build(self, theme: Theme) -> None:
        self.language, self.theme = QComboBox(), QComboBox()
        self.cap, self.keep_days = QSpinBox(), QSpinBox()
        self.cap.setRange(1, HIGHEST_CAP)
        self.keep_days.setRange(1, 3650)
        for box in (self.cap, self.keep_days):
            box.lineEdit().setTextMargins(GAP, 0, 0, 0)  # the style sheet's padding does not reach it
        self._calm = Calm(self)
        self._calm.calm(self.language, self.theme, self.cap, self.keep_days)
        self.sound = QCheckBox()
        self.server, self.news = QLineEdit(), QLineEdit()
        self.unlock = Button(theme, "pencil")
        self.reset = Button(theme, "rotate-ccw", "flat")
        self.ca_file = FileChoice(theme, CERTIFICATES)
        self.key_file = FileChoice(theme, "*", save=True)
        self.take = Button(theme, "download")
        self.give = Button(theme, "upload")
        self.support = Button(theme, "save")
        self.clear = Button(theme, "trash-2", "danger")
        self.told = Notice(theme)
        self._private_words = label("muted", wrap=True)
        self._share_words = label("muted", wrap=True)
        self._support_words = label("muted", wrap=True)

    def _lay_out(self, theme: Theme) -> None:
        self.look, self.work, self.net = Card(), Card(), Card()
        self.share, self.help, self.private = Card(), Card(), Card()
        for card, fields in (
            (self.look, (self.language, self.theme, self.sound)),
            (self.work, (self.cap, self.keep_days)),
            (self.net, (Side(self.server, self.unlock, self.reset), self.ca_file, self.key_file, self.news)),
        ):
            for field in fields:
                card.add(field)
        for card, words, buttons in (
            (self.share, self._share_words, (self.give, self.take)),
            (self.help, self._support_words, (self.support,)),
            (self.private, self._private_words, (self.clear,)),
        ):
            card.box.addWidget(words)
            card.box.addWidget(actions(*buttons))
        page = QWidget()
        page.setProperty("kind", "page")
        layout = column(page, margin=3 * GAP, gap=2 * GAP)
        layout.addWidget(self.title)
        layout.addWidget(self.told)
        for card in (self.look, self.work, self.net, self.share, self.help, self.private):
            layout.addWidget(card)
        layout.addStretch(1)
        page.setMaximumWidth(WIDEST)
        self.setWidget(page)

    def _wire(self) -> None:
        self.language.activated.connect(lambda: self._change("language", self.language.currentData()))
        self.theme.activated.connect(lambda: self._change("theme", self.theme.currentData()))
        self.cap.editingFinished.connect(lambda: self._change("cap", self.cap.value()))
        self.keep_days.editingFinished.connect(lambda: self._change("keep_days", self.keep_days.value()))
        self.sound.toggled.connect(partial(self._change, "sound"))
        self.server.editingFinished.connect(self._server)
        self.news.editingFinished.connect(lambda: self._change("update_url", self.news.text().strip()))
        self.unlock.clicked.connect(self.server_wanted)
        self.reset.clicked.connect(lambda: self._change("server_url", REAL_SERVER.url))
        self.ca_file.chosen.connect(partial(self._change, "ca_file"))
        self.key_file.chosen.connect(partial(self._change, "key_file"))
        self.give.clicked.connect(self._export)
        self.take.clicked.connect(self._import)
        self.support.clicked.connect(self._support)
        self.clear.clicked.connect(self.clear_wanted)

    # --- words ---

    def retranslate(self) -> None:
        self.title.setText(self.tr("Settings"))
        self.setAccessibleName(self.title.text())  # a scroll area takes the focus, too
        self._fill(self.language, [("ไทย", "th"), ("English", "en")])
        themes = [(self.tr("As the system"), "system"), (self.tr("Light"), "light"), (self.tr("Dark"), "dark")]
        self._fill(self.theme, themes)
        self.keep_days.setSuffix(" " + self.tr("days"))
        self.sound.setText(self.tr("Play a sound"))
        self.unlock.say(self.tr("Change…"), self.tr("Change the server's address"))
        self.reset.say(self.tr("Ministry's address"), self.tr("Go back to the Ministry's address"))
        self.ca_file.say(self.tr("None: the certificates of Windows are enough"), self.tr("Choose a certificate file"))
        self.key_file.say(self.tr("None: Windows keeps the key"), self.tr("Choose or make a key file"))
        self.news.setPlaceholderText("https://…")
        self._say_cards()
        self.give.say(self.tr("Save settings to a file…"))
        self.take.say(self.tr("Take settings from a file…"))
        self.support.say(self.tr("Save support file…"))
        self.clear.say(self.tr("Clear personal data…"))

    def _say_cards(self) -> None:
        follows = self.tr("Follows Windows unless you choose otherwise.")
        self.look.say(
            self.tr("Look and sound"),
            [(self.tr("Language"), ""), (self.tr("Appearance"), follows), (self.tr("When a batch ends"), "")],
        )
        cap = self.tr("The server blocks the whole hospital above 30. Lower is safer; 28 is the most.")
        keep = self.tr("Finished batches are forgotten after this time.")
        self.work.say(self.tr("Booking"), [(self.tr("Calls a second"), cap), (self.tr("Keep records for"), keep)])
        self.net.say(self.tr("Connection, for the IT person"), self._net_lines())
        self.share.say(self.tr("The same on every PC"), [])
        self._share_words.setText(
            self.tr("The file holds these settings alone: no username, no password, no names of files.")
        )
        self.help.say(self.tr("When something does not work"), [])
        self._support_words.setText(
            self.tr("The support file holds the program's log and these settings: no citizen IDs, no passwords.")
        )
        self.private.say(self.tr("Personal data"), [])
        self._private_words.setText(
            self.tr("Clears the history with every name and ID on this computer. Appointments on the server stand.")
        )

    def _net_lines(self) -> list[tuple[str, str]]:
        return [
            (self.tr("Server"), self.tr("Counts from the next sign-in on.")),
            (
                self.tr("Certificate file"),
                self.tr("Where the hospital's network opens secure connections to check them."),
            ),
            (
                self.tr("Key file"),
                self.tr("For a PC with no safe place for keys. Whoever has it can read the records."),
            ),
            (
                self.tr("Address for news"),
                self.tr("Tells of a newer version. Empty: never asked. Nothing is downloaded."),
            ),
        ]

    @staticmethod
    def _fill(box: QComboBox, items: list[tuple[str, str]]) -> None:
        """Words anew, the choice kept."""
        chosen = box.currentData()
        box.clear()
        for words, value in items:
            box.addItem(words, value)
        box.setCurrentIndex(max(0, box.findData(chosen)))

    # --- showing what stands ---

    def show_settings(self, settings: Settings) -> None:
        self.language.setCurrentIndex(self.language.findData(settings.language))
        self.theme.setCurrentIndex(self.theme.findData(settings.theme))
        self.cap.setValue(settings.cap)
        self.keep_days.setValue(settings.keep_days)
        self.sound.setChecked(settings.sound)
        self.ca_file.show_path(settings.ca_file)
        self.key_file.show_path(settings.key_file)
        for field, words in ((self.server, settings.server_url), (self.news, settings.update_url)):
            field.setText(words)
            self._mark(field, wrong=False)
        self.lock_server()

    def lock_server(self) -> None:
        """The address can be read; changing it is asked for first."""
        self.server.setReadOnly(True)
        self.unlock.show()
        self.reset.setVisible(self.server.text() != REAL_SERVER.url)

    def unlock_server(self) -> None:
        """The clerk has read the warning."""
        self.server.setReadOnly(False)
        self.unlock.hide()
        self.server.setFocus()
        self.server.selectAll()

    def _tell(self, tone: str, words: Callable[[], str]) -> None:
        self.told.keep_telling(lambda: self.told.tell(tone, words()))
        self.ensureWidgetVisible(self.told)

    def tell_wrong(self, name: str, error: AppError) -> None:
        """A value that can't be used; it stays in its field to be mended."""
        fields = {"server_url": self.server, "update_url": self.news}
        if name in fields:
            self._mark(fields[name], wrong=True)
        if name in fields and error.code == "settings_value":
            self._tell("bad", self._wrong_address)
        else:
            self._tell("bad", lambda: say_error(error, text.lang()))

    def _wrong_address(self) -> str:
        return self.tr("This address can't be used. It begins with https:// and names a computer.")

    def tell_cleared(self, remaining: int) -> None:
        self._tell("good" if not remaining else "warn", partial(self._cleared, remaining))

    def _cleared(self, remaining: int) -> str:
        words = self.tr("Personal data is cleared.")
        return f"{words} {self.tr('%n running batch(es) remain.', '', remaining)}" if remaining else words

    def tell_saved(self, code: str, path: Path) -> None:
        """`settings_exported`, `settings_taken` or `support_saved`."""
        self._tell("good", partial(self._saved, code, path))

    def _saved(self, code: str, path: Path) -> str:
        words = {
            "settings_exported": self.tr("The settings are saved: %1"),
            "settings_taken": self.tr("The settings are taken from %1"),
        }
        return fill(words[code], path) if code in words else say(code, text.lang(), path=str(path))

    @staticmethod
    def _mark(field: QLineEdit, *, wrong: bool) -> None:
        if bool(field.property("wrong")) != wrong:
            field.setProperty("wrong", wrong)
            repolish(field)

    # --- changing ---

    def _change(self, name: str, value: object) -> None:
        self.told.hide()
        self.changed.emit(name, value)

    def _server(self) -> None:
        if not self.server.isReadOnly():
            self._change("server_url", self.server.text().strip().rstrip("/"))

    def _export(self) -> None:
        path, _ = QFileDialog.getSaveFileName(self, self.give.text(), "mophic-settings.json", SETTINGS_FILE)
        if path:
            self.export_wanted.emit(Path(path))

    def _import(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self.take.text(), "", SETTINGS_FILE)
        if path:
            self.import_wanted.emit(Path(path))

    def _support(self) -> None:
        if (out := choose_place(self)) is not None:
            self.support_wanted.emit(out)
