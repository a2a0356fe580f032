"""How a record is cited: in words, and in the formats that reference managers read."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.alternates import site_name
from core.enums import RecordType, label_in
from core.i18n import format_date, format_number
from core.models import KnowledgePage
from core.plain import printable
from search import listings

# TeX's own signs, and what is written for each.
_TEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
}
_TEX_SIGN = re.compile("[" + re.escape("".join(_TEX)) + "]")


@dataclass(frozen=True)
class Citation:
    """What a citation says. `author` is who leads the record, else the site.

    `published` is None for what never had a day of publication; `address` is the permanent one.
    """

    key: UUID
    author: str
    title: str
    record_type: str
    site: str
    language: str
    published: datetime | None
    updated: datetime | None
    address: str

    @property
    def text(self) -> str:
        """The citation in the active language, but for the address."""
        language = get_language() or "en"
        said = {
            "author": self.author,
            "title": self.title,
            "type": label_in(RecordType, self.record_type),
            "site": self.site,
        }
        if self.published is None or self.updated is None:
            return _("%(author)s: %(title)s. %(type)s. %(site)s.") % said
        said["year"] = _year(self.published, language)
        said["date"] = format_date(self.updated, language)
        return _("%(author)s (%(year)s): %(title)s. %(type)s. %(site)s, as of %(date)s.") % said

    def bibtex(self) -> str:
        """An entry for BibTeX and BibLaTeX, in UTF-8."""
        fields = {
            "author": f"{{{_tex(self.author)}}}",
            "title": f"{{{_tex(self.title)}}}",
            "year": str(self.published.year) if self.published else "",
            "howpublished": _tex(self.site),
            "url": self.address,
            "note": f"As of {self.updated:%Y-%m-%d}" if self.updated else "",
        }
        lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
        return f"@misc{{meydan-{self.key.hex[:12]},\n" + ",\n".join(lines) + "\n}\n"

    def ris(self) -> str:
        """A reference in the RIS format, in UTF-8."""
        fields = {
            "TY": "RPRT" if self.record_type == RecordType.REPORT else "ELEC",
            "TI": self.title,
            "AU": self.author,
            "PY": str(self.published.year) if self.published else "",
            "DA": f"{self.updated:%Y/%m/%d}" if self.updated else "",
            "PB": self.site,
            "LA": self.language,
            "UR": self.address,
        }
        lines = [f"{name}  - {printable(value)}" for name, value in fields.items() if value]
        return "\r\n".join([*lines, "ER  - ", ""])


FORMATS: Mapping[str, tuple[str, Callable[[Citation], str]]] = {
    "bib": ("application/x-bibtex", Citation.bibtex),
    "ris": ("application/x-research-info-systems", Citation.ris),
}
"""By the ending of a file: its type, and what writes it."""


def of_page(page: KnowledgePage, request: HttpRequest) -> Citation:
    """The citation of a page as it is shown."""
    return Citation(
        key=page.record_key,
        author=page.lead_name() or site_name(request),
        title=page.title,
        record_type=page.record_type,
        site=site_name(request),
        language=page.locale.language_code,
        published=page.first_published_at,
        updated=page.last_published_at,
        address=_permanent(page.record_key, request),
    )


def of_key(key: UUID, request: HttpRequest) -> Citation | None:
    """The citation of a record as readers of the active language see it; one query."""
    language = get_language() or "en"
    rows = listings.public_rows().filter(key=key, shown_in__contains=f",{language},")
    found = rows.values_list("line", "published", "updated").first()
    if found is None:
        return None
    line: Mapping[str, Any]
    line, published, updated = found
    return Citation(
        key=key,
        author=line["lead"] or site_name(request),
        title=line["title"],
        record_type=line["type"],
        site=site_name(request),
        language=line["language"],
        published=published,
        updated=updated,
        address=_permanent(key, request),
    )


def _permanent(key: UUID, request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("search:record", args=[key]))


def _year(day: datetime, language: str) -> str:
    # Without the separator that other numbers have.
    return "".join(format_number(int(digit), language) for digit in str(day.year))


def _tex(text: str) -> str:
    return _TEX_SIGN.sub(lambda sign: _TEX[sign[0]], printable(text))
