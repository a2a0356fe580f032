"""The union and its centres, committees and platforms."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.fields import RichTextField, StreamField
from wagtail_localize.fields import SynchronizedField

from core.blocks import SECTION_FEATURES
from core.enums import RecordType
from core.models import KnowledgePage, RelatedGroup, record_keys, referring_keys
from core.panels import record_tabs
from core.search_declaration import SearchTexts, plain_text, searchable
from home.blocks import MemberBlock
from home.enums import BodyKind
from members.naming import keys_naming
from taxonomy.models import Organisation


class UnionBodyPage(KnowledgePage):
    """The union itself, or one of its bodies; the period is its life since its foundation."""

    record_type: ClassVar[str] = RecordType.BODY
    similar_type: ClassVar[str] = ""

    parent_page_types = ["home.SectionPage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("The union or one of its bodies: aims, members, foundation.")
    template = "pages/union_body_page.html"

    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=BodyKind.choices,
        default=BodyKind.COMMITTEE,
        help_text=_("Whether it is the union itself or one of its bodies."),
    )
    acronym = models.CharField(
        _("acronym"),
        max_length=50,
        blank=True,
        help_text=_("The short name by which people know it."),
    )
    part_of = models.ForeignKey(
        "self",
        verbose_name=_("body of"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The union or body it belongs to."),
    )
    organisation = models.ForeignKey(
        "taxonomy.Organisation",
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Records that name this organisation are listed on the page."),
    )
    membership_rule = RichTextField(
        _("who belongs to it"),
        blank=True,
        features=SECTION_FEATURES,
        help_text=_("Who may be a member, and how one becomes one."),
    )
    aims = RichTextField(
        _("aims"), blank=True, features=SECTION_FEATURES, help_text=_("What it is there for.")
    )
    members = StreamField(
        [("member", MemberBlock())],
        blank=True,
        verbose_name=_("members"),
        help_text=_("Members by name, where they are public."),
    )
    website = models.URLField(
        _("website"),
        max_length=500,
        blank=True,
        help_text=_("Its own site, with https://."),
    )

    fact_streams = (*KnowledgePage.fact_streams, "members")
    override_translatable_fields = [
        *KnowledgePage.override_translatable_fields,
        SynchronizedField("acronym", overridable=False),
        SynchronizedField("part_of", overridable=False),
        SynchronizedField("organisation", overridable=False),
    ]

    edit_handler = record_tabs(
        (
            _("What"),
            [
                *KnowledgePage.summary_panels,
                FieldPanel("kind"),
                FieldPanel("acronym"),
                FieldPanel("aims"),
                FieldPanel("body"),
                *KnowledgePage.classification_panels,
                *KnowledgePage.cover_panels,
            ],
        ),
        (_("Where and when"), [*KnowledgePage.period_panels, *KnowledgePage.place_panels]),
        (
            _("Who"),
            [
                PageChooserPanel("part_of", "home.UnionBodyPage"),
                FieldPanel("organisation"),
                FieldPanel("membership_rule"),
                FieldPanel("members"),
                *KnowledgePage.partners_panels,
            ],
        ),
        (_("Figures"), KnowledgePage.figures_panels),
        (
            _("Sources"),
            [
                FieldPanel("website"),
                *KnowledgePage.material_panels,
                *KnowledgePage.provenance_panels,
            ],
        ),
    )

    class Meta:
        verbose_name = _("body of the union")
        verbose_name_plural = _("bodies of the union")

    def answering_organisation(self) -> Organisation | None:
        """The body's own."""
        return self.organisation

    def organisation_codes(self) -> set[str]:
        """Codes of partners and members."""
        members = {
            block.value["organisation"].code
            for block in self.members
            if block.value.get("organisation")
        }
        return super().organisation_codes() | members

    def search_texts(self) -> SearchTexts:
        """With acronym, aims and membership."""
        texts = super().search_texts()
        texts.names.append(self.acronym)
        texts.body += [
            *plain_text(self.aims, self.membership_rule),
            *searchable(self.members),
        ]
        return texts

    def related_groups(self) -> list[RelatedGroup]:
        """The union a body belongs to, and the union's bodies."""
        return [
            (_("Body of"), record_keys(self.part_of)),
            (_("Bodies"), referring_keys("home.UnionBodyPage", "part_of", self)),
            (_("Records that name it"), keys_naming(self.organisation)),
        ]
