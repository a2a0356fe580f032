"""A page of the site as a reader gets it."""

import html
import re
from dataclasses import dataclass
from html.parser import HTMLParser

from django.http.response import HttpResponseBase
from django.test import Client
from wagtail.models import Page


@dataclass(frozen=True)
class Link:
    """An `a` element."""

    href: str
    rel: str


class Reader(HTMLParser):
    """Collects the links, headings and ids of a page."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.source = source
        self.text = html.unescape(source)
        self.links: list[Link] = []
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """As HTMLParser calls it."""
        values = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "a":
            self.links.append(Link(values.get("href", ""), values.get("rel", "")))

    @property
    def addresses(self) -> list[str]:
        """Where the links lead."""
        return [link.href for link in self.links]

    def leads_to(self, page: Page) -> bool:
        """Whether a link leads to a page of the site."""
        return page.get_url() in self.addresses

    def neighbour(self, rel: str) -> str | None:
        """The address of the previous (`prev`) or next (`next`) record."""
        return next((link.href for link in self.links if link.rel == rel), None)

    def part(self, css_class: str, tag: str) -> str:
        """What the first element of a class holds; empty where there is none."""
        pattern = rf'<{tag}[^>]*class="{css_class}[" ].*?</{tag}>'
        found = re.search(pattern, self.source, re.DOTALL)
        return html.unescape(found[0]) if found else ""


def read(client: Client, page: Page) -> Reader:
    """The page as a visitor gets it."""
    return reader(client.get(page.get_url()))


def reader(response: HttpResponseBase) -> Reader:
    """What an answer of the site holds."""
    assert response.status_code == 200, response.status_code
    return Reader(b"".join(response).decode())
