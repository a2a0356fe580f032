"""The entry pages in the sitemap: those behind which there are records."""

from django.conf import settings

from home.entries.kinds import KINDS
from home.entries.overview import counts_of_all, occurring


def entry_views() -> list[tuple[str, list[str]]]:
    """Names of addresses with their arguments: each list, and each of its terms with records."""
    language = settings.LANGUAGE_CODE
    counts = counts_of_all(language)
    found: list[tuple[str, list[str]]] = []
    for name, kind in KINDS.items():
        codes = occurring(kind, language, counts)
        if codes:
            found.append((f"entries:{kind.plural}", []))
        found += [(f"entries:{name}", [code]) for code in sorted(codes)]
    return found
