"""One listing per record type in the admin, under a menu of their own."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_filters import ModelMultipleChoiceFilter, MultipleChoiceFilter
from wagtail.admin.menu import Menu, SubmenuMenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.pages.choose_parent import ChooseParentView
from wagtail.admin.views.pages.listing import IndexView, PageFilterSet
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.models import Locale, Page

from core.models import KnowledgePage
from taxonomy.models import City, Theme

RECORDS_MENU_HOOK = "register_records_menu_item"
records_menu = Menu(register_hook_name=RECORDS_MENU_HOOK)


def records_menu_item() -> SubmenuMenuItem:
    """The menu that holds every record type's listing."""
    return SubmenuMenuItem(
        _("Records"), records_menu, name="records", icon_name="list-ul", order=90
    )


def city_names(page: KnowledgePage) -> str:
    """The record's cities, for a cell."""
    return ", ".join(city.name for city in page.cities.all())


def period_text(page: KnowledgePage) -> str:
    """The record's period in the editor's language, for a cell."""
    return page.period.display(get_language() or "en") if page.period else ""


class RecordFilterSet(PageFilterSet):
    """What editors narrow records down by."""

    themes = ModelMultipleChoiceFilter(
        label=_("Themes"), queryset=lambda request: Theme.objects.canonical()
    )
    cities = ModelMultipleChoiceFilter(
        label=_("Cities"), queryset=lambda request: City.objects.canonical()
    )
    locale = ModelMultipleChoiceFilter(
        label=_("Language"), queryset=lambda request: Locale.objects.all()
    )
    live = MultipleChoiceFilter(
        label=_("Published"), choices=[("True", _("Published")), ("False", _("Not published"))]
    )


class RecordIndexView(IndexView):
    """Records with their cities read at once."""

    def get_base_queryset(self) -> QuerySet[Any]:
        """With what the columns show."""
        queryset: QuerySet[Any] = super().get_base_queryset()
        return queryset.select_related("locale").prefetch_related("cities")


class ChooseSectionView(ChooseParentView):
    """Offers only places for this type of page: one in a language, so nothing is asked."""

    def get_valid_parent_pages(self, user: Any) -> QuerySet[Page]:
        """The places in the language chosen in which the editor may create such a page."""
        sections: Any = super().get_valid_parent_pages(user)
        fitting = [page.pk for page in sections.specific() if self.model.can_create_at(page)]
        found: QuerySet[Page] = sections.filter(pk__in=fitting)
        return found


class RecordListingViewSet(PageListingViewSet):
    """The listing of one record type; each type names its model and icon."""

    index_view_class = RecordIndexView
    choose_parent_view_class = ChooseSectionView
    menu_hook = RECORDS_MENU_HOOK
    filterset_class = RecordFilterSet
    columns = [
        *(column for column in IndexView.base_columns if column.name in {"bulk_actions", "title"}),
        Column("cities", label=_("Cities"), accessor=city_names),
        Column("period", label=_("Period"), accessor=period_text, sort_key="period_first"),
        DateColumn(
            "latest_revision_created_at",
            label=_("Updated"),
            sort_key="latest_revision_created_at",
            width="12%",
        ),
        *(column for column in IndexView.base_columns if column.name == "status"),
    ]
