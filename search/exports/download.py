"""What a file of results is made from: a request, and everything that names it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.translation import gettext as _

from search.addresses import address, parameters
from search.engines.base import Line
from search.facets import BY_PARAMETER
from search.fit import PARAMETERS as LIKE_PARAMETERS
from search.names import Names
from search.presentation.choices import like_labels
from search.presentation.page import cut_notice
from search.request import SearchRequest
from search.service import all_lines, search


@dataclass
class Download:
    """All results of a request as of a day; `absolute` turns an address into a complete one.

    To be made while the request's language is active; what is read later needs none.
    """

    request: SearchRequest
    day: date
    absolute: Callable[[str], str]
    names: Names = field(init=False)
    cut: bool = field(init=False)
    _about: list[tuple[str, str]] = field(init=False)

    def __post_init__(self) -> None:
        self.names = Names(self.request.language)
        self.cut = search(replace(self.request, page=1, page_size=1)).cut
        self._about = [
            (_("Search"), self.absolute(address(self.request))),
            *((_name(key), self._value(key, value)) for key, value in parameters(self.request)),
            (_("Date"), self.day.isoformat()),
        ]
        if self.cut:
            self._about.append((_("Note"), cut_notice(self.request.language)))

    def about(self) -> list[tuple[str, str]]:
        """What was asked for and when, in the reader's words."""
        return self._about

    def lines(self) -> Iterator[Line]:
        for batch in all_lines(self.request):
            yield from batch

    def file_name(self, ending: str) -> str:
        return f"meydan-{self.request.language}-{self.day.isoformat()}.{ending}"

    def _value(self, parameter: str, value: str) -> str:
        if facet := LIKE_PARAMETERS.get(parameter, parameter if parameter in BY_PARAMETER else ""):
            return self.names.label(facet, value)
        return str(self.request.sort.label) if parameter == "sort" else value


def _name(parameter: str) -> str:
    own = {"q": _("Words"), "sort": _("Sort by"), **like_labels()}
    facet = BY_PARAMETER.get(parameter)
    return str(facet.label) if facet else own.get(parameter, parameter)
