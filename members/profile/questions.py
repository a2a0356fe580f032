"""What a template shows of the form: one field after the other, with what else stands there."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from members.profile.comparing import lines_of
from members.profile.drafts import Known
from members.profile.form import ProfileForm, row_label
from members.profile.networks import Networks
from members.profile.values import NAMES, ROWS, bare, same
from members.typed import MOST_ROWS


@dataclass(frozen=True)
class Row:
    """One row of what repeats; `is_new_name` where its network is not in the vocabulary."""

    id: str
    path: str
    label: str
    fields: list[Any]
    is_new_name: bool


@dataclass(frozen=True)
class Question:
    """A field of the form, with what else stands there.

    `public` are the lines readers see now, where they differ from what is typed; `meanwhile`
    those that a colleague has saved since the form was opened.
    """

    name: str
    bound: Any
    rows: list[Row] | None
    new_row: str
    public: list[str] | None
    meanwhile: list[str] | None


def questions(there: Known, form: ProfileForm, conflicts: list[str]) -> Iterator[Question]:
    """The fields of the form in their order; `conflicts` has the names of those to ask about."""
    is_public = bool(there.page and there.page.live)
    for name in NAMES:
        differs = is_public and not same(form.typed[name], there.public[name])
        rows = list(_rows(there, form, name)) if name in ROWS else None
        yield Question(
            name,
            form[name],
            rows,
            str(uuid4()) if rows is not None and len(rows) < MOST_ROWS else "",
            lines_of(name, there.public[name]) if differs else None,
            lines_of(name, there.typed[name]) if name in conflicts else None,
        )


def _rows(there: Known, form: ProfileForm, name: str) -> Iterator[Row]:
    rows = form.typed[name]
    is_networks = name == "networks"
    known = Networks([row["name"] for row in rows], there.page) if is_networks and rows else None
    for number, row in enumerate(rows, 1):
        path = f"{name}.{row['id']}"
        is_new = bool(known and bare([row]) and not known.is_known(row["id"], row["name"]))
        bound = [form[f"{path}.{part}"] for part in ROWS[name]]
        yield Row(row["id"], path, row_label(name, number), bound, is_new)
