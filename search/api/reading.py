"""What the interface was asked for: in one language, and refused where it is not understood."""

from collections.abc import Collection

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import override

from search.api.errors import InvalidRequestError
from search.facets import BY_PARAMETER
from search.problems import Problem, shown
from search.request import OWN_PARAMETERS, PAGE_PARAMETERS, SearchRequest, parse

EVERY = OWN_PARAMETERS | set(BY_PARAMETER)


def language_asked(request: HttpRequest) -> str:
    """The language of the answer; English where none is named.

    Raises:
        InvalidRequestError: where the site does not speak it.
    """
    language = request.GET.get("lang") or settings.LANGUAGE_CODE
    if language not in dict(settings.LANGUAGES):
        reason = _("The site does not speak this language.")
        raise InvalidRequestError([Problem("lang", shown(language), reason)])
    return language


def understood(
    request: HttpRequest, language: str, allowed: Collection[str] = EVERY
) -> SearchRequest:
    """The search that the parameters make; those of a search that are not allowed are unknown.

    Raises:
        InvalidRequestError: where anything in them cannot be understood.
    """
    wanted, problems = parse(request.GET, language, also={"lang"})
    with override(language):
        problems += [
            Problem(name, shown(request.GET[name]), _("There is no such parameter."))
            for name in sorted(PAGE_PARAMETERS | EVERY.difference(allowed))
            if name in request.GET
        ]
    if problems:
        raise InvalidRequestError(problems)
    return wanted
