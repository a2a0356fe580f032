"""What a report of the admin needs to be taken away as a file."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.http.response import HttpResponseBase
from wagtail.admin.views.reports.base import ReportView

from core.plain import cell


class FileReportView(ReportView):
    """A report whose file spreadsheets read as it was written, in the user's language."""

    export_headings: Mapping[str, Any] = {}
    custom_value_preprocess = {
        **ReportView.custom_value_preprocess,
        str: {ReportView.FORMAT_CSV: cell, ReportView.FORMAT_XLSX: cell},
    }

    def as_spreadsheet(self, queryset: Any, spreadsheet_format: str) -> HttpResponseBase:
        """Its headings now: the file is written when the user's language is no longer active."""
        self.export_headings = {name: str(text) for name, text in self.export_headings.items()}
        response: HttpResponseBase = super().as_spreadsheet(queryset, spreadsheet_format)
        return response

    def stream_csv(self, queryset: Any) -> Iterator[bytes]:
        """With the mark without which spreadsheets read UTF-8 as something else."""
        yield "\N{ZERO WIDTH NO-BREAK SPACE}".encode()
        yield from super().stream_csv(queryset)
