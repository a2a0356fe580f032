"""What a record is about: objectives, places, phases."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks.period import PeriodBlock
from core.blocks.previews import first
from core.i18n import country_choices
from taxonomy.blocks import TermChooserBlock


class ObjectiveBlock(blocks.StructBlock):
    """An objective of a compact and how the record contributes to it."""

    objective = TermChooserBlock(
        "taxonomy.Objective",
        label=_("Objective"),
        help_text=_("What the record works towards. Add a block for each objective."),
    )
    how = blocks.TextBlock(
        label=_("How it contributes"),
        required=False,
        help_text=_("One or two sentences a reader can check against the record."),
    )

    class Meta:
        icon = "thumbtack"
        label = _("Objective")
        description = _("An objective of a compact, with how this record contributes to it.")
        template = "blocks/objective.html"
        label_format = "{objective}"
        preview_value = staticmethod(
            lambda: {
                "objective": first("taxonomy.Objective"),
                "how": _("The centre keeps figures by age and district."),
            }
        )


def countries_in_the_active_language() -> list[tuple[str, str]]:
    """Every country as (ISO 3166 code, name), named in the active language."""
    return country_choices(get_language() or "en")


class CountryBlock(blocks.ChoiceBlock):
    """A country by its ISO 3166 code."""

    choices = staticmethod(countries_in_the_active_language)

    class Meta:
        icon = "globe"
        label = _("Country")
        description = _("A country beyond those of the cities named above.")
        template = "blocks/country.html"
        preview_value = "TR"


class PhaseBlock(blocks.StructBlock):
    """A dated part of the record's life."""

    label = blocks.CharBlock(
        label=_("Phase"), max_length=150, help_text=_("For example: period of the plan.")
    )
    period = PeriodBlock(label=_("When"))

    class Meta:
        icon = "date"
        label = _("Phase")
        description = _("A further dated phase, such as the years a plan covers.")
        template = "blocks/phase.html"
        label_format = "{label}"
        preview_value = {"label": _("Period of the plan"), "period": "2020/2024"}


class OtherNameBlock(blocks.CharBlock):
    """Another name under which people look for the record."""

    def __init__(self, **kwargs: Any) -> None:
        example = _(
            "One name to a block. For example: an earlier name, or Marrakech for Marrakesh."
        )
        super().__init__(**{"max_length": 250, "help_text": example, **kwargs})

    class Meta:
        icon = "tag"
        label = _("Other name")
        description = _("Another name or spelling under which people look for this.")
        template = "blocks/other_name.html"
        preview_value = _("Marrakesh Mayors Declaration")
