"""The repeatable parts of a practice."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks import SECTION_FEATURES, PeriodBlock, WebAddressBlock
from core.blocks.previews import first
from core.enums import Support, label_in
from practices.enums import ResourceKind
from taxonomy.blocks import TermChooserBlock


class ActivityBlock(blocks.StructBlock):
    """Something that was done."""

    title = blocks.CharBlock(
        label=_("Title"), max_length=200, help_text=_("A few words. For example: language cafés.")
    )
    text = blocks.RichTextBlock(
        label=_("What was done"),
        features=SECTION_FEATURES,
        help_text=_("What was done, for whom and how often."),
    )
    period = PeriodBlock(label=_("When"), required=False)
    partner = TermChooserBlock(
        "taxonomy.Organisation",
        label=_("With"),
        required=False,
        help_text=_(
            "The organisation it was done with. If it is missing, first add it under Vocabularies."
        ),
    )

    class Meta:
        icon = "tasks"
        label = _("Activity")
        description = _("Something that was done, with its date and partner where known.")
        template = "blocks/activity.html"
        label_format = "{title}"
        preview_value = {
            "title": _("Advisory board"),
            "text": _("<p>The board met every second month and set the priorities.</p>"),
        }


class ServiceBlock(blocks.StructBlock):
    """A service or institution that was set up."""

    name = blocks.CharBlock(
        label=_("Name"),
        max_length=200,
        help_text=_("As people know it. For example: advice centre."),
    )
    text = blocks.TextBlock(
        label=_("What it offers"),
        required=False,
        help_text=_("Who may come, and what they get there."),
    )

    class Meta:
        icon = "home"
        label = _("Service")
        description = _("A service or institution set up by the practice.")
        template = "blocks/service.html"
        label_format = "{name}"
        preview_value = {
            "name": _("Advice centre"),
            "text": _("Advice in four languages, free of charge."),
        }


class ResourceValue(blocks.StructValue):
    """What a template asks a resource."""

    @property
    def kind_label(self) -> str:
        """The kind in the reader's language; empty where none was chosen."""
        return label_in(ResourceKind, self.get("kind"))


class ResourceBlock(blocks.StructBlock):
    """Something the practice draws on."""

    kind = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=ResourceKind.choices,
        help_text=_("What sort of resource it is. Add a block for each."),
    )
    text = blocks.CharBlock(
        label=_("Resource"),
        max_length=300,
        help_text=_("For example the name of the law, the number of staff, the sum."),
    )
    url = WebAddressBlock(
        label=_("Address"),
        required=False,
        help_text=_("Where it can be read: the full address, copied from the top of the browser."),
    )

    class Meta:
        icon = "key"
        label = _("Resource")
        description = _("A law, strategy, partner, staff or money the practice draws on.")
        template = "blocks/resource.html"
        label_format = "{kind}: {text}"
        value_class = ResourceValue
        preview_value = {"kind": "legal-basis", "text": _("Municipal law")}


class FunderBlock(blocks.StructBlock):
    """Who pays."""

    organisation = TermChooserBlock(
        "taxonomy.Organisation",
        label=_("Organisation"),
        help_text=_("Search for its name. If it is missing, first add it under Vocabularies."),
    )
    note = blocks.CharBlock(
        label=_("Note"),
        required=False,
        max_length=250,
        help_text=_("For example the sum and the programme."),
    )

    class Meta:
        icon = "decimal"
        label = _("Funder")
        description = _("An organisation that pays for it.")
        template = "blocks/funder.html"
        label_format = "{organisation}"
        preview_value = staticmethod(lambda: {"organisation": first("taxonomy.Organisation")})


class ChallengeBlock(blocks.StructBlock):
    """A difficulty and what was done about it."""

    challenge = blocks.TextBlock(
        label=_("Challenge"),
        help_text=_("One difficulty, in a sentence or two. Add a block for each."),
    )
    response = blocks.TextBlock(
        label=_("Response"),
        required=False,
        help_text=_("How it was met. Leave empty if nothing answered this one in particular."),
    )

    class Meta:
        icon = "warning"
        label = _("Challenge")
        description = _("A difficulty, with the response to it where there was one.")
        template = "blocks/challenge.html"
        label_format = "{challenge}"
        preview_value = {
            "challenge": _("No interpreters at the service desks."),
            "response": _("Staff of the advice centre took turns."),
        }


class ResponseBlock(blocks.TextBlock):
    """A response that answers no challenge in particular."""

    class Meta:
        icon = "tick-inverse"
        label = _("Response to several challenges")
        description = _("Something that helped in general, not with one challenge alone.")
        template = "blocks/response.html"
        preview_value = _("Cooperation with neighbouring municipalities.")


class ResultTextBlock(blocks.TextBlock):
    """A result that is not a number."""

    class Meta:
        icon = "success"
        label = _("Result in words")
        description = _("A result that cannot be told as a number.")
        template = "blocks/result_text.html"
        preview_value = _("Services became easier to reach for everybody.")


class SupportValue(blocks.StructValue):
    """What a template asks an offer of support."""

    @property
    def kind_label(self) -> str:
        """The kind of support in the reader's language."""
        return label_in(Support, self.get("kind"))


class SupportBlock(blocks.StructBlock):
    """Something the owner offers to cities that want to follow."""

    kind = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=Support.choices,
        help_text=_("What you would do for another city. Add a block for each."),
    )
    note = blocks.CharBlock(
        label=_("Note"),
        required=False,
        max_length=250,
        help_text=_("For whom and how often. For example: groups of up to ten, twice a year."),
    )

    class Meta:
        icon = "help"
        label = _("Support offered")
        description = _("What the municipality offers to others who want to do the same.")
        template = "blocks/support.html"
        label_format = "{kind}"
        value_class = SupportValue
        preview_value = {"kind": "visit", "note": _("Groups of up to ten, twice a year.")}
