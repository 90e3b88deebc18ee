"""What ended something, said for the moment at which it is said: before anything was sent, or with rows that had left."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.values import Outcome, State
from app.errors import AppError
from app.wording import Lang, say, say_error
from app.wording.office import ANY_MOMENT

_MOVE = "move_"  # whose move was begun: how that stands, its own batch knows
_NEVER_LEFT = (State.PLANNED, State.NOT_SENT, State.SKIPPED)


def say_before(error: AppError, lang: Lang) -> str:
    """What kept something from beginning: nothing was sent by it."""
    return _with(error.code, say_error(error, lang), "ended_before", lang)


def say_ended(code: str, params: Mapping[str, object], known: Mapping[int, Outcome] | None, lang: Lang) -> str:
    """What ended a run. `known`: how its rows stand."""
    return _with(code, say(code, lang, **params), moment_of(known), lang)


def moment_of(known: Mapping[int, Outcome] | None) -> str:
    """The code of what is said of rows that stand so."""
    left = any(one.state not in _NEVER_LEFT or one.code.startswith(_MOVE) for one in (known or {}).values())
    return "ended_midst" if left else "ended_before"


def _with(code: str, words: str, moment: str, lang: Lang) -> str:
    return f"{words} {say(moment, lang)}" if code in ANY_MOMENT else words
