"""Lists of records on other pages, read from the index alone: no page tables, one query each."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Case, Q, QuerySet, Value, When
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce

from search.models import DirtyRecord, DocumentRow
from search.request import SearchRequest, Sort
from search.service import search

Line = Mapping[str, Any]
"""What a list shows of a record; see `search.documents`."""

# The end where no start is known: databases differ in where they sort nothing.
KNOWN_DAY = Coalesce("starts", "ends")
GOES_ON = Q(ends=None, line__period__endswith="/..")


def lines(keys: Iterable[UUID], language: str) -> list[Line]:
    """The records of these keys that readers of a language may see, in the order given."""
    wanted = list(dict.fromkeys(keys))
    if not wanted:
        return []
    found = dict(_shown(language).filter(key__in=wanted).values_list("key", "line"))
    return [found[key] for key in wanted if key in found]


def upcoming(record_type: str, language: str, today: date, limit: int) -> list[Line]:
    """What lies ahead or is under way, the next first; what goes on without an end comes last."""
    ahead = _shown(language, record_type).filter(
        Q(starts__gte=today) | Q(ends__gte=today) | GOES_ON
    )
    last = Case(When(GOES_ON, then=Value(1)), default=Value(0))
    return _first(ahead.order_by(last, KNOWN_DAY, "title_key", "key"), limit)


def past(record_type: str, language: str, today: date, limit: int) -> list[Line]:
    """The first of what is over."""
    return list(over(record_type, language, today)[:limit])


def over(record_type: str, language: str, today: date) -> QuerySet[DocumentRow, Line]:
    """What is over, the latest first; so is what began on a known day and has no known end."""
    rows = _shown(language, record_type).filter(
        Q(ends__lt=today) | (Q(ends=None, starts__lt=today) & ~GOES_ON)
    )
    return rows.order_by(KNOWN_DAY.desc(), "title_key", "key").values_list("line", flat=True)


def undated(record_type: str, language: str, limit: int) -> list[Line]:
    """What has no known day: neither ahead nor over."""
    rows = _shown(language, record_type).filter(starts=None, ends=None)
    return _first(rows.order_by("title_key", "key"), limit)


def newest(record_type: str | None, language: str, limit: int) -> list[Line]:
    """The records first published last, of every type if none is named."""
    return _first(_shown(language, record_type).order_by("-published", "key"), limit)


def with_term(facet: str, code: str, language: str, limit: int = 100) -> list[Line]:
    """The newest records that stand under a term: a city's, or those naming an organisation."""
    request = SearchRequest(language, facets={facet: (code,)}, sort=Sort.NEWEST, page_size=limit)
    return [hit.line for hit in search(request).hits]


def addresses(key: UUID) -> dict[str, str]:
    """Where the record's public pages are, by language, in the order of `LANGUAGES`."""
    found = dict(public_rows().filter(key=key).values_list("language", KT("line__url")))
    return {code: found[code] for code, _name in settings.LANGUAGES if code in found}


def public_rows() -> QuerySet[DocumentRow]:
    """Every document, but for those a change has just hidden."""
    hidden = DirtyRecord.objects.filter(hidden=True).exclude(key=None).values("key")
    return DocumentRow.objects.exclude(key__in=hidden)


def _shown(language: str, record_type: str | None = None) -> QuerySet[DocumentRow]:
    """The documents shown to readers of a language."""
    rows = public_rows().filter(shown_in__contains=f",{language},")
    return rows.filter(record_type=record_type) if record_type else rows


def _first(rows: QuerySet[DocumentRow], limit: int) -> list[Line]:
    return list(rows.values_list("line", flat=True)[:limit])
