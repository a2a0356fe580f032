"""What was posted, as it was typed, with the buttons of the rows applied."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.http import QueryDict

from members.profile.values import ROWS, TEXTS, Typed, bare

MOST_ROWS = 30


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
    return Pressed(action, name, row) if action != "add" or _is_new_id(row) else None


def read_posted(data: QueryDict, stored: Typed) -> Typed:
    """Every field as typed; as stored, where a page that did not know the field was sent."""
    typed: Typed = {
        name: clean(data.getlist(name)[-1]) if name in data else stored[name] for name in TEXTS
    }
    button = pressed(data)
    for name in ROWS:
        rows = _rows(name, data, stored[name]) if name in data else stored[name]
        # A row emptied, or never filled in, stands for nothing; but not while rows are being made.
        typed[name] = rows if button else [row for row in rows if bare([row])]
    if button:
        typed[button.name] = _applied(button, typed[button.name])
    return typed


def clean(text: str) -> str:
    """The text with the line ends that browsers change put back, and without what no database
    keeps."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def _rows(name: str, data: QueryDict, stored: list[Any]) -> list[Any]:
    known = {row["id"] for row in stored}
    found: dict[str, Any] = {}
    for posted in filter(None, data.getlist(name)):
        texts = {part: clean(data.get(f"{name}.{posted}.{part}", "")) for part in ROWS[name]}
        key = posted if posted in known or _is_new_id(posted) else str(uuid4())
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


def _is_new_id(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
