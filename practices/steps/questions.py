"""What a template shows of a step: one question after the other."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, ClassVar
from uuid import uuid4

from django.forms import BoundField
from django.utils.translation import get_language

from members.typed import MOST_ROWS
from practices.answers.declared import Answers, Row, Stream, Terms, shapes
from practices.answers.terms import OPEN, choices, offered
from practices.steps.boxes import BoxGroup, box_groups
from practices.steps.form import StepForm, name_of, row_label
from practices.steps.needs import REQUIRED
from taxonomy.crosswalk import neighbours
from taxonomy.labels import compact_objectives, labels
from taxonomy.models import Coded, Objective

# With nothing in them, these show a first row to fill.
BEGUN_WITH = {"activities": "activity", "challenges": "challenge", "results": "text"}


@dataclass
class Question:
    """A field of the page with its label and guidance; `template` shows it."""

    template: ClassVar[str]

    name: str
    bound: BoundField

    @property
    def is_needed(self) -> bool:
        """Whether it has to be answered before the practice can be sent."""
        return self.name in REQUIRED


@dataclass
class TextQuestion(Question):
    """One text, or the consent."""

    template = "desk/answers/text.html"


@dataclass
class BoxesQuestion(Question):
    """Terms to tick."""

    template = "desk/answers/boxes.html"

    @property
    def groups(self) -> list[BoxGroup]:
        """The boxes, each main term before its parts."""
        return box_groups(self.bound)


@dataclass
class LinesQuestion(Question):
    """Terms to write, one a line, with suggestions."""

    template = "desk/answers/lines.html"

    lines: list[tuple[str, bool]] = field(default_factory=list)
    datalist: str = ""


@dataclass
class ShownRow:
    """One row of a group."""

    id: str
    kind: str
    path: str
    label: str
    texts: list[BoundField]
    pattern: str
    is_plain: bool
    is_first: bool = False
    title: str = ""


@dataclass
class AddButton:
    """Adds a row of one kind; pressed twice it adds one, since the id of the new row is its own."""

    kind: str
    label: Any
    id: str
    blank: ShownRow


@dataclass
class RowsQuestion(Question):
    """What repeats."""

    template = "desk/answers/rows.html"

    rows: list[ShownRow] = field(default_factory=list)
    adds: list[AddButton] = field(default_factory=list)
    most: int = MOST_ROWS


@dataclass
class Pick:
    """An objective that may be ticked."""

    code: str
    label: str
    full: str


@dataclass
class ObjectivesQuestion(RowsQuestion):
    """Objectives: those chosen with how the record contributes, and those to choose from."""

    template = "desk/answers/objectives.html"

    close: list[Pick] = field(default_factory=list)
    compacts: list[tuple[str, list[Pick]]] = field(default_factory=list)


def with_first_rows(answers: Answers) -> Answers:
    """The answers with a row to fill where a group that most records need has none."""
    begun = dict(answers)
    for name, kind in BEGUN_WITH.items():
        if name in answers and not answers[name]:
            begun[name] = [{"id": str(uuid4()), "type": kind}]
    return begun


def questions(form: StepForm, names: tuple[str, ...]) -> list[Question]:
    """The questions for these names, in their order."""
    return [_question(form, name) for name in names]


def datalists(names: tuple[str, ...]) -> dict[str, list[str]]:
    """The names suggested in a step's lines, by the id of their list."""
    models: dict[type[Coded], None] = {}
    for name in names:
        shape = shapes().get(name)
        if isinstance(shape, Terms):
            models[shape.model] = None
        elif isinstance(shape, Stream):
            leaves = [leaf for row in shape.rows.values() for leaf in row.leaves.values()]
            models.update({leaf.model: None for leaf in leaves if leaf.model})
    return {_list_id(model): choices(model, _active()) for model in models if model in OPEN}


def _question(form: StepForm, name: str) -> Question:
    shape = shapes().get(name)
    bound = form[name]
    if isinstance(shape, Terms):
        if shape.model not in OPEN:
            return BoxesQuestion(name, bound)
        known = labels(shape.model.vocabulary, _active())
        lines = [(name_of(shape.model, text), text not in known) for text in form.answers[name]]
        return LinesQuestion(name, bound, [*lines, ("", False)], _list_id(shape.model))
    if not isinstance(shape, Stream):
        return TextQuestion(name, bound)
    rows = list(_rows(form, name, shape))
    if name == "objectives":
        chosen = [row["objective"] for row in form.answers[name]]
        return ObjectivesQuestion(name, bound, rows, [], MOST_ROWS, _close(chosen), _open(chosen))
    return RowsQuestion(name, bound, rows, [_add(form, name, kind, shape) for kind in shape.rows])


def _rows(form: StepForm, name: str, stream: Stream) -> Iterator[ShownRow]:
    for number, row in enumerate(form.answers[name], 1):
        kind = stream.row_of(row)
        path = f"{name}.{row['id']}"
        texts = [form[kind.path(path, child)] for child in kind.leaves]
        shown = _shown(row, kind, path, texts, number)
        shown.is_first, shown.title = number == 1, _title(kind, row)
        yield shown


def _shown(
    row: dict[str, Any], kind: Row, path: str, texts: list[BoundField], number: int
) -> ShownRow:
    label = kind.block.label
    return ShownRow(
        id=row["id"],
        kind=row["type"],
        path=path,
        label=row_label(label, number),
        texts=texts,
        pattern=row_label(label, "__number__"),
        is_plain=kind.is_plain,
    )


def _title(kind: Row, row: dict[str, Any]) -> str:
    """What a row that was chosen from a list is about."""
    for child, leaf in kind.leaves.items():
        if leaf.model is Objective:
            return labels("objective_title", _active()).get(row[child], row[child])
    return ""


def _add(form: StepForm, name: str, kind: str, stream: Stream) -> AddButton:
    """The button, with a row for the script to copy: `__row__` stands for its id."""
    row = stream.rows[kind]
    path = f"{name}.__row__"
    blank = {"id": "__row__", "type": kind, **row.texts({})}
    texts = [
        BoundField(form, made, made_path)
        for made_path, made in form.fields_of_row(name, stream, blank, len(form.answers[name]) + 1)
    ]
    shown = _shown(blank, row, path, texts, len(form.answers[name]) + 1)
    return AddButton(kind, row.block.label, str(uuid4()), shown)


def _close(chosen: list[str]) -> list[Pick]:
    """Objectives of other compacts close to those chosen."""
    close = dict.fromkeys(code for each in chosen for code in neighbours(each))
    return _picks(code for code in close if code not in chosen)


def _open(chosen: list[str]) -> list[tuple[str, list[Pick]]]:
    compacts = labels("compact", _active())
    return [
        (compacts[compact], _picks(code for code in codes if code not in chosen))
        for compact, codes in compact_objectives().items()
    ]


def _picks(codes: Iterator[str]) -> list[Pick]:
    short, full = labels("objective", _active()), labels("objective_title", _active())
    return [Pick(code, short[code], full[code]) for code in codes if code in offered(Objective)]


def _list_id(model: type[Coded]) -> str:
    return f"names-{model.vocabulary}"


def _active() -> str:
    return get_language() or "en"
