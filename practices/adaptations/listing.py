"""Adaptations where they are shown: at the desk, at the practice, in the city's profile."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest

from members.desk import Panel
from members.models import Membership
from practices.adaptations.enums import AdaptationStage
from practices.adaptations.sources import titles
from practices.models import Adaptation, PracticePage
from search.listings import Line, public_rows
from taxonomy.models import Organisation

MOST = 100


@dataclass(frozen=True)
class Listed:
    """An adaptation with what lists show of its practice; None while not everybody may read it."""

    adaptation: Adaptation
    line: Line | None


# What a practice's page says of them.
SHOWN = (
    *("stage", "created_at", "changed", "language", "contact_name"),
    *("organisation__code", "organisation__name", "city__code", "city__name"),
)


@dataclass(frozen=True)
class Adapted:
    """A practice that a city adapts, and how far it is."""

    line: Line
    stage: str
    since: datetime


def own(organisation: Organisation) -> Any:
    """What a city adapts and has not taken back, the latest first."""
    return Adaptation.objects.standing().filter(organisation=organisation)


def of_others(organisation: Organisation) -> Any:
    """What readers see of other cities' adapting the practices of this one."""
    led = PracticePage.objects.live().filter(lead_organisation=organisation, alias_of=None)
    rows = Adaptation.objects.public().filter(practice__in=led.values("translation_key"))
    return rows.select_related("organisation", "city")


def of_practice(key: UUID) -> list[Adaptation]:
    """What readers see of who adapts a practice; one query."""
    rows = Adaptation.objects.public().filter(practice=key)
    return list(rows.select_related("organisation", "city").only(*SHOWN)[:MOST])


def by_organisation(organisation: Organisation, language: str) -> list[Adapted]:
    """The public practices that a city adapts, for readers of a language; one query."""
    own_rows = Adaptation.objects.public().filter(organisation=organisation)
    this = own_rows.order_by().filter(practice=OuterRef("key"))
    rows = public_rows().filter(
        key__in=own_rows.order_by().values("practice"), shown_in__contains=f",{language},"
    )
    found = rows.annotate(
        stage=Subquery(this.values("stage")[:1]), since=Subquery(this.values("created_at")[:1])
    )
    shown = found.order_by("-since", "key").values_list("line", "stage", "since")[:MOST]
    return [Adapted(line, str(AdaptationStage(stage).label), since) for line, stage, since in shown]


def with_titles(adaptations: Iterable[Adaptation]) -> list[Listed]:
    """Adaptations with the practices they are of."""
    rows = list(adaptations)
    known = titles([row.practice for row in rows])
    return [Listed(row, known.get(row.practice)) for row in rows]


def _for_panel(request: HttpRequest, membership: Membership) -> dict[str, Any]:
    return {
        "own": with_titles(own(membership.organisation)),
        "others": of_others(membership.organisation).count(),
    }


PANEL = Panel(order=40, template="desk/adaptations/panel.html", context=_for_panel)
