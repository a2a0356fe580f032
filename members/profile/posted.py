"""What was posted, as it was typed, with the buttons of the rows applied."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.http import QueryDict

from members.profile.values import ROWS, TEXTS, Typed, bare
from members.typed import MOST_ROWS, clean_text, is_id


@dataclass(frozen=True)
class Pressed:
    """A button of a row: `add`, `remove` or `up`, and where on the page to come back to."""

    action: str
    name: str
    row: str

    @property
    def anchor(self) -> str:
        """The id of an element."""
        return self.name if self.action == "remove" else f"{self.name}.{self.row}"


def pressed(data: QueryDict) -> Pressed | None:
    """The button of a row that was pressed; None for any other."""
    action, name, row = (*data.get("act", "").split(":"), "", "")[:3]
    if action not in ("add", "remove", "up") or name not in ROWS:
        return None
    return Pressed(action, name, row) if action != "add" or is_id(row) else None


def read_posted(data: QueryDict, stored: Typed) -> Typed:
    """Every field as typed; as stored, where a page that did not know the field was sent."""
    typed: Typed = {
        name: clean_text(data.getlist(name)[-1]) if name in data else stored[name] for name in TEXTS
    }
    button = pressed(data)
    for name in ROWS:
        rows = _rows(name, data, stored[name]) if name in data else stored[name]
        # A row emptied, or never filled in, stands for nothing; but not while rows are being made.
        typed[name] = rows if button else [row for row in rows if bare([row])]
    if button:
        typed[button.name] = _applied(button, typed[button.name])
    return typed


def _rows(name: str, data: QueryDict, stored: list[Any]) -> list[Any]:
    known = {row["id"] for row in stored}
    found: dict[str, Any] = {}
    for posted in filter(None, data.getlist(name)):
        texts = {part: clean_text(data.get(f"{name}.{posted}.{part}", "")) for part in ROWS[name]}
        key = posted if posted in known or is_id(posted) else str(uuid4())
        found.setdefault(key, {"id": key, **texts})
    return list(found.values())


def _applied(button: Pressed, rows: list[Any]) -> list[Any]:
    place = next((at for at, row in enumerate(rows) if row["id"] == button.row), None)
    if button.action == "add" and place is None and len(rows) < MOST_ROWS:
        return [*rows, {"id": button.row, **dict.fromkeys(ROWS[button.name], "")}]
    if button.action == "remove" and place is not None:
        return rows[:place] + rows[place + 1 :]
    if button.action == "up" and place:
        return [*rows[: place - 1], rows[place], rows[place - 1], *rows[place + 1 :]]
    return rows
