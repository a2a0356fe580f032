"""A step of the form as a browser fills it in and sends it."""

import re
from html.parser import HTMLParser
from typing import Any

from django.test import Client
from django.urls import reverse

from practices.models import Submission
from tests.factories.members import representative
from tests.factories.submissions import submission

JSON = {"Accept": "application/json"}


def browser(user: Any) -> Any:
    """A browser in which somebody is logged in."""
    client = Client()
    client.force_login(user)
    return client


def draft(user: Any = None, **fields: Any) -> Any:
    """A draft with nothing in it but what is given."""
    return submission(author=user or representative(), **{"answers": {}, **fields})


def fresh(found: Any) -> Submission:
    """The submission as it is stored now."""
    return Submission.objects.get(pk=found.pk)


def step_address(found: Any, slug: str = "what") -> str:
    """Where a step stands."""
    return reverse("submissions:step", args=[found.pk, slug])


class Form(HTMLParser):
    """The values that a browser would send of the form on a page, but for its buttons."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self.inside = self.is_template = False
        self.area = self.select = ""
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """As HTMLParser calls it."""
        found = {key: value or "" for key, value in attrs}
        if tag == "form":
            self.inside = found.get("method") == "post" and "action" not in found
        if tag == "template":
            self.is_template = True
        if not self.inside or self.is_template:
            return
        name = found.get("name", "")
        is_off = found.get("type") in ("checkbox", "radio") and "checked" not in found
        if tag == "input" and name and not is_off:
            self.values.setdefault(name, []).append(found.get("value", ""))
        elif tag == "textarea":
            self.area = name
            self.values[name] = [""]
        elif tag == "select":
            self.select = name
            self.values[name] = [""]
        elif tag == "option" and self.select and "selected" in found:
            self.values[self.select] = [found.get("value", "")]

    def handle_data(self, data: str) -> None:
        """As HTMLParser calls it."""
        if self.area:
            self.values[self.area][0] += data

    def handle_endtag(self, tag: str) -> None:
        """As HTMLParser calls it."""
        if tag == "textarea" and self.area:
            self.values[self.area][0] = self.values[self.area][0].removeprefix("\n")
            self.area = ""
        self.select = "" if tag == "select" else self.select
        self.inside = self.inside and tag != "form"
        self.is_template = self.is_template and tag != "template"


def form_on(answer: Any) -> dict[str, list[str]]:
    """What the page's form would send as it stands."""
    return Form(answer.content.decode()).values


def opened(client: Client, address: str) -> dict[str, list[str]]:
    """The form at an address."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return form_on(answer)


def filled(form: dict[str, list[str]], **typed: Any) -> dict[str, Any]:
    """The form with something typed into it."""
    return {**form, **typed}


def headings(answer: Any) -> list[str]:
    """The headings of the first level on a page."""
    return re.findall(r"<h1[^>]*>(.*?)</h1>", answer.content.decode(), re.DOTALL)
