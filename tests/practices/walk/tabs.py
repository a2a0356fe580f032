"""Steps of the form that somebody has open, as long as she likes, and what sending them does."""

import json
from collections.abc import Set
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from bs4 import BeautifulSoup
from django.urls import reverse

from practices.answers.declared import Stream, Terms, shapes
from practices.models import Submission
from practices.steps import step
from tests.practices.desk.forms import JSON, form_on
from tests.practices.walk.people import People
from tests.practices.walk.words import Form, leaf_at, tokens, tokens_by_field

NOT_SENT_AGAIN = ("shown", "unheard", "row", "then")


@dataclass
class Tab:
    """`seen` are the tokens that she has had before her, by field; `choices` what a page offers
    that asks which of two texts stays."""

    user: Any
    pk: Any
    slug: str
    form: Form
    seen: dict[str, set[str]] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """Where it stands, and is sent to."""
        return reverse("submissions:step", args=[self.pk, self.slug])

    def look(self, form: Form) -> None:
        """What the page shows now."""
        self.form = form
        for name, found in tokens_by_field(form).items():
            self.seen.setdefault(name, set()).update(found)


class Tabs(People):
    """Opens steps, types into them and sends them; knows what the site has acknowledged."""

    def open(self, user: Any, submission: Any, slug: str) -> Tab | None:
        """The step as it is now; None where it is closed."""
        tab = Tab(user, submission.pk, slug, {})
        answer = self.get(user, tab.address)
        if answer.status_code == 302:
            return None
        assert answer.status_code == 200
        tab.look(form_on(answer))
        return tab

    def type_into(self, tab: Tab) -> None:
        """One or a few changes."""
        for _change in range(self.random.randint(1, 3)):
            kind = step(tab.slug)
            name = self.random.choice(kind.names)
            self._change(tab, name, shapes().get(name))
        for key in tab.form:
            if key.startswith("answer-") and self.often(0.5):
                tab.form[key] = [f"{self.words.token(tab.user.last_name)} is my answer"]

    def _change(self, tab: Tab, name: str, shape: Any) -> None:
        side = tab.user.last_name
        if isinstance(shape, Terms):
            tab.form[name] = ["", *self.words.terms(shape, side, valid=self.often(0.6))]
        elif isinstance(shape, Stream):
            self._change_rows(tab, name, shape)
        elif shape is None:
            tab.form[name] = [self.random.choice(["yes", "", "perhaps"])]
        else:
            tab.form[name] = [self.words.any(shape, side)]

    def _change_rows(self, tab: Tab, name: str, shape: Stream) -> None:
        rows = [marker for marker in tab.form.get(name, []) if marker]
        act = self.random.choice(["add", "add", "edit", "edit", "remove", "turn"])
        if act == "add" or not rows:
            self.add_row(tab.form, name, self.random.choice(sorted(shape.rows)))
        elif act == "turn":
            tab.form[name] = ["", *reversed(rows)]
        row_id = self.random.choice(rows).partition(":")[0] if rows else ""
        if act == "remove" and rows:
            remove_row(tab.form, name, row_id)
            return
        if act == "add" or not rows:
            row_id = tab.form[name][-1].partition(":")[0]
        for path in paths_of_row(tab.form, name, row_id):
            leaf = leaf_at(tab.form, path)
            if leaf and (act == "add" or self.often(0.5)):
                tab.form[path] = [self.words.any(leaf, tab.user.last_name)]

    def add_row(self, form: Form, name: str, kind: str) -> str:
        """A new row, empty as yet; its id."""
        shape: Any = shapes()[name]
        row_id = self.uuid()
        form[name] = [*form.get(name, []), f"{row_id}:{kind}"]
        for child in shape.rows[kind].leaves:
            form[shape.rows[kind].path(f"{name}.{row_id}", child)] = [""]
        return row_id

    def send(self, tab: Tab, then: str = "stay", **more: Any) -> Any:
        """By a button."""
        answer = self.post(tab.user, tab.address, {**tab.form, "then": then, **more})
        self.hear(tab, answer, more.get("row", ""))
        return answer

    def autosave(self, tab: Tab, *, heard: bool = True) -> Any:
        """By the script; its answer may get lost on the way."""
        body = {key: tab.form[key] for key in tab.form if key not in NOT_SENT_AGAIN}
        answer = self.post(tab.user, tab.address, tab.form, headers=JSON)
        said = answer.json()
        expected = {"saved": 200, "conflict": 409, "closed": 409}
        assert answer.status_code == expected[said["state"]]
        if heard and "shown" in said:
            tab.form["shown"] = [said["shown"]]
            tab.form.pop("unheard", None)
        elif not heard:
            sent = urlencode(body, doseq=True)
            tab.form["unheard"] = [*tab.form.get("unheard", []), sent][-3:]
        self._acknowledged(tab)
        return answer

    def hear(self, tab: Tab, answer: Any, pressed: str = "") -> None:
        """What the site has answered to a form that was sent."""
        assert answer.status_code in (200, 302, 409)
        gone: set[str] = set()
        if pressed.startswith("remove:"):
            _remove, name, row_id = pressed.split(":")
            keys = paths_of_row(tab.form, name, row_id)
            gone = tokens(" ".join(" ".join(tab.form[key]) for key in keys))
        self._acknowledged(tab, gone)
        for key, texts in tab.form.items():
            if key.startswith("answer-"):
                self.truth.acknowledge(tab.pk, tokens(texts[0]))
        tab.choices = {}
        if answer.status_code == 409:
            tab.choices = choices_on(answer)
            assert tab.choices
            tab.form = form_on(answer)
            return
        if answer.status_code == 200:
            tab.look(form_on(answer))
        tab.form.pop("unheard", None)

    def _acknowledged(self, tab: Tab, gone: Set[str] = frozenset()) -> None:
        decided = any(key.startswith("choice.") for key in tab.form)
        now = tokens_by_field(tab.form)
        answers = Submission.objects.get(pk=tab.pk).answers
        for name, found in now.items():
            before = tab.seen.get(name, set())
            self.truth.acknowledge(tab.pk, found - before - gone)
            tab.seen[name] = before | found
        for name, before in tab.seen.items():
            replaced = before - (now.get(name, before) - gone)
            stands = tokens(json.dumps(answers.get(name)))
            # What a choice replaces is kept.
            if not decided:
                self.truth.release(tab.pk, replaced - stands)


def choices_on(answer: Any) -> dict[str, list[str]]:
    """What can be chosen on the page that asks which of two texts stays."""
    found: dict[str, list[str]] = {}
    html = BeautifulSoup(answer.content, "html.parser")
    for radio in html.select('input[type="radio"][name^="choice."]'):
        found.setdefault(str(radio["name"]), []).append(str(radio["value"]))
    return found


def remove_row(form: Form, name: str, row_id: str) -> None:
    """As the script does it."""
    form[name] = [marker for marker in form[name] if not marker.startswith(row_id)]
    for path in paths_of_row(form, name, row_id):
        del form[path]


def paths_of_row(form: Form, name: str, row_id: str) -> list[str]:
    """The texts of a row."""
    start = f"{name}.{row_id}"
    return [key for key in form if key == start or key.startswith(f"{start}.")]
