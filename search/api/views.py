"""The interface: `/api/v1/…`, described at `/api/v1/openapi.json` and `/api/v1/docs`."""

from typing import Any

from django.conf import settings
from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.cache import cache_control
from ninja import NinjaAPI
from ninja.decorators import decorate_view

from search.api.answers import answer
from search.api.documentation import PlainDocs, search_parameters
from search.api.errors import PROBLEM_RESPONSE, InvalidRequestError, refuse
from search.api.schemas import SearchAnswer
from search.problems import Problem, shown
from search.request import parse
from search.service import search as find

api = NinjaAPI(
    title="Meydan",
    version="1",
    docs=PlainDocs(),
    urls_namespace="api",
)


@api.exception_handler(InvalidRequestError)
def on_invalid(request: HttpRequest, error: InvalidRequestError) -> JsonResponse:
    return refuse(request, error)


@api.exception_handler(TooManyFieldsSent)
def on_too_many(request: HttpRequest, error: TooManyFieldsSent) -> JsonResponse:
    reason = _("There are too many parameters.")
    return refuse(request, InvalidRequestError([Problem("", "", reason)]))


@api.get(
    "/search",
    response=SearchAnswer,
    url_name="search",
    openapi_extra={
        "summary": gettext_lazy("Search the records"),
        "parameters": search_parameters(),
        "responses": {400: PROBLEM_RESPONSE},
    },
)
@decorate_view(cache_control(private=True, no_store=True))
def search(request: HttpRequest) -> dict[str, Any]:
    """Records with their facets. Values of one filter mean "or", several filters mean "and"."""
    language = request.GET.get("lang") or settings.LANGUAGE_CODE
    if language not in dict(settings.LANGUAGES):
        reason = _("The site does not speak this language.")
        raise InvalidRequestError([Problem("lang", shown(language), reason)])
    with override(language):
        wanted, problems = parse(request.GET, language, also={"lang"})
        if problems:
            raise InvalidRequestError(problems)
        return answer(wanted, find(wanted))
