"""Model and form fields for periods."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.utils.functional import lazy
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail.admin.compare import TextFieldComparison, diff_text, register_comparison_class

from core.date_advice import how_to_write
from core.dates import MAX_LENGTH, Period, PeriodError

if TYPE_CHECKING:
    _CharField = models.CharField[Period | str | None, Period | None]
else:
    _CharField = models.CharField


def to_period(value: Period | str | None) -> Period | None:
    """The period a value stands for, None for an empty one.

    Raises ValidationError with a sentence that says what to write instead.
    """
    if value is None or isinstance(value, Period):
        return value
    if not value.strip():
        return None
    try:
        return Period.parse(value)
    except PeriodError as error:
        raise ValidationError(str(error), code="invalid") from error


class PeriodFormField(forms.Field):
    """A line of text in which an editor writes a period; its clean value is a Period or None."""

    def __init__(self, *, help_text: Any = "", **kwargs: Any) -> None:
        super().__init__(help_text=help_text or lazy(how_to_write, str)(), **kwargs)

    def to_python(self, value: Period | str | None) -> Period | None:
        return to_period(value)

    def prepare_value(self, value: Any) -> Any:
        return str(value) if isinstance(value, Period) else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        # Digits and slashes would change places in a right-to-left form.
        return {**super().widget_attrs(widget), "dir": "ltr", "autocomplete": "off"}


class PeriodAttribute(DeferredAttribute):
    """Turns what is assigned to the attribute into a Period at once.

    Without it the attribute would be whatever was assigned until the next read from the database.
    """

    field: "PeriodField"

    def __set__(self, instance: models.Model, value: Period | str | None) -> None:
        instance.__dict__[self.field.attname] = self.field.to_python(value)


class PeriodField(_CharField):
    """A column of EDTF text whose value is a `core.dates.Period`, or None where it is empty.

    Text may be assigned as well; ValidationError is raised at once where it is no period.
    """

    descriptor_class = PeriodAttribute

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": MAX_LENGTH, **kwargs})
        # It measures text, and the value here is none; a Period's text cannot be longer.
        self.validators = [
            validator
            for validator in self.validators
            if not isinstance(validator, MaxLengthValidator)
        ]

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        if kwargs.get("max_length") == MAX_LENGTH:
            del kwargs["max_length"]
        return name, path, args, kwargs

    def get_default(self) -> Period | None:
        return to_period(super().get_default())

    def to_python(self, value: Any) -> Period | None:
        return to_period(value)

    def from_db_value(self, value: str | None, *_: object) -> Period | None:
        return to_period(value)

    def get_prep_value(self, value: Any) -> str | None:
        period = to_period(value)
        if period is None:
            return None if self.null else ""
        return str(period)

    def value_to_string(self, obj: models.Model) -> str:
        return str(self.value_from_object(obj) or "")

    def formfield(self, **kwargs: Any) -> Any:
        # Not CharField's own: the form field takes no length, it answers long text with advice.
        return models.Field.formfield(self, **{"form_class": PeriodFormField, **kwargs})


class PeriodComparison(TextFieldComparison):
    """Shows in the comparison of two revisions how a period changed, in the reader's language."""

    def htmldiff(self) -> SafeString:
        html: SafeString = diff_text(_shown(self.val_a), _shown(self.val_b)).to_html()
        return html


register_comparison_class(PeriodField, comparison_class=PeriodComparison)


def _shown(period: Period | None) -> str:
    return period.display(get_language() or "en") if period else ""
