"""The kinds of terms that have a page of their own, and the query each term stands for."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from home.enums import EntryKind
from search.names import Names
from search.request import SearchRequest, Sort
from taxonomy.labels import compact_objectives
from taxonomy.labels import labels as term_labels


@dataclass(frozen=True)
class Kind:
    """A vocabulary. `plural` stands in addresses; `heading` and `description` in its list."""

    name: EntryKind
    plural: str
    heading: Promise
    description: Promise

    def labels(self, language: str) -> Mapping[str, str]:
        """Code → label of every term, in the order of the vocabulary."""
        if self.name == EntryKind.COMPACT:
            return term_labels("compact", language)
        return Names(language).of(self.name)

    def facets(self, code: str) -> Mapping[str, tuple[str, ...]]:
        """What its records are found by; nothing for a compact that has no objectives."""
        if self.name != EntryKind.COMPACT:
            return {self.name.value: (code,)}
        objectives = compact_objectives().get(code, ())
        return {"objective": objectives} if objectives else {}

    def request(self, code: str, language: str, size: int) -> SearchRequest:
        """The search for a term's records, the newest first."""
        return SearchRequest(language, facets=self.facets(code), sort=Sort.NEWEST, page_size=size)

    @property
    def url(self) -> str:
        """Its list, in the active language."""
        return reverse(f"entries:{self.plural}")

    def url_of(self, code: str) -> str:
        """The page of a term, in the active language."""
        return reverse(f"entries:{self.name.value}", args=[code])


THEME = Kind(
    EntryKind.THEME,
    "themes",
    _("Themes"),
    _("What the records are about, from first advice to living together."),
)
COMPACT = Kind(
    EntryKind.COMPACT,
    "compacts",
    _("Compacts"),
    _("International agreements with numbered objectives, and what cities do for them."),
)
OBJECTIVE = Kind(
    EntryKind.OBJECTIVE,
    "objectives",
    _("Objectives"),
    _("The objectives of every compact, each with the records that serve it."),
)
CITY = Kind(
    EntryKind.CITY,
    "cities",
    _("Cities"),
    _("Every city that a record tells of, by country."),
)
COUNTRY = Kind(
    EntryKind.COUNTRY,
    "countries",
    _("Countries"),
    _("Every country that a record tells of, with its cities."),
)
KINDS: Mapping[str, Kind] = {
    kind.name.value: kind for kind in (THEME, COMPACT, OBJECTIVE, CITY, COUNTRY)
}
