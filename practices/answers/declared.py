"""Which fields of a practice the form asks for, and what each is made of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from wagtail.blocks import Block, StructBlock
from wagtail.fields import StreamField
from wagtail.models import Page

from practices.answers.leaves import Leaf, leaf_of_block, leaf_of_field
from practices.models import PracticePage
from taxonomy.fields import TermsField
from taxonomy.models import Coded

__all__ = [
    "CONSENT",
    "LEFT_TO_EDITORS",
    "PLAIN",
    "Answers",
    "Leaf",
    "Row",
    "Shape",
    "Stream",
    "Terms",
    "asked_names",
    "shape_of",
    "shapes",
    "typed_leaves",
]

Answers = dict[str, Any]
"""By name of the page's field what was typed, valid or not; lists of rows for what repeats."""

# Not asked, each for its reason.
LEFT_TO_EDITORS: Mapping[str, str] = {
    "lead_organisation": "It is the submission's municipality.",
    "body": "Every question has a field of its own; running text is for what editors move here.",
    "project": "Only editors know which records there are.",
    "related_practices": "Only editors know which records there are.",
    "update_notes": "Editors tell readers what changed.",
    "review_by": "The union sets the day.",
    "source_licence": "The consent settles it.",
    "source_retrieved": "It belongs to records that editors copy from elsewhere.",
    "cover_image": "Files are uploaded in a step of their own.",
    "cover_alt": "It comes with the uploaded image.",
    "attachments": "Files are uploaded in a step of their own.",
}

CONSENT = "consent"
"""The answer that is no field of the page: `yes` once the municipality agrees to publication."""

PLAIN = "value"
"""The key under which a row of a single text has it."""


@dataclass(frozen=True, eq=False)
class Terms:
    """Several terms of one vocabulary."""

    model: type[Coded]
    required: bool = False


@dataclass(frozen=True, eq=False)
class Row:
    """One kind of row of what repeats; a row of a single text has one leaf, called PLAIN."""

    block: Block
    leaves: Mapping[str, Leaf]

    @property
    def is_plain(self) -> bool:
        """Whether the block is a single text rather than several named ones."""
        return not isinstance(self.block, StructBlock)

    def path(self, row_path: str, name: str) -> str:
        """Where one text of a row stands, as Wagtail's comments name it."""
        return row_path if self.is_plain else f"{row_path}.{name}"

    def texts(self, row: Mapping[str, Any]) -> dict[str, str]:
        """What was typed into a row, complete; what was never asked has its default."""
        return {
            name: leaf.default if row.get(name) is None else str(row[name])
            for name, leaf in self.leaves.items()
        }

    def is_blank(self, row: Mapping[str, Any]) -> bool:
        """Whether nothing was typed: choices that stand at their default do not count."""
        texts = self.texts(row)
        return all(texts[name].strip() in ("", leaf.default) for name, leaf in self.leaves.items())


@dataclass(frozen=True, eq=False)
class Stream:
    """What repeats: rows of one or several kinds."""

    rows: Mapping[str, Row]

    def row_of(self, row: Mapping[str, Any]) -> Row:
        """The kind of a typed row."""
        return self.rows[row["type"]]


Shape = Leaf | Terms | Stream


@cache
def shapes() -> Mapping[str, Shape]:
    """By name, what each field the form asks for is made of, in the model's order."""
    return {name: shape_of(PracticePage._meta.get_field(name)) for name in asked_names()}


def asked_names() -> list[str]:
    """The title, and every field that a practice adds to Wagtail's page and editors do not keep."""
    wagtails = {field.name for field in Page._meta.get_fields()} | {"page_ptr"}
    own = [
        field.name
        for field in PracticePage._meta.get_fields()
        if field.name not in wagtails and getattr(field, "editable", False)
    ]
    return ["title", *(name for name in own if name not in LEFT_TO_EDITORS)]


def shape_of(field: Any) -> Shape:
    """What a field of the page is made of.

    Raises:
        NotImplementedError: the form knows no such field.
    """
    if isinstance(field, StreamField):
        return Stream(
            {name: _row(block) for name, block in field.stream_block.child_blocks.items()}
        )
    if isinstance(field, TermsField):
        return Terms(field.remote_field.model)
    return leaf_of_field(field)


def _row(block: Block) -> Row:
    if isinstance(block, StructBlock):
        children = block.child_blocks.items()
        return Row(block, {name: leaf_of_block(child) for name, child in children})
    return Row(block, {PLAIN: leaf_of_block(block)})


def typed_leaves(answers: Answers) -> Iterator[tuple[str, Leaf, str]]:
    """Every single text of the answers with its path and what it is."""
    for name, shape in shapes().items():
        if name not in answers:
            continue
        if isinstance(shape, Leaf):
            yield name, shape, answers[name]
        elif isinstance(shape, Stream):
            for row in answers[name]:
                kind = shape.row_of(row)
                for child, text in kind.texts(row).items():
                    yield kind.path(f"{name}.{row['id']}", child), kind.leaves[child], text
