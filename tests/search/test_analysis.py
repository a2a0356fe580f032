"""Which words are the same, and where they stand."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import (
    LONGEST_QUERY,
    LONGEST_TEXT,
    LONGEST_WORD,
    MOST_QUERY_WORDS,
    fold,
    query_words,
    title_key,
    tokens,
    words_with_places,
)

SAME_WORDS = [
    ["Şahin", "sahin", "SAHIN", "ŞAHİN", "şahın", "Sahin", "S\u0327ahin"],
    ["istanbul", "İSTANBUL", "ISTANBUL", "İstanbul", "I\u0307stanbul", "ıstanbul"],
    ["Haznedaroğlu", "Haznedaroglu", "HAZNEDAROĞLU"],
    ["Bağcılar", "Bagcilar", "BAĞCILAR"],
    ["Golubović", "golubovic"],
    ["Łódź", "lodz"],
    ["Ærø", "aero"],
    ["Straße", "STRASSE", "strasse"],
    ["œuvre", "oeuvre"],
    ["إسطنبول", "اسطنبول", "أسطنبول"],
    ["مدينة", "مدينه", "مَدِينَة", "مديـــنة"],
    ["مستشفى", "مستشفي", "مستشفی"],
    ["كتاب", "کتاب"],
    ["2016", "٢٠١٦", "۲۰۱۶"],
    ["500,000", "500.000", "500000", "٥٠٠٬٠٠٠"],
    ["coopera\u00adtion", "cooperation", "coopera\u200dtion"],
    ["ﬁnance", "finance"],
]


@pytest.mark.parametrize("spellings", SAME_WORDS, ids=lambda words: words[0])
def test_all_spellings_of_a_word_are_one_token(spellings: list[str]) -> None:
    assert {tuple(tokens(word, "en")) for word in spellings} == {(tokens(spellings[0], "en")[0],)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gaziantep'te", ["gaziantep"]),
        ("Gaziantep’te yaşayanlar", ["gaziantep", "yasayanlar"]),
        ("2019'da", ["2019"]),
        ("1.000’den fazla", ["1000", "fazla"]),
        ("l’intégration d'Izmir", ["integration", "izmir"]),
        ("jusqu'Istanbul", ["jusqu", "istanbul"]),
        ("O'Brien's", ["brien"]),
        ("'Tandem'", ["tandem"]),
        ("rock 'n' roll", ["rock", "n", "roll"]),
        ("COVID-19", ["covid", "19"]),
        ("26.11.2019", ["26", "11", "2019"]),
        ("snake_case", ["snake", "case"]),
        ("a\x00b\ud800c", ["a", "b", "c"]),
        ("½ day", ["1", "2", "day"]),
        ("!?\u200f…", []),
        ("", []),
    ],
)
def test_texts_fall_into_words(text: str, expected: list[str]) -> None:
    assert tokens(text, "en") == expected


def test_operators_and_quotation_marks_only_separate_words() -> None:
    assert query_words('"social cohesion" -work OR (city*) AND', "en") == [
        "social", "cohesion", "work", "or", "city", "and",
    ]  # fmt: skip


def test_a_query_is_cut_to_bounded_work() -> None:
    words = query_words(" ".join(f"w{number}" for number in range(10_000)), "en")
    assert len(words) == MOST_QUERY_WORDS
    assert query_words("x" * 1_000_000, "en") == ["x" * LONGEST_WORD]
    assert query_words(" " * LONGEST_QUERY + "late", "en") == []
    assert query_words("again Again AGAIN", "en") == ["again"]


def test_a_text_is_read_to_a_bounded_length() -> None:
    assert len(tokens("ab " * LONGEST_TEXT, "en")) == LONGEST_TEXT // 3 + 1


def test_titles_sort_without_accents_case_and_punctuation() -> None:
    titles = ["Ökoloji", "« Agir »", "zebra", "İzmir’de", "Ilgaz", "ØST"]
    assert sorted(titles, key=title_key) == [
        "« Agir »", "Ilgaz", "İzmir’de", "Ökoloji", "ØST", "zebra",
    ]  # fmt: skip
    assert len(title_key("ﷺ" * 255)) == 255


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_places_hold_the_words_in_order_and_part_no_letter_from_its_marks(text: str) -> None:
    words = words_with_places(text)
    assert [word.token for word in words] == tokens(text, "en")
    for word in words:
        assert 0 <= word.start < word.end <= len(text)
        assert word.token in tokens(text[word.start : word.end], "en")
        after = text[word.end : word.end + 1]
        assert not after or unicodedata.category(after) not in {"Mn", "Me"}
