"""What to leave away where nothing was found: each word and filter, else all unknown words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.i18n import format_number
from search.addresses import address, with_text, without_facet
from search.facets import BY_PARAMETER, FACETS
from search.names import Names
from search.problems import shown
from search.request import SearchRequest
from search.service import totals

MOST_WORDS = 6
MOST_TRIED = 12
MOST_NAMED = 3  # values of one filter

# A phrase, or what stands between spaces and signs of lists, with the sign that excludes it.
_PART = re.compile(r'-?"[^"]*"|[^\s",;:/]+|"')


# Without something: the request, and the kind and label of what it lacks.
Try = tuple[SearchRequest, str, str]


@dataclass(frozen=True)
class Remedy:
    """Without `label`, a word or what is chosen in a filter, `total` records are found at `url`.

    `kind` is the filter's name; empty for a word.
    """

    kind: str
    label: str
    total: str
    url: str


def remedies(request: SearchRequest, names: Names) -> list[Remedy]:
    """The ways to leave out one thing that lead to records, best first; else all unknown words.

    At most 12 searches for the first, 13 for the second.
    """
    tries = [*_without_words(request), *_without_filters(request, names)][:MOST_TRIED]
    return _helpful(request, tries) or _helpful(request, [*_without_unknown(request)])


def _helpful(request: SearchRequest, tries: list[Try]) -> list[Remedy]:
    found = totals([wanted for wanted, _kind, _label in tries])
    helpful = sorted(
        ((total, number) for number, total in enumerate(found) if total),
        key=lambda one: (-one[0], one[1]),
    )
    return [
        Remedy(
            kind=tries[number][1],
            label=tries[number][2],
            total=format_number(total, request.language),
            url=address(tries[number][0]),
        )
        for total, number in helpful
    ]


def _without_words(request: SearchRequest) -> Iterator[Try]:
    parts = _PART.findall(request.text)
    # Without its only word a search asks for all that fits its filters.
    if len(parts) > 1 or request.facets:
        for place, part in list(enumerate(parts))[:MOST_WORDS]:
            text = " ".join([*parts[:place], *parts[place + 1 :]])
            yield with_text(request, text), "", shown(part)


def _without_unknown(request: SearchRequest) -> Iterator[Try]:
    """Without all words that no record holds, whatever else is asked for."""
    parts = _PART.findall(request.text)[:MOST_TRIED]
    anywhere = SearchRequest(request.language)
    found = totals([with_text(anywhere, part) for part in parts])
    held = [part for part, total in zip(parts, found, strict=True) if total]
    unknown = [part for part in parts if part not in held]
    if unknown and (held or request.facets):
        yield with_text(request, " ".join(held)), "", ", ".join(map(shown, unknown))


def _without_filters(request: SearchRequest, names: Names) -> Iterator[Try]:
    if len(request.facets) == 1 and not request.text:
        return
    for facet in FACETS:
        if values := request.facets.get(facet.parameter, ()):
            labels = [names.label(facet.parameter, value) for value in values[:MOST_NAMED]]
            more = " …" if len(values) > MOST_NAMED else ""
            kind = str(BY_PARAMETER[facet.parameter].label)
            yield without_facet(request, facet.parameter), kind, ", ".join(labels) + more
