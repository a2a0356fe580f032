"""What a file asks, in the active language and whatever its format: headings, texts and boxes."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from practices.answers.declared import CONSENT, PLAIN, Leaf, Row, Stream, Terms, shapes
from practices.answers.leaves import Kind
from practices.answers.terms import OPEN, offered
from practices.offline.places import Place
from practices.steps import STEPS
from practices.steps.form import row_label
from practices.steps.guidance import Guide, guide
from practices.steps.needs import REQUIRED
from taxonomy.labels import compact_objectives, labels
from taxonomy.models import Coded, Objective

# Empty groups for what repeats; whoever needs more copies one.
GROUPS = 3
# More options than these are not printed: countries are written by name.
MOST_PRINTED = 60


@dataclass(frozen=True)
class Heading:
    """A heading; the title of the file is of level 0."""

    text: str
    level: int


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    text: str


@dataclass(frozen=True)
class Items:
    """A list."""

    texts: list[str]


@dataclass(frozen=True)
class Box:
    """A place for an answer. `options` are the words one of which answers it, or several."""

    place: Place
    label: str
    notes: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    is_tall: bool = False
    of: str = ""

    @property
    def full_label(self) -> str:
        """The label with that of its group."""
        return f"{self.of}: {self.label}" if self.of else self.label

    @property
    def lines(self) -> list[str]:
        """What stands at the box, line by line."""
        if not self.options or len(self.options) > MOST_PRINTED:
            return [self.label, *self.notes]
        chosen = _("Choose from: %(options)s") % {"options": "; ".join(self.options)}
        return [self.label, *self.notes, chosen]


@dataclass(frozen=True)
class Boxes:
    """Boxes that belong together: one, or those of a group that repeats."""

    boxes: list[Box]


Part = Heading | Text | Items | Boxes


def parts() -> Iterator[Part]:
    """The whole file, in the active language."""
    yield Heading(_("Tell us about a practice"), 0)
    yield Text(
        _(
            "Write below each question, as much as you like, and leave empty what you do not know. "
            "Then upload this file at your desk: it becomes a draft, which you complete and send."
        )
    )
    yield Text(
        _(
            "The names in square brackets tell the site which answer is which: leave them as they "
            "are. Where you need more groups than there are, copy one with all its lines."
        )
    )
    for step in STEPS:
        yield Heading(str(step.title), 1)
        if step.intro:
            yield Text(str(step.intro))
        if not step.names:
            yield Text(_("They are not part of this file: add them at your desk."))
        for name in step.names:
            yield from _question(name)


def lines(part: Part) -> list[str]:
    """What a part says."""
    if isinstance(part, Boxes):
        return [line for box in part.boxes for line in box.lines]
    return part.texts if isinstance(part, Items) else [part.text]


def boxes() -> list[Box]:
    """Every box of the file."""
    return [box for part in parts() if isinstance(part, Boxes) for box in part.boxes]


def _question(name: str) -> Iterator[Part]:
    shape = shapes().get(name)
    told = guide(name)
    if not isinstance(shape, Stream):
        yield Boxes([_single(name, shape, told)])
        return
    yield Heading(_label(name, told), 2)
    yield from (Text(note) for note in _notes(told))
    yield from _lists(shape)
    for kind, row in shape.rows.items():
        for number in range(1, GROUPS + 1):
            yield Boxes(list(_group(name, kind, row, number)))


def _single(name: str, shape: Leaf | Terms | None, told: Guide) -> Box:
    notes, options = _notes(told), []
    if name == CONSENT:
        options = [_("Yes"), _("No")]
    elif isinstance(shape, Terms):
        notes.append(_("Several answers: one a line, or with semicolons between them."))
        options = _terms(shape.model)
    elif isinstance(shape, Leaf):
        options = choices(shape)
    is_tall = isinstance(shape, Leaf) and shape.kind in (Kind.PROSE, Kind.TEXT)
    return Box(Place(name), _label(name, told), notes, options, is_tall)


def _group(name: str, kind: str, row: Row, number: int) -> Iterator[Box]:
    of = row_label(row.block.label, number)
    for child, leaf in row.leaves.items():
        told = guide(name, kind, child)
        label = str(capfirst(told.label or leaf.label))
        # Said once, they hold for the groups below.
        notes = _notes(told) if number == 1 else []
        options = choices(leaf)
        place = Place(name, kind, number, child)
        is_tall = leaf.kind in (Kind.PROSE, Kind.TEXT)
        yield Box(place, of if child == PLAIN else label, notes, options, is_tall, of)


def _lists(stream: Stream) -> Iterator[Part]:
    """The objectives, which are too many to stand at every box."""
    leaves = [leaf for row in stream.rows.values() for leaf in row.leaves.values()]
    if not any(leaf.model is Objective for leaf in leaves):
        return
    language = get_language() or "en"
    compacts, short = labels("compact", language), labels("objective", language)
    full = labels("objective_title", language)
    for compact, codes in compact_objectives().items():
        yield Heading(compacts[compact], 3)
        shown = [code for code in codes if code in offered(Objective)]
        yield Items([f"{short[code]}: {full[code]}" for code in shown])


def _label(name: str, told: Guide) -> str:
    label = str(capfirst(told.label))
    return f"{label} {_('(needed to send)')}" if name in REQUIRED else label


def _notes(told: Guide) -> list[str]:
    example = f"{_('For example:')} {told.example}" if told.example else ""
    return [text for text in (str(told.help), example) if text]


def choices(leaf: Leaf) -> list[str]:
    """The options of a choice, in the active language."""
    return [str(label) for _value, label in leaf.choices]


def _terms(model: type[Coded]) -> list[str]:
    """The names of a short vocabulary; others are written freely."""
    if model in OPEN:
        return []
    known = labels(model.vocabulary, get_language() or "en")
    return [name for code, name in known.items() if code in offered(model)]
