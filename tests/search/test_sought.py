"""What is found by looking for signs is what reading every word finds."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import LONGEST_WORD, Word, index_terms, tokens, words_with_places
from search.highlights import ELLIPSIS, highlight, passages
from search.sought import MOST_FOUND, Sought
from search.stems import stems

LANGUAGES = ["en", "tr", "ar", "fr", "de"]
BEGINNINGS = [
    *("hop", "cit", "abil", "Dy", "sk", "refug", "Şehir", "kad", "çocuğ", "kita", "ed", "I", "ırm"),
    *("réfugi", "œuvr", "not", "modif", "eau", "Straß", "S\u0327ah", "cafe\u0301", "ﬁnanc"),
    *("والمدين", "مُدُن", "للاجئ", "يستخدم", "نستعمل", "مديـــن", "بالبلد", "ل", "است"),
]
ENDINGS = [
    *("", "s", "ies", "ing", "ed", "y", "ability", "ational", "bly", "e", "ences", "amment"),
    *("ication", "eux", "aux", "lar", "lerin", "ımız", "ğı", "bı", "di", "ünüz", "ssa", "te"),
    *("ة", "ات", "ون", "ين", "ه", "ها", "ه\u064c", "ية"),
]
OTHERS = [
    *("1.000", "500,000", "٥٠٠٬٠٠٠", "1,234abc", "2016", "½", "x²", "ﷺ", "COVID-19", "snake_case"),
    *("l'", "’te", "'", "d’", "qu'", "-", "…", "·", ",", "°", "\u00ad", "\u200d", "\u0640", "´"),
    *("a" * (LONGEST_WORD + 6), "，", "東京"),
]
SPACES = [" ", " ", " ", "", "\n", "\t", "\u00a0", "  ", "\u2028", ", "]
forms = st.builds("".join, st.tuples(st.sampled_from(BEGINNINGS), st.sampled_from(ENDINGS)))
pieces = st.one_of(forms, forms, st.sampled_from(OTHERS), st.text(max_size=3))
texts = st.lists(st.tuples(pieces, st.sampled_from(SPACES)), max_size=60).map(
    lambda parts: "".join(part for pair in parts for part in pair)
)


@st.composite
def questions(draw: st.DrawFn) -> tuple[str, str, set[str], list[tuple[str, ...]]]:
    """A text, its language, and terms and phrases, most of which stand in it."""
    text, language = draw(texts), draw(st.sampled_from(LANGUAGES))
    known = sorted({*index_terms(text, language), *index_terms(draw(forms), language), "2016"})
    terms = draw(st.sets(st.sampled_from(known), max_size=4))
    words = tokens(text, language) or ["city"]
    places = st.tuples(st.integers(0, len(words) - 1), st.integers(2, 3))
    phrases = [tuple(words[at : at + length]) for at, length in draw(st.lists(places, max_size=2))]
    return text, language, terms, phrases


def read_plainly(
    text: str, language: str, terms: set[str], phrases: list[tuple[str, ...]]
) -> list[Word]:
    """What is found where every word is read."""
    words = words_with_places(text)
    found = []
    for word in words:
        own = [term for term in (*stems(word.token, language), word.token) if term in terms]
        if own:
            found.append(word._replace(token=own[0]))
    for phrase in dict.fromkeys(phrases):
        for place in range(len(words) - len(phrase) + 1):
            run = words[place : place + len(phrase)]
            within = text[run[0].start : run[-1].end]
            if tuple(word.token for word in run) == phrase and len(within.splitlines()) == 1:
                found.append(Word(" ".join(phrase), run[0].start, run[-1].end))
    return sorted(found, key=lambda word: (word.start, -word.end))[:MOST_FOUND]


@given(questions())
def test_signs_find_what_reading_every_word_finds(
    question: tuple[str, str, set[str], list[tuple[str, ...]]],
) -> None:
    text, language, terms, phrases = question
    sought = Sought(terms, language, phrases=phrases)
    found = list(sought.found(text))
    assert found == read_plainly(text, language, terms, phrases)
    assert sought.worth({word.token for word in found}) <= sought.most


@given(questions())
def test_a_passage_is_of_the_first_line_with_most_of_what_is_sought(
    question: tuple[str, str, set[str], list[tuple[str, ...]]],
) -> None:
    text, language, terms, _phrases = question
    sought = Sought(terms, language)
    worth = {
        line: len({word.token for word in read_plainly(line, language, terms, [])})
        for line in text.splitlines()
    }
    best = max(worth, key=lambda line: worth[line], default="")
    if not worth.get(best):
        assert passages([text], sought) == ()
        return
    (passage,) = passages([text], sought)
    assert "<mark>" in passage
    assert passage.removeprefix(ELLIPSIS).removesuffix(ELLIPSIS) in highlight(best, sought)


@pytest.mark.parametrize(
    ("text", "language", "term"),
    [
        ("A city", "en", "~en:citi"),
        ("dying", "en", "~en:die"),
        ("hoping", "en", "~en:hope"),
        ("notamment", "fr", "~fr:not"),
        ("kitaba", "tr", "~tr:kitap"),
        ("نستخدم", "ar", "~ar:نستخدم"),
        ("1.000 days", "en", "1000"),
    ],
)
def test_words_are_found_that_differ_from_what_is_sought(
    text: str, language: str, term: str
) -> None:
    assert list(Sought([term], language).found(text)) == read_plainly(text, language, {term}, [])
    assert list(Sought([term], language).found(text))


def test_a_text_without_spaces_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def reading(text: str) -> Sequence[Word]:
        read.append(text)
        return words_with_places(text)

    monkeypatch.setattr("search.sought.words_with_places", reading)
    text = "harbour," * 100
    assert len(list(Sought(["harbour"]).found(text))) == 100
    assert read == [text]
