"""The union's bodies, the introductions of terms and the collections in the admin."""

from typing import Any

from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from core.admin import RECORDS_MENU_HOOK, ChooseSectionView, RecordListingViewSet
from core.i18n import language_name
from home.forms import IntroductionForm
from home.models import CollectionPage, Introduction, UnionBodyPage


class UnionBodyListingViewSet(RecordListingViewSet):
    """All bodies of the union."""

    model = UnionBodyPage
    name = "union-bodies"
    menu_label = _("Bodies of the union")
    icon = "group"
    menu_order = 70


class CollectionListingViewSet(PageListingViewSet):
    """All collections of records; a new one goes below the home page of its language."""

    model = CollectionPage
    # Wagtail's own collections, of images and documents, have the shorter name.
    name = "record-collections"
    choose_parent_view_class = ChooseSectionView
    menu_hook = RECORDS_MENU_HOOK
    menu_label = pgettext_lazy("records", "Collections")
    icon = "folder-open-1"
    menu_order = 75


def _languages(introduction: Introduction) -> str:
    return ", ".join(
        language_name(block.value["language"], get_language()) for block in introduction.texts
    )


class IntroductionChooserViewSet(SnippetChooserViewSet):
    """Without windows: nothing chooses an introduction."""

    def get_urlpatterns(self) -> list[Any]:
        """None."""
        return []


class IntroductionViewSet(SnippetViewSet):
    """What editors say of themes, compacts, objectives, cities and countries."""

    model = Introduction
    chooser_viewset_class = IntroductionChooserViewSet
    icon = "openquote"
    menu_label = _("Introductions")
    menu_hook = RECORDS_MENU_HOOK
    menu_order = 80
    add_to_admin_menu = True
    list_display = [
        "__str__",
        Column("languages", label=_("Languages"), accessor=_languages),
        LiveStatusTagColumn(),
    ]
    # A copy would stand for the term of its original.
    copy_view_enabled = False
    search_backend_name = None
    search_fields = ("term",)
    edit_handler = ObjectList(
        [
            FieldPanel("term"),
            FieldPanel("texts"),
            FieldPanel("picture"),
            FieldPanel("featured"),
        ],
        base_form_class=IntroductionForm,
    )
