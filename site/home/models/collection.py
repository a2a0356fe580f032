"""Collections of records, chosen by editors over all types and themes."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from core.blocks import SECTION_FEATURES
from home.blocks import CollectedGroupBlock
from home.collections.choice import groups, with_words_of
from home.collections.panel import LeftOutPanel
from home.entries.entrances import Entrance
from home.entries.kinds import THEME
from home.models.below_home import PageBelowHome, PageBelowHomeForm
from taxonomy.fields import TermsField
from taxonomy.panels import TermsPanel


class CollectionForm(PageBelowHomeForm):
    """Edits a collection. On a translation the choice of records stays the original's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        instance = kwargs.get("instance")
        if instance is not None and instance.pk and instance.original != instance:
            instance.groups = instance.with_choice_of_original(instance.groups)
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        page = self.instance
        if page.pk and page.original != page and "groups" in cleaned:
            cleaned["groups"] = page.with_choice_of_original(cleaned["groups"])
            cleaned["themes"] = list(page.original.themes.all())
        return cleaned


class CollectionPage(PageBelowHome):
    """Records that belong together for a reader, each with a sentence on why."""

    parent_page_types = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("Records chosen by an editor, each with a sentence on why.")
    template = "pages/collection_page.html"
    base_form_class = CollectionForm

    summary = models.TextField(
        _("summary"),
        blank=True,
        max_length=600,
        help_text=_("Shown under the title, and where the collection is listed."),
    )
    introduction = RichTextField(
        _("introduction"),
        blank=True,
        features=SECTION_FEATURES,
        help_text=_("What the collection is for, and how its records were chosen."),
    )
    cover_image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("cover image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown at the head of the text. Its credit is kept with the image."),
    )
    cover_alt = models.CharField(
        _("alternative text"),
        max_length=250,
        blank=True,
        help_text=_("What the cover shows. Leave empty to use the image's own description."),
    )
    themes = TermsField(
        "taxonomy.Theme",
        blank=True,
        verbose_name=_("themes"),
        related_name="+",
        help_text=_("The collection is shown on the pages of these themes."),
    )
    groups = StreamField(
        [("group", CollectedGroupBlock())],
        blank=True,
        verbose_name=_("records"),
        help_text=_(
            "The records are chosen in the original; a translation says its own words of them."
        ),
    )

    override_translatable_fields = [
        SynchronizedField("cover_image", overridable=False),
        SynchronizedField("themes", overridable=False),
    ]
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("introduction"),
        LeftOutPanel(),
        FieldPanel("groups"),
        TermsPanel("themes"),
        MultiFieldPanel(
            [FieldPanel("cover_image"), FieldPanel("cover_alt")], heading=_("Cover image")
        ),
    ]

    class Meta:
        verbose_name = pgettext_lazy("records", "collection")
        verbose_name_plural = pgettext_lazy("records", "collections")

    @cached_property
    def original(self) -> "CollectionPage":
        """The page the collection was made as; itself, for one that is not stored yet."""
        pages = CollectionPage.objects.filter(
            translation_key=self.translation_key, alias_of=None
        ).select_related("locale")
        first: CollectionPage | None = pages.order_by("pk").first()
        return self if first is None or first.pk == self.pk else first

    def with_choice_of_original(self, groups: Any) -> Any:
        """These groups with the records of the original, and the words they have."""
        block = self._meta.get_field("groups").stream_block
        own, chosen = block.get_prep_value(groups), block.get_prep_value(self.original.groups)
        return block.to_python(with_words_of(chosen, own))

    def raw(self) -> dict[str, Any]:
        """Its language and groups, as `home.collections.choice` takes them."""
        block = self._meta.get_field("groups").stream_block
        return {
            "language": self.locale.language_code,
            "groups": block.get_prep_value(self.groups),
        }

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With the records that the reader may see."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        language = self.locale.language_code
        original = self.original if self.original.live else self
        context["groups"] = groups(original.raw(), self.raw(), language)
        labels = THEME.labels(language)
        context["themes"] = [
            Entrance(labels[theme.code], THEME.url_of(theme.code))
            for theme in original.themes.all()
        ]
        if self.cover_image:
            context["cover_alt"] = self.cover_alt or self.cover_image.default_alt_text
        return context
