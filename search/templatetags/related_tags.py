"""What else there is to read: the records that a record's page leads on to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.enums import RecordType
from core.models import KnowledgePage
from search import listings
from search.engines.database.likeness import Alike, Value
from search.names import Names
from search.presentation.lines import Line, present
from search.related import Around, Asked, around
from taxonomy.labels import theme_parents
from taxonomy.models import City

register = template.Library()

MOST_SHARED = 4  # labels and words that are told
ENOUGH = 2  # labels


@dataclass(frozen=True)
class RelatedGroup:
    """Some records, each with what it shares with the one that is shown.

    `all_url` leads to more of the same, where there may be more.
    """

    heading: str
    records: tuple[tuple[Line, tuple[str, ...]], ...]
    all_url: str = ""


@register.inclusion_tag("components/related.html", takes_context=True)
def related(context: Context, page: KnowledgePage) -> dict[str, list[RelatedGroup]]:
    """The records a record is related to, by heading, as the reader may see them.

    First what its editors have related, then what is found by what it shares.
    """
    names = Names(get_language() or "en")
    themes = [theme.code for theme in context["themes"]]
    groups = [(str(heading), keys) for heading, keys in page.related_groups()]
    own = (page.record_key, *(key for _heading, keys in groups for key in keys))
    place, place_name = _place(page, context["cities"], names)
    asked = Asked(
        names.language,
        page.similar_type,
        tuple(_values(page, themes)),
        (page.title, page.summary),
        place,
        own,
    )
    found = around(asked)
    lines = _lines(own[1:], found, names.language)
    shown = [RelatedGroup(heading, _present(keys, lines, names)) for heading, keys in groups]
    same = page.similar_type == page.record_type
    heading = _("Similar practices") if same else _("Practices about the same")
    shown.append(RelatedGroup(heading, _alike(found.alike, lines, names)))
    if place:
        heading = _("More from %(place)s") % {"place": place_name}
        all_url = f"{reverse('search:search')}?{urlencode(dict([place]))}"
        all_url = all_url if place[0] == "city" else ""
        shown.append(RelatedGroup(heading, _present(found.from_place, lines, names), all_url))
    return {"groups": [group for group in shown if group.records]}


def _values(page: KnowledgePage, themes: Sequence[str]) -> Iterator[Value]:
    parents = theme_parents()
    for code in sorted({*themes, *(parents[code] for code in themes if code in parents)}):
        yield "theme", code
    objectives = (block.value["objective"] for block in page.objectives)
    for code in sorted({objective.code for objective in objectives if objective}):
        yield "objective", code


def _place(page: KnowledgePage, cities: Sequence[City], names: Names) -> tuple[Value | None, str]:
    """Where the record belongs: its one city or, of several, who leads it; with its name."""
    if not page.similar_type:
        return None, ""
    if len(cities) == 1:
        return ("city", cities[0].code), names.label("city", cities[0].code)
    organisation = page.answering_organisation()
    if organisation is None or page.record_type == RecordType.REPORT:
        return None, ""
    return ("organisation", organisation.code), organisation.name


def _lines(keys: Iterable[Any], found: Around, language: str) -> Mapping[str, Mapping[str, Any]]:
    wanted = [*keys, *(one.key for one in found.alike), *found.from_place]
    return {line["id"]: line for line in listings.lines(wanted, language)}


def _present(
    keys: Iterable[Any], lines: Mapping[str, Mapping[str, Any]], names: Names
) -> tuple[tuple[Line, tuple[str, ...]], ...]:
    return tuple((present(lines[str(key)], names), ()) for key in keys if str(key) in lines)


def _alike(
    found: Iterable[Alike], lines: Mapping[str, Mapping[str, Any]], names: Names
) -> tuple[tuple[Line, tuple[str, ...]], ...]:
    return tuple(
        (present(lines[str(one.key)], names), _shared(one, names))
        for one in found
        if str(one.key) in lines
    )


def _shared(one: Alike, names: Names) -> tuple[str, ...]:
    """What two records share, the rarest first: a theme's parent goes without saying."""
    parents = theme_parents()
    implied = {parents.get(code) for facet, code in one.values if facet == "theme"}
    labels = [
        names.label(facet, code)
        for facet, code in one.values
        if not (facet == "theme" and code in implied)
    ]
    # Where terms say it, single words only distract.
    words = [f"“{word}”" for word in one.words] if len(labels) < ENOUGH else []
    return tuple(dict.fromkeys([*labels, *words]))[:MOST_SHARED]
