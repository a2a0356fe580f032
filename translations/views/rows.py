"""What a line of the board holds, on the page and in a spreadsheet."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Locale

from core.enums import RecordType
from core.i18n import language_name
from core.models import record_types
from translations.enums import State
from translations.models import Record, RecordTranslation
from translations.reach import Reach

HEADINGS = {
    "title": _("Title"),
    "kind": _("Type"),
    "original": _("Original language"),
    "language": _("Language"),
    "state": _("State"),
    "live": _("Published"),
    "waiting": _("Texts waiting"),
    "machine": _("Translated by machine"),
    "translator": _("Translator"),
    "due": _("Due"),
    "since": _("Since"),
}


@dataclass(frozen=True)
class Cell:
    """A record in one language; there is no translation into the original's own."""

    language: str
    translation: RecordTranslation | None
    fits: bool
    may_tick: bool


@dataclass(frozen=True)
class Row:
    """A record with a cell for each language shown."""

    record: Record
    kind: str
    language: str
    cells: list[Cell]

    @property
    def title(self) -> str:
        """As pages below the board call it."""
        return self.record.title


def rows_of(
    records: Iterable[Record], languages: Sequence[str], fitting: set[int], reach: Reach
) -> list[Row]:
    """The rows of records, read with their pages and translations.

    `fitting` are the keys of the translations that the board is narrowed down to.
    """
    locales = dict(Locale.objects.values_list("pk", "language_code"))
    types = ContentType.objects.get_for_models(*record_types())
    kinds = {types[model].pk: str(RecordType(model.record_type).label) for model in record_types()}
    return [
        Row(
            record,
            kinds.get(record.page.content_type_id, ""),
            locales[record.page.locale_id],
            list(_cells(record, languages, fitting, reach)),
        )
        for record in records
    ]


def _cells(
    record: Record, languages: Sequence[str], fitting: set[int], reach: Reach
) -> Iterator[Cell]:
    known = {found.language: found for found in record.translations.all()}
    for language in languages:
        found = known.get(language)
        fits = found is not None and found.pk in fitting
        may_tick = found is not None and fits and reach.writes(found)
        yield Cell(language, found, fits, may_tick)


def lines(rows: Iterable[Row]) -> Iterator[dict[str, Any]]:
    """One line for each translation that fits."""
    shown_in = get_language() or "en"
    for row in rows:
        for cell in row.cells:
            if cell.translation and cell.fits:
                yield {
                    "title": row.title,
                    "kind": row.kind,
                    "original": language_name(row.language, shown_in),
                    "language": language_name(cell.language, shown_in),
                    **_facts(cell.translation),
                }


def _facts(found: RecordTranslation) -> dict[str, Any]:
    return {
        "state": str(State(found.state).label),
        "live": _("yes") if found.live else _("no"),
        "waiting": found.waiting,
        "machine": _("yes") if found.machine else _("no"),
        "translator": get_user_display_name(found.translator) if found.translator else "",
        "due": found.due,
        "since": found.since,
    }
