"""What a reader's text is understood as."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import LONGEST_WORD, tokens
from search.problems import SHOWN_LENGTH, shown
from search.query import (
    LONGEST_QUERY,
    MOST_QUERY_WORDS,
    Phrase,
    Query,
    Word,
    parse_query,
    phrase_matches,
    whole_name,
)
from search.stems import is_stem

OPERATORS = [
    '"',
    "-",
    '-"',
    "*",
    "(",
    ")",
    "OR",
    "NEAR(",
    "title:",
    "<->",
    "&",
    "|",
    "!",
    "\\",
    "'",
]
# What words and the gaps between them can consist of.
PIECES = (
    "a",
    "AB",
    "eau",
    "l",
    "'",
    "’",
    "-",
    " ",
    " ",
    "\n",
    "\u2003",
    "_",
    "1",
    ".",
    "000",
    "é",
    "\u0301",
)
query_texts = st.lists(st.sampled_from([*OPERATORS, "göç", "مدينة", "the"]) | st.text()).map(
    " ".join
)


def texts(words: tuple[Word, ...]) -> list[str]:
    return [word.text for word in words]


def phrases(query: Query) -> list[list[str]]:
    return [texts(phrase) for phrase in query.phrases]


def phrase(*words: str) -> Phrase:
    return tuple(Word(word, (word,)) for word in words)


def test_words_phrases_and_words_left_out_are_told_apart() -> None:
    query = parse_query('Göç "social cohesion" -Okul work', "en")
    assert texts(query.words) == ["goc", "work"]
    assert phrases(query) == [["social", "cohesion"]]
    assert texts(query.excluded) == ["okul"]
    assert query.dropped == ()


@pytest.mark.parametrize(
    "text",
    [
        '"a city"',
        "“a city”",
        "„a city“",
        "« a city »",
        '"A  City!"',
        '\N{RIGHT-TO-LEFT MARK}"a city"',
    ],
)
def test_every_kind_of_quotation_mark_makes_a_phrase(text: str) -> None:
    assert phrases(parse_query(text, "en")) == [["a", "city"]]


@pytest.mark.parametrize("text", ["COVID-19", "covid - 19", "covid -- 19", "covid–19"])
def test_a_dash_leaves_a_word_out_only_before_it(text: str) -> None:
    query = parse_query(text, "en")
    assert texts(query.words) == ["covid", "19"]
    assert query.excluded == ()


@pytest.mark.parametrize("dash", "-‐‑–−－")
def test_every_kind_of_dash_before_a_word_leaves_it_out(dash: str) -> None:
    query = parse_query(f"city {dash}park", "en")
    assert texts(query.words) == ["city"]
    assert texts(query.excluded) == ["park"]


@pytest.mark.parametrize(
    "text",
    ["OR", "AND", "NOT", "NEAR", "city*", "^city", "title:city", "city & work", "!city", "a|b"],
)
def test_no_other_sign_or_word_is_an_operator(text: str) -> None:
    query = parse_query(text, "en")
    assert query.words and not (query.phrases or query.excluded or query.dropped)


def test_a_word_is_matched_by_itself_and_its_stems_in_every_language() -> None:
    (word,) = parse_query("Villes", "fr").words
    assert word.forms[0] == "villes"
    assert word.forms[1] == "~fr:vill"
    assert {form[:3] for form in word.forms[1:]} == {"~fr", "~en", "~tr"}
    (arabic,) = parse_query("البلديات", "ar").words
    assert [form for form in arabic.forms if is_stem(form)] == ["~ar:بلد"]


def test_one_word_in_quotation_marks_is_that_word_as_it_stands() -> None:
    (word,) = parse_query('"Villes"', "fr").words
    assert word.forms == ("villes",)
    (stop,) = parse_query('"the"', "en").required
    assert not stop.stop


def test_words_that_say_nothing_are_wanted_but_not_required() -> None:
    query = parse_query("the role of cities", "en")
    assert texts(query.words) == ["the", "role", "of", "cities"]
    assert texts(query.required) == ["role", "cities"]
    assert texts(parse_query("to the", "en").required) == ["to", "the"]
    alternatives = parse_query("Tyre or Sombor, not Sydney", "en")
    assert texts(alternatives.required) == ["tyre", "sombor", "sydney"]
    assert texts(parse_query('the "social cohesion"', "en").required) == []


@pytest.mark.parametrize(
    ("text", "beginning"),
    [
        ("Ivan Golubovi", "golubovi"),
        ("Ivan Golubovi ", "golubovi"),
        ("Golubovi Ivan", "ivan"),
        ("Ivan G", None),
        ("Ivan the", None),
        ('Ivan "Golubovi"', None),
        ("Ivan -Golubovi", None),
        ("", None),
    ],
)
def test_the_last_word_may_be_the_beginning_of_a_longer_one(
    text: str, beginning: str | None
) -> None:
    found = parse_query(text, "en").beginning
    assert (found.text if found else None) == beginning


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Baden-Baden  -city", "baden baden"),
        ('The "Gaziantep Declaration" 2019', "the gaziantep declaration 2019"),
        ("", ""),
    ],
)
def test_the_whole_is_all_that_is_asked_for_as_a_name(text: str, whole: str) -> None:
    assert parse_query(text, "en").whole == whole
    assert whole_name(["x"] * 1_000) == whole_name(["x"] * 1_001)


@pytest.mark.parametrize(
    ("text", "dropped"),
    [
        ('city "work', ('"',)),
        ('city -"social cohesion"', ('-"social cohesion"',)),
        ("city -co-operation", ("-co-operation",)),
        ("?! …", ("?! …",)),
        ('""', ('""',)),
        ("   ", ()),
    ],
)
def test_what_is_left_out_is_named(text: str, dropped: tuple[str, ...]) -> None:
    assert parse_query(text, "en").dropped == dropped


def test_a_query_is_cut_to_bounded_work() -> None:
    query = parse_query(" ".join(f"w{number}" for number in range(10_000)), "en")
    assert len(query.words) == MOST_QUERY_WORDS
    assert query.dropped
    assert texts(parse_query("x" * 1_000_000, "en").words) == ["x" * LONGEST_WORD]
    late = parse_query(" " * LONGEST_QUERY + "late", "en")
    assert not late and late.dropped == ("late",)
    assert texts(parse_query("again Again AGAIN", "en").words) == ["again"]
    long = parse_query('"' + "a b " * 20 + '" city', "en")
    assert texts(long.words) == ["city"] and len(long.dropped[0]) <= SHOWN_LENGTH


@given(query_texts)
def test_any_text_is_understood_somehow(text: str) -> None:
    query = parse_query(text, "tr")
    words = [*query.words, *query.excluded, *(word for one in query.phrases for word in one)]
    assert len(words) <= MOST_QUERY_WORDS
    assert all(0 < len(form) <= LONGEST_WORD for word in words for form in word.forms)
    assert query.terms >= query.marked
    assert query or query.dropped or not shown(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("On Social Cohesion.", True),
        ("social\ncohesion", False),
        ("cohesion, social", False),
        ("social and cohesion", False),
        ("social-cohesion", True),
        ("socials cohesion", False),
        ("social social cohesion", True),
    ],
)
def test_a_phrase_is_its_words_one_after_the_other_in_a_line(text: str, found: bool) -> None:
    assert phrase_matches(["other", text], phrase("social", "cohesion"), "en") is found


def test_a_phrase_is_found_however_its_letters_are_written() -> None:
    assert phrase_matches(["GAZİANTEP’TE 500.000 kişi"], phrase("gaziantep", "500000"), "tr")
    assert phrase_matches(["شبكةُ المياه"], phrase("شبكه", "المياه"), "ar")


@given(
    st.lists(st.sampled_from(PIECES)).map("".join),
    st.lists(st.sampled_from(["a", "ab", "eau", "000", "1000"]), min_size=2, max_size=3),
)
def test_a_phrase_is_found_just_where_reading_all_words_finds_it(
    text: str, words: list[str]
) -> None:
    read = [tokens(line, "fr") for line in text.splitlines()]
    found = any(f" {' '.join(words)} " in f" {' '.join(line)} " for line in read)
    assert phrase_matches([text], phrase(*words), "fr") is found
