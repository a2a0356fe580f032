"""Plain text and rich text, both ways."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from practices.answers.prose import html_of, text_of

# Marks of lists, line ends, markup and letters of our languages, so that they meet often.
SOUP = st.text(
    alphabet=st.sampled_from("ab é ğ م -1.2.&<>\"' \n\n\r\t\u00a0\u200f\x0b\x0c\x85\u2028\0"),
    max_size=80,
)
ANYTHING = st.one_of(SOUP, st.text(max_size=80))

INLINE = st.recursive(
    st.sampled_from(["word", "two words", "a &amp; b", "1 &lt; 2", "<br/>", " "]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.tuples(st.sampled_from(["b", "i"]), inner).map(lambda p: f"<{p[0]}>{p[1]}</{p[0]}>"),
        inner.map(lambda text: f'<a href="https://example.org/">{text}</a>'),
        inner.map(lambda text: f'<a linktype="page" id="3">{text}</a>'),
    ),
    max_leaves=4,
)
ITEMS = st.lists(INLINE.map(lambda text: f"<li>{text}</li>"), min_size=1, max_size=3).map("".join)
EDITED = st.lists(
    st.one_of(
        INLINE.map(lambda text: f"<p>{text}</p>"),
        ITEMS.map(lambda items: f"<ul>{items}</ul>"),
        ITEMS.map(lambda items: f"<ol>{items}</ol>"),
        ITEMS.map(lambda items: f"<ul><li>above<ol>{items}</ol></li></ul>"),
    ),
    max_size=4,
).map("".join)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One line", "<p>One line</p>"),
        ("One\ntwo", "<p>One<br/>two</p>"),
        ("One\n\ntwo", "<p>One</p><p>two</p>"),
        ("One\r\n \r\ntwo", "<p>One</p><p>two</p>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"),
        ("2015. A year", "<p>2015. A year</p>"),
        ("Intro:\n- a\nand on", "<p>Intro:</p><ul><li>a<br/>and on</li></ul>"),
        ("-5 degrees", "<p>-5 degrees</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("  \n\t\n ", ""),
    ],
)
def test_typed_text_becomes_paragraphs_and_lists(text: str, html: str) -> None:
    assert html_of(text) == html


@given(ANYTHING)
def test_what_is_shown_again_says_the_same(text: str) -> None:
    shown = text_of(html_of(text))
    assert text_of(html_of(shown)) == shown
    assert html_of(shown, html_of(text)) == html_of(text)


@given(ANYTHING)
def test_no_word_is_lost_and_no_markup_gets_in(text: str) -> None:
    html = html_of(text)
    kept = text_of(html).replace("\0", "").split()
    typed = text.replace("\0", "").split()
    marks = {"-", *(f"{number}." for number in range(1, 100))}
    assert [word for word in kept if word not in marks] == [
        word for word in typed if word not in marks
    ]
    bare = html
    for tag in ("<p>", "</p>", "<ul>", "</ul>", "<ol>", "</ol>", "<li>", "</li>", "<br/>"):
        bare = bare.replace(tag, "")
    assert "<" not in bare
    assert ">" not in bare


@given(EDITED)
def test_an_editors_formatting_stays_where_no_word_changed(html: str) -> None:
    assert html_of(text_of(html), html) == html or text_of(html) == ""


@given(EDITED, st.integers(0, 3))
def test_a_new_paragraph_leaves_the_others_as_an_editor_formatted_them(
    html: str, place: int
) -> None:
    paragraphs = [part for part in text_of(html).split("\n\n") if part]
    paragraphs.insert(place, "something entirely new")
    changed = html_of("\n\n".join(paragraphs), html)
    assert changed.replace("<p>something entirely new</p>", "", 1) == _without_empty(html)


def test_only_the_changed_item_of_a_list_loses_its_formatting() -> None:
    html = "<ul><li>the <b>first</b></li><li>the <i>second</i></li></ul>"
    changed = html_of("- the first\n- the third", html)
    assert changed == "<ul><li>the <b>first</b></li><li>the third</li></ul>"


def _without_empty(html: str) -> str:
    """The HTML without elements that hold no word, which nobody has typed."""
    return "".join(
        str(element)
        for element in BeautifulSoup(html, "html.parser").children
        if text_of(str(element))
    )
