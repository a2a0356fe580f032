"""Official terms, which no machine translates: markers take their place while it works.

A marker is an empty link as wagtail-localize writes it, so that every engine takes it for markup.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape, unescape

from bs4 import BeautifulSoup, Tag

from taxonomy.labels import labels

# What is official for a compact is so before a theme of the same name.
CONCEPTS = ("objective_title", "objective", "compact_name", "compact", "theme")
# What has no name of its own in a language keeps the one it has.
NAMES = ("city", "organisation")
MARKER = re.compile(r"\Ag\d+\Z")  # as the id of a link; wagtail-localize's begin with the tag
TAG = re.compile(r"<[^>]*>")
# Matched first, so that nothing inside it is.
MARKUP = rf"{TAG.pattern}|&#?\w+;"


@dataclass(frozen=True)
class Locked:
    """A text with markers in the place of its terms; `terms` are the official ones, by marker."""

    text: str
    terms: Mapping[str, str]

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left that an engine could translate."""
        return not any(letter.isalpha() for letter in unescape(TAG.sub("", self.text)))

    def opened(self, answer: str) -> str:
        """The answer of an engine with the official terms in the place of the markers.

        Raises:
            ValueError: it does not hold each marker once, empty, and in the link it stood in.
        """
        if not self.terms:
            return answer
        # Of a text without any tag Beautiful Soup asks whether it is an address.
        soup = BeautifulSoup(answer if "<" in answer else "<br/>", "html.parser")
        if _places(soup) != _places(BeautifulSoup(self.text, "html.parser")):
            raise ValueError("markers are lost, invented, or moved to another link")
        for marker in _markers(soup):
            if marker.get_text(strip=True) or marker.find(True):
                raise ValueError("a marker is not empty any more")
            marker.replace_with(self.terms[str(marker["id"])])
        return str(soup)


class Glossary:
    """The official terms of one language in another."""

    def __init__(self, source_language: str, language: str) -> None:
        self.terms: dict[str, str] = {}
        for vocabulary in (*CONCEPTS, *NAMES):
            own = labels(vocabulary, language)
            for code, term in labels(vocabulary, source_language).items():
                if term and (own[code] != term or vocabulary in NAMES):
                    self.terms.setdefault(term, own[code])

    def lock(self, texts: Iterable[str]) -> list[Locked]:
        """Each text, as HTML, with its terms locked; the longest first, and whole words only."""
        asked = list(texts)
        everything = "\n".join(asked)
        present = {
            written: official
            for term, official in self.terms.items()
            if (written := escape(term, quote=False)) in everything
        }
        words = "|".join(map(re.escape, sorted(present, key=len, reverse=True)))
        pattern = re.compile(rf"{MARKUP}|(?<!\w)(?:{words})(?!\w)" if words else MARKUP)
        return [_locked(text, pattern, present) for text in asked]


def _locked(text: str, pattern: re.Pattern[str], present: Mapping[str, str]) -> Locked:
    terms: dict[str, str] = {}

    def mark(match: re.Match[str]) -> str:
        if match[0] not in present:
            return match[0]
        marker = f"g{len(terms)}"
        terms[marker] = present[match[0]]
        return f'<a id="{marker}"></a>'

    return Locked(pattern.sub(mark, text), terms)


def _markers(soup: BeautifulSoup) -> list[Tag]:
    return [link for link in soup.find_all("a") if MARKER.match(str(link.get("id", "")))]


def _places(soup: BeautifulSoup) -> list[tuple[str, str]]:
    """Each marker with the link that it stands in, if any."""
    places = []
    for marker in _markers(soup):
        link = marker.find_parent("a")
        places.append((str(marker["id"]), str(link.get("id", "")) if link else ""))
    return sorted(places)
