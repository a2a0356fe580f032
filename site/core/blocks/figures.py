"""Claims: numbers with their unit, the date they hold for and their source."""

from decimal import Decimal
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks.period import PeriodBlock
from core.blocks.source import WebAddressBlock


class Qualifier(TextChoices):
    """How exact a claim is, as its source puts it."""

    EXACTLY = "exactly", _("exactly")
    ABOUT = "about", _("about")
    AT_LEAST = "at-least", _("at least")
    MORE_THAN = "more-than", _("more than")


STATEMENTS: dict[str | None, Any] = {
    Qualifier.ABOUT: _("about %(number)s"),
    Qualifier.AT_LEAST: _("at least %(number)s"),
    Qualifier.MORE_THAN: _("more than %(number)s"),
}


class ClaimValue(blocks.StructValue):
    """What a template asks a claim."""

    @property
    def words_around_number(self) -> tuple[str, str]:
        """What a reader's language puts before and after an inexact number; empty if exact."""
        statement = str(STATEMENTS.get(self.get("qualifier"), ""))
        before, _number, after = statement.partition("%(number)s")
        return before.strip(), after.strip()


class ClaimBlock(blocks.StructBlock):
    """A number somebody states; claims that disagree stand side by side, each with its source."""

    label = blocks.CharBlock(
        label=_("What is counted"),
        max_length=150,
        help_text=_("For example: refugees living in the city."),
    )
    number = blocks.DecimalBlock(
        label=_("Number"),
        max_digits=20,
        decimal_places=2,
        help_text=_("Digits only: 446564. It is printed the way each reader writes numbers."),
    )
    qualifier = blocks.ChoiceBlock(
        label=_("How exact"),
        choices=Qualifier.choices,
        default=Qualifier.EXACTLY,
        help_text=_("As exact as the source is. “Exactly” adds no word to the number."),
    )
    unit = blocks.CharBlock(
        label=_("Unit of measure"),
        required=False,
        max_length=50,
        help_text=_("For example: people, percent, countries."),
    )
    as_of = PeriodBlock(label=_("Holds for"), required=False)
    source_name = blocks.CharBlock(
        label=_("Source"), max_length=250, help_text=_("Who says so: a document, office or site.")
    )
    source_url = WebAddressBlock(
        label=_("Address of the source"),
        required=False,
        help_text=_(
            "The full address, copied from the top of the browser. Leave empty if there is none."
        ),
    )

    class Meta:
        icon = "list-ol"
        label = _("Figure")
        description = _("A number with its unit, date and source. Add one for each source.")
        template = "blocks/claim.html"
        label_format = "{label}: {number}"
        value_class = ClaimValue
        preview_value = {
            "label": _("Residents reached"),
            "number": Decimal(12500),
            "qualifier": "about",
            "unit": "people",
            "source_name": _("Municipal report"),
        }
