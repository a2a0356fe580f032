"""How many submissions there are of each kind, how long they wait, how long decisions took."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from statistics import median
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Case, DurationField, ExpressionWrapper, F, Q, QuerySet, When
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name

from practices.enums import SubmissionState as State
from practices.models import PracticePage, Submission
from practices.submissions.rights import WAITING
from taxonomy.labels import active_labels

NONE = "–"


@dataclass(frozen=True)
class Line:
    """One kind of submissions; the medians are in days, None where nothing was measured."""

    label: str
    number: int
    waiting: Decimal | None
    deciding: Decimal | None


@dataclass(frozen=True)
class Summary:
    """All kinds, by one of their properties."""

    heading: str
    lines: list[Line]


@dataclass(frozen=True)
class Fact:
    """What is counted of one submission."""

    state: str
    city: str | None
    reviewer: Any
    page: Any
    waiting: int | None
    deciding: int | None


def timed(submissions: QuerySet[Submission]) -> QuerySet[Submission]:
    """With `waits_from`, since when the union or its author is awaited, and `decided_in`.

    Both count from the last sending: what a municipality changes meanwhile is its own time.
    """
    decided = Q(decided_at__gte=F("submitted_at"))
    took = ExpressionWrapper(F("decided_at") - F("submitted_at"), output_field=DurationField())
    return submissions.annotate(
        city=F("organisation__city__code"),
        waits_from=Case(
            When(state__in=WAITING, then="submitted_at"),
            When(state=State.CHANGES_REQUESTED, then="since"),
        ),
        decided_in=Case(When(decided, then=took), output_field=DurationField()),
    )


def days_since(moment: datetime | None) -> int | None:
    """Whole days until now."""
    return whole_days(timezone.now() - moment) if moment else None


def whole_days(duration: timedelta | None) -> int | None:
    """Whole days of a duration."""
    return None if duration is None else duration.days


def themes_of(submissions: QuerySet[Submission]) -> Mapping[Any, list[str]]:
    """Key of a page → codes of its themes, for all these submissions."""
    found: dict[Any, list[str]] = {}
    rows = PracticePage.themes.through.objects.filter(
        practicepage__in=submissions.order_by().values("page")
    )
    ordered = rows.order_by("theme__position", "theme__code")
    for page, code in ordered.values_list("practicepage_id", "theme__code"):
        found.setdefault(page, []).append(code)
    return found


def summaries(submissions: QuerySet[Submission], themes: Mapping[Any, list[str]]) -> list[Summary]:
    """These timed submissions by state, city, theme and reviewer."""
    facts = [_fact(*row) for row in submissions.order_by().values_list(*_READ)]
    cities, names = active_labels("city"), active_labels("theme")
    people = _people({fact.reviewer for fact in facts if fact.reviewer})
    return [
        Summary(_("State"), _by(facts, lambda fact: [fact.state], dict(State.choices), State)),
        Summary(_("City"), _by(facts, lambda fact: [fact.city], cities, cities)),
        Summary(_("Theme"), _by(facts, lambda fact: themes.get(fact.page, [None]), names, names)),
        Summary(_("Reviewer"), _by(facts, lambda fact: [fact.reviewer], people, people)),
    ]


_READ = ("state", "city", "reviewer", "page", "waits_from", "decided_in")


def _fact(state: str, city: str | None, reviewer: Any, page: Any, since: Any, took: Any) -> Fact:
    return Fact(state, city, reviewer, page, days_since(since), whole_days(took))


def _by(
    facts: Iterable[Fact],
    kinds: Callable[[Fact], Iterable[Any]],
    labels: Mapping[Any, Any],
    order: Iterable[Any],
) -> list[Line]:
    """A line for each kind there is, in this order, and at the end those of none."""
    groups: dict[Any, list[Fact]] = {}
    for fact in facts:
        for kind in kinds(fact):
            groups.setdefault(kind, []).append(fact)
    places = [kind for kind in order if kind in groups]
    places += groups.keys() - set(places)
    return [_line(str(labels.get(kind, NONE)), groups[kind]) for kind in places]


def _line(label: str, facts: list[Fact]) -> Line:
    waiting = [fact.waiting for fact in facts if fact.waiting is not None]
    deciding = [fact.deciding for fact in facts if fact.deciding is not None]
    return Line(label, len(facts), _median(waiting), _median(deciding))


def _median(days: list[int]) -> Decimal | None:
    return Decimal(str(median(days))) if days else None


def _people(keys: set[Any]) -> dict[Any, str]:
    users = get_user_model()._default_manager.filter(pk__in=keys)
    names = {user.pk: get_user_display_name(user) for user in users}
    return dict(sorted(names.items(), key=lambda pair: pair[1]))
