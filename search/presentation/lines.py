"""A record as one line of a list: what the index holds of it, in the reader's words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from babel.lists import format_list
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from core.dates import Period
from core.i18n import babel_locale, direction, language_in_a_sentence
from search.names import Names
from search.presentation.why import Reason

MOST_THEMES = 4


@dataclass(frozen=True)
class Line:
    """`lang` and `dir` are empty where the record is in the reader's language."""

    title: str
    url: str
    type: str
    places: tuple[str, ...]
    period: str
    summary: str
    highlights: tuple[SafeString, ...]
    themes: tuple[str, ...]
    lang: str = ""
    dir: str = ""
    note: str = ""
    key: str = ""
    theme_codes: tuple[str, ...] = ()
    type_code: str = ""
    why: tuple[Reason, ...] = ()


def present(
    line: Mapping[str, Any],
    names: Names,
    highlights: Iterable[str] = (),
    why: Iterable[Reason] = (),
) -> Line:
    """The line of a record; `highlights` are the engine's: escaped text with `<mark>` only."""
    language = str(line["language"])
    foreign = language != names.language
    return Line(
        title=line["title"],
        url=line["url"],
        type=names.label("type", line["type"]),
        places=_places(line, names),
        period=_period(line["period"], names.language),
        summary=line["summary"],
        highlights=tuple(mark_safe(text) for text in highlights),  # noqa: S308 - escaped by every engine
        themes=_themes(line, names),
        lang=language if foreign else "",
        dir=direction(language) if foreign else "",
        note=_note(line["languages"], names) if foreign else "",
        key=line["id"],
        theme_codes=tuple(line["themes"]),
        type_code=line["type"],
        why=tuple(why),
    )


def _places(line: Mapping[str, Any], names: Names) -> tuple[str, ...]:
    """Its cities; the countries of a record that names no city."""
    cities = tuple(names.label("city", code) for code in line["cities"])
    return cities or tuple(names.label("country", code) for code in line["countries"])


def _themes(line: Mapping[str, Any], names: Names) -> tuple[str, ...]:
    """Its narrowest themes: a parent is said only where none of its children is."""
    own = set(line["themes"])
    if not own:
        return ()
    parents = names.families_of("theme")
    narrowest = own - {parents[code] for code in own if code in parents}
    places = names.places("theme")
    first = sorted(narrowest & places.keys(), key=places.__getitem__)[:MOST_THEMES]
    return tuple(names.label("theme", code) for code in first)


@lru_cache(maxsize=10_000)
def _period(text: str, language: str) -> str:
    return Period.parse(text).display(language) if text else ""


def _note(languages: list[str], names: Names) -> str:
    listed = [language_in_a_sentence(code, names.language) for code in languages]
    if len(listed) == 1:
        return _("In %(language)s only") % {"language": listed[0]}
    together = format_list(listed, locale=babel_locale(names.language))
    return _("Available in: %(languages)s") % {"languages": together}
