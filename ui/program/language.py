"""The language the program speaks: our own translation and Qt's, switched while it runs."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from app.system.paths import resources

LOCALES = {
    "th": QLocale(QLocale.Language.Thai, QLocale.Country.Thailand),
    "en": QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom),
}
FILES = ("app", "qtbase")


class Language:
    """Owns the translators."""

    def __init__(self, app: QCoreApplication) -> None:
        self._app = app
        self._installed: list[tuple[QTranslator, bytes]] = []
        self.now = ""

    def use(self, lang: str) -> None:
        """Speak it from now on. Every widget gets a LanguageChange event from Qt."""
        if lang == self.now:
            return
        self.now = lang
        QLocale.setDefault(LOCALES[lang])
        self.end()
        for name in FILES:
            path = resources() / "i18n" / f"{name}_{lang}.qm"
            if not path.is_file():
                continue
            words = path.read_bytes()  # Qt would map the file, and fall when an update writes it anew
            translator = QTranslator(self._app)
            if translator.load(words, str(path.parent)):
                self._app.installTranslator(translator)
                self._installed.append((translator, words))
        for window in QApplication.topLevelWidgets():
            QCoreApplication.postEvent(window, QEvent(QEvent.Type.LanguageChange))

    def end(self) -> None:
        """Take our translations away again."""
        for old, _words in self._installed:
            self._app.removeTranslator(old)
        self._installed = []
