"""Sections and facts appear only where there is something to show."""

from types import SimpleNamespace

from django.template import Context, Template

from core.templatetags.record_tags import of_type, site_text

RECORD = """
{% load record_tags %}
{% contents %}
  {% section "aims" "Aims" %}{{ aims }}{% endsection %}
  {% section "results" "Results" %}{{ results }}{% endsection %}
{% endcontents %}
<nav>{% for section in sections %}{{ section.anchor }}={{ section.heading }};{% endfor %}</nav>
<div>{{ text }}</div>
"""
FACTS = """
{% load record_tags %}
{% facts "At a glance" %}{% fact "Mayor" %}{{ mayor }}{% endfact %}{% endfacts %}
"""


def rendered(source: str, **values: object) -> str:
    return Template(source).render(Context(values))


class TestSections:
    def test_a_section_with_content_has_a_heading_its_address_points_at(self) -> None:
        page = rendered(RECORD, aims="To meet.", results="")
        assert '<h2 id="aims">Aims</h2>' in page
        assert "To meet." in page

    def test_an_empty_section_appears_neither_in_the_text_nor_in_the_contents(self) -> None:
        page = rendered(RECORD, aims="To meet.", results=" \n ")
        assert "results" not in page
        assert "<nav>aims=Aims;</nav>" in page

    def test_the_contents_list_the_sections_in_the_order_of_the_text(self) -> None:
        page = rendered(RECORD, aims="To meet.", results="They met.")
        assert "<nav>aims=Aims;results=Results;</nav>" in page

    def test_a_section_outside_of_contents_is_simply_printed(self) -> None:
        source = '{% load record_tags %}{% section "a" "Aims" %}To meet.{% endsection %}'
        assert "To meet." in rendered(source)

    def test_what_editors_wrote_is_escaped_once(self) -> None:
        page = rendered(RECORD, aims="<b>Fish & chips</b>", results="")
        assert "&lt;b&gt;Fish &amp; chips&lt;/b&gt;" in page
        assert "&amp;amp;" not in page


class TestFacts:
    def test_a_fact_is_a_label_with_its_value(self) -> None:
        page = rendered(FACTS, mayor="A. Example")
        assert "<dt>Mayor</dt>" in page
        assert "<dd>A. Example</dd>" in page

    def test_a_box_without_any_fact_does_not_appear(self) -> None:
        assert rendered(FACTS, mayor="").strip() == ""


def test_blocks_are_picked_by_type_in_their_order() -> None:
    stream = [SimpleNamespace(block_type=name, value=name) for name in ("text", "claim", "text")]
    assert of_type(stream, "text") == [stream[0], stream[2]]
    assert of_type(stream, "claim", "text") == stream


def test_a_web_address_is_printed_without_scheme_and_closing_slash() -> None:
    assert site_text("https://www.example.org/") == "www.example.org"
    assert site_text("www.example.org") == "www.example.org"
