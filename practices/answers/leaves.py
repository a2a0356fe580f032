"""A single text of the form: how it is read into a value of the page, and shown again."""

import copy
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from wagtail import blocks
from wagtail.fields import RichTextField
from wagtail.rich_text import RichText

from core.blocks import PeriodBlock
from core.fields import PeriodField
from practices.answers import prose
from practices.answers.numbers import plain_number
from taxonomy.blocks import TermChooserBlock
from taxonomy.models import Coded


class Kind(Enum):
    """What sort of text is asked for."""

    LINE = auto()
    TEXT = auto()
    PROSE = auto()
    CHOICE = auto()
    NUMBER = auto()
    PERIOD = auto()
    ADDRESS = auto()
    MAIL = auto()
    TERM = auto()


# The more particular class comes first.
_FIELDS: list[tuple[type[Any], Kind]] = [
    (PeriodField, Kind.PERIOD),
    (RichTextField, Kind.PROSE),
    (models.URLField, Kind.ADDRESS),
    (models.EmailField, Kind.MAIL),
    (models.IntegerField, Kind.NUMBER),
    (models.CharField, Kind.LINE),
    (models.TextField, Kind.TEXT),
]
_BLOCKS: list[tuple[type[Any], Kind]] = [
    (PeriodBlock, Kind.PERIOD),
    (TermChooserBlock, Kind.TERM),
    (blocks.ChoiceBlock, Kind.CHOICE),
    (blocks.URLBlock, Kind.ADDRESS),
    (blocks.DecimalBlock, Kind.NUMBER),
    (blocks.RichTextBlock, Kind.PROSE),
    (blocks.TextBlock, Kind.TEXT),
    (blocks.CharBlock, Kind.LINE),
]


@dataclass(frozen=True, eq=False)
class Leaf:
    """A single text. `field` says whether it is valid; `required` holds within a row."""

    kind: Kind
    field: forms.Field
    empty: Any
    required: bool = False
    default: str = ""
    label: Any = ""
    help_text: Any = ""
    model: type[Coded] | None = None
    validators: tuple[Any, ...] = ()

    @property
    def choices(self) -> list[tuple[str, Any]]:
        """The options of a choice, without the empty one."""
        return [(value, label) for value, label in getattr(self.field, "choices", []) if value]

    def value_of(self, text: str, old: Any = None) -> Any:
        """The value that was typed; `old` is what stands there now.

        Not for terms: `Finder.value_of` reads them.

        Raises:
            ValidationError: it is not valid; the message says what to do.
        """
        if old is not None and self.text_of(old) == text:
            return old
        if not text.strip():
            return self.empty
        if self.kind is Kind.PROSE:
            html = prose.html_of(text, source_of(old))
            return RichText(html) if isinstance(self.empty, RichText) else html
        if self.kind is Kind.NUMBER:
            text = plain_number(text, whole=not isinstance(self.field, forms.DecimalField))
        value = self.field.clean(text)
        for validator in self.validators:
            validator(value)
        return value

    def text_of(self, value: Any) -> str:
        """The text that stands for a value."""
        if value is None:
            return ""
        if self.kind is Kind.PROSE:
            return prose.text_of(source_of(value))
        if self.kind is Kind.NUMBER:
            return _digits(value)
        if self.kind is Kind.TERM:
            return str(value.code)
        return str(value).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")

    def is_valid(self, text: str) -> bool:
        """Whether the text can be read."""
        try:
            self.value_of(text)
        except ValidationError:
            return False
        return True


def source_of(value: Any) -> str:
    """The HTML of rich text, of a field or of a block."""
    return str(value.source if isinstance(value, RichText) else value or "")


def leaf_of_field(model_field: Any) -> Leaf:
    """The leaf for a field of the page.

    Raises:
        NotImplementedError: the form knows no such field.
    """
    kind = Kind.CHOICE if model_field.choices else _kind(model_field, _FIELDS)
    more = {"assume_scheme": "https"} if kind is Kind.ADDRESS else {}
    form_field = (
        forms.CharField(strip=False)
        if kind is Kind.PROSE
        else model_field.formfield(required=False, **more)
    )
    form_field.required = False
    form_field.error_messages.update(model_field._error_messages or {})
    return Leaf(
        kind,
        form_field,
        empty=None if model_field.null else "",
        label=model_field.verbose_name,
        help_text=model_field.help_text,
        validators=tuple(model_field.validators),
    )


def leaf_of_block(block: Any) -> Leaf:
    """The leaf for a block without children.

    Raises:
        NotImplementedError: the form knows no such block.
    """
    kind = _kind(block, _BLOCKS)
    read_by_us = kind in (Kind.PROSE, Kind.TERM)
    form_field: Any = forms.CharField() if read_by_us else copy.deepcopy(block.field)
    form_field.required = False
    if kind is Kind.ADDRESS:
        form_field.assume_scheme = "https"
    leaf = Leaf(
        kind,
        form_field,
        empty=_EMPTY.get(kind, ""),
        required=bool(block.required),
        label=block.label,
        help_text=block.field.help_text,
        model=block.model_class if kind is Kind.TERM else None,
    )
    default = leaf.text_of(block.get_default())
    return Leaf(**{**vars(leaf), "default": default})


_EMPTY = {Kind.PERIOD: None, Kind.NUMBER: None, Kind.TERM: None, Kind.PROSE: RichText("")}


def _kind(found: Any, kinds: list[tuple[type[Any], Kind]]) -> Kind:
    for known, kind in kinds:
        if isinstance(found, known):
            return kind
    raise NotImplementedError(f"The form asks no question for {found!r}.")


def _digits(value: Decimal | int) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
