"""Templates of a day, kept by name in one readable file beside the settings. They hold nothing of a person."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from app.errors import AppError, EnvironmentProblem, InputError
from app.schedule.timetable import Period, Template
from app.system.paths import DataDir
from app.wording import Lang, say

LONGEST_NAME = 60


def standard(lang: Lang) -> tuple[Template, ...]:
    """What a clinic can begin with."""
    morning, afternoon = Period(8, 12, 10), Period(13, 16, 10)
    return (
        Template(say("template_full_day", lang), (morning, afternoon)),
        Template(say("template_morning", lang), (morning,)),
        Template(say("template_afternoon", lang), (afternoon,)),
    )


def load(data: DataDir) -> tuple[Template, ...]:
    """The clinic's own templates, by name. A broken file is set aside: planning goes on without it."""
    path = _path(data)
    try:
        return tuple(_read(item) for item in json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, TypeError, KeyError, AttributeError, AppError, RecursionError):
        with suppress(OSError):
            path.replace(path.with_suffix(".broken.json"))
        return ()


def find(data: DataDir, name: str, lang: Lang) -> Template:
    """An own template, else a standard one. Raises InputError template_unknown."""
    both = {"th": standard("th"), "en": standard("en")}
    for template in (*load(data), *both[lang], *both["th"], *both["en"]):
        if template.name == name:
            return template
    raise InputError("template_unknown", name=name)


def keep(data: DataDir, template: Template) -> tuple[Template, ...]:
    """Save under its name, in the place of one of the same name. Raises InputError template_name_long,
    EnvironmentProblem settings_not_saved."""
    if len(template.name) > LONGEST_NAME:
        raise InputError("template_name_long", most=LONGEST_NAME)
    others = [one for one in load(data) if one.name != template.name]
    return _save(data, sorted([*others, template], key=lambda one: one.name))


def drop(data: DataDir, name: str) -> tuple[Template, ...]:
    """Raises InputError template_unknown."""
    templates = load(data)
    if name not in {one.name for one in templates}:
        raise InputError("template_unknown", name=name)
    return _save(data, [one for one in templates if one.name != name])


def _save(data: DataDir, templates: Sequence[Template]) -> tuple[Template, ...]:
    text = json.dumps([written(one) for one in templates], ensure_ascii=False, indent=1)
    from app.workbooks.files import write_atomically  # heavy

    try:
        write_atomically(_path(data), lambda file: file.write(text.encode()), overwrite=True)
    except EnvironmentProblem as error:
        raise EnvironmentProblem("settings_not_saved", error.detail) from error
    return tuple(templates)


def _path(data: DataDir) -> Path:
    return data.file("templates.json")


def written(template: Template) -> dict[str, Any]:
    """As it is kept, and as a program reads it."""
    return {
        "name": template.name,
        "periods": [{"from": one.hour, "to": one.end_hour, "seats": one.seats} for one in template.periods],
        "open_to_api": template.open_to_api,
        "confirm_locked": template.locked,
        "hourly": template.hourly,
    }


def _read(item: Any) -> Template:
    periods = tuple(Period(int(one["from"]), int(one["to"]), int(one["seats"])) for one in item["periods"])
    flags = (bool(item["open_to_api"]), bool(item["confirm_locked"]), bool(item["hourly"]))
    return Template(str(item["name"]), periods, *flags)
