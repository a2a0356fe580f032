"""What was posted, as answers: complete, raw, and with the row buttons applied."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.http import QueryDict

from members.typed import MOST_ROWS, clean_text, is_id
from practices.answers.declared import CONSENT, PLAIN, Answers, Leaf, Stream, Terms, shapes
from practices.answers.terms import code_of

BUTTON = "row"
PICK = "pick"
_ACTIONS = {"add", "remove", "up", "more", PICK}


@dataclass(frozen=True)
class Pressed:
    """A row button: what it does, and the id of the element to come back to."""

    action: str
    name: str
    row: str
    kind: str
    anchor: str


def read(stored: Answers, names: Iterable[str], data: QueryDict | None, language: str) -> Answers:
    """The answers for these names: as posted, or as stored where nothing was posted for them."""
    answers = {name: _stored(stored, name) for name in names}
    if data is None:
        return answers
    for name in names:
        shape = shapes().get(name)
        if isinstance(shape, Stream):
            answers[name] = _rows(name, shape, answers[name], data, language)
        elif name not in data:
            continue
        elif isinstance(shape, Terms):
            answers[name] = _terms(shape, answers[name], data.getlist(name), language)
        else:
            answers[name] = clean_text(data.getlist(name)[-1])
    if button := pressed(data, names):
        _apply(button, answers)
    return answers


def pressed(data: QueryDict, names: Iterable[str]) -> Pressed | None:
    """The row button that was pressed; None where none was, or its value is not one of ours."""
    action, name, row, kind = (*data.get(BUTTON, "").split(":"), "", "", "", "")[:4]
    shape = shapes().get(name)
    if action not in _ACTIONS or name not in names or isinstance(shape, Leaf):
        return None
    if action == "add" and not (isinstance(shape, Stream) and kind in shape.rows and is_id(row)):
        return None
    stands = action in ("add", "up") and bool(row)
    return Pressed(action, name, row, kind, f"{name}.{row}" if stands else name)


def _stored(stored: Answers, name: str) -> Any:
    shape = shapes().get(name)
    return stored.get(name, "" if name == CONSENT or isinstance(shape, Leaf) else [])


def _terms(shape: Terms, held: list[str], typed: list[str], language: str) -> list[str]:
    texts = (clean_text(text).strip() for text in typed)
    codes = [code_of(shape.model, text, language, held) or text for text in texts if text]
    # Boxes come in their own order: what stood there before keeps its place.
    return list(dict.fromkeys([*(code for code in held if code in codes), *codes]))


def _rows(
    name: str, stream: Stream, stored: list[Any], data: QueryDict, language: str
) -> list[dict[str, Any]]:
    before = {row["id"]: row for row in stored}
    rows = stored
    if name in data:
        rows = []
        for place, marker in enumerate(filter(None, data.getlist(name))):
            row = _row(name, stream, marker, place, before, data, language)
            # An old row emptied, or a new one never filled, stands for nothing.
            if not stream.row_of(row).is_blank(row):
                rows.append(row)
    return _unique(rows) + _picked(name, stream, rows, data)


def _row(
    name: str,
    stream: Stream,
    marker: str,
    place: int,
    before: Mapping[str, Any],
    data: QueryDict,
    language: str,
) -> dict[str, Any]:
    row_id, _colon, kind = marker.partition(":")
    was = before.get(row_id, {})
    kind = was.get("type") or (kind if kind in stream.rows else next(iter(stream.rows)))
    held = [str(text) for row in before.values() for text in row.values()]
    row = {"id": row_id if is_id(row_id) else _made_id(name, marker, place), "type": kind}
    for child, leaf in stream.rows[kind].leaves.items():
        path = f"{name}.{row_id}" if child == PLAIN else f"{name}.{row_id}.{child}"
        posted = data.getlist(path)
        text = clean_text(posted[-1]) if posted else str(was.get(child, ""))
        if leaf.model and text.strip():
            text = code_of(leaf.model, text, language, held) or text
        row[child] = text
    return row


def _picked(
    name: str, stream: Stream, rows: list[dict[str, Any]], data: QueryDict
) -> list[dict[str, Any]]:
    """A row for each term ticked in the list below the rows, with the same id each time."""
    kind, row = next(iter(stream.rows.items()))
    child = next((child for child, leaf in row.leaves.items() if leaf.model), "")
    chosen = {each.get(child) for each in rows}
    codes = dict.fromkeys(clean_text(code) for code in data.getlist(f"{name}.{PICK}"))
    return [
        {"id": _made_id(name, code, 0), "type": kind, **row.texts({}), child: code}
        for code in codes
        if child and code and code not in chosen
    ]


def _unique(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows, a second one of the same id with an id of its own."""
    seen: set[str] = set()
    for place, row in enumerate(rows):
        if row["id"] in seen:
            rows[place] = row = {**row, "id": _made_id("again", row["id"], place)}
        seen.add(row["id"])
    return rows


def _apply(button: Pressed, answers: Answers) -> None:
    shape = shapes()[button.name]
    if not isinstance(shape, Stream):
        return
    rows = answers[button.name]
    place = next((at for at, row in enumerate(rows) if row["id"] == button.row), None)
    if button.action == "add" and place is None and len(rows) < MOST_ROWS:
        kind = shape.rows[button.kind]
        answers[button.name] = [*rows, {"id": button.row, "type": button.kind, **kind.texts({})}]
    elif button.action == "remove" and place is not None:
        answers[button.name] = rows[:place] + rows[place + 1 :]
    elif button.action == "up" and place:
        answers[button.name] = [
            *rows[: place - 1],
            rows[place],
            rows[place - 1],
            *rows[place + 1 :],
        ]


def _made_id(*parts: object) -> str:
    return str(uuid5(NAMESPACE_URL, ":".join(map(str, parts))))
