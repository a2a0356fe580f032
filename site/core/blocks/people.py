"""Who did what: organisations and persons with their roles."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks.period import PeriodBlock
from core.blocks.previews import first
from core.enums import label_in
from taxonomy.blocks import TermChooserBlock


class PartnerRole(TextChoices):
    """What an organisation is to a record."""

    HOST = "host", _("Host")
    CO_HOST = "co-host", _("Co-host")
    ORGANISER = "organiser", _("Organiser")
    COORDINATOR = "coordinator", _("Coordinator")
    CO_COORDINATOR = "co-coordinator", _("Co-coordinator")
    CO_APPLICANT = "co-applicant", _("Co-applicant")
    IN_COOPERATION = "in-cooperation", _("In cooperation with")
    PARTNER = "partner", _("Partner")
    FUNDER = "funder", _("Financed by")
    SUPPORTER = "supporter", _("Supported by")
    PUBLISHER = "publisher", _("Published by")
    PROVIDER = "provider", _("Information provided by")


class PartnerValue(blocks.StructValue):
    """What a template asks a partner."""

    @property
    def role_label(self) -> str:
        """The role in the reader's language."""
        return label_in(PartnerRole, self.get("role"))


class PartnerBlock(blocks.StructBlock):
    """An organisation and its part in the record."""

    organisation = TermChooserBlock(
        "taxonomy.Organisation",
        label=_("Organisation"),
        help_text=_("Search for its name. If it is missing, first add it under Vocabularies."),
    )
    role = blocks.ChoiceBlock(
        label=_("Role"),
        choices=PartnerRole.choices,
        default=PartnerRole.PARTNER,
        help_text=_("What the organisation did here. If it did two things, add it twice."),
    )
    acronym = blocks.CharBlock(
        label=_("Acronym in this record"),
        required=False,
        max_length=30,
        help_text=_("The same letters may stand for something else in another record."),
    )
    note = blocks.CharBlock(
        label=_("Note"),
        required=False,
        max_length=250,
        help_text=_("More about its part, if needed. For example: gave the rooms."),
    )

    class Meta:
        icon = "group"
        label = _("Partner")
        description = _("An organisation with its role, and its acronym within this record.")
        template = "blocks/partner.html"
        label_format = "{organisation} ({role})"
        value_class = PartnerValue
        preview_value = staticmethod(
            lambda: {"organisation": first("taxonomy.Organisation"), "role": "partner"}
        )


class UnitNameBlock(blocks.StructBlock):
    """What an organisational unit was called, and when."""

    name = blocks.CharBlock(
        label=_("Name of the unit"),
        max_length=250,
        help_text=_("As it was called then. For example: Migration Unit."),
    )
    period = PeriodBlock(label=_("When it was called so"), required=False)

    class Meta:
        icon = "tag"
        label = _("Unit")
        description = _("The unit in charge. Add each name it has had, with its years.")
        template = "blocks/unit_name.html"
        label_format = "{name}"
        preview_value = {"name": _("Migration Unit")}


class PersonBlock(blocks.StructBlock):
    """A person, the office held at the time and the part taken."""

    name = blocks.CharBlock(
        label=_("Name"), max_length=200, help_text=_("First name and family name.")
    )
    office = blocks.CharBlock(
        label=_("Office"),
        required=False,
        max_length=250,
        help_text=_("The office or work the person had at the time."),
    )
    role = blocks.CharBlock(
        label=_("Part taken"),
        required=False,
        max_length=150,
        help_text=_("For example: opened the forum."),
    )
    quotation = blocks.TextBlock(
        label=_("Quotation"),
        required=False,
        help_text=_("The exact words, without quotation marks. Leave empty if not known."),
    )

    class Meta:
        icon = "user"
        label = _("Person")
        description = _(
            "A person with the office held at the time, the part taken and a quotation."
        )
        template = "blocks/person.html"
        label_format = "{name}"
        preview_value = {
            "name": _("A. Example"),
            "office": _("Mayor"),
            "role": _("Opened the forum"),
        }
