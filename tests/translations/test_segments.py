"""Texts are cut into segments and put together again; what would break a text is complained of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail_localize.strings import StringValue

from translations.segments import beside, complaint, join, replace, split
from translations.words import Word

HTML = (
    '<p data-block-key="a">See <a href="/one">one</a> &amp; <a linktype="page" id="3">two</a>.</p>'
    '<ul><li data-block-key="b"><b>Bold</b> point</li></ul><hr/><p>Last<br/>line</p>'
)
SEGMENTS = [
    'See <a id="a1">one</a> &amp; <a id="a2">two</a>.',
    "<b>Bold</b> point",
    "Last<br/>line",
]


def rich(text: str) -> Word:
    return Word("body.1", text, rich=True)


def plain(text: str) -> Word:
    return Word("title", text, rich=False)


class TestCutting:
    def test_a_rich_text_is_cut_by_paragraphs_and_items(self) -> None:
        assert split(rich(HTML)) == SEGMENTS

    def test_other_words_stand_in_the_same_formatting(self) -> None:
        strings = ['<a id="a2">iki</a>, <a id="a1">bir</a>', "<b>Kalın</b> nokta", "Son<br/>satır"]
        joined = join(rich(HTML), strings)
        assert '<a id="3" linktype="page">iki</a>, <a href="/one">bir</a>' in joined
        assert joined.replace(" ", "").endswith(
            '<ul><lidata-block-key="b"><b>Kalın</b>nokta</li></ul><hr/><p>Son<br/>satır</p>'
        )

    def test_the_same_words_leave_a_text_as_it_was(self) -> None:
        odd = "<p>Unusual <br>&quot;form&quot;</p>"
        assert join(rich(odd), split(rich(odd))) == odd

    @given(st.text(st.characters(exclude_categories=["Cs", "Cc"])), st.text("<>&\"'\n ;amp#x/ab"))
    def test_a_plain_text_is_one_segment_and_comes_back_as_it_was(
        self, text: str, odd: str
    ) -> None:
        for one in (text, odd, text + odd):
            segments = split(plain(one))
            assert len(segments) == bool(one)
            if one.strip():
                assert join(plain("other"), segments) == one
                assert complaint(segments[0], segments[0], rich=False) is None

    def test_a_plain_text_is_written_as_wagtail_localize_writes_it(self) -> None:
        text = "R&D < 5, \"quoted\" 'twice' &amp;\nand more"
        assert split(plain(text)) == [StringValue.from_plaintext(text).data]

    def test_what_is_formatted_in_a_way_of_its_own_is_not_cut(self) -> None:
        odd = rich('<p>Some <b class="x">bold</b> words</p>')
        assert split(odd) == []
        assert join(odd, []) == odd.text


class TestBeside:
    def test_links_are_named_as_in_the_source(self) -> None:
        turned = rich('<p><a href="/two">iki</a> ve <a href="/one">bir</a></p>')
        source = rich('<p><a href="/one">one</a> and <a href="/two">two</a></p>')
        strings = beside(source, turned)
        assert strings == ['<a id="a2">iki</a> ve <a id="a1">bir</a>']
        assert replace(source, turned, dict(enumerate(strings))) == turned.text

    def test_links_that_lead_elsewhere_in_the_translation_keep_to_it(self) -> None:
        source = rich('<p><a href="/one">one</a> and <a href="/en">here</a></p>')
        own = rich('<p><a href="/tr">burada</a> ve <a href="/one">bir</a></p>')
        assert beside(source, own) == ['<a id="a2">burada</a> ve <a id="a1">bir</a>']
        text = replace(source, own, {0: '<a id="a1">bir</a>, <a id="a2">burası</a>'})
        assert text == '<p><a href="/one">bir</a>, <a href="/tr">burası</a></p>'

    def test_what_is_not_given_stays(self) -> None:
        source, own = rich("<p>One</p><p>Two</p>"), rich('<p>Bir</p><p data-block-key="z">İki</p>')
        assert replace(source, own, {0: "Birinci"}) == (
            '<p>Birinci</p><p data-block-key="z">İki</p>'
        )

    def test_a_translation_built_in_another_way_has_none(self) -> None:
        source, own = rich("<p>One</p><p>Two</p>"), rich("<p>Bir, iki</p>")
        assert beside(source, own) == ["", ""]
        assert replace(source, own, {0: "Bir"}) is None
        assert replace(source, own, {0: "Bir", 1: "İki"}) == "<p>Bir</p><p>İki</p>"

    def test_a_segment_with_other_links_has_none(self) -> None:
        source = rich('<p>One</p><p><a href="/two">Two</a></p>')
        assert beside(source, rich("<p>Bir</p><p>İki</p>")) == ["Bir", ""]
        text = replace(source, rich("<p>Bir</p><p>İki</p>"), {1: '<a id="a1">İki</a>'})
        assert text == '<p>Bir</p><p><a href="/two">İki</a></p>'

    def test_plain_texts_are_replaced_as_they_are(self) -> None:
        assert beside(plain("R&D"), plain("Ar&Ge")) == ["Ar&amp;Ge"]
        assert beside(plain("R&D"), plain("")) == [""]
        assert replace(plain("R&D"), plain("Ar&Ge"), {0: "Ar & Ge"}) == "Ar & Ge"


class TestComplaints:
    @pytest.mark.parametrize(
        ("source", "translated"),
        [
            ("One", "Bir"),
            ("One", "Bir < iki & üç > 0"),
            ("<b>One</b> two", "Bir, <i>iki</i>"),
            ('<a id="a1">One</a>', "Bu: <a id='a1'>bir</a>"),
            ("One<br/>two", "Bir<br>iki"),
            ("%(count)s of {total}, %s", "{total} içinde %(count)s, %s"),
            ("50% of", "Yüzde 50"),
            ("A\nB", "A\nB"),
        ],
    )
    def test_there_is_none_where_nothing_is_lost(self, source: str, translated: str) -> None:
        assert complaint(source, translated) is None

    @pytest.mark.parametrize(
        ("source", "translated", "part"),
        [
            ("One", "", "empty"),
            ("One", " \xa0&nbsp; ", "empty"),
            ("<b>One</b>", "<b></b>", "empty"),
            ("<b>One</b>", "<b>Bir", "broken"),
            ("<b>One</b>", "Bir</b>", "broken"),
            ("<b><i>One</i></b>", "<b><i>Bir</b></i>", "broken"),
            ("One", "Bir</br>", "broken"),
            ("One", "Bir<script>alert(1)</script>", "broken"),
            ("One", '<b onclick="x">Bir</b>', "broken"),
            ("One", '<b id="a1">Bir</b>', "broken"),
            ("One", "<![Bir", "broken"),
            ("One", "Bir<b", "broken"),
            ("One", "Bir\x00", "printed"),
            ("One", "Bir&#1;", "printed"),
            ("One", "Bir\ud800", "printed"),
            ('<a id="a1">One</a>', "Bir", "a1 is missing"),
            ("One", '<a id="a1">Bir</a>', "no such link: a1"),
            ('<a id="a1">One</a>', '<a id="a1">Bir</a><a id="a1">Bir</a>', "no such link"),
            ('<a id="a1">One</a>', '<a id="a2">Bir</a>', "a1 is missing"),
            ("%(count)s towns", "belediye", "%(count)s is missing"),
            ("%s towns", "%d belediye", "%s is missing"),
            ("towns", "{count} belediye", "no such placeholder: {count}"),
        ],
    )
    def test_what_breaks_a_text_is_told(self, source: str, translated: str, part: str) -> None:
        assert part in (complaint(source, translated) or "")

    def test_a_plain_text_has_no_formatting(self) -> None:
        assert "formatting" in (complaint("One", "<b>Bir</b>", rich=False) or "")
        assert "formatting" in (complaint("One", "Bir<br/>", rich=False) or "")
        assert "line break" in (complaint("One", "Bir\niki", rich=False) or "")
        assert complaint("One<br/>two", "Bir<br/>iki", rich=False) is None

    @given(st.text("<>/abir \"'=id#&;1\n%(){}s!?"), st.text("<>/abir \"'=id#&;1\n%(){}s!?"))
    def test_what_passes_can_be_put_in(self, source: str, translated: str) -> None:
        word = rich("<p>One</p>")
        if complaint("One", translated) is None:
            assert split(rich(join(word, [translated])))
        complaint(source, translated)
