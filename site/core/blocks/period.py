"""A block for a date or a period."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.dates import Period
from core.fields import PeriodFormField, to_period


class PeriodBlock(blocks.FieldBlock):
    """A date or period as exactly as is known; stored as EDTF text, used as a Period or None."""

    def __init__(
        self,
        required: bool = True,
        help_text: Any = "",
        validators: tuple[Any, ...] = (),
        **kwargs: Any,
    ) -> None:
        self.field = PeriodFormField(required=required, help_text=help_text, validators=validators)
        super().__init__(**kwargs)

    def to_python(self, value: Period | str | None) -> Period | None:
        return to_period(value)

    def normalize(self, value: Period | str | None) -> Period | None:
        return to_period(value)

    def get_prep_value(self, value: Period | None) -> str:
        return str(value or "")

    def render_basic(self, value: Period | None, context: Any = None) -> str:
        return value.display(get_language() or "en") if value else ""

    def get_translatable_segments(self, value: Period | None) -> list[Any]:
        """Nothing for a translator: the period prints itself in each language."""
        return []

    class Meta:
        icon = "date"
        label = _("Period")
        description = _("A year, month or day, or a start and an end, as exactly as is known.")
        preview_value = "2019-09/.."
