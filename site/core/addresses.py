"""The addresses of the site itself, which a page of the same name would never be seen at."""

from collections.abc import Iterable, Iterator
from functools import cache

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern, RoutePattern


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
