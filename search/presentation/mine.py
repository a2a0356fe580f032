"""What a reader says of her own city, to see first what fits it."""

from collections.abc import Mapping

from django.utils.translation import pgettext

from core.i18n import sort_key
from search.engines.base import Counts
from search.fit import PARAMETERS
from search.names import Names
from search.presentation.choices import Question, like_labels
from search.request import SearchRequest

MOST_CITIES = 500  # of more, only those with records are offered


def questions(request: SearchRequest, counts: Counts, names: Names) -> tuple[Question, ...]:
    """The city, or a size and a budget."""
    chosen = dict(request.like.parameters if request.like else ())
    return tuple(
        Question(
            parameter,
            label,
            _options(PARAMETERS[parameter], chosen.get(parameter, ""), counts, names),
            chosen.get(parameter, ""),
        )
        for parameter, label in like_labels().items()
    )


def _options(facet: str, chosen: str, counts: Counts, names: Names) -> tuple[tuple[str, str], ...]:
    known = names.of(facet)
    if facet == "city":
        known = _cities(known, {*counts.get(facet, {}), chosen}, names.language)
    return (("", pgettext("choice", "any")), *known.items())


def _cities(known: Mapping[str, str], used: set[str], language: str) -> Mapping[str, str]:
    offered = known if len(known) <= MOST_CITIES else {c: known[c] for c in used if c in known}
    return dict(sorted(offered.items(), key=lambda city: sort_key(city[1], language)))
