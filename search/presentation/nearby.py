"""What stands near to what was asked for, where nothing was found."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from core.i18n import format_number
from search.addresses import address, without_values
from search.fit import city_facts
from search.names import Names
from search.request import SearchRequest
from search.service import totals
from taxonomy.crosswalk import neighbours

MOST_TRIED = 8


@dataclass(frozen=True)
class Nearby:
    """With `label` in place of what was chosen, `total` records are found at `url`."""

    label: str
    instead_of: str
    total: str
    url: str


Try = tuple[SearchRequest, str, str]


def nearby(request: SearchRequest, names: Names) -> list[Nearby]:
    """Wider or neighbouring choices that lead to records, best first; at most 8 searches."""
    tries = [*_themes(request, names), *_cities(request, names), *_objectives(request, names)]
    tries = tries[:MOST_TRIED]
    found = totals([wanted for wanted, _label, _instead_of in tries]) if tries else []
    helpful = sorted(
        ((total, number) for number, total in enumerate(found) if total),
        key=lambda one: (-one[0], one[1]),
    )
    return [
        Nearby(
            label=tries[number][1],
            instead_of=tries[number][2],
            total=format_number(total, request.language),
            url=address(tries[number][0]),
        )
        for total, number in helpful
    ]


def _themes(request: SearchRequest, names: Names) -> Iterator[Try]:
    """The theme that a theme is part of."""
    parents = names.families_of("theme")
    for code in request.facets.get("theme", ()):
        if parent := parents.get(code):
            yield _instead(request, names, ("theme", code), ("theme", parent))


def _cities(request: SearchRequest, names: Names) -> Iterator[Try]:
    """The country of a city."""
    chosen = request.facets.get("city", ())
    if not chosen:
        return
    countries = {code: country for code, (country, _size) in city_facts().items()}
    for code in chosen:
        if country := countries.get(code):
            yield _instead(request, names, ("city", code), ("country", country))


def _objectives(request: SearchRequest, names: Names) -> Iterator[Try]:
    """The objectives of other compacts that stand close to one."""
    for code in request.facets.get("objective", ()):
        for other in neighbours(code):
            yield _instead(request, names, ("objective", code), ("objective", other))


def _instead(
    request: SearchRequest, names: Names, old: tuple[str, str], new: tuple[str, str]
) -> Try:
    """The search with one value of a facet in the place of another, of the same facet or not."""
    without = without_values(request, *old)
    facet, value = new
    values = dict.fromkeys((*without.facets.get(facet, ()), value))
    wanted = replace(without, facets={**without.facets, facet: tuple(values)})
    return wanted, names.label(*new), names.label(*old)
