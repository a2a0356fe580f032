"""Changes that an author makes to the words and blocks of a record."""

from collections.abc import Callable
from typing import Any

from wagtail.fields import StreamField

from core.models import KnowledgePage
from translations.words import Word, child_of, map_words, raw_stream, word_fields


def streams(model: type[KnowledgePage]) -> list[StreamField]:
    """The streams with words."""
    return [field for field in word_fields(model) if isinstance(field, StreamField)]


def put_blocks(page: KnowledgePage, field: StreamField, raw: list[Any]) -> None:
    """Let a stream of a page, in memory, have these blocks."""
    setattr(page, field.name, field.to_python(raw))


def reworded(field: StreamField, item: Any, number: int) -> Any:
    """A block with other words."""

    def reword(word: Word) -> str:
        return f"<p>Reworded {number}</p>" if word.rich else f"Reworded {number}"

    child = child_of(field.stream_block, item)
    assert child is not None
    return {**item, "value": map_words(child, item["value"], "", reword)}


def _add(field: StreamField, raw: list[Any], number: int) -> list[Any]:
    return [*raw, reworded(field, {**raw[0], "id": f"added-{number}"}, number)] if raw else raw


def _remove(field: StreamField, raw: list[Any], number: int) -> list[Any]:
    return raw[1:]


def _reorder(field: StreamField, raw: list[Any], number: int) -> list[Any]:
    return raw[::-1]


def _reword(field: StreamField, raw: list[Any], number: int) -> list[Any]:
    return [*raw[:-1], reworded(field, raw[-1], number)] if raw else raw


def _recount(field: StreamField, raw: list[Any], number: int) -> list[Any]:
    return [
        {**item, "value": {**item["value"], "number": str(number)}}
        if isinstance(item["value"], dict) and "number" in item["value"]
        else item
        for item in raw
    ]


def _reword_and_recount(field: StreamField, raw: list[Any], number: int) -> list[Any]:
    return _recount(field, _reword(field, raw, number), number)


EDITS: list[Callable[[StreamField, list[Any], int], list[Any]]] = [
    _add,
    _remove,
    _reorder,
    _reword,
    _recount,
    _reword_and_recount,
]


def edit(page: KnowledgePage, place: int, kind: int, number: int) -> None:
    """Change a page in memory: `place` chooses the field, `kind` what happens to it."""
    fields = word_fields(type(page))
    field = fields[place % len(fields)]
    if isinstance(field, StreamField):
        act = EDITS[kind % len(EDITS)]
        put_blocks(page, field, act(field, raw_stream(page, field), number))
    elif kind % 3 or field.name == "title":
        setattr(page, field.name, f"Reworded {number}")
    else:
        setattr(page, field.name, "")
