"""What a term's row says beyond its label: official wording, its source, a city's facts."""

from dataclasses import dataclass

from core.i18n import country_name
from home.entries.kinds import COUNTRY, Kind
from home.enums import EntryKind
from taxonomy.models import CANONICAL_LANGUAGE, City, Compact, Objective


@dataclass(frozen=True)
class Facts:
    """`wording` is the full name where it says more than the label, `official` where it is
    word for word the source's, `english` the official wording where `wording` is not. `number`
    is an objective's within its compact.
    """

    wording: str = ""
    official: bool = False
    source: str = ""
    english: str = ""
    number: int = 0
    city: City | None = None
    country: str = ""
    country_url: str = ""


def facts(kind: Kind, code: str, language: str) -> Facts:
    """The facts of a term, in one query at most."""
    if kind.name == EntryKind.CITY:
        return _of_city(code, language)
    if kind.name in (EntryKind.OBJECTIVE, EntryKind.COMPACT):
        return _of_wording(
            Objective if kind.name == EntryKind.OBJECTIVE else Compact, code, language
        )
    return Facts()


def _of_city(code: str, language: str) -> Facts:
    city = City.objects.canonical().get(code=code)
    return Facts(
        city=city,
        country=country_name(city.country, language),
        country_url=COUNTRY.url_of(city.country),
    )


def _of_wording(model: type[Objective] | type[Compact], code: str, language: str) -> Facts:
    languages = (language, CANONICAL_LANGUAGE)
    rows = model._default_manager.filter(code=code, locale__language_code__in=languages)
    by_language = {row.locale.language_code: row for row in rows.select_related("locale")}
    english = by_language[CANONICAL_LANGUAGE]
    row = by_language.get(language, english)
    other = row is not english and not row.official and english.official
    return Facts(
        wording=row.name,
        official=row.official,
        source=row.source if row.official else english.source,
        english=english.name if other else "",
        number=getattr(row, "number", 0),
    )
