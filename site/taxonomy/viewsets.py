"""The vocabularies in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, Panel
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from taxonomy.choosers import TermChooserViewSet
from taxonomy.forms import CodedForm
from taxonomy.listings import LABEL, OFFICIAL, RETIRED, USAGE, VocabularyIndexView
from taxonomy.models import City, Compact, InnovationStage, Objective, Organisation, Theme

WORDING = MultiFieldPanel(
    [FieldPanel("name"), FieldPanel("official"), FieldPanel("source")], heading=_("Wording")
)
SHORT_LABEL = MultiFieldPanel(
    [FieldPanel("label"), FieldPanel("label_official"), FieldPanel("label_source")],
    heading=_("Short label"),
)


def editor(*panels: Panel, facts: tuple[str, ...] = ()) -> ObjectList:
    """The editing form of a vocabulary: texts first, then what is the same in every language."""
    return ObjectList(
        [
            *panels,
            MultiFieldPanel(
                [FieldPanel(name) for name in ("code", *facts, "retired")],
                heading=_("The same in every language"),
                help_text=_("Change these in the English term; translations follow it."),
            ),
        ],
        base_form_class=CodedForm,
    )


class VocabularyViewSet(SnippetViewSet):
    """What the screens of all vocabularies have in common."""

    icon = "tag"
    index_view_class = VocabularyIndexView
    chooser_viewset_class = TermChooserViewSet
    search_fields = ("name",)
    search_backend_name = None
    inspect_view_enabled = True
    # A copy would carry the code of its original.
    copy_view_enabled = False
    list_per_page = 50
    chooser_per_page = 25


class ThemeViewSet(VocabularyViewSet):
    model = Theme
    icon = "list-ul"
    list_display = ("name", LABEL, "code", "parent", USAGE, RETIRED)
    list_filter = ("retired",)
    edit_handler = editor(WORDING, facts=("parent", "position"))


class CompactViewSet(VocabularyViewSet):
    model = Compact
    icon = "doc-full"
    list_display = ("name", LABEL, "code", OFFICIAL, USAGE, RETIRED)
    list_filter = ("official", "retired")
    edit_handler = editor(WORDING, SHORT_LABEL, facts=("position",))


class ObjectiveViewSet(VocabularyViewSet):
    model = Objective
    icon = "thumbtack"
    list_display = ("name", LABEL, "code", OFFICIAL, USAGE, RETIRED)
    list_filter = ("official", "retired")
    edit_handler = editor(WORDING, SHORT_LABEL, facts=("compact", "number"))


class InnovationStageViewSet(VocabularyViewSet):
    model = InnovationStage
    icon = "draft"
    list_display = ("name", LABEL, "code", OFFICIAL, USAGE, RETIRED)
    list_filter = ("official", "retired")
    edit_handler = editor(WORDING, FieldPanel("definition"), facts=("position",))


class CityViewSet(VocabularyViewSet):
    model = City
    icon = "site"
    list_display = ("name", LABEL, "local_name", "code", "country", USAGE, RETIRED)
    list_filter = ("country", "retired")
    edit_handler = editor(
        WORDING,
        facts=(
            "local_name",
            "aliases",
            "country",
            "latitude",
            "longitude",
            "population",
            "population_year",
            "population_source",
        ),
    )


class OrganisationViewSet(VocabularyViewSet):
    model = Organisation
    icon = "group"
    list_display = ("name", "code", "kind", "country", USAGE, RETIRED)
    list_filter = ("kind", "country", "retired")
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("code"),
            FieldPanel("kind"),
            FieldPanel("website"),
            FieldRowPanel([FieldPanel("country"), FieldPanel("city")]),
            FieldPanel("retired"),
        ],
        base_form_class=CodedForm,
    )


class VocabularyViewSetGroup(SnippetViewSetGroup):
    """One menu for all vocabularies."""

    menu_label = _("Vocabularies")
    menu_icon = "tag"
    menu_order = 300
    items = (
        ThemeViewSet,
        ObjectiveViewSet,
        CompactViewSet,
        InnovationStageViewSet,
        CityViewSet,
        OrganisationViewSet,
    )
