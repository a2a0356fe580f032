"""What the interface says about itself: its parameters, and a page for people to read.

The page is plain HTML: the usual viewers need inline styles or another site's scripts.
"""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db.models import TextChoices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from ninja import NinjaAPI
from ninja.openapi.docs import DocsBase

from core.enums import BudgetBand, PopulationBand
from search.facets import FACETS
from search.request import MOST_LETTERS, MOST_PER_PAGE, MOST_REACHABLE, PAGE_SIZE, Sort

EXAMPLE = "x-example"


class PlainDocs(DocsBase):
    """The documentation page, made from the same OpenAPI description that programs read."""

    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: Any) -> HttpResponse:
        context = {
            "openapi_url": self.get_openapi_url(api, kwargs),
            "operations": [
                {
                    "method": method.upper(),
                    "path": path,
                    **operation,
                    **_example_of(operation, path),
                }
                for path, methods in api.get_openapi_schema()["paths"].items()
                for method, operation in methods.items()
            ],
        }
        return render(request, "search/api_docs.html", context)


def example(query: str) -> dict[str, str]:
    """An example of what can be asked, for the page that people read."""
    return {EXAMPLE: query}


def _example_of(operation: dict[str, Any], path: str) -> dict[str, str]:
    query = operation.get(EXAMPLE)
    return {"example": f"{path}?{query}"} if query else {}


def search_parameters() -> list[dict[str, Any]]:
    """The parameters of a search, as OpenAPI describes them."""
    return [_lang(), _words(_("Words to look for; a phrase in quotation marks.")), *_choices()]


def list_parameters() -> list[dict[str, Any]]:
    """Those of a list of records: the same, but for words."""
    return [_lang(), *_choices()]


def download_parameters() -> list[dict[str, Any]]:
    """Those of a file of all results: the same, but it has no pages."""
    paging = {"page", "page_size"}
    return [given for given in search_parameters() if given["name"] not in paging]


def suggest_parameters() -> list[dict[str, Any]]:
    return [_lang(), _words(_("What was typed so far."))]


def record_parameters() -> list[dict[str, Any]]:
    return [_lang()]


def file_response(content_type: str) -> dict[int, dict[str, Any]]:
    """A file that is no JSON, as OpenAPI describes it."""
    kind = content_type.partition(";")[0]
    if kind == "application/json":
        return {}
    schema = {"schema": {"type": "string", "format": "binary"}}
    return {200: {"description": "OK", "content": {kind: schema}}}


def _lang() -> dict[str, Any]:
    codes: dict[str, Any] = {"type": "string", "enum": [code for code, _name in settings.LANGUAGES]}
    return _parameter("lang", _("The language to search and answer in."), codes)


def _words(meaning: str | Promise) -> dict[str, Any]:
    return _parameter("q", meaning, {"type": "string", "maxLength": MOST_LETTERS})


def _choices() -> list[dict[str, Any]]:
    page = {"type": "integer", "minimum": 1, "maximum": MOST_REACHABLE, "default": 1}
    size = {"type": "integer", "minimum": 1, "maximum": MOST_PER_PAGE, "default": PAGE_SIZE}
    sort = {"type": "string", "enum": list(Sort.values)}
    return [
        *(_parameter(facet.parameter, facet.label, _list_of(facet.codes)) for facet in FACETS),
        _parameter(
            "match",
            _("“all:theme” asks for records that have every chosen theme; so for any filter."),
            _list_of([f"all:{facet.parameter}" for facet in FACETS]),
        ),
        _parameter("like", _("A city: results that fit it come first."), _text()),
        _parameter(
            "like_population", _("A size of city that results should fit."), _one(PopulationBand)
        ),
        _parameter("like_budget", _("A budget that results should fit."), _one(BudgetBand)),
        _parameter("sort", _("The order of the results; without words, newest first."), sort),
        _parameter("page", _("The page, counted from 1."), page),
        _parameter("page_size", _("How many results a page holds."), size),
    ]


def _parameter(name: str, description: str | Promise, schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "in": "query",
        "name": name,
        "required": False,
        "description": description,
        "schema": schema,
    }


def _text() -> dict[str, Any]:
    return {"type": "string"}


def _one(choices: type[TextChoices]) -> dict[str, Any]:
    return {"type": "string", "enum": list(choices.values)}


def _list_of(values: Sequence[str]) -> dict[str, Any]:
    known = {"enum": list(values)} if values else {}
    return {"type": "array", "items": {"type": "string", **known}}
