"""Refusals, as problem documents of RFC 9457."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _

from search.limits import TooManyRequestsError
from search.problems import Problem

PROBLEM_TYPE = "application/problem+json"
ERROR = {name: {"type": "string"} for name in ("parameter", "value", "reason")}
ERRORS = {"type": "array", "items": {"type": "object", "properties": ERROR}}
PROBLEM = {
    "type": {"type": "string"},
    "title": {"type": "string"},
    "status": {"type": "integer"},
    "detail": {"type": "string"},
    "errors": ERRORS,
}


class InvalidRequestError(Exception):
    """A request the interface refuses, with every reason there is."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(", ".join(problem.parameter for problem in problems))
        self.problems = problems


class UnknownRecordError(Exception):
    """There is no such record, or none that anyone may read."""


def refuse(request: HttpRequest, error: InvalidRequestError) -> JsonResponse:
    """The problem document that names each parameter and what is wrong with it."""
    detail = _("The request holds values that cannot be understood.")
    return problem(HTTPStatus.BAD_REQUEST, detail, errors=map(asdict, error.problems))


def unknown(request: HttpRequest, error: UnknownRecordError) -> JsonResponse:
    """The same for a record that does not exist and for one that is not public."""
    return _not_found(request, _("There is no such record."))


def nowhere(request: HttpRequest) -> JsonResponse:
    """A view for every address below the interface's that leads nowhere."""
    return _not_found(request, _("There is no such address."))


def _not_found(request: HttpRequest, detail: str) -> JsonResponse:
    # With the site's addresses, Django would look for a page of this name in the reader's language.
    request.urlconf = "search.api.urls"
    return problem(HTTPStatus.NOT_FOUND, detail)


def too_many(request: HttpRequest, error: TooManyRequestsError) -> JsonResponse:
    """When to ask again, in seconds."""
    detail = _("There were too many requests from this address. Please ask again later.")
    return problem(
        HTTPStatus.TOO_MANY_REQUESTS, detail, headers={"Retry-After": str(error.retry_after)}
    )


def problem(
    status: HTTPStatus,
    detail: str,
    *,
    errors: Iterable[Mapping[str, str]] = (),
    headers: Mapping[str, str] | None = None,
) -> JsonResponse:
    """A problem document; nothing that stands between keeps it for later."""
    document = {
        "type": "about:blank",
        "title": status.phrase,
        "status": status,
        "detail": detail,
        "errors": list(errors),
    }
    response = JsonResponse(document, status=status, content_type=PROBLEM_TYPE)
    for name, value in {**(headers or {}), "Cache-Control": "no-store"}.items():
        response[name] = value
    return response


def responses(*statuses: HTTPStatus) -> dict[int, dict[str, Any]]:
    """Refusals with these states, as OpenAPI describes them."""
    schema = {"schema": {"type": "object", "properties": PROBLEM}}
    return {
        status.value: {"description": status.phrase, "content": {PROBLEM_TYPE: schema}}
        for status in (HTTPStatus.BAD_REQUEST, HTTPStatus.TOO_MANY_REQUESTS, *statuses)
    }
