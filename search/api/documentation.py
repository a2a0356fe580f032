"""What the interface says about itself: its parameters, and a page for people to read.

The page is plain HTML: the usual viewers need inline styles or another site's scripts.
"""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from ninja import NinjaAPI
from ninja.openapi.docs import DocsBase

from search.facets import FACETS
from search.request import MOST_LETTERS, MOST_PER_PAGE, MOST_REACHABLE, PAGE_SIZE, Sort

EXAMPLE = "?lang=en&theme=social-cohesion&objective=gcm-16&objective=gcr-2"


class PlainDocs(DocsBase):
    """The documentation page, made from the same OpenAPI description that programs read."""

    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: Any) -> HttpResponse:
        context = {
            "openapi_url": self.get_openapi_url(api, kwargs),
            "operations": [
                {"method": method.upper(), "path": path, **operation}
                for path, methods in api.get_openapi_schema()["paths"].items()
                for method, operation in methods.items()
            ],
            "example": reverse(f"{api.urls_namespace}:search") + EXAMPLE,
        }
        return render(request, "search/api_docs.html", context)


def search_parameters() -> list[dict[str, Any]]:
    """The parameters of a search, as OpenAPI describes them."""
    text = {"type": "string", "maxLength": MOST_LETTERS}
    page = {"type": "integer", "minimum": 1, "maximum": MOST_REACHABLE, "default": 1}
    size = {"type": "integer", "minimum": 1, "maximum": MOST_PER_PAGE, "default": PAGE_SIZE}
    lang: dict[str, Any] = {"type": "string", "enum": [code for code, _name in settings.LANGUAGES]}
    sort = {"type": "string", "enum": list(Sort.values)}
    return [
        _parameter("lang", _("The language to search and answer in."), lang),
        _parameter("q", _("Words to look for; a phrase in quotation marks."), text),
        *(_parameter(facet.parameter, facet.label, _list_of(facet.codes)) for facet in FACETS),
        _parameter(
            "match",
            _("“all:theme” asks for records that have every chosen theme; so for any filter."),
            _list_of([f"all:{facet.parameter}" for facet in FACETS]),
        ),
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


def _list_of(values: Sequence[str]) -> dict[str, Any]:
    known = {"enum": list(values)} if values else {}
    return {"type": "array", "items": {"type": "string", **known}}
