"""A file of the installed program is gone: a virus scanner took it, or a copy was cut off. That is said, with its name;
it is no fault of the clerk's sheet. Nothing here needs more than Python itself."""

from __future__ import annotations

import sys
from pathlib import PurePath

from app.errors import EnvironmentProblem


def of_import(error: ImportError) -> EnvironmentProblem:
    """What an import that failed lacked: the file that Windows could not load, or the module."""
    name = PurePath(error.path).name if error.path and error.path.endswith((".pyd", ".dll", ".so")) else error.name
    return EnvironmentProblem("program_incomplete", str(error)[:300], file=name or type(error).__name__)


def tell(error: ImportError, title: str) -> int:
    """Before anything else of the program can be shown; its exit code. `title` "": by standard error, where one is."""
    from app.wording import LANGUAGES, say_error

    problem = of_import(error)
    words = "\n".join(say_error(problem, lang) for lang in LANGUAGES)
    if title and sys.platform == "win32" and "--self-test" not in sys.argv:  # there nobody could close it
        import ctypes

        ctypes.windll.user32.MessageBoxW(None, words, title, 0x10)  # MB_ICONERROR
    elif sys.stderr is not None:
        sys.stderr.write(f"{words}\n({problem.detail})\n")
    return 2
