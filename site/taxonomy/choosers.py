"""The windows in which editors choose terms."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.chooser import (
    BaseSnippetChooseView,
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
)

from taxonomy.labels import label_of, matching_codes
from taxonomy.models import Coded, CodedQuerySet
from taxonomy.widgets import TermChooser


class TermSearchForm(BaseFilterForm):
    """Finds terms by any of their names, in any language."""

    q = forms.CharField(
        label=_("Search term"),
        widget=forms.TextInput(attrs={"placeholder": _("Search")}),
        required=False,
    )

    def filter(self, objects: QuerySet[Any]) -> QuerySet[Any]:
        objects = super().filter(objects)
        text = self.cleaned_data.get("q")
        if not text:
            return objects
        self.is_searching, self.search_query = True, text
        return objects.filter(code__in=matching_codes(objects.model.vocabulary, text))


class OfferedTermsMixin(BaseSnippetChooseView):
    """Offers English rows that are not retired, named in the editor's language."""

    filter_form_class = TermSearchForm
    i18n_enabled = False

    def get_object_list(self) -> QuerySet[Any]:
        rows: CodedQuerySet = self.model_class._default_manager.all()
        return rows.offered()

    @property
    def title_column(self) -> Column:
        column = super().title_column
        column.accessor = label_of
        return column

    @property
    def columns(self) -> list[Column]:
        code = Column("code", label=_("Code"), accessor="code")
        return [*super().columns, code]


class TermTitleMixin:
    """Names the chosen term in the editor's language."""

    def get_display_title(self, instance: Coded) -> str:
        return label_of(instance)


class TermChooseView(OfferedTermsMixin, ChooseView):
    pass


class TermChooseResultsView(OfferedTermsMixin, ChooseResultsView):
    pass


class TermChosenView(TermTitleMixin, SnippetChosenView):
    pass


class TermChosenMultipleView(TermTitleMixin, SnippetChosenMultipleView):
    pass


class TermChooserViewSet(SnippetChooserViewSet):
    """Chooser windows for every vocabulary."""

    choose_view_class = TermChooseView
    choose_results_view_class = TermChooseResultsView
    chosen_view_class = TermChosenView
    chosen_multiple_view_class = TermChosenMultipleView
    base_widget_class = TermChooser

    def get_urlpatterns(self) -> list[Any]:
        """Without that of a form for new terms, which there is none of: Wagtail's view fails."""
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "create"]
