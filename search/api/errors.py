"""Refusals, as problem documents of RFC 9457."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _

from search.problems import Problem

ERROR = {name: {"type": "string"} for name in ("parameter", "value", "reason")}
ERRORS = {"type": "array", "items": {"type": "object", "properties": ERROR}}
PROBLEM = {
    "type": {"type": "string"},
    "title": {"type": "string"},
    "status": {"type": "integer"},
    "detail": {"type": "string"},
    "errors": ERRORS,
}
PROBLEM_RESPONSE: dict[str, Any] = {
    "description": "Bad Request",
    "content": {"application/problem+json": {"schema": {"type": "object", "properties": PROBLEM}}},
}


class InvalidRequestError(Exception):
    """A request the interface refuses, with every reason there is."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(", ".join(problem.parameter for problem in problems))
        self.problems = problems


def refuse(request: HttpRequest, error: InvalidRequestError) -> JsonResponse:
    """The problem document that names each parameter and what is wrong with it."""
    document = {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "detail": _("The request holds values that cannot be understood."),
        "errors": [asdict(problem) for problem in error.problems],
    }
    return JsonResponse(document, status=400, content_type="application/problem+json")
