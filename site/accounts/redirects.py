"""One log-in for all: Wagtail's own, without limits and second factor, lead to it."""

from collections.abc import Callable

from django.http.response import HttpResponseBase
from django.urls import path, re_path
from django.views.generic import RedirectView


def _leads_to(name: str) -> Callable[..., HttpResponseBase]:
    return RedirectView.as_view(pattern_name=name, query_string=True)


# Before Wagtail's own addresses of the same paths.
admin = [
    path("login/", _leads_to("account_login")),
    re_path(r"^password_reset/", _leads_to("account_reset_password")),
]
site = [path("_util/login/", _leads_to("account_login"))]
