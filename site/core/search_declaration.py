"""What a record gives to search: texts by weight, facet values, dates."""

from dataclasses import dataclass, field

from django.utils.html import strip_tags


@dataclass
class SearchTexts:
    """The texts of one record in one language, heaviest first."""

    title: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    """Other names of the record, and the people in it."""
    summary: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)


def searchable(*streams: object) -> list[str]:
    """The words of StreamField values, as their blocks declare them."""
    words: list[str] = []
    for stream in streams:
        words.extend(stream.stream_block.get_searchable_content(stream))  # type: ignore[attr-defined] # wagtail's StreamValue is untyped
    return words


def plain_text(*rich_texts: str) -> list[str]:
    """Rich text without its markup; empty texts are left out."""
    plain = (strip_tags(text).strip() for text in rich_texts)
    return [text for text in plain if text]
