"""What a reader asks for, understood tolerantly from an address with bounded work."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from core.plain import printable
from search.facets import BY_PARAMETER, FACETS, Facet
from search.problems import Problem, shown

PAGE_SIZE = 20
MOST_PER_PAGE = 100
MOST_REACHABLE = 10_000
MOST_LETTERS = 1_000
MOST_VALUES = 100
MOST_PROBLEMS = 50

OWN_PARAMETERS = {"q", "match", "sort", "page", "page_size"}
# Marks that other sites add to links to count clicks: they ask for nothing.
TRACKING = {"fbclid", "gclid", "dclid", "msclkid", "yclid", "igshid", "mc_cid", "mc_eid", "ref"}


class Sort(TextChoices):
    RELEVANCE = "relevance", gettext_lazy("Best match")
    NEWEST = "newest", gettext_lazy("Newest first")
    TITLE = "title", gettext_lazy("Title")
    UPDATED = "updated", gettext_lazy("Last updated")


@dataclass(frozen=True)
class SearchRequest:
    """A search in one language. `facets` maps a facet's parameter to the chosen codes.

    `page` counts from 1; `page` × `page_size` never exceeds 10,000 when made by `parse`.
    """

    language: str
    text: str = ""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    match_all: frozenset[str] = frozenset()
    sort: Sort = Sort.NEWEST
    page: int = 1
    page_size: int = PAGE_SIZE

    @property
    def default_sort(self) -> Sort:
        return Sort.RELEVANCE if self.text else Sort.NEWEST

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is asked for beyond "all records"."""
        return bool(self.text or self.facets)


def parse(
    params: QueryDict, language: str, *, also: Collection[str] = ()
) -> tuple[SearchRequest, list[Problem]]:
    """The request that `params` make, and a problem for everything in them that was left out.

    Never raises, whatever the address holds. `also` names parameters read by the caller.
    """
    with override(language):
        return _Reader(params, language).read(also)


class _Reader:
    def __init__(self, params: QueryDict, language: str) -> None:
        self.params = params
        self.language = language
        self.problems: list[Problem] = []

    def read(self, also: Collection[str]) -> tuple[SearchRequest, list[Problem]]:
        text = self.text()
        page_size = self.integer("page_size", default=PAGE_SIZE, highest=MOST_PER_PAGE)
        request = SearchRequest(
            language=self.language,
            text=text,
            facets={f.parameter: values for f in FACETS if (values := self.values(f))},
            match_all=self.match_all(),
            sort=self.sort(text),
            page=self.integer("page", default=1, highest=MOST_REACHABLE // page_size),
            page_size=page_size,
        )
        self.refuse_unknown_parameters(also)
        return request, self.problems

    def refuse(self, parameter: str, value: str, reason: str) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Problem(shown(parameter), shown(value), reason))

    def last(self, parameter: str) -> str:
        return self.params.get(parameter) or ""

    def text(self) -> str:
        given = self.last("q")
        raw = given[: 2 * MOST_LETTERS]
        text = printable(raw)
        if text != " ".join(raw.split()):
            self.refuse("q", given, _("Characters that are no text were left out."))
        if len(text) > MOST_LETTERS or len(given) > len(raw):
            reason = _("The text is longer than %(limit)s characters; the rest was left out.")
            self.refuse("q", given, reason % {"limit": MOST_LETTERS})
        return text[:MOST_LETTERS].strip()

    def values(self, facet: Facet) -> tuple[str, ...]:
        given = list(dict.fromkeys(filter(None, self.params.getlist(facet.parameter))))
        if not given:
            return ()
        if len(given) > MOST_VALUES:
            reason = _("More than %(limit)s values were given; the rest was left out.")
            self.refuse(facet.parameter, given[MOST_VALUES], reason % {"limit": MOST_VALUES})
        known = facet.labels(self.language)
        for value in given[:MOST_VALUES]:
            if value not in known:
                self.refuse(facet.parameter, value, _("This value is not known."))
        return tuple(value for value in given[:MOST_VALUES] if value in known)

    def match_all(self) -> frozenset[str]:
        chosen = set()
        for value in filter(None, self.params.getlist("match")):
            mode, _colon, parameter = value.partition(":")
            if mode == "all" and parameter in BY_PARAMETER:
                chosen.add(parameter)
            else:
                self.refuse("match", value, _("Write “all:” and the name of a filter."))
        return frozenset(chosen)

    def sort(self, text: str) -> Sort:
        default = Sort.RELEVANCE if text else Sort.NEWEST
        given = self.last("sort")
        if not given:
            return default
        if given not in Sort.values:
            self.refuse("sort", given, _("Results cannot be sorted this way."))
            return default
        # Without text every record matches equally well: nothing to rank by.
        return default if given == Sort.RELEVANCE else Sort(given)

    def integer(self, parameter: str, *, default: int, highest: int) -> int:
        given = self.last(parameter)
        if not given:
            return default
        # The length comes first: Python refuses to read integers of thousands of digits.
        if len(given) <= 9 and given.isascii() and given.isdigit() and 1 <= int(given) <= highest:
            return int(given)
        reason = _("Give a whole number from 1 to %(highest)s.")
        self.refuse(parameter, given, reason % {"highest": highest})
        return default

    def refuse_unknown_parameters(self, also: Collection[str]) -> None:
        known = {*OWN_PARAMETERS, *BY_PARAMETER, *TRACKING, *also}
        for parameter, value in self.params.items():
            if parameter not in known and not parameter.startswith("utm_"):
                self.refuse(parameter, str(value), _("There is no such parameter."))
