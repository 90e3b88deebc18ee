"""Each part of the program is used once: what a build has lost shows here, even where its list of files lacks it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFontDatabase, QImageReader, QRawFont
from PySide6.QtWidgets import QApplication

from app.domain.address import Server
from app.system.paths import resources, version
from ui.kit.theme import FAMILY, font

if TYPE_CHECKING:
    from ui.program.program import Program

BUILT = bool(getattr(sys, "frozen", False))
LETTERED = ("QAbstractItemView", "QHeaderView", "QMenu", "QMessageBox", "QTipLabel")
WEIGHTS = {"Regular", "Medium", "SemiBold", "Bold"}
HOLIDAY = date(2027, 1, 1), ("วันขึ้นปีใหม่", "New Year's Day")
SEARCH = {"th": "ค้นหาชื่อ เลขประจำตัว หรือแถว", "en": "Search name, ID or row"}
ROWS = {"th": "พร้อมจอง 2 แถว", "en": "2 rows ready"}
OF_QT = ("QPlatformTheme", "Cancel")  # by another name, or our own translations would take it in
CANCEL = {"th": "ยกเลิก", "en": "Cancel"}
PROMPT = 120  # seconds for the command line to say its version; Wine and virus scanners are slow
PICTURE = re.compile(r"url\((.+?)\)")  # of the style sheet; Qt leaves out silently what it does not find
PICTURES = 79  # files of resources/icons, most of them on pages and in dialogs that the self-test does not open
NOWHERE = "postgresql://nobody@127.0.0.1:1/none?connect_timeout=3"


class Failed(Exception):
    """What is not as it should be."""


def faces() -> set[str]:
    """The fonts of widgets for which Windows has one of its own."""
    return {QApplication.font(kind).family() for kind in LETTERED}  # type: ignore[call-overload]  # it takes no bytes


def words(program: Program) -> str:
    """Both languages, in a widget of the window, in a number, in Qt's own buttons."""
    search, chosen = program.pages.upload.search, program.language.now
    for lang in ("en", "th"):
        program.language.use(lang)
        QCoreApplication.sendPostedEvents()
        rows = QCoreApplication.translate("UploadScreen", "%n row(s) ready", "", 2)
        seen = search.placeholderText(), rows, QCoreApplication.translate(*OF_QT)
        if seen != (SEARCH[lang], ROWS[lang], CANCEL[lang]):
            raise Failed(f"the window does not speak {lang}: {seen}")
    program.language.use(chosen)
    QCoreApplication.sendPostedEvents()
    return "the window speaks Thai and English"


def letters(program: Program) -> str:
    if lacking := WEIGHTS - set(QFontDatabase.styles(FAMILY)):
        raise Failed(f"the Thai font is missing: {sorted(lacking)}")
    if faces() != {FAMILY}:
        raise Failed(f"not all in the Thai font: {faces()}")
    drawn = QRawFont.fromFont(font())
    if drawn.familyName() != FAMILY or not drawn.supportsCharacter(ord("ก")):
        raise Failed(f"Thai letters are drawn with {drawn.familyName()}")
    return "Thai letters"


def pictures(program: Program) -> str:
    formats = {bytes(each.data()).decode() for each in QImageReader.supportedImageFormats()}
    if not {"svg", "ico"} <= formats or program.window.windowIcon().pixmap(32, 32).isNull():
        raise Failed(f"no pictures: {sorted(formats)}")
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    drawn = PICTURE.findall(app.styleSheet())
    if gone := [name for name in drawn or ["none"] if not Path(name).is_file()]:
        raise Failed(f"no pictures: {gone}")
    if (here := len(list((resources() / "icons").glob("*.svg")))) != PICTURES:
        raise Failed(f"{here} pictures, not {PICTURES}")
    if BUILT and sys.platform == "win32":
        import ctypes

        if ctypes.windll.shell32.ExtractIconExW(ctypes.c_wchar_p(sys.executable), -1, None, None, 0) < 1:
            raise Failed("the program has no icon")
    return "pictures, icon"


def paper(program: Program) -> str:
    """A day's list as PDF, and what a printer is asked with."""
    from PySide6.QtPrintSupport import QPrinter

    from app.domain.values import Account
    from app.schedule.day_list import DayList, Line, ListedDay
    from app.schedule.day_list_file import chapters
    from ui.schedule.day_paper import as_pdf

    day, _ = HOLIDAY
    listed = ListedDay(day, (Line(day, "", 9, "ทดสอบ ระบบ"),))
    pdf = as_pdf(chapters(DayList(Account("99001", "self-test"), (listed,)), "th", whole=False))
    if not pdf.startswith(b"%PDF") or FAMILY.encode() not in pdf:
        raise Failed("a list is not printed to PDF in the Thai font")
    QPrinter(QPrinter.PrinterMode.HighResolution)
    return f"PDF of {len(pdf)} bytes"


def holiday(program: Program) -> str:
    from app.sheets.cells import holidays

    day, names = HOLIDAY
    if holidays.name_of(day) != names:
        raise Failed(f"{day} is called {holidays.name_of(day)}")
    return names[0]


def terms(program: Program) -> str:
    from app.system import support

    told = support.licences()
    if BUILT and not all(
        name in told for name in ("GNU LESSER GENERAL PUBLIC LICENSE", "===== PySide6", "===== pandas")
    ):
        raise Failed("the licences lack Qt's or others'")
    if not (resources() / "fonts" / "OFL.txt").is_file() or not (resources() / "icons" / "LICENSE").is_file():
        raise Failed("the font or the icons came without their licence")
    return "licences"


def database(program: Program) -> str:
    """The office's library, as far as a PC without an office reaches: nobody answers, and that is said."""
    from psycopg import pq

    from app.domain.office import OfficeAddress
    from app.errors import EnvironmentProblem
    from app.journal.office import OfficeDatabase

    if BUILT and pq.__impl__ != "binary":  # it would look for one that the PC may have
        raise Failed(f"PostgreSQL's own library is missing: {pq.__impl__}")
    try:
        OfficeDatabase(OfficeAddress(NOWHERE, plain=True), ())
    except EnvironmentProblem as problem:
        if problem.code == "office_away":
            return "PostgreSQL's library"
        raise
    raise Failed("a database answered where there is none")


def command_line(program: Program) -> str:
    if not BUILT:
        return "command line: only where it was built"
    beside = Path(sys.executable).with_name("mophic.exe" if sys.platform == "win32" else "mophic")
    hidden = 0
    if sys.platform == "win32":
        hidden = subprocess.CREATE_NO_WINDOW
    ran = subprocess.run(
        [beside, "--version"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=PROMPT,
        creationflags=hidden,
        check=False,
    )
    if ran.returncode or version().encode() not in ran.stdout:
        raise Failed(f"mophic ended with {ran.returncode}: {ran.stdout[-500:]!r}")
    return "command line"


def store(program: Program) -> str:
    """What the first real sign-in needs: certificates, the operating system's keyring."""
    from app.mophic.connection import tls
    from app.system import vault

    tls()
    if os.name != "nt":
        return "certificates (a keyring is looked for on Windows alone)"
    server = Server("https://self-test.invalid", practice=False)
    vault.save_password(server, "99001", "self-test", "ทดสอบ")
    kept = vault.saved_password(server, "99001", "self-test")
    vault.forget_password(server, "99001", "self-test")
    if kept != "ทดสอบ" or vault.saved_password(server, "99001", "self-test") is not None:
        raise Failed("the Credential Manager does not keep or forget")
    return "certificates, Credential Manager"


ALL = (words, letters, pictures, paper, holiday, terms, database, command_line, store)
