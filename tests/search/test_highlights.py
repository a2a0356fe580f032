"""Passages with the words a reader asked for."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import tokens
from search.highlights import PASSAGE, highlight, passages
from search.sought import Sought


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Fatma Şahin, mayor", "sahin", "Fatma <mark>Şahin</mark>, mayor"),
        ("S\u0327ahin", "sahin", "<mark>S\u0327ahin</mark>"),
        ("cafe\u0301s", "cafes", "<mark>cafe\u0301s</mark>"),
        ("cafe\u0301", "cafe", "<mark>cafe\u0301</mark>"),
        ("Gaziantep’te göç", "gaziantep", "<mark>Gaziantep</mark>’te göç"),
        ("مُدُنٌ كبيرة", "مدن", "<mark>مُدُنٌ</mark> كبيرة"),
        ("½ of it", "2", "<mark>½</mark> of it"),
        ("<b>work</b> & co", "work", "&lt;b&gt;<mark>work</mark>&lt;/b&gt; &amp; co"),
        ("workshop", "work", "workshop"),
        ("nothing here", "work", "nothing here"),
    ],
)  # fmt: skip
def test_words_are_marked_where_they_stand(text: str, word: str, expected: str) -> None:
    assert highlight(text, Sought([word])) == expected


@pytest.mark.parametrize(
    ("text", "language", "term", "expected"),
    [
        ("Two cities", "en", "~en:citi", "Two <mark>cities</mark>"),
        ("Kadınların emeği", "tr", "~tr:kadi", "<mark>Kadınların</mark> emeği"),
        ("في البلدياتِ", "ar", "~ar:بلد", "في <mark>البلدياتِ</mark>"),
        ("des réfugiées", "fr", "~fr:refug", "des <mark>réfugiées</mark>"),
        ("Two cities", "fr", "~en:citi", "Two cities"),
    ],
)
def test_forms_of_a_word_are_marked_in_their_language(
    text: str, language: str, term: str, expected: str
) -> None:
    assert highlight(text, Sought([term], language)) == expected


def test_a_phrase_is_marked_as_one_and_only_where_its_words_follow_one_another() -> None:
    sought = Sought([], phrases=[("social", "cohesion")])
    text = "Cohesion & social life: <Social cohesion>."
    assert highlight(text, sought) == (
        "Cohesion &amp; social life: &lt;<mark>Social cohesion</mark>&gt;."
    )
    assert highlight("social\ncohesion", sought) == "social\ncohesion"


def test_a_line_with_the_phrase_is_preferred() -> None:
    text = "The city acts.\nCohesion, social and other.\nSocial cohesion grows."
    assert passages([text], Sought(["city"], "en", phrases=[("social", "cohesion")])) == (
        "<mark>Social cohesion</mark> grows.",
    )


def test_forms_of_one_word_count_once_where_lines_are_compared() -> None:
    text = "City, cities, city.\nA city with work."
    assert passages([text], Sought(["city", "~en:citi", "work"], "en")) == (
        "A <mark>city</mark> with <mark>work</mark>.",
    )


def test_the_line_with_most_of_the_words_is_shown() -> None:
    text = "The city did much.\nThe city gave work to refugees.\nWork is all."
    assert passages([text], Sought(["city", "work"])) == (
        "The <mark>city</mark> gave <mark>work</mark> to refugees.",
    )


def test_a_long_line_is_cut_between_words_around_the_first_word_found() -> None:
    text = f"{'early ' * 100}harbour {'late ' * 100}"
    (passage,) = passages([text], Sought(["harbour"]))
    assert passage.startswith("…early ") and passage.endswith(" late…")
    assert "<mark>harbour</mark>" in passage
    assert len(passage) < PASSAGE + 20


def test_a_text_without_spaces_is_cut_too() -> None:
    (passage,) = passages([f"harbour,{'x,' * 5_000}"], Sought(["harbour"]))
    assert len(passage) < PASSAGE + 20


def test_there_are_no_more_passages_than_asked_for() -> None:
    assert len(passages(["work", "city", "work", "work"], Sought(["work"]), most=2)) == 2
    assert passages(["city"], Sought(["work"])) == ()
    assert passages(["city"], Sought([])) == ()


@given(st.text(), st.sets(st.text(alphabet="abcşİıغ", min_size=1, max_size=2)))
def test_nothing_is_added_to_a_text_but_marks(text: str, words: set[str]) -> None:
    folded = {token for word in words for token in tokens(word, "en")}
    marked = highlight(text, Sought(folded))
    assert html.unescape(re.sub(r"</?mark>", "", marked)) == html.unescape(html.escape(text))
    assert not re.search("[<>]", re.sub(r"</?mark>", "", marked))
