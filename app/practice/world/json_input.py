"""Reading JSON that a person wrote: every wrong field is named, with what belongs there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.errors import SettingsError


def broken(field: str, expected: str) -> SettingsError:
    return SettingsError("scenario_broken", f"{field}: {expected}", field=field, expected=expected)


@dataclass(frozen=True, slots=True)
class Node:
    """An object in the file and where it stands, e.g. `faults[2]`."""

    value: Mapping[str, object]
    path: str = ""

    @classmethod
    def of(cls, value: object, path: str = "") -> Node:
        if not isinstance(value, Mapping):
            raise broken(path or "{}", "{…}")
        return cls(value, path)

    def at(self, field: str) -> str:
        return f"{self.path}.{field}" if self.path else field

    def only(self, known: Sequence[str]) -> None:
        """A misspelt field must not be silently ignored."""
        for field in self.value:
            if field not in known:
                raise broken(self.at(str(field)), " | ".join(known))

    def items(self, field: str) -> list[object]:
        value = self.value.get(field, [])
        if not isinstance(value, list):
            raise broken(self.at(field), "[…]")
        return value

    def nodes(self, field: str) -> list[Node]:
        return [Node.of(item, f"{self.at(field)}[{place}]") for place, item in enumerate(self.items(field))]

    def text(self, field: str, default: str | None = None, choices: Sequence[str] = ()) -> str:
        value = self.value.get(field, default)
        if not isinstance(value, str) or (choices and value not in choices):
            raise broken(self.at(field), " | ".join(choices) or '"…"')
        return value

    def flag(self, field: str, default: bool) -> bool:
        value = self.value.get(field, default)
        if not isinstance(value, bool):
            raise broken(self.at(field), "true | false")
        return value

    def number(self, field: str, default: float | None, low: float, high: float) -> float:
        value = self.value.get(field, default)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not low <= value <= high:
            raise broken(self.at(field), f"{low:g} … {high:g}")
        return value

    def whole(self, field: str, default: int | None, low: int, high: int) -> int:
        return _whole(self.at(field), self.value.get(field, default), low, high)

    def wholes(self, field: str, low: int, high: int) -> tuple[int, ...]:
        """A number or a list of numbers."""
        value = self.value.get(field)
        many = value if isinstance(value, list) else [value]
        return tuple(_whole(self.at(field), item, low, high) for item in many)

    def days(self, field: str, today: date) -> tuple[date, ...]:
        """A date or a list of dates: `2026-07-01`, or `+3` = three days after today."""
        value = self.value.get(field)
        many = value if isinstance(value, list) else [value]
        return tuple(_day(self.at(field), item, today) for item in many)


def _whole(field: str, value: object, low: int, high: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise broken(field, f"{low} … {high}")
    return value


def _day(field: str, value: object, today: date) -> date:
    try:
        if isinstance(value, str) and value[:1] in ("+", "-"):
            return today + timedelta(days=int(value))
        return date.fromisoformat(str(value))
    except (ValueError, OverflowError):
        raise broken(field, "yyyy-mm-dd | +N") from None
