"""What stands at cities, arranged for `templates/components/map.html`."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain, groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.i18n import babel_locale, country_name, format_number, sort_key
from taxonomy.labels import labels
from taxonomy.positions import Position, city_positions

MOST_PLACES = 500
NOWHERE = Position("", "", "")


@dataclass(frozen=True)
class Entry:
    """A line at a place: a record, or a signatory; without an address it is no link.

    `lang` and `dir` are those of a title that is not in the reader's language.
    """

    title: str
    url: str = ""
    note: str = ""
    lang: str = ""
    dir: str = ""


@dataclass(frozen=True)
class Located:
    """An entry and the codes of the cities it stands at, which may be none."""

    entry: Entry
    cities: tuple[str, ...]


@dataclass(frozen=True)
class Noun:
    """What is counted. `number` is the pattern for a number of them, with `%(number)s`.

    `homeless` is the same for those that name no city.
    """

    number: Callable[[int], str]
    homeless: Callable[[int], str]

    def written(self, pattern: Callable[[int], str], count: int, language: str) -> str:
        return pattern(count) % {"number": format_number(count, language)}


RECORDS = Noun(
    lambda count: ngettext("%(number)s record", "%(number)s records", count),
    lambda count: ngettext(
        "%(number)s record names no city", "%(number)s records name no city", count
    ),
)


@dataclass(frozen=True)
class Place:
    """A city. `count` may be more than its `entries`, and `number` says it in words.

    `url` leads to all that stands there, where there is such a page.
    """

    name: str
    position: Position
    count: int
    number: str
    entries: tuple[Entry, ...]
    url: str = ""

    @property
    def is_cut(self) -> bool:
        return self.count > len(self.entries)


@dataclass(frozen=True)
class Country:
    """A country with the cities in it, both in the order of the reader's alphabet."""

    code: str
    name: str
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Places:
    """All places; `apart` is what stands at none, `homeless` says how many there are of these.

    `phrases` are what a number is written with, by the CLDR's plural categories. `repeated`:
    something stands at several places, and counts at each. `left_out`: places not shown.
    """

    countries: tuple[Country, ...]
    apart: tuple[Entry, ...] = ()
    apart_is_cut: bool = False
    homeless: str = ""
    phrases: Mapping[str, str] = field(default_factory=dict)
    repeated: bool = False
    left_out: str = ""

    @property
    def is_on_earth(self) -> bool:
        """Whether there is anything to put on a map."""
        return any(place.position.latitude for one in self.countries for place in one.places)


def arranged(
    located: Iterable[Located],
    language: str,
    *,
    noun: Noun = RECORDS,
    counts: Mapping[str, int] | None = None,
    homeless: int | None = None,
    url_of: Callable[[str], str] | None = None,
) -> Places:
    """The places of some entries, in a language, which must be the active one.

    `counts`, by the code of a city, and `homeless` are the true numbers where `located` are but
    the first of many; cities that are not in `counts` are not shown. `url_of` gives the address
    of all at a city. Three queries at most, none while the vocabularies stay as they are.
    """
    at_cities, apart = _by_city(located)
    numbers = {code: len(some) for code, some in at_cities.items()} if counts is None else counts
    shown = sorted(numbers, key=lambda code: (-numbers[code], code))[:MOST_PLACES]
    names, positions = labels("city", language), city_positions()
    places = [
        Place(
            name=names.get(code, code),
            position=positions.get(code, NOWHERE),
            count=numbers[code],
            number=noun.written(noun.number, numbers[code], language),
            entries=tuple(at_cities.get(code, ())),
            url=url_of(code) if url_of else "",
        )
        for code in shown
    ]
    lost = len(apart) if homeless is None else homeless
    return Places(
        countries=tuple(_by_country(places, language)),
        apart=tuple(apart),
        apart_is_cut=lost > len(apart),
        homeless=noun.written(noun.homeless, lost, language) if lost else "",
        phrases=_phrases(noun, language),
        repeated=_repeated(at_cities.get(code, []) for code in shown),
        left_out=_left_out(len(shown), len(numbers), language),
    )


def _by_city(located: Iterable[Located]) -> tuple[dict[str, list[Entry]], list[Entry]]:
    """The entries at each city, in their order, and those at none."""
    found: dict[str, list[Entry]] = {}
    apart = []
    for one in located:
        for code in dict.fromkeys(one.cities):
            found.setdefault(code, []).append(one.entry)
        if not one.cities:
            apart.append(one.entry)
    return found, apart


def _repeated(groups: Iterable[list[Entry]]) -> bool:
    entries = list(chain.from_iterable(groups))
    return len(entries) > len(set(entries))


def _by_country(places: list[Place], language: str) -> Iterable[Country]:
    def key(place: Place) -> tuple[tuple[str, str], str]:
        code = place.position.country
        return sort_key(country_name(code, language), language) if code else ("\uffff", ""), code

    ordered = sorted(places, key=lambda place: (key(place), sort_key(place.name, language)))
    for code, own in groupby(ordered, key=lambda place: place.position.country):
        name = country_name(code, language) if code else _("Other places")
        yield Country(code, name, tuple(own))


def _phrases(noun: Noun, language: str) -> dict[str, str]:
    """The pattern of each plural category, taken from the least number that is of it."""
    category = babel_locale(language).plural_form
    return {category(count): noun.number(count) for count in reversed(range(110))}


def _left_out(shown: int, there_are: int, language: str) -> str:
    if shown == there_are:
        return ""
    sentence = _("Only the %(shown)s cities with most of them are shown, of %(total)s.")
    numbers = {"shown": shown, "total": there_are}
    return sentence % {name: format_number(some, language) for name, some in numbers.items()}
