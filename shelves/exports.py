"""A list as a file, with the columns and the safe cells of a file of search results."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.utils.translation import gettext as _

from core.plain import cell
from search.exports.formats import FORMATS, SHEET, comma_separated
from search.exports.table import HEADER, head, record_row
from search.exports.xlsx import workbook
from search.names import Names
from search.presentation.records import described
from shelves.entries import Entry, entries_of
from shelves.models import Shelf


@dataclass(frozen=True)
class ShelfFile:
    """A list as of a day; `absolute` completes an address."""

    name: str
    entries: list[Entry]
    names: Names
    day: date
    absolute: Callable[[str], str]

    def content(self, ending: str) -> bytes:
        """The whole file: `csv`, `xlsx` or `json`."""
        if ending == "json":
            return self._json()
        if ending == "csv":
            return b"".join(comma_separated(self._rows()))
        return b"".join(workbook(self._rows(), SHEET, self.names.language, self.day))

    def _rows(self) -> Iterator[list[str]]:
        about = [(_("List"), self.name), (_("Date"), self.day.isoformat())]
        yield from head(about, (*HEADER, "note"))
        for entry in self.entries:
            yield [*self._cells(entry), cell(entry.note)]

    def _cells(self, entry: Entry) -> list[str]:
        if entry.raw is not None:
            return record_row(entry.raw, self.names, self.absolute)
        known = {"id": str(entry.key), "title": _("A record that is no longer public")}
        return [known.get(column, "") for column in HEADER]

    def _json(self) -> bytes:
        records = [{**self._described(entry), "note": entry.note} for entry in self.entries]
        whole = {"list": self.name, "date": self.day.isoformat(), "records": records}
        return json.dumps(whole).encode()

    def _described(self, entry: Entry) -> dict[str, object]:
        if entry.raw is None:
            return {"id": str(entry.key), "public": False}
        line = {**entry.raw, "url": self.absolute(entry.raw["url"])}
        return {**described(line, self.names), "public": True}


def file_response(
    shelf: Shelf,
    ending: str,
    *,
    language: str,
    day: date,
    absolute: Callable[[str], str],
    with_notes: bool,
) -> HttpResponse:
    """A download of a list; of 200 records at most, so made at once."""
    names = Names(language)
    file = ShelfFile(
        shelf.name, entries_of(shelf, names, with_notes=with_notes), names, day, absolute
    )
    response = HttpResponse(file.content(ending), content_type=FORMATS[ending].content_type)
    name = f"meydan-list-{language}-{day.isoformat()}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
