"""Random documents and requests for the contract of engines."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from search.document import WEIGHTS, Document
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

some_text = st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join)
# Few different moments and titles, so that ties are common.
moments = st.integers(0, 4).map(lambda days: START + timedelta(days=days))
days = st.none() | st.integers(0, 9).map(lambda number: date(2016 + number, 1, 1))


def some_of(values: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=3).map(lambda chosen: tuple(set(chosen)))


@st.composite
def documents_of(draw: st.DrawFn, key: UUID) -> list[Document]:
    """The documents of one record: each language is shown at most one of them."""
    owner = {language: draw(st.sampled_from((None, "en", "tr"))) for language in LANGUAGES}
    return [
        draw(document(key, written, tuple(code for code in LANGUAGES if owner[code] == written)))
        for written in ("en", "tr")
    ]


@st.composite
def document(draw: st.DrawFn, key: UUID, language: str, shown_in: tuple[str, ...]) -> Document:
    facets = {facet: draw(some_of(values)) for facet, values in VALUES.items()}
    title = draw(some_text)
    return Document(
        key=key,
        language=language,
        page_id=1,
        texts={name: title if name == "title" else draw(some_text) for name in WEIGHTS},
        facets={**facets, "shown_in": shown_in},
        title=title,
        published=draw(moments),
        updated=draw(moments),
        starts=draw(days),
        line={"id": str(key), "language": language, "title": title},
    )


def keys(number: int) -> list[UUID]:
    return [UUID(int=place) for place in range(number)]


@st.composite
def collections(draw: st.DrawFn, most: int = 12) -> dict[UUID, list[Document]]:
    return {key: draw(documents_of(key)) for key in keys(draw(st.integers(0, most)))}


@st.composite
def requests(draw: st.DrawFn) -> SearchRequest:
    words = st.sampled_from(WORDS)
    beginnings = st.builds(lambda word, length: word[:length], words, st.integers(1, 6))
    left_out = words.map("-{}".format)
    phrases = st.lists(words, min_size=1, max_size=2).map(lambda some: f'"{" ".join(some)}"')
    pieces = words | beginnings | left_out | phrases | st.sampled_from(JUNK)
    text = draw(st.lists(pieces, max_size=3).map(" ".join))
    chosen: dict[str, Any] = {
        facet: draw(some_of((*VALUES[facet], "unknown")))
        for facet in draw(st.lists(st.sampled_from(list(VALUES)), max_size=3))
    }
    return SearchRequest(
        language=draw(st.sampled_from(LANGUAGES)),
        text=text,
        facets=chosen,
        match_all=frozenset(draw(some_of(tuple(VALUES)))),
        sort=draw(st.sampled_from(Sort)),
        page=draw(st.integers(1, 3)),
        page_size=draw(st.integers(1, 20)),
    )
