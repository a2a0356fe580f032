"""What the components are shown with: ordinary values, long ones, and other scripts."""

from collections.abc import Mapping
from copy import copy
from datetime import time
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from core.charts import Row
from core.covers import THEME_MOTIFS
from core.enums import RecordType
from core.templatetags.record_tags import Section
from home.models import HomePage
from home.styleguide.records import record
from search.engines.base import Hit, SearchResult
from search.mapping.places import Entry, Located, arranged
from search.names import Names
from search.presentation.lines import present
from search.presentation.page import SearchPage, search_page
from search.request import SearchRequest
from taxonomy.models import Theme

LONG = "Donaudampfschifffahrtsgesellschaftskapitänswitwenversorgungsverordnung " * 3
ARABIC = "برنامج غازي عنتاب للاستجابة لاحتياجات اللاجئين"
TURKISH = "Gaziantep’te göç yönetişimi ve eşgüdüm birimi"
THEMES = ["social-cohesion", "education-and-language", "public-space"]
RECORDS: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "practice": (
        "practices.PracticePage",
        {
            "budget_band": "100k-1m",
            "transfer_population": "50k-250k",
            "transfer_legal_basis": "A decision of the council",
            "transfer_minimum_budget": 50_000,
            "transfer_minimum_staff": 2,
        },
    ),
    "event": ("events.EventPage", {"start_time": time(9), "end_time": time(17, 30)}),
    "declaration": ("events.DeclarationPage", {}),
    "municipality": ("members.MunicipalityPage", {}),
}


def samples(language: str) -> dict[str, Any]:
    """The context of the styleguide in a language, which must be the active one."""
    names = Names(language)
    raw_lines = _lines()
    lines = [present(line, names) for line in raw_lines]
    return {
        **{name: record(model, language, more) for name, (model, more) in RECORDS.items()},
        **_frame(language),
        "search": _search(names, raw_lines),
        "raw_lines": raw_lines,
        "lines": lines,
        "types": list(RecordType),
        "codes": ["TR", "LB"],
        "rich_text": f"<p>{TURKISH}</p><h3>{TURKISH}</h3><ul><li>{LONG}</li></ul>",
        "fulfilments": [
            {"commitment": LONG, "objective": TURKISH, "lines": raw_lines[:1]},
        ],
        "groups": [{"heading": "Related practices", "lines": lines[:2]}],
        "entrances": [
            {"label": label, "url": "/", "count": 1_234} for label in (TURKISH, LONG, ARABIC)
        ],
        "covers": [{"id": "sample", "themes": [theme]} for theme in THEME_MOTIFS]
        + [{"id": "sample", "themes": []}],
        "bars": [Row(LONG, 40, "/"), Row(ARABIC, 23, "/"), Row(TURKISH, 1), *_many()],
        "columns": [Row(2016, 2, "/"), Row(2019, 14, "/"), Row(2024, 7, "/")],
        "one_row": [Row("Türkiye", 1, "/")],
        "terms": list(Theme.objects.canonical()[:5]),
        "places": arranged(
            [
                Located(Entry(TURKISH, "/"), ("gaziantep-tr",)),
                Located(Entry(ARABIC, "/", "2019", "ar", "rtl"), ("istanbul-tr",)),
                Located(Entry(LONG, "/"), ()),
            ],
            language,
        ),
    }


def _search(names: Names, lines: list[Mapping[str, Any]]) -> SearchPage:
    """A page in the middle of many results, with words and filters chosen."""
    request = SearchRequest(
        names.language,
        "language",
        {"theme": ("social-cohesion",), "city": ("gaziantep-tr",)},
        page=3,
    )
    hits = tuple(Hit(line, ("… a <mark>language</mark> course …",)) for line in lines)
    result = SearchResult(160, hits, _counts(names), "database", suggestion="languages")
    return search_page(request, result, ())


def _many() -> list[Row]:
    return [Row(f"City {number}", number, "/") for number in range(20, 0, -1)]


def _lines() -> list[Mapping[str, Any]]:
    """Lines as the index holds them: an ordinary one, a long one, one of another language."""
    return [
        _line(1, title=TURKISH, period="2019-09/..", cities=["gaziantep-tr"], themes=THEMES[:2]),
        _line(2, title=LONG, summary=LONG * 2, cities=["istanbul-tr"] * 4, themes=THEMES),
        _line(3, title=ARABIC, language="ar", languages=["ar", "tr"], summary=ARABIC),
        _line(4, title="Only a title"),
    ]


def _line(number: int, **values: Any) -> Mapping[str, Any]:
    lists = ("cities", "countries", "themes", "objectives", "stages", "years", "support", "people")
    return {
        "id": str(UUID(int=number)),
        "type": "practice",
        "url": "/",
        "language": "en",
        "languages": ["en"],
        "lessons": False,
        **{name: [] for name in lists},
        **dict.fromkeys(("summary", "population", "budget", "period", "starts", "ends"), ""),
        **dict.fromkeys(("lead", "updated"), ""),
        **values,
    }


def _counts(names: Names) -> dict[str, dict[str, int]]:
    """Numbers for the first values of each facet, more than a page shows of some."""
    facets = ("type", "theme", "objective", "city", "country", "stage", "year", "lessons")
    return {
        facet: {code: number for number, code in enumerate(list(names.of(facet))[:30], 1)}
        for facet in facets
    }


def _frame(language: str) -> dict[str, Any]:
    """What leads from a page to others; the stand-ins for pages all lead home."""
    home = HomePage.objects.get(locale__language_code=language)
    pages = []
    for depth, title in ((2, home.title), (3, TURKISH), (4, LONG)):
        page = copy(home)
        page.depth, page.title = depth, title
        pages.append(page)
    return {
        "below": SimpleNamespace(trail=pages),
        "neighbours": {"previous": pages[1], "next": pages[2]},
        "sections": [Section("sample-toc", "Overview"), Section("main", LONG)],
    }
