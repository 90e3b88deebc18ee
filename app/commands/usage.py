"""What was typed wrongly, in the language of the command: Typer itself says it in English alone."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from typing import Any

import typer
from typer.core import TyperGroup

from app.wording import Lang, say

USAGE: type[Exception] = typer.BadParameter.__mro__[1]  # UsageError: Typer brings a Click of its own, or none


class Commands(TyperGroup):
    """All commands. In English, and where a program calls it, as Typer has it."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        given = list(sys.argv[1:] if args is None else args)
        main = partial(super().main, args, prog_name, complete_var, windows_expand_args=windows_expand_args, **extra)
        if not standalone_mode or said_lang(given) == "en":
            return main(standalone_mode=standalone_mode)
        try:
            code = main(standalone_mode=False)
        except USAGE as error:
            _tell(error)
            code = getattr(error, "exit_code", 2)
        except typer.Abort:
            code = 1
        sys.exit(code if isinstance(code, int) else 0)


def said_lang(words: Sequence[str]) -> Lang:
    """The language that the command was given, whatever else of it is wrong."""
    pairs = zip(words, [*words[1:], ""], strict=True)
    english = any(word == "--lang=en" or (word, after) == ("--lang", "en") for word, after in pairs)
    return "en" if english else "th"


def _tell(error: Any) -> None:
    """On stderr: what is wrong, and where it stands how it is meant."""
    if type(error).__name__ == "NoArgsIsHelpError":  # its message is the help
        error.show()
        return
    command = error.ctx.command_path if error.ctx is not None else "mophic"
    sys.stderr.write(f"{thai(error)}\n{say('usage_help', 'th', command=command)}\n")


def thai(error: Any) -> str:
    """By what kind of error it is: its own words are English."""
    kind, message = type(error).__name__, str(error.message)
    if kind == "NoSuchOption":
        others = ", ".join(error.possibilities or ())
        return say("usage_no_option_but" if others else "usage_no_option", "th", name=error.option_name, others=others)
    if kind == "BadOptionUsage":
        return say("usage_option", "th", name=error.option_name)
    if kind == "MissingParameter":
        return say("usage_missing", "th", name=_name(error))
    if kind == "BadParameter":
        return _bad_value(error)
    if message.startswith("Got unexpected extra"):
        return say("usage_extra", "th", said=message.partition("(")[2].removesuffix(")").partition("(")[2] or message)
    if message.startswith("No such command"):
        return say(
            "usage_no_command", "th", said=message.removeprefix("No such command").split("Did you")[0].strip(" .'")
        )
    return say("usage_wrong", "th")


def _name(error: Any) -> str:
    """An option as it is typed, or an argument as the help calls it."""
    param = error.param
    if param is None:
        return str(error.param_hint or "")
    if param.param_type_name == "option":
        return str(max(param.opts, key=len))
    return str(param.metavar or param.name.upper())


def _bad_value(error: Any) -> str:
    kind = error.param.type if error.param is not None else None
    least, most = getattr(kind, "min", None), getattr(kind, "max", None)
    if least is not None and most is not None:
        return say("usage_range", "th", name=_name(error), least=least, most=most)
    if getattr(kind, "name", "") in ("integer", "float", "integer range", "float range"):
        return say("usage_number", "th", name=_name(error))
    return say("usage_value", "th", name=_name(error))
