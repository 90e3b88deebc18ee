"""A file of the installed program is gone or damaged: a virus scanner took it, or a copy was cut off. That is said, by
its name; it is no fault of the clerk's sheet. Until something is told, nothing here needs more than Python."""

from __future__ import annotations

import os
import sys
from importlib import import_module

TYPE_CHECKING = False  # as in `typing`, which every start of the command line would have to load
if TYPE_CHECKING:
    from app.errors import AppError, EnvironmentProblem

NOT_BEGUN = 2  # as `app.commands.exit_codes`
# Where not even the words can be loaded.
LAST_WORDS = """โปรแกรมไม่ครบ กรุณาติดตั้งโปรแกรมใหม่ ถ้ายังเปิดไม่ได้ให้แจ้งผู้ดูแลระบบ
The program is incomplete. Install it again; if it still does not start, tell your IT person."""


def of_import(error: ImportError) -> EnvironmentProblem:
    """What an import that failed lacked: the file that Windows could not load, or the module."""
    from pathlib import Path, PureWindowsPath

    from app.errors import EnvironmentProblem

    name, file = error.name, error.path
    code = "program_incomplete"
    if file and file.endswith((".pyd", ".dll", ".so")):
        name = PureWindowsPath(file).name  # it splits at either slash
        code = "program_damaged" if Path(file).is_file() else code
    return EnvironmentProblem(code, str(error)[:300], file=name or type(error).__name__)


def start(module: str, title: str) -> int | None:
    """Run `main` of that module of ours: what it returns. Whatever goes wrong before the program stands, of any kind,
    is told in one sentence; then this process ends, whatever of it still runs, and an installer may mend it meanwhile.
    `title`: of the box that says it on Windows; "" for the command line."""
    try:
        answer: int | None = import_module(module).main()
    except Exception as error:
        _note(error)
        tell(error, title)
        os._exit(NOT_BEGUN)
    return answer


def _note(error: Exception) -> None:
    """In the log, where it was begun; and an installer may go on from now."""
    from contextlib import suppress

    with suppress(Exception):
        import logging

        from app.system.installed import let_go

        let_go()
        if logging.getLogger().handlers:
            logging.getLogger(__name__).critical("not started", exc_info=error)


def tell(error: Exception, title: str) -> None:
    """With nothing of the program but its words; without these with `LAST_WORDS`."""
    named = f"{type(error).__name__}: {error}"
    try:
        from app.errors import AppError

        if isinstance(error, AppError):
            named = error.detail or error.code
        words = _in_all_languages(_problem(error))
    except Exception:
        words = LAST_WORDS
    detail = f"({named[:300]})"
    if title and sys.platform == "win32" and "--self-test" not in sys.argv:  # there nobody could close it
        try:
            import ctypes

            ctypes.windll.user32.MessageBoxW(None, f"{words}\n\n{detail}", title, 0x10)  # MB_ICONERROR
        except ImportError:  # then the boot loader's box for errors must do
            raise RuntimeError(words) from error
    elif sys.stderr is not None:
        sys.stderr.write(f"{words}\n{detail}\n")
        sys.stderr.flush()


def _in_all_languages(problem: AppError) -> str:
    from app.wording import LANGUAGES, say_error

    return "\n".join(say_error(problem, lang) for lang in LANGUAGES)


def _problem(error: Exception) -> AppError:
    """What was in the way; where a file of the program is not as it was built, that file."""
    from app.errors import AppError, EnvironmentProblem

    if isinstance(error, AppError):
        return error
    if (fault := _by_the_list("")) is not None:
        return fault
    if isinstance(error, ImportError):
        return of_import(error)
    return EnvironmentProblem("start_failed", error=type(error).__name__)


def of_resources() -> EnvironmentProblem | None:
    """The first of the pictures, letters and translations that is not as it was built: without them the program goes on
    as if nothing were, in two languages at once. Of a program that was not built nobody knows it."""
    from app.system import whole

    return _by_the_list(whole.RESOURCES)


def _by_the_list(under: str) -> EnvironmentProblem | None:
    from pathlib import PureWindowsPath

    from app.errors import EnvironmentProblem
    from app.system import whole

    folder = whole.own_folder()
    try:
        faults = whole.faults(folder, under) if folder is not None else []
    except OSError:  # then the error itself must do
        return None
    for fault in faults:
        what, _, name = fault.partition(": ")
        if what in _OF_LIST:
            return EnvironmentProblem(_OF_LIST[what], file=PureWindowsPath(name).name)
    return None


_OF_LIST = {"missing": "program_incomplete", "changed": "program_damaged"}
