"""What a reader asks for, understood tolerantly from an address with bounded work."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override, pgettext_lazy

from core.plain import printable
from search.facets import BY_PARAMETER, FACETS, Facet
from search.fit import PARAMETERS as LIKE_PARAMETERS
from search.fit import Like
from search.problems import Problem, shown
from search.ranges import FROM, LONGEST, TO, Range, is_year

PAGE_SIZE = 20
MOST_PER_PAGE = 100
MOST_REACHABLE = 10_000
MOST_LETTERS = 1_000
MOST_VALUES = 100
MOST_PROBLEMS = 50

OWN_PARAMETERS = {"q", "match", "sort", "page", "page_size", *LIKE_PARAMETERS}
# How a page shows what it finds, and fields of its form: nothing that an answer depends on.
PAGE_PARAMETERS = {"view", FROM, TO}
# Marks that other sites add to links to count clicks: they ask for nothing.
TRACKING = {"fbclid", "gclid", "dclid", "msclkid", "yclid", "igshid", "mc_cid", "mc_eid", "ref"}


class Sort(TextChoices):
    RELEVANCE = "relevance", gettext_lazy("Best match")
    NEWEST = "newest", gettext_lazy("Newest first")
    TITLE = "title", gettext_lazy("Title")
    UPDATED = "updated", gettext_lazy("Last updated")
    FIT = "fit", gettext_lazy("Best fit for my city")


class View(TextChoices):
    """How the results of a search are laid out."""

    LIST = "list", pgettext_lazy("view of results", "List")
    CARDS = "cards", pgettext_lazy("view of results", "Cards")
    TABLE = "table", pgettext_lazy("view of results", "Table")
    MAP = "map", pgettext_lazy("view of results", "Map")
    TIMELINE = "timeline", pgettext_lazy("view of results", "Timeline")


# The more of the results a view shows at once, the more it says: rows of cards, a long table.
PAGE_SIZES = {
    View.CARDS: 24,
    View.TABLE: 50,
    View.MAP: MOST_PER_PAGE,
    View.TIMELINE: MOST_PER_PAGE,
}


@dataclass(frozen=True)
class SearchRequest:
    """A search in one language. `facets` maps a facet's parameter to the chosen codes.

    `page` counts from 1; `page` × `page_size` never exceeds 10,000 when made by `parse`.
    `years` is a range that the years in `facets` were asked for by; like `view` it changes nothing
    of what is found. `like` is what results are compared with where they are sorted by fit.
    """

    language: str
    text: str = ""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    match_all: frozenset[str] = frozenset()
    sort: Sort = Sort.NEWEST
    page: int = 1
    page_size: int = PAGE_SIZE
    view: View = View.LIST
    years: Range | None = None
    like: Like | None = None

    @property
    def default_sort(self) -> Sort:
        if self.like:
            return Sort.FIT
        return Sort.RELEVANCE if self.text else Sort.NEWEST

    @property
    def default_page_size(self) -> int:
        return PAGE_SIZES.get(self.view, PAGE_SIZE)

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
        self.years = self.range()
        values = (self.known(name, facet) for name, facet in LIKE_PARAMETERS.items())
        self.like = Like.of(*values)

    def read(self, also: Collection[str]) -> tuple[SearchRequest, list[Problem]]:
        text = self.text()
        view = self.view()
        usual = PAGE_SIZES.get(view, PAGE_SIZE)
        page_size = self.integer("page_size", default=usual, highest=MOST_PER_PAGE)
        request = SearchRequest(
            language=self.language,
            text=text,
            facets={f.parameter: values for f in FACETS if (values := self.values(f))},
            match_all=self.match_all(),
            sort=self.sort(text),
            page=self.integer("page", default=1, highest=MOST_REACHABLE // page_size),
            page_size=page_size,
            view=view,
            years=self.years,
            like=self.like,
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
        years = self.years.years if facet.ranged and self.years else []
        distinct = dict.fromkeys(filter(None, self.params.getlist(facet.parameter)))
        given = [value for value in distinct if value not in years]
        most = MOST_VALUES - len(years)
        if len(given) > most:
            reason = _("More than %(limit)s values were given; the rest was left out.")
            self.refuse(facet.parameter, given[most], reason % {"limit": MOST_VALUES})
        known = facet.labels(self.language) if given else {}
        for value in given[:most]:
            if value not in known:
                self.refuse(facet.parameter, value, _("This value is not known."))
        return (*(value for value in given[:most] if value in known), *years)

    def range(self) -> Range | None:
        """The years from one to another, as a form asks for them."""
        asked = Range.between(self.year(FROM), self.year(TO))
        if not asked or not asked.first or asked.first == (nearest := asked.years[0]):
            return asked
        reason = _("More than %(limit)s values were given; the rest was left out.")
        self.refuse(FROM, asked.first, reason % {"limit": LONGEST})
        return Range(nearest, asked.last)

    def known(self, parameter: str, facet: str) -> str:
        given = self.last(parameter)
        if not given or given in BY_PARAMETER[facet].labels(self.language):
            return given
        self.refuse(parameter, given, _("This value is not known."))
        return ""

    def year(self, parameter: str) -> str:
        given = self.last(parameter)
        if not given or is_year(given):
            return given
        self.refuse(parameter, given, _("This value is not known."))
        return ""

    def view(self) -> View:
        given = self.last("view")
        if given and given not in View.values:
            self.refuse("view", given, _("Results cannot be shown this way."))
            return View.LIST
        return View(given) if given else View.LIST

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
        default = SearchRequest(self.language, text, like=self.like).default_sort
        given = self.last("sort")
        if not given:
            return default
        if given not in Sort.values:
            self.refuse("sort", given, _("Results cannot be sorted this way."))
            return default
        if given == Sort.FIT and not self.like:
            self.refuse("sort", given, _("Choose a city, or a size or budget, to sort by fit."))
            return default
        # Without text every record matches equally well: nothing to rank by.
        return default if given == Sort.RELEVANCE and not text else Sort(given)

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
        known = {*OWN_PARAMETERS, *PAGE_PARAMETERS, *BY_PARAMETER, *TRACKING, *also}
        for parameter, value in self.params.items():
            if parameter not in known and not parameter.startswith("utm_"):
                self.refuse(parameter, str(value), _("There is no such parameter."))
