"""Where the admin leads to the board: its menu, its first page, the buttons of pages."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import F
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from core.models import KnowledgePage
from translations.enums import State
from translations.models import RecordTranslation
from translations.reach import Reach

# What is due first; the board has the rest.
MOST_MINE = 10


class BoardMenuItem(MenuItem):
    """For those who have something to do with a page."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Asked for every page of the admin: what it asks for is remembered with the user."""
        return not Reach(request.user).is_empty


@hooks.register("register_reports_menu_item")
def board_menu_item() -> MenuItem:
    """Among the reports."""
    address = reverse("translations:board")
    return BoardMenuItem(_("Translations"), address, name="translations", icon_name="globe")


class YourTranslations(Component):
    """What is assigned to the user and not finished, by the day it is due."""

    order = 110
    template_name = "translations/admin/home_panel.html"

    def __init__(self, user: Any) -> None:
        mine = RecordTranslation.objects.filter(translator=user).exclude(state=State.PUBLISHED)
        ordered = mine.order_by(F("due").asc(nulls_last=True), "since", "pk")
        self.translations = list(ordered.select_related("record__page", "translator")[:MOST_MINE])

    def get_context_data(self, parent_context: Any) -> Mapping[str, Any]:
        """For its template."""
        return {"translations": self.translations, "heading": _("Your translations")}


@hooks.register("insert_global_admin_css")
def styles() -> SafeString:
    """For the pages below the board, the editor of a translation and the first page."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/translations.css"))


@hooks.register("insert_editor_js")
def scripts() -> SafeString:
    """For the list of texts in the editor of a translation."""
    return format_html('<script src="{}" defer></script>', static("js/translation_texts.js"))


@hooks.register("construct_homepage_panels")
def add_your_translations(request: HttpRequest, panels: list[Any]) -> None:
    """Only where there are some."""
    panel = YourTranslations(request.user)
    if panel.translations:
        panels.append(panel)


@hooks.register("register_page_header_buttons")
def page_buttons(page: Page, user: Any, view_name: str, next_url: Any = None) -> Iterator[Button]:
    """From a record to its row or its translation; from a page above records, to begin them."""
    model: Any = page.specific_class
    if page.depth < 2 or model is None or Reach(user).is_empty:
        return
    if not issubclass(model, KnowledgePage):
        address = reverse("translations:submit", args=[page.pk])
        # The button of wagtail-localize leads to the same form.
        if Reach(user).languages and not user.has_perm("wagtail_localize.submit_translation"):
            yield Button(_("Translate what is below"), address, icon_name="globe", priority=61)
        return
    translation = RecordTranslation.objects.filter(page=page.alias_of_id or page.pk).first()
    if translation:
        address = reverse("translations:record", args=[translation.record_id, translation.language])
    else:
        address = f"{reverse('translations:board')}?record={page.translation_key}"
    yield Button(_("Translations"), address, icon_name="globe", priority=61)
