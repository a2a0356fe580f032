"""Which words are the same, and where they stand."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import (
    LONGEST_TEXT,
    LONGEST_WORD,
    WORTH_AN_ARRAY,
    fold,
    fold_letters,
    forms,
    index_terms,
    is_stop_word,
    share,
    title_key,
    tokens,
    words_with_places,
)
from search.stems import is_stem, stems

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


@given(st.text(min_size=1), st.integers(WORTH_AN_ARRAY, 3 * WORTH_AN_ARRAY))
def test_letters_fold_alike_in_short_and_long_texts(text: str, length: int) -> None:
    long = (text * length)[:length]
    assert fold_letters(long) == "".join(map(fold_letters, long))


@given(st.text())
def test_places_hold_the_words_in_order_and_part_no_letter_from_its_marks(text: str) -> None:
    words = words_with_places(text)
    assert [word.token for word in words] == tokens(text, "en")
    for word in words:
        assert 0 <= word.start < word.end <= len(text)
        assert word.token in tokens(text[word.start : word.end], "en")
        after = text[word.end : word.end + 1]
        assert not after or unicodedata.category(after) not in {"Mn", "Me"}


SAME_STEMS = [
    ("en", "municipality municipalities Municipal"),
    ("en", "refugee refugees"),
    ("en", "school schools schooling"),
    ("tr", "kadın kadınlar KADININ kadınların kadinlar"),
    ("tr", "çocuk çocuklar çocuğu cocuklarin"),
    ("tr", "belediye belediyesi belediyeler belediyesinin Belediyelerin"),
    ("tr", "mülteci mülteciler mültecilere multeci"),
    ("tr", "kent kentler kentin kenti kentlerde"),
    ("tr", "uyum uyumu uyumun"),
    ("ar", "المدينة مدينة والمدينة"),
    ("ar", "البلدية بلدية البلديات بلديات للبلديات"),
    ("ar", "لاجئ لاجئين اللاجئون للاجئين"),
    ("ar", "هجرة الهِجرة والهجرة للهجرة"),
    ("fr", "réfugié réfugiés réfugiée réfugiées refugies"),
    ("fr", "emploi emplois"),
    ("fr", "municipal municipaux"),
    ("fr", "intégrer intégrés intégration"),
]


@pytest.mark.parametrize(("language", "words"), SAME_STEMS, ids=lambda value: value)
def test_the_forms_of_a_word_share_a_stem(language: str, words: str) -> None:
    found = {stems(word, language) for word in tokens(words, language)}
    assert len(found) == 1
    assert found != {()}


def test_stems_stand_beside_the_words_in_the_language_of_the_text() -> None:
    assert sorted(index_terms("Schools’ 2016 مدن", "en")) == [
        "2016", "schools", "~ar:مدن", "~en:school", "مدن",
    ]  # fmt: skip
    assert index_terms("Schools", "ar") == ["schools"]
    assert len(index_terms("Schools", "en", mixed=True)) == 4


def test_a_word_is_worth_more_than_its_stem() -> None:
    word, *others = forms("schools", "en")
    assert share(word) == 1 > share(others[0]) > 0


def test_words_that_say_nothing_are_known_in_every_language() -> None:
    assert all(is_stop_word(word) for word in tokens("the ve في les", "en"))
    assert not any(is_stop_word(word) for word in tokens("son est her car an can il su göç", "en"))


@given(st.text(), st.sampled_from(["en", "tr", "ar", "fr", "de"]))
def test_what_stands_in_a_text_is_found_by_asking_for_it(text: str, language: str) -> None:
    terms = set(index_terms(text, language))
    assert all(0 < len(term) <= LONGEST_WORD for term in terms)
    for word in tokens(text, language):
        own = {form for form in forms(word, language) if form in terms}
        assert word in own and set(stems(word, language)) <= own
        assert not is_stem(word)
