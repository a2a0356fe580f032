"""Sections and facts of a record's page: they appear only where there is something to show."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django import template
from django.template.base import Node, NodeList, Parser, Token
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail.blocks.stream_block import StreamValue

from core.enums import PopulationBand
from taxonomy.labels import compact_objectives, labels
from taxonomy.models import City, Coded

register = template.Library()

COLLECTED = "collected_sections"


@dataclass(frozen=True)
class Section:
    """An entry of the table of contents."""

    anchor: str
    heading: str


@dataclass(frozen=True)
class CompactGroup:
    """The objectives of one compact that a record serves."""

    label: str
    blocks: list[StreamValue.StreamChild]


@register.filter
def term_label(term: Coded) -> str:
    """The label of a vocabulary's term in the active language; records point at English rows."""
    return labels(term.vocabulary, get_language() or "en").get(term.code, term.name)


@register.simple_tag
def mail_query(subject: str, body: str) -> str:
    """What follows `mailto:?`, so that a mail program opens with a subject and a text."""
    return urlencode({"subject": subject, "body": body}, quote_via=quote)


@register.filter
def site_text(address: str) -> str:
    """A web address as people say it: without scheme and closing slash."""
    return address.partition("://")[2].rstrip("/") or address


@register.simple_tag
def of_type(
    stream: Iterable[StreamValue.StreamChild], *block_types: str
) -> list[StreamValue.StreamChild]:
    """The blocks of a stream that are of the given types, in their order."""
    return [block for block in stream if block.block_type in block_types]


@register.simple_tag
def population_bands(cities: Iterable[City], own: City | None = None) -> list[PopulationBand]:
    """The sizes of the cities that are known, each once; `own` is a municipality's."""
    everywhere = [*cities, *([own] if isinstance(own, City) else [])]
    found = {PopulationBand.of(city.population) for city in everywhere if city.population}
    return [band for band in PopulationBand if band in found]


@register.simple_tag
def partner_names(stream: Iterable[StreamValue.StreamChild]) -> list[str]:
    """What the organisations in a stream of partners are called, each once."""
    named = (block.value["organisation"] for block in stream)
    return list(dict.fromkeys(term_label(organisation) for organisation in named if organisation))


@register.simple_tag
def objectives_by_compact(stream: Iterable[StreamValue.StreamChild]) -> list[CompactGroup]:
    """The objectives of a record under the compacts they belong to, in the compacts' order."""
    names = labels("compact_name", get_language() or "en")
    blocks = [block for block in stream if block.value["objective"]]
    groups = [
        CompactGroup(
            names[compact],
            [block for block in blocks if block.value["objective"].code in codes],
        )
        for compact, codes in compact_objectives().items()
    ]
    return [group for group in groups if group.blocks]


@register.simple_block_tag(takes_context=True)
def section(context: Context, content: str, anchor: str, heading: str) -> str:
    """Wrap the content in a headed section; nothing at all where the content is empty.

    The section joins the table of contents of the `contents` tag around it, if there is one.
    """
    if not content.strip():
        return ""
    collected = context.get(COLLECTED)
    if collected is not None:
        collected.append(Section(anchor, str(heading)))
    return render_to_string(
        "components/section.html", {"anchor": anchor, "heading": heading, "content": content}
    )


@register.simple_block_tag
def facts(content: str, heading: str) -> str:
    """Wrap `fact`s in a headed box; nothing at all where none has a value."""
    if not content.strip():
        return ""
    return render_to_string("components/facts.html", {"heading": heading, "content": content})


@register.simple_block_tag
def fact(content: str, label: str) -> str:
    """A label with its value, for `facts`; nothing at all where the value is empty."""
    if not content.strip():
        return ""
    return render_to_string("components/fact.html", {"label": label, "content": content})


class ContentsNode(Node):
    """Renders its sections before the table of contents that lists them."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        """Leave `text` (what was rendered) and `sections` (what it holds) in the context."""
        sections: list[Section] = []
        with context.push(**{COLLECTED: sections}):
            text = self.nodelist.render(context)
        context["text"] = text
        context["sections"] = sections
        return SafeString("")


@register.tag
def contents(parser: Parser, token: Token) -> ContentsNode:
    """Collect the sections between `contents` and `endcontents` without printing them yet."""
    nodelist = parser.parse(("endcontents",))
    parser.delete_first_token()
    return ContentsNode(nodelist)
