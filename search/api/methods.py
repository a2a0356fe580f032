"""How addresses that only answer GET take other methods."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from search.api.errors import problem

View = Callable[..., HttpResponseBase]


def read_only(view: View) -> View:
    """HEAD is answered as GET is, whose body the server leaves out; the rest by a problem document.

    Django-ninja refuses both, with a page of HTML.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **named: object) -> HttpResponseBase:
        asked = request.method
        request.method = "GET" if asked == "HEAD" else asked
        response = view(request, *args, **named)
        request.method = asked
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
            return response
        detail = _("This address can only be read.")
        return problem(HTTPStatus.METHOD_NOT_ALLOWED, detail, headers={"Allow": "GET, HEAD"})

    return answer
