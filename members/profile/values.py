"""What a profile says, as texts that can be typed and compared."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from members.models import MunicipalityPage
from members.typed import fingerprint

Typed = dict[str, Any]
"""By the name of the page's field a text; a list of rows, each with its id, for what repeats."""

TEXTS = (
    "official_name",
    "local_name",
    "summary",
    "website",
    "mayor_name",
    "mayor_term",
)
ROWS: Mapping[str, tuple[str, ...]] = {"units": ("name", "period"), "networks": ("name",)}
"""What repeats, with the texts of a row."""
NAMES = (*TEXTS, *ROWS)
"""What a municipality knows best of itself. Its place among the members, its figures and the
running text are the union's."""


def read(page: MunicipalityPage | None) -> Typed:
    """What would have to be typed for this page; nothing of no page."""
    if page is None:
        return {**dict.fromkeys(TEXTS, ""), **{name: [] for name in ROWS}}
    typed: Typed = {name: str(getattr(page, name) or "") for name in TEXTS}
    typed["units"] = [
        {"id": _id(block), "name": block.value["name"], "period": str(block.value["period"] or "")}
        for block in page.units
    ]
    typed["networks"] = [
        {"id": _id(block), "name": block.value.name} for block in page.networks if block.value
    ]
    return typed


def bare(value: Any) -> Any:
    """A text or rows without what says nothing: spaces around, empty rows, ids."""
    if isinstance(value, str):
        return value.strip()
    rows = [{key: text.strip() for key, text in row.items() if key != "id"} for row in value]
    return [row for row in rows if any(row.values())]


def same(one: Any, other: Any) -> bool:
    """Whether two values of a field say the same."""
    return bool(bare(one) == bare(other))


def changed(typed: Typed, base: Typed) -> list[str]:
    """The names of the fields that say something else than before, in the order of the form.

    What was typed before the form had a field says nothing of it.
    """
    return [name for name in NAMES if name in typed and not same(typed[name], base[name])]


def digest(value: Any) -> str:
    """A short fingerprint of what a field says."""
    return fingerprint(bare(value))


def digests(typed: Typed) -> dict[str, str]:
    """By name the fingerprint of each field."""
    return {name: digest(typed[name]) for name in NAMES}


def _id(block: Any) -> str:
    return str(block.id or uuid4())
