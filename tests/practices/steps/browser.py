"""What a browser without JavaScript would send of a step."""

from typing import Any

from bs4 import BeautifulSoup, Tag
from django.http import QueryDict
from django.template.loader import render_to_string

from practices.steps import Step


def render(step: Step, remarks: Any = None) -> str:
    """The step as it stands within its page."""
    return render_to_string("desk/answers/step.html", {"step": step, "remarks": remarks or {}})


def controls(html: str, only: str = "") -> dict[str, list[str]]:
    """Name → values a form of this HTML would send; `only="text"`: of what one writes into."""
    soup = BeautifulSoup(html, "html.parser")
    for template in soup.find_all("template"):
        template.decompose()
    sent: dict[str, list[str]] = {}
    for control in soup.find_all(["input", "textarea", "select"]):
        if only and (control.name == "select" or control.get("type", "text") != only):
            continue
        value = _value(control)
        if value is not None:
            sent.setdefault(str(control["name"]), []).append(value)
    return sent


def posted(html: str, **changed: str) -> QueryDict:
    """The form sent with some of it changed; line ends as browsers send them."""
    data = QueryDict(mutable=True)
    for name, values in controls(html).items():
        data.setlist(name, [value.replace("\n", "\r\n") for value in values])
    for name, value in changed.items():
        data[name] = value.replace("\n", "\r\n")
    return data


def _value(control: Tag) -> str | None:
    if control.name == "textarea":
        # As a browser reads it: the first line end after the tag is none of the text.
        return control.get_text().removeprefix("\n")
    if control.name == "select":
        chosen = control.find("option", selected=True) or control.find("option")
        return str(chosen["value"]) if isinstance(chosen, Tag) else None
    if control.get("type") in ("checkbox", "radio") and not control.has_attr("checked"):
        return None
    return str(control.get("value", ""))
