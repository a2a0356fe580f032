"""All results of a search as a file."""

from datetime import date
from functools import partial
from typing import Any

from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy, override
from django.views.decorators.cache import cache_control
from ninja import Router
from ninja.decorators import decorate_view

from search.api.documentation import download_parameters, example, file_response
from search.api.errors import responses
from search.api.reading import language_asked, understood
from search.api.schemas import Download as DownloadSchema
from search.etags import tagged
from search.exports.download import Download
from search.exports.formats import FORMATS
from search.limits import limit
from search.request import SearchRequest

router = Router()
SUMMARIES = {
    "csv": gettext_lazy("Download all results as CSV"),
    "xlsx": gettext_lazy("Download all results as a workbook (XLSX)"),
    "json": gettext_lazy("Download all results as JSON"),
}


_sent = decorate_view(cache_control(private=True, no_cache=True))


def _described(ending: str) -> dict[str, Any]:
    return {
        "summary": SUMMARIES[ending],
        "parameters": download_parameters(),
        "responses": {**file_response(FORMATS[ending].content_type), **responses()},
        **example("lang=en&theme=social-cohesion"),
    }


@router.get("/search.csv", url_name="search-csv", openapi_extra=_described("csv"))
@_sent
def search_csv(request: HttpRequest) -> HttpResponseBase:
    """Comma-separated values in UTF-8: what was asked for, an empty row, a header, the records."""
    return download(request, "csv")


@router.get("/search.xlsx", url_name="search-xlsx", openapi_extra=_described("xlsx"))
@_sent
def search_xlsx(request: HttpRequest) -> HttpResponseBase:
    """A workbook of one sheet: what was asked for, an empty row, a header, the records."""
    return download(request, "xlsx")


@router.get(
    "/search.json",
    response=DownloadSchema,
    url_name="search-json",
    openapi_extra=_described("json"),
)
@_sent
def search_json(request: HttpRequest) -> HttpResponseBase:
    """The request, the date, and all records with the names of what they are classed under."""
    return download(request, "json")


def download(request: HttpRequest, ending: str) -> HttpResponseBase:
    """Every result of a search, on all its pages, with what was asked for and when."""
    limit(request, "download")
    language = language_asked(request)
    with override(language):
        wanted = understood(request, language)
        day = timezone.localdate()
        return tagged(request, partial(_streamed, request, wanted, day, ending), day.isoformat())


def _streamed(
    request: HttpRequest, wanted: SearchRequest, day: date, ending: str
) -> StreamingHttpResponse:
    file = Download(wanted, day, request.build_absolute_uri)
    made = FORMATS[ending]
    response = StreamingHttpResponse(made.write(file), content_type=made.content_type)
    response["Content-Disposition"] = f'attachment; filename="{file.file_name(ending)}"'
    response["X-Robots-Tag"] = "noindex"
    response["Content-Language"] = wanted.language
    return response
