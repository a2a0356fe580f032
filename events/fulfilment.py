"""What has become of a declaration: who signed it where, and what its signatories have done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import ngettext

from core.enums import RecordType
from search.listings import Line
from search.mapping.places import Entry, Located, Noun, Places, arranged
from search.request import MOST_PER_PAGE, SearchRequest, Sort
from search.service import search
from taxonomy.labels import labels
from taxonomy.models import Organisation

OF_A_COMMITMENT = 6
DEEDS = (RecordType.PRACTICE.value, RecordType.PROJECT.value)
SIGNATORIES = Noun(
    lambda count: ngettext("%(number)s signatory", "%(number)s signatories", count),
    lambda count: ngettext(
        "%(number)s signatory without a city", "%(number)s signatories without a city", count
    ),
)

Blocks = Iterable[Any]


@dataclass(frozen=True)
class Fulfilment:
    """A commitment, the label of its objective, and the newest deeds that serve it."""

    commitment: str
    objective: str
    lines: tuple[Line, ...]


def signatory_places(signatories: Blocks, language: str) -> Places | None:
    """Those who signed, by the cities of their organisations; None where no city is known."""
    signed = [block.value for block in signatories if block.value.get("organisation")]
    organisations = [value["organisation"].pk for value in signed]
    rows = Organisation.objects.filter(pk__in=organisations).exclude(city=None)
    cities: dict[int, str] = dict(rows.values_list("pk", "city__code"))
    if not cities:
        return None
    names = labels("organisation", language)
    return arranged(
        [Located(_entry(value, names), _at(cities, value)) for value in signed],
        language,
        noun=SIGNATORIES,
    )


def fulfilments(commitments: Blocks, signatories: Blocks, language: str) -> list[Fulfilment]:
    """Practices and projects that name a signatory, under the commitments they serve.

    A record serves a commitment where both name the same objective. One question to the index.
    """
    promised = [block.value for block in commitments if block.value.get("objective")]
    signed = {b.value["organisation"].code for b in signatories if b.value.get("organisation")}
    if not promised or not signed:
        return []
    objectives = dict.fromkeys(value["objective"].code for value in promised)
    facets = {"type": DEEDS, "objective": tuple(objectives), "organisation": tuple(sorted(signed))}
    asked = SearchRequest(language, facets=facets, sort=Sort.NEWEST, page_size=MOST_PER_PAGE)
    lines = [hit.line for hit in search(asked).hits]
    names = labels("objective", language)
    found = (
        Fulfilment(
            value["text"], names[value["objective"].code], _serving(lines, value["objective"].code)
        )
        for value in promised
    )
    return [fulfilment for fulfilment in found if fulfilment.lines]


def _serving(lines: Sequence[Line], objective: str) -> tuple[Line, ...]:
    return tuple(line for line in lines if objective in line["objectives"])[:OF_A_COMMITMENT]


def _entry(value: Any, names: Any) -> Entry:
    organisation = value["organisation"]
    note = " · ".join(filter(None, (value.get("person"), value.get("office"))))
    return Entry(names.get(organisation.code, organisation.name), note=note)


def _at(cities: dict[int, str], value: Any) -> tuple[str, ...]:
    city = cities.get(value["organisation"].pk)
    return (city,) if city else ()
