"""Which records a collection holds, and what is said of them in a language.

The choice is the original's, whatever a translation's own stream holds; words belong to the page
of each language and are matched by the ids of blocks, which a translation takes over.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wagtail.models import Page

from core.i18n import direction
from search import listings
from search.names import Names
from search.presentation.lines import Line, present

Raw = Mapping[str, Any]
"""A block as the database holds it: `type`, `value` and `id`."""

WORDS = ("heading", "text")


@dataclass(frozen=True)
class Words:
    """A text; `lang` and `dir` are empty in the reader's language."""

    text: str
    lang: str
    dir: str


@dataclass(frozen=True)
class Chosen:
    """A record with why it was chosen."""

    line: Line
    why: Words


@dataclass(frozen=True)
class Group:
    """Records under a heading."""

    heading: Words
    text: Words
    records: tuple[Chosen, ...]


def with_words_of(chosen: Sequence[Raw], own: Sequence[Raw]) -> list[dict[str, Any]]:
    """The groups of the original, saying what a translation says wherever it says something."""
    words = {group.get("id"): group["value"] for group in own}
    merged = []
    for group in chosen:
        theirs = words.get(group.get("id"), {})
        reasons = {item.get("id"): item["value"] for item in theirs.get("records", ())}
        value = {
            **group["value"],
            **{name: theirs[name] for name in WORDS if theirs.get(name)},
            "records": [_with_reason(item, reasons) for item in group["value"]["records"]],
        }
        merged.append({**group, "value": value})
    return merged


def _with_reason(item: Raw, reasons: Mapping[Any, Raw]) -> dict[str, Any]:
    why = reasons.get(item.get("id"), {}).get("why")
    return {**item, "value": {**item["value"], **({"why": why} if why else {})}}


def groups(original: Raw, own: Raw, language: str) -> list[Group]:
    """What readers of a language see; `original` and `own` hold `language` and `groups`.

    A record that they may not see is left out, and so is a group without any.
    """
    numbers = list(page_numbers(original["groups"]))
    keys = dict(Page.objects.filter(pk__in=numbers).values_list("pk", "translation_key"))
    names = Names(language)
    found = listings.lines(keys.values(), language)
    lines = {line["id"]: present(line, names) for line in found}
    words = {group.get("id"): group["value"] for group in own["groups"]}

    def said(name: str, ours: Raw, theirs: Raw) -> Words:
        if theirs.get(name):
            return _words(theirs[name], own["language"], language)
        return _words(ours.get(name) or "", original["language"], language)

    shown = []
    for group in original["groups"]:
        value, theirs = group["value"], words.get(group.get("id"), {})
        reasons = {item.get("id"): item["value"] for item in theirs.get("records", ())}
        records = tuple(
            Chosen(
                lines[str(keys[item["value"]["record"]])],
                said("why", item["value"], reasons.get(item.get("id"), {})),
            )
            for item in value["records"]
            if str(keys.get(item["value"]["record"])) in lines
        )
        if records:
            shown.append(
                Group(said("heading", value, theirs), said("text", value, theirs), records)
            )
    return shown


def page_numbers(chosen: Sequence[Raw]) -> Iterator[int]:
    """The numbers of the pages in these groups, in order; of deleted ones too."""
    for group in chosen:
        for item in group["value"]["records"]:
            if item["value"].get("record"):
                yield item["value"]["record"]


def _words(text: str, written: str, language: str) -> Words:
    foreign = bool(text) and written != language
    return Words(text, written if foreign else "", direction(written) if foreign else "")
