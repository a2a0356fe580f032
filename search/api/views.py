"""The interface: `/api/v1/…`, described at `/api/v1/openapi.json` and `/api/v1/docs`."""

from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI

from search.api import downloads, operations
from search.api.documentation import PlainDocs
from search.api.errors import (
    InvalidRequestError,
    UnknownRecordError,
    refuse,
    too_many,
    unknown,
)
from search.limits import TooManyRequestsError
from search.problems import Problem

api = NinjaAPI(
    title="Meydan",
    version="1",
    docs=PlainDocs(),
    urls_namespace="api",
)
api.add_router("", operations.router)
api.add_router("", downloads.router)

api.exception_handler(InvalidRequestError)(refuse)
api.exception_handler(UnknownRecordError)(unknown)
api.exception_handler(TooManyRequestsError)(too_many)


@api.exception_handler(TooManyFieldsSent)
def on_too_many_fields(request: HttpRequest, error: TooManyFieldsSent) -> JsonResponse:
    reason = _("There are too many parameters.")
    return refuse(request, InvalidRequestError([Problem("", "", reason)]))
