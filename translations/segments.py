"""Cutting a text into the pieces that are translated one by one, and putting it together again.

A segment is a bit of HTML with inline tags alone, as wagtail-localize has it: of a link it holds
a name (`<a id="a1">`), and where that leads is kept apart.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from html import escape, unescape
from typing import Any

from django.utils.translation import gettext as _
from wagtail_localize.strings import INLINE_TAGS, StringValue, extract_strings, restore_strings

from translations.words import Word

Links = dict[str, Any]  # by the name of a link, its attributes
Pieces = list[tuple[StringValue, Links]]
Tags = list[tuple[str, str, str, str]]  # a slash if it closes, name, id, a slash if it is empty

LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
OPENED = re.compile(r"</?[\w-]+")
LINK = re.compile(r'<a id="(\w+)">')
TAG = re.compile(r"""<(/?)([a-zA-Z]+)(?:\s+id=["']([\w-]+)["'])?\s*(/?)>""")
# What opens a tag that is none of the above.
BROKEN_TAG = re.compile(r"<[a-zA-Z/!?]")
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%s\b|\{\w*\}")
# Neither a database nor a feed takes them.
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def split(word: Word) -> list[str]:
    """The segments of a text, in its order; a plain text is one.

    There are none of what a translator cannot be given without its formatting being lost.
    """
    if not word.rich:
        return [escape(word.text, quote=False).replace("\n", "<br/>")] if word.text else []
    return [value.data for value, _links in _cut(word)[1]]


def join(word: Word, strings: Sequence[str]) -> str:
    """The text with other segments, as many as it has; there must be no complaint about them."""
    if list(strings) == split(word):
        return word.text
    if not word.rich:
        return unescape(LINE_BREAK.sub("\n", strings[0]))
    template, pieces = _cut(word)
    given = [
        (StringValue.from_translated_html(string), links)
        for string, (_value, links) in zip(strings, pieces, strict=True)
    ]
    return str(restore_strings(template, given))


def beside(source: Word, translated: Word) -> list[str]:
    """The segments of a translation, one beside each of the source's, its links named as there.

    Empty where there is none: the translation is built in another way, or has other links.
    """
    strings = split(source)
    if not source.rich or not translated.rich:
        return split(translated) or [""] * len(strings)
    (template, theirs), (own_template, own) = _cut(source), _cut(translated)
    if _structure(template) != _structure(own_template):
        return [""] * len(strings)
    found = []
    for (_value, links), (value, own_links) in zip(theirs, own, strict=True):
        pairs = _pairs(links, own_links)
        names = {mine: name for name, mine in pairs.items()} if pairs is not None else None
        found.append(_renamed(value.data, names) if names is not None else "")
    return found


def replace(source: Word, translated: Word, given: Mapping[int, str]) -> str | None:
    """The translation of a source with other words at some of the source's segments.

    Where they lead, its links keep. None if the translation is built in another way than the
    source, and some of the segments are not given.
    """
    if not source.rich or not translated.rich:
        return join(source, [given[0]])
    (template, theirs), (own_template, own) = _cut(source), _cut(translated)
    if _structure(template) == _structure(own_template):
        pieces: Pieces = [
            (StringValue.from_translated_html(given[number]), _led(links, own_links))
            if number in given
            else (value, own_links)
            for number, ((_value, links), (value, own_links)) in enumerate(
                zip(theirs, own, strict=True)
            )
        ]
        return str(restore_strings(own_template, pieces))
    if len(given) < len(theirs):
        return None
    return join(source, [given[number] for number in range(len(theirs))])


def complaint(source: str, translated: str, *, rich: bool = True) -> str | None:
    """Why a segment cannot stand for that of the source, in a sentence; None if it can.

    Segments of texts that are not `rich` have no formatting that the source has not.
    """
    return next(_complaints(source, translated, rich), None)


def _complaints(source: str, translated: str, rich: bool) -> Iterator[str]:
    tags, theirs = TAG.findall(translated), TAG.findall(source)
    rest = TAG.sub("", translated)
    if not unescape(rest).strip():
        yield _("The translation is empty.")
    if UNPRINTABLE.search(translated):
        yield _("The translation holds a character that cannot be printed.")
    elif BROKEN_TAG.search(rest) or not _balanced(tags):
        yield _("A tag of the translation is broken or not allowed.")
    elif UNPRINTABLE.search(StringValue.from_translated_html(translated).data):
        yield _("The translation holds a character that cannot be printed.")
    if not rich and ("\n" in rest or "\r" in rest):
        yield _("The translation has a line break where the original has none.")
    if not rich and not _names(tags) <= _names(theirs):
        yield _("The translation has formatting in a text that has none.")
    yield from _lost_and_invented(tags, theirs, source, translated)


def _lost_and_invented(tags: Tags, theirs: Tags, source: str, translated: str) -> Iterator[str]:
    if lost := _links(theirs) - _links(tags):
        yield _("The link %(link)s is missing.") % {"link": min(lost)}
    if invented := _links(tags) - _links(theirs):
        yield _("The original has no such link: %(link)s.") % {"link": min(invented)}
    asked, held = (Counter(PLACEHOLDER.findall(text)) for text in (source, translated))
    if lost := asked - held:
        yield _("The placeholder %(placeholder)s is missing.") % {"placeholder": min(lost)}
    if invented := held - asked:
        found = min(invented)
        yield _("The original has no such placeholder: %(placeholder)s.") % {"placeholder": found}


def _balanced(tags: Tags) -> bool:
    """Whether every tag is allowed, and closed in its turn."""
    opened: list[str] = []
    for closing, written, link, closed in tags:
        name = written.lower()
        if name not in INLINE_TAGS or (link and name != "a") or (closing and closed):
            return False
        if name == "br":
            if closing:
                return False
        elif closing:
            if not opened or opened.pop() != name:
                return False
        elif not closed:
            opened.append(name)
    return not opened


def _names(tags: Tags) -> set[str]:
    return {name.lower() for _closing, name, _link, _closed in tags}


def _links(tags: Tags) -> Counter[str]:
    return Counter(link for _closing, _name, link, _closed in tags if link)


def _cut(word: Word) -> tuple[str, Pieces]:
    try:
        template, pieces = extract_strings(word.text)
    except ValueError:  # formatting that no editor of ours makes
        return word.text, []
    return template, pieces


def _structure(template: str) -> list[str]:
    """The tags around the segments: paragraphs, items of lists, headings."""
    return OPENED.findall(template)


def _pairs(theirs: Links, own: Links) -> dict[str, str] | None:
    """By the source's name of each link the translation's; None if one has more than the other.

    Links that lead to the same place belong together, the others as they follow each other.
    """
    if len(theirs) != len(own):
        return None
    left, pairs = dict(own), {}
    for name, attributes in theirs.items():
        same = next((mine for mine, others in left.items() if others == attributes), None)
        if same is not None:
            pairs[name] = same
            left.pop(same)
    return pairs | dict(zip((name for name in theirs if name not in pairs), left, strict=True))


def _renamed(string: str, names: Mapping[str, str]) -> str:
    return LINK.sub(lambda found: f'<a id="{names[found[1]]}">', string)


def _led(theirs: Links, own: Links) -> Links:
    """By the source's name of each link, where it leads in the translation."""
    pairs = _pairs(theirs, own)
    return theirs if pairs is None else {name: own[mine] for name, mine in pairs.items()}
