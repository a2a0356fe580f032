"""Content security policies for readers and for the admin; what a form without fields gets."""

from collections.abc import Callable

from csp.constants import SELF
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.datastructures import MultiValueDictKeyError
from django.views.defaults import bad_request

from core.addresses import address_of


def is_in_admin(request: HttpRequest) -> bool:
    """Whether it asks for something below the admin's address."""
    return request.path_info.startswith(address_of("wagtailadmin_home"))


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """django-csp's middleware, with the admin's own policy below the admin's address."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """The policy of this response; a view's own decorator still adds to it."""
        parts: PolicyParts = super().get_policy_parts(request, response, report_only)
        if report_only or parts.config is not None:
            return parts
        # Wagtail makes the preview by a request of its own to the page's public address.
        if getattr(request, "is_dummy", False):
            parts.replace = {**(parts.replace or {}), "frame-ancestors": [SELF]}
        elif is_in_admin(request):
            parts.config = settings.ADMIN_CONTENT_SECURITY_POLICY
        return parts


class IncompleteFormMiddleware:
    """Answers 400 where a view of the admin looks for a field that a form sent has not.

    Or where a row is asked for by a number larger than SQLite's. No form of the admin does
    either; a request made by hand does, and Wagtail or Django fails.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Nothing but what comes back."""
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        """A plain page in place of the failure; any other is left to be one."""
        inside = is_in_admin(request)
        if inside and isinstance(exception, MultiValueDictKeyError | OverflowError):
            return bad_request(request, exception)
        return None
