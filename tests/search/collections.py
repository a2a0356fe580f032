"""Random documents and requests for the contract of engines.

Every choice comes from a `Random`: one of Hypothesis, which finds the smallest example that
fails, or one with a seed where there is more to draw than Hypothesis bears.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any, TypeVar
from uuid import UUID

from search.document import WEIGHTS, Document
from search.fit import Like, Trait
from search.request import SearchRequest, Sort

LANGUAGES = ("en", "tr", "ar", "fr")
WORDS = (
    "Şahin", "sahin", "SAHIN", "İSTANBUL", "istanbul", "Istanbul'da", "Golubović", "Golub",
    "göç", "Göçmen", "migration", "MIGRATIONS", "الهجرة", "هجره", "مُدُن", "2016", "٢٠١٦",
    "l’eau", "eau", "Łódź", "a", "ab", "abc", "1.000", "1000",
    "city", "cities", "kadınların", "kadın", "البلديات", "بلدية", "villes", "ville", "the", "ve",
)  # fmt: skip
JUNK = ("", '"', "-", "*", "OR", "%_", "(", "\\", "'", "zzz", "\x00", "\N{RIGHT-TO-LEFT MARK}")
VALUES = {
    "type": ("practice", "event", "report"),
    "theme": ("social-cohesion", "education", "health", "work"),
    "objective": ("gcm-16", "gcr-2"),
    "city": ("gaziantep-tr", "izmir-tr"),
    "year": ("2016", "2017", "2018"),
    "lessons": ("yes",),
    "organisation": ("iom", "unhcr"),
}
START = datetime(2019, 11, 26, tzinfo=UTC)

T = TypeVar("T")


def keys(number: int) -> list[UUID]:
    return [UUID(int=place) for place in range(number)]


def random_collection(chance: Random, most: int = 12) -> list[Document]:
    """All documents of so many records or fewer."""
    number = chance.randint(0, most)
    return [document for key in keys(number) for document in random_documents(chance, key)]


def random_documents(chance: Random, key: UUID) -> list[Document]:
    """The documents of one record: each language is shown at most one of them."""
    owner = {language: chance.choice((None, "en", "tr")) for language in LANGUAGES}
    return [
        _document(chance, key, written, tuple(code for code in LANGUAGES if owner[code] == written))
        for written in ("en", "tr")
    ]


def _document(chance: Random, key: UUID, language: str, shown_in: tuple[str, ...]) -> Document:
    title = _text(chance)
    # Few different moments and titles, so that ties are common.
    published, updated = (START + timedelta(days=chance.randint(0, 4)) for _ in range(2))
    facets = {facet: _some_of(chance, values) for facet, values in VALUES.items()}
    return Document(
        key=key,
        language=language,
        page_id=1,
        texts={name: title if name == "title" else _text(chance) for name in WEIGHTS},
        facets={**facets, "shown_in": shown_in},
        title=title,
        published=published,
        updated=updated,
        starts=date(chance.randint(2016, 2025), 1, 1) if chance.randint(0, 1) else None,
        line={"id": str(key), "language": language, "title": title},
    )


def random_request(chance: Random) -> SearchRequest:
    chosen: dict[str, Any] = {
        facet: _some_of(chance, (*VALUES[facet], "unknown"))
        for facet in _some_of(chance, tuple(VALUES))
    }
    return SearchRequest(
        language=chance.choice(LANGUAGES),
        text=" ".join(_list(chance, lambda: _piece(chance), 3)),
        facets=chosen,
        match_all=frozenset(_some_of(chance, tuple(VALUES))),
        sort=chance.choice(tuple(Sort)),
        like=Like(traits=tuple(_trait(chance) for _ in range(chance.randint(0, 3)))),
        page=chance.randint(1, 3),
        page_size=chance.randint(1, 20),
    )


def _trait(chance: Random) -> Trait:
    facet = chance.choice(tuple(VALUES))
    return Trait(facet, chance.choice((*VALUES[facet], "unknown")), chance.choice((1, 2, 4)))


def _piece(chance: Random) -> str:
    """A word, the beginning of one, one to leave out, a phrase, or what means nothing."""
    kind = chance.randint(0, 4)
    word = chance.choice(WORDS)
    if kind == 1:
        return word[: chance.randint(1, 6)]
    if kind == 2:
        return f"-{word}"
    if kind == 3:
        return f'"{" ".join([word, *_list(chance, lambda: chance.choice(WORDS), 1)])}"'
    return chance.choice(JUNK) if kind == 4 else word


def _text(chance: Random) -> str:
    """Words in one line or two."""
    gap = chance.choice((" ", "\n"))
    return gap.join(" ".join(_list(chance, lambda: chance.choice(WORDS), 3)) for _ in range(2))


def _some_of(chance: Random, values: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_list(chance, lambda: chance.choice(values), 3)))


def _list(chance: Random, make: Callable[[], T], most: int) -> list[T]:
    return [make() for _ in range(chance.randint(0, most))]
