"""Documents of search as page types would give them, put into the index of the test's database."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings

from core.dates import Period
from search.document import Document
from search.engines import current

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
START = datetime(2020, 1, 1, tzinfo=UTC)
_numbers = count(1)


def document(
    title: str = "",
    *,
    written_in: str = "en",
    shown_in: tuple[str, ...] = LANGUAGES,
    period: str = "",
    summary: str = "",
    published: datetime | None = None,
    **facets: tuple[str, ...],
) -> Document:
    """A practice published after all documents made before; `facets` by their parameters."""
    number = next(_numbers)
    title = title or f"Record {number}"
    starts, ends = _days(period)
    facets = {"type": ("practice",), "language": (written_in,), **facets}
    moment = published or START + timedelta(minutes=number)
    line = {
        "id": str(uuid4()),
        "title": title,
        "url": f"/{written_in}/record-{number}/",
        "language": written_in,
        "summary": summary,
        **_terms(facets),
        "period": period,
        "updated": moment.isoformat(),
        **_days_as_text(starts, ends),
    }
    return Document(
        key=UUID(line["id"]),
        language=written_in,
        page_id=number,
        texts={"title": title, "summary": summary},
        facets={**facets, "shown_in": shown_in},
        title=title,
        published=moment,
        updated=moment,
        starts=starts,
        ends=ends,
        line=line,
    )


def _terms(facets: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """What a result line says of the facets."""
    return {
        "type": facets["type"][0],
        "lead": "",
        "languages": list(facets["language"]),
        "cities": list(facets.get("city", ())),
        "countries": list(facets.get("country", ())),
        "themes": list(facets.get("theme", ())),
        "objectives": list(facets.get("objective", ())),
        "stages": list(facets.get("stage", ())),
        "years": [int(year) for year in facets.get("year", ())],
        "population": next(iter(facets.get("population", ())), None),
        "budget": next(iter(facets.get("budget", ())), None),
        "lessons": "yes" in facets.get("lessons", ()),
        "support": list(facets.get("support", ())),
    }


def indexed(*documents: Document) -> tuple[Document, ...]:
    """The documents, each a record of its own, found by every search from now on."""
    current().replace({document.key: [document] for document in documents})
    return documents


def records(number: int, **facets: Any) -> tuple[Document, ...]:
    """So many records alike."""
    return indexed(*(document(**facets) for _ in range(number)))


def _days(period: str) -> tuple[date | None, date | None]:
    dates = Period.parse(period) if period else None
    return (dates.first_day, dates.last_day) if dates else (None, None)


def _days_as_text(starts: date | None, ends: date | None) -> dict[str, str | None]:
    return {
        "starts": starts.isoformat() if starts else None,
        "ends": ends.isoformat() if ends else None,
    }
