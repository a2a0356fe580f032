"""Plain text as rich text and back: a blank line ends a paragraph, `- ` begins a list item."""

import re
from collections.abc import Iterable, Iterator
from html import escape

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag

_SPACES = re.compile(r"[ \t\n\r\v\f]+")
_BLANK_LINE = re.compile(r"\n[ \t\v\f]*(?:\n[ \t\v\f]*)+")
_ITEM = re.compile(r"-[ \t]+(?=\S)")
_NUMBER = re.compile(r"([0-9]{1,3})\.[ \t]+(?=\S)")
_LISTS = {"ul", "ol"}


def text_of(html: str) -> str:
    """The words of rich text, with lists marked by `- ` or `1. `."""
    return "\n\n".join(text for text, _element in _chunks_of(html))


def html_of(text: str, before: str = "") -> str:
    """Rich text of what was typed.

    `before` is the rich text that stood there: paragraphs and list items whose words are the same
    keep the formatting an editor gave them; all of it does where no word changed.
    """
    if before and text_of(before) == text:
        return before
    kept = _Kept(before)
    return "".join(html for chunk in _chunks(text) for html in _built(chunk, kept))


class _Kept:
    """Formatting by the words it was given to, each used as often as it stood there."""

    def __init__(self, html: str) -> None:
        self.chunks: dict[str, list[str]] = {}
        self.items: dict[str, list[str]] = {}
        for text, element in _chunks_of(html):
            self.chunks.setdefault(text, []).append(str(element))
            if isinstance(element, Tag) and element.name in _LISTS:
                for item in element.find_all("li", recursive=False):
                    self.items.setdefault(_item_text(item), []).append(item.decode_contents())

    @staticmethod
    def take(found: dict[str, list[str]], text: str) -> str | None:
        waiting = found.get(text)
        return waiting.pop(0) if waiting else None


def _chunks(text: str) -> Iterator[str]:
    """Paragraphs and lists, without spaces around and within them that nobody sees."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    for part in _BLANK_LINE.split(text):
        lines = [line for line in (_squeezed(line) for line in part.split("\n")) if line]
        if lines:
            yield "\n".join(lines)


def _built(chunk: str, kept: _Kept) -> Iterator[str]:
    same = kept.take(kept.chunks, chunk)
    if same is not None:
        yield same
        return
    for tag, texts in _parts(chunk.split("\n")):
        if tag == "p":
            yield f"<p>{_lines(texts[0])}</p>"
            continue
        items = (kept.take(kept.items, text) or _lines(text) for text in texts)
        yield f"<{tag}>{''.join(f'<li>{item}</li>' for item in items)}</{tag}>"


def _parts(lines: Iterable[str]) -> list[tuple[str, list[str]]]:
    """Paragraphs and lists as (tag, texts): a line without a mark goes on with what is above it."""
    parts: list[tuple[str, list[str]]] = []
    for line in lines:
        tag, words = _marked(line, parts)
        if tag is None and parts:
            parts[-1][1][-1] += f"\n{words}"
        elif tag is not None and parts and parts[-1][0] == tag:
            parts[-1][1].append(words)
        else:
            parts.append((tag or "p", [words]))
    return parts


def _marked(line: str, parts: list[tuple[str, list[str]]]) -> tuple[str | None, str]:
    if match := _ITEM.match(line):
        return "ul", line[match.end() :]
    if match := _NUMBER.match(line):
        # Numbers that do not count from one are part of the text: "2015. …".
        due = len(parts[-1][1]) + 1 if parts and parts[-1][0] == "ol" else 1
        if match[1] == str(due):
            return "ol", line[match.end() :]
    return None, line


def _lines(text: str) -> str:
    return "<br/>".join(escape(line, quote=False) for line in text.split("\n"))


def _chunks_of(html: str) -> Iterator[tuple[str, PageElement]]:
    for element in BeautifulSoup(html, "html.parser").children:
        text = _list_text(element) if _is_list(element) else _inline_text(element)
        if text:
            yield text, element


def _is_list(element: PageElement) -> bool:
    return isinstance(element, Tag) and element.name in _LISTS


def _list_text(element: PageElement) -> str:
    if not isinstance(element, Tag):
        return ""
    numbered = element.name == "ol"
    items = [_item_text(item) for item in element.find_all("li", recursive=False)]
    filled = [item for item in items if item]
    return "\n".join(
        f"{f'{number}.' if numbered else '-'} {item}" for number, item in enumerate(filled, 1)
    )


def _item_text(item: Tag) -> str:
    """The words of an item; lists within it go on below it, one item a line."""
    parts = [_inline_text(item, without=_LISTS)]
    parts += [_list_text(child) for child in item.children if _is_list(child)]
    return "\n".join(part for part in parts if part)


def _inline_text(element: PageElement, without: Iterable[str] = ()) -> str:
    text = "".join(_words(element, set(without)))
    lines = (_squeezed(line) for line in text.split("\0"))
    return "\n".join(line for line in lines if line)


def _words(element: PageElement, without: set[str]) -> Iterator[str]:
    # A line break is a NUL until the spaces are squeezed: a text holds none.
    if type(element) is NavigableString:
        yield element.replace("\0", "")
    elif isinstance(element, Tag):
        if element.name == "br":
            yield "\0"
            return
        for child in element.children:
            if not (isinstance(child, Tag) and child.name in without):
                yield from _words(child, without)


def _squeezed(line: str) -> str:
    return _SPACES.sub(" ", line).strip(" ")
