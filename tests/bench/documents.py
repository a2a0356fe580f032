"""Synthetic documents: no page stands behind them, the engines take them as they are."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import numpy as np

from search.document import Document
from search.synthetic.words import LANGUAGES, Shares, vocabulary

VALUES: Mapping[str, tuple[str, ...]] = {
    "type": ("practice", "event", "project", "report", "declaration", "municipality", "body"),
    "theme": tuple(f"theme-{number}" for number in range(60)),
    "objective": tuple(f"objective-{number}" for number in range(90)),
    "city": tuple(f"city-{number}" for number in range(240)),
    "country": tuple(f"C{number}" for number in range(40)),
    "stage": tuple(f"stage-{number}" for number in range(6)),
    "year": tuple(str(year) for year in range(2004, 2027)),
    "budget": ("under-10k", "10k-100k", "100k-1m", "over-1m"),
}
MOST = {"theme": 4, "objective": 5, "city": 2, "stage": 2, "year": 5}  # values of one document
SHARES = {facet: Shares(len(values)) for facet, values in VALUES.items()}
WRITTEN_IN = Shares(len(LANGUAGES), 1.2)
START = datetime(2015, 1, 1, tzinfo=UTC)
Chance = np.random.Generator


def documents(size: int, seed: int) -> Iterator[Document]:
    """The first `size` documents of the seed, each a record of its own seen in every language."""
    return (document(number, seed) for number in range(size))


def document(number: int, seed: int, *, edition: int = 0) -> Document:
    """One document; another edition of it has the same key and nothing else in common."""
    chance = np.random.default_rng((seed, number, edition))
    language = LANGUAGES[WRITTEN_IN.draw(chance)[0]]
    texts = _texts(chance, language, seed)
    moment = START + timedelta(minutes=37 * number)
    key = UUID(int=(seed << 64) + number)
    facets = _facets(chance)
    return Document(
        key=key,
        language=language,
        page_id=number + 1,
        texts=texts,
        facets={**facets, "shown_in": LANGUAGES},
        title=texts["title"],
        published=moment,
        updated=moment + timedelta(days=int(chance.integers(0, 900))),
        starts=date(int(facets["year"][0]), 1, 1),
        line=_line(key, language, texts, facets, moment),
    )


def _texts(chance: Chance, language: str, seed: int) -> dict[str, str]:
    words = vocabulary(language, seed)
    lengths = {
        "title": int(chance.integers(3, 11)),
        "names": int(chance.integers(0, 6)),
        "summary": int(chance.integers(15, 50)),
        "labels": int(chance.integers(4, 25)),
        "body": int(np.clip(chance.lognormal(5.3, 0.6), 40, 1500)),
    }
    return {name: " ".join(words.draw(chance, length)) for name, length in lengths.items()}


def _facets(chance: Chance) -> dict[str, tuple[str, ...]]:
    cities = _some(chance, "city")
    last = len(VALUES["year"]) - SHARES["year"].draw(chance)[0]
    years = VALUES["year"][max(0, last - int(chance.integers(1, MOST["year"] + 1))) : last]
    facets = {name: _some(chance, name) for name in ("type", "theme", "objective", "stage")}
    facets |= {
        "city": cities,
        "country": tuple(sorted({f"C{int(city.split('-')[1]) % 40}" for city in cities})),
        "year": years,
        "budget": _some(chance, "budget") if chance.random() < 0.7 else (),
    }
    return facets


def _some(chance: Chance, facet: str) -> tuple[str, ...]:
    values = VALUES[facet]
    number = int(chance.integers(1, MOST.get(facet, 1) + 1))
    return tuple(sorted({values[place] for place in SHARES[facet].draw(chance, number)}))


def _line(
    key: UUID,
    language: str,
    texts: Mapping[str, str],
    facets: Mapping[str, tuple[str, ...]],
    moment: datetime,
) -> dict[str, Any]:
    return {
        "id": str(key),
        "title": texts["title"],
        "url": f"/{language}/synthetic/{key.hex[-8:]}/",
        "language": language,
        "summary": texts["summary"],
        "type": facets["type"][0],
        "languages": [language],
        "cities": list(facets["city"]),
        "countries": list(facets["country"]),
        "themes": list(facets["theme"]),
        "objectives": list(facets["objective"]),
        "stages": list(facets["stage"]),
        "years": [int(year) for year in facets["year"]],
        "population": None,
        "budget": next(iter(facets["budget"]), None),
        "lessons": False,
        "support": [],
        "period": "",
        "updated": moment.isoformat(),
        "starts": None,
        "ends": None,
        "lead": "",
    }
