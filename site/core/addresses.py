"""The addresses of the site itself: of views, and those that no page would be seen at."""

from collections.abc import Iterable, Iterator
from functools import cache
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver, get_script_prefix, reverse
from django.urls.resolvers import LocalePrefixPattern, RoutePattern
from django.utils.translation import get_language

NO_RECORD = UUID(int=0)


def address_of(view: str, key: UUID | str = "") -> str:
    """The address of a view in the active language; of a record's, where the view takes a key.

    Each is looked up once: a list asks for dozens, and each takes as long as ten variables.
    """
    address = _looked_up(view, bool(key), get_language(), get_script_prefix())
    return address.replace(str(NO_RECORD), str(key)) if key else address


@cache
def _looked_up(view: str, of_record: bool, language: str, prefix: str) -> str:
    return reverse(view, args=[NO_RECORD] if of_record else [])


@cache
def taken() -> frozenset[str]:
    """The first parts of all addresses below a language that are no page's."""
    prefixed = (
        found
        for found in get_resolver().url_patterns
        if isinstance(found, URLResolver) and isinstance(found.pattern, LocalePrefixPattern)
    )
    return frozenset(part for found in prefixed for part in _first_parts(found.url_patterns))


def _first_parts(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[str]:
    for found in patterns:
        if not isinstance(found.pattern, RoutePattern):
            continue  # Wagtail's own, which lead to pages
        first = str(found.pattern).partition("/")[0]
        if first:
            yield first
        elif isinstance(found, URLResolver):
            yield from _first_parts(found.url_patterns)
