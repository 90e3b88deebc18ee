"""The few settings. A change counts at once; what can't be used is told beside the field and changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QScrollArea, QWidget

from app.domain.address import REAL_SERVER
from app.errors import AppError
from app.system.paths import clerks_folder
from app.system.settings import TEXT_SIZES, Settings, limits
from app.wording import say, say_error
from ui.kit import text
from ui.kit.basic import Button, column, label
from ui.kit.notice import Notice
from ui.kit.text import fill
from ui.kit.theme import GAP, Theme
from ui.kit.translated import Translated
from ui.settings.fields import Address, Choice, Field, FileChoice, Number, Switch, Words
from ui.settings.form import Card, Side
from ui.settings.office_card import OfficeCard
from ui.settings.support import choose_place

F = TypeVar("F", bound=Field)
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
        self._fields: dict[str, Field] = {}  # by the name of the setting
        self.title = label("title")
        self.told = Notice(theme)
        self.unlock = Button(theme, "pencil")
        self.reset = Button(theme, "rotate-ccw", "flat")
        self.take = Button(theme, "download")
        self.give = Button(theme, "upload")
        self.support = Button(theme, "save")
        self.clear = Button(theme, "trash-2", "danger")
        self._build(theme)
        self._wire()
        self.retranslate()
        self.show_settings(settings)

    # --- making ---

    def _build(self, theme: Theme) -> None:
        page = QWidget()
        page.setProperty("kind", "page")
        layout = column(page, margin=3 * GAP, gap=2 * GAP)
        layout.addWidget(self.title)
        layout.addWidget(self.told)
        for card in (*self._settings(theme), *self._deeds(theme)):
            layout.addWidget(card)
        layout.addStretch(1)
        theme.scales(page.setMaximumWidth, WIDEST)
        self.setWidget(page)

    def _settings(self, theme: Theme) -> list[Card]:
        """A line here is a setting. Its value, and what it may be: `app/system/settings.py`."""
        look = Card(lambda: self.tr("Look and sound"))
        self.language = self._add(
            look, "language", Choice(lambda: {"th": "ไทย", "en": "English"}), lambda: self.tr("Language")
        )
        self.theme = self._add(
            look,
            "theme",
            Choice(self._themes),
            lambda: self.tr("Appearance"),
            lambda: self.tr("Follows Windows unless you choose otherwise."),
        )
        self.text_size = self._add(
            look, "text_size", Choice(lambda: {size: f"{size} %" for size in TEXT_SIZES}), lambda: self.tr("Text size")
        )
        self.sound = self._add(
            look, "sound", Switch(lambda: self.tr("Play a sound")), lambda: self.tr("When a batch ends")
        )
        work = Card(lambda: self.tr("Booking"))
        self.cap = self._add(
            work,
            "cap",
            Number(*limits("cap")),
            lambda: self.tr("Calls a second"),
            lambda: self.tr("The server blocks the whole hospital above 30. Lower is safer; 28 is the most."),
        )
        self.keep_days = self._add(
            work,
            "keep_days",
            Number(*limits("keep_days"), lambda: self.tr("days")),
            lambda: self.tr("Keep records for"),
            lambda: self.tr("Finished batches are forgotten after this time."),
        )
        net = Card(lambda: self.tr("Connection, for the IT person"))
        self.server = self._add(
            net,
            "server_url",
            Address(),
            lambda: self.tr("Server"),
            lambda: self.tr("Takes effect at the next sign-in."),
            self.unlock,
            self.reset,
        )
        self.ca_file = self._add(
            net,
            "ca_file",
            FileChoice(
                theme,
                CERTIFICATES,
                lambda: self.tr("None: the certificates of Windows are enough"),
                lambda: self.tr("Choose a certificate file"),
            ),
            lambda: self.tr("Certificate file"),
            lambda: self.tr("Where the hospital's network opens secure connections to check them."),
        )
        self.key_file = self._add(
            net,
            "key_file",
            FileChoice(
                theme,
                "*",
                lambda: self.tr("None: Windows keeps the key"),
                lambda: self.tr("Choose or make a key file"),
                save=True,
            ),
            lambda: self.tr("Key file"),
            lambda: self.tr("For a computer with no safe place for keys. Whoever has it can read the records."),
        )
        self.updates = self._add(
            net,
            "updates",
            Switch(lambda: self.tr("Look once a day")),
            lambda: self.tr("Newer version"),
            lambda: self.tr("One small signed file is read and told of. Nothing is ever installed by itself."),
        )
        self.news = self._add(
            net,
            "update_url",
            Address(),
            lambda: self.tr("Address for news"),
            lambda: self.tr("Where the hospital keeps a copy of that file. Empty: the program's own release page."),
        )
        return [look, work, net]

    def _add(self, card: Card, name: str, field: F, words: Words, small: Words = str, *beside: Button) -> F:
        """A setting on a card, see `Card.add`."""
        self._fields[name] = field
        field.picked.connect(partial(self._change, name))
        card.add(Side(field, *beside) if beside else field, words, small)
        return field

    def _themes(self) -> dict[str, str]:
        return {"system": self.tr("As the system"), "light": self.tr("Light"), "dark": self.tr("Dark")}

    def _deeds(self, theme: Theme) -> list[Card]:
        share = Card(lambda: self.tr("The same on every computer"))
        share.explain(
            lambda: self.tr("The file holds these settings alone: no username, no password, no names of files."),
            self.give,
            self.take,
        )
        help = Card(lambda: self.tr("When something does not work"))
        help.explain(
            lambda: self.tr(
                "The support file holds the program's log and these settings: no citizen IDs, no passwords."
            ),
            self.support,
        )
        self.office = OfficeCard(theme)
        private = Card(lambda: self.tr("Personal data"))
        private.explain(
            lambda: self.tr(
                "Clears the history with every name and ID on this computer. Appointments on the server stand."
            ),
            self.clear,
        )
        return [self.office, share, help, private]

    def _wire(self) -> None:
        self.unlock.clicked.connect(self.server_wanted)
        self.reset.clicked.connect(lambda: self._change("server_url", REAL_SERVER.url))
        self.give.clicked.connect(self._export)
        self.take.clicked.connect(self._import)
        self.support.clicked.connect(self._support)
        self.clear.clicked.connect(self.clear_wanted)

    def retranslate(self) -> None:
        self.title.setText(self.tr("Settings"))
        self.setAccessibleName(self.title.text())  # a scroll area takes the focus, too
        self.unlock.say(self.tr("Change…"), self.tr("Change the server's address"))
        self.reset.say(self.tr("Ministry's address"), self.tr("Go back to the Ministry's address"))
        self.give.say(self.tr("Save settings to a file…"))
        self.take.say(self.tr("Take settings from a file…"))
        self.support.say(self.tr("Save support file…"))
        self.clear.say(self.tr("Clear personal data…"))

    # --- showing what stands ---

    def show_settings(self, settings: Settings) -> None:
        for name, field in self._fields.items():
            field.show_value(getattr(settings, name))
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
        field = self._fields.get(name)
        if isinstance(field, Address):
            field.mark(wrong=True)
        if isinstance(field, Address) and error.code == "settings_value":
            self._tell("bad", self._wrong_address)
        else:
            self._tell("bad", lambda: say_error(error, text.lang()))

    def _wrong_address(self) -> str:
        return self.tr("This address can't be used. It begins with https:// and names a computer.")

    def tell_office(self, words: Callable[[], str], tone: str = "good") -> None:
        self.office.tell(words, tone)
        QTimer.singleShot(0, lambda: self.ensureWidgetVisible(self.office.told))

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

    # --- changing ---

    def _change(self, name: str, value: object) -> None:
        self.told.hide()
        self.changed.emit(name, value)

    def _export(self) -> None:
        start = str(clerks_folder() / "mophic-settings.json")
        path, _ = QFileDialog.getSaveFileName(self, self.give.text(), start, SETTINGS_FILE)
        if path:
            self.export_wanted.emit(Path(path))

    def _import(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self.take.text(), str(clerks_folder()), SETTINGS_FILE)
        if path:
            self.import_wanted.emit(Path(path))

    def _support(self) -> None:
        if (out := choose_place(self)) is not None:
            self.support_wanted.emit(out)
