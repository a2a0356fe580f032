"""All records and how far each is in each language."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import HeaderButton

from translations.filters import BoardFilter
from translations.models import Job, Record, RecordTranslation
from translations.views.act import offered
from translations.views.base import ReachMixin
from translations.views.rows import HEADINGS, Row, lines, rows_of


class BoardView(ReachMixin, ReportView):
    """Records × languages, with what can be done to many translations at once."""

    template_name = "translations/admin/board.html"
    page_title = _("Translations")
    header_icon = "globe"
    index_url_name = "translations:board"
    model = Record
    paginate_by = 50
    default_ordering = ("page__title", "pk")
    # Plain links stand below the table.
    show_export_buttons = False
    export_filename = "translations"
    export_headings = HEADINGS
    list_export = list(HEADINGS)

    @cached_property
    def form(self) -> BoardFilter:
        """What the board is narrowed down by: at first by the one language of a translator."""
        data = self.request.GET.copy()
        if not data and len(self.reach.languages) == 1:
            data["language"] = self.reach.languages[0]
        return BoardFilter(data, user=self.request.user)

    @cached_property
    def languages(self) -> list[str]:
        """The columns."""
        asked = self.form.cleaned_data.get("language")
        return [asked] if asked else [code for code, _name in settings.LANGUAGES]

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """What is not about single translations."""
        address = reverse("translations:import")
        return [HeaderButton(_("Import translation file"), url=address, icon_name="upload")]

    def get_queryset(self) -> QuerySet[Record]:
        """The records that fit, with all that a row shows."""
        translations = RecordTranslation.objects.select_related("page", "translator")
        found = self.form.records(self.reach.records()).select_related("page")
        ordered: QuerySet[Record] = self.order_queryset(found)
        return ordered.prefetch_related(Prefetch("translations", translations))

    def get_filtered_queryset(self) -> QuerySet[Record]:
        """Narrowed down already."""
        return self.get_queryset()

    def decorate_paginated_queryset(self, object_list: Iterable[Record]) -> list[Row]:
        """The rows of what is shown."""
        records = list(object_list)
        shown = RecordTranslation.objects.filter(record__in=records)
        asked = self.form.translations(self.reach.records()) & shown
        fitting = set(asked.values_list("pk", flat=True))
        return rows_of(records, self.languages, fitting, self.reach)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With what the user may do, and what is being done."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        mine = self.form.translations(self.reach.records()).filter(
            language__in=self.reach.languages
        )
        running = Job.objects.filter(started_by=self.request.user, finished_at=None, stopped=False)
        return {
            **context,
            "form": self.form,
            "languages": self.languages,
            "acts": offered(self.reach),
            "writes": bool(self.reach.languages),
            "fitting": mine.count(),
            "jobs": list(running.order_by("-created_at")[:5]),
            "filter": self.form.query,
            "is_narrowed": any(self.form.cleaned_data.values()),
        }

    def as_spreadsheet(self, queryset: Iterable[Row], spreadsheet_format: str) -> Any:
        """One line for each translation that fits."""
        return super().as_spreadsheet(lines(queryset), spreadsheet_format)

    def to_row_dict(self, item: dict[str, Any]) -> dict[str, Any]:
        """A line as it is."""
        return item
