"""What representatives do at their desks."""

from typing import Any

from django.urls import reverse

from practices.answers.declared import CONSENT, Leaf, Stream, shapes
from practices.desk.acting import possible
from practices.enums import SubmissionState as State
from practices.models import Submission
from practices.steps import STEPS
from practices.submissions.completeness import of as completeness_of
from practices.submissions.rights import OPEN_TO_AUTHORS
from tests.practices.desk.forms import form_on
from tests.practices.walk.tabs import Tab, Tabs
from tests.practices.walk.words import Form, leaf_at

MOST_OF_A_CITY = 5
MOST_TABS = 12
# Files have a page of their own.
SLUGS = [*(kind.slug for kind in STEPS if kind.names), "short"]
ACTS = ["take-back", "withdraw", "again", "update", "still-valid"]


class Authors(Tabs):
    """Chooses somebody, and what she does."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.tabs: list[Tab] = []
        for user in self.authors:
            self.begin_as(user, "en")
        for user in self.authors[1:]:
            found = self.own(user)[0]
            self.complete(user, found)
            self.post(user, reverse("submissions:send", args=[found.pk]))

    def author(self) -> Any:
        """One of the representatives."""
        return self.random.choice(self.authors)

    def new_tab(self) -> Tab | None:
        """A step that somebody opens, if there is one."""
        user = self.author()
        found = self.some(self.own(user, state__in=OPEN_TO_AUTHORS))
        tab = self.open(user, found, self.random.choice(SLUGS)) if found else None
        if tab:
            self.tabs = [*self.tabs, tab][-MOST_TABS:]
        return tab

    # What can be done

    def begin(self) -> None:
        """With a form that is sent twice."""
        user = self.author()
        if len(self.own(user)) < MOST_OF_A_CITY:
            self.begin_as(user, self.random.choice(["en", "en", "tr", "ar", "xx"]))

    def begin_as(self, user: Any, language: str) -> None:
        """In a language of ours, or in another."""
        form = form_on(self.get(user, reverse("submissions:new")))
        form["language"] = [language]
        before = len(self.own(user))
        for _time in range(2):
            self.post(user, reverse("submissions:new"), form)
        assert len(self.own(user)) - before == (language != "xx")

    def write(self) -> None:
        """Into a step as it is now."""
        if tab := self.new_tab():
            self.type_into(tab)
            self.send(tab, self.random.choice(["next", "list", "stay", "announce", "nowhere"]))

    def write_in_an_old_tab(self) -> None:
        """That was opened, or sent, long ago."""
        tab = self.some(self.tabs)
        if tab and not tab.choices:
            self.type_into(tab)
            if self.often(0.5):
                self.send(tab, self.random.choice(["next", "list", "stay"]))
            else:
                self.autosave(tab)

    def write_with_the_script(self) -> None:
        """It saves several times; some answers do not arrive."""
        if tab := self.new_tab():
            for _time in range(self.random.randint(1, 3)):
                self.type_into(tab)
                self.autosave(tab, heard=self.often(0.6))
            if self.often(0.5):
                self.send(tab)

    def choose(self) -> None:
        """Which of two texts stays, wherever that is asked."""
        tab = self.some([tab for tab in self.tabs if tab.choices])
        if tab is None:
            return
        chosen = {name: [self.random.choice(values)] for name, values in tab.choices.items()}
        if self.often(0.2):
            chosen.popitem()
        tab.form |= chosen
        self.hear(tab, self.post(tab.user, tab.address, tab.form))
        for name in chosen:
            tab.form.pop(name, None)

    def press_a_row_button(self) -> None:
        """Without the script: each is a save."""
        tab = self.new_tab()
        rows = [
            (name, marker)
            for name, markers in (tab.form.items() if tab else ())
            if isinstance(shapes().get(name), Stream)
            for marker in markers
            if marker
        ]
        if tab and rows:
            name, marker = self.random.choice(rows)
            row_id = marker.partition(":")[0]
            button = self.random.choice([f"up:{name}:{row_id}", f"remove:{name}:{row_id}"])
            self.send(tab, row=self.random.choice([button, button, "add:nothing", "up:::"]))

    def fill_in(self) -> None:
        """All that is missing, so that it can be sent."""
        user = self.author()
        if found := self.some(self.own(user, state__in=OPEN_TO_AUTHORS)):
            self.complete(user, found)

    def complete(self, user: Any, found: Any) -> None:
        """Step by step."""
        missing = completeness_of(Submission.objects.get(pk=found.pk)).required
        for slug in dict.fromkeys(each.step for each in missing):
            tab = self.open(user, found, slug)
            assert tab
            for path in (each.path for each in missing if each.step == slug):
                self._put_right(tab, path)
            self.send(tab, "list")

    def _put_right(self, tab: Tab, path: str) -> None:
        name, side = path.partition(".")[0], tab.user.last_name
        shape = shapes().get(name)
        leaf = leaf_at(tab.form, path)
        if path == CONSENT:
            tab.form[path] = ["yes"]
        elif leaf:
            tab.form[path] = [self.words.valid(leaf, side)]
        elif isinstance(shape, Stream):
            self._fill_a_row(tab.form, name, shape, side)
        elif shape and not isinstance(shape, Leaf):
            tab.form[name] = ["", *self.words.terms(shape, side, valid=True)]

    def _fill_a_row(self, form: Form, name: str, shape: Stream, side: str) -> None:
        kind = self.random.choice(sorted(shape.rows))
        row_id = self.add_row(form, name, kind)
        for child, leaf in shape.rows[kind].leaves.items():
            path = shape.rows[kind].path(f"{name}.{row_id}", child)
            form[path] = [self.words.valid(leaf, side)]

    def send_to_the_union(self) -> None:
        """Complete or not, once or twice."""
        user = self.author()
        found = self.some(self.own(user))
        if found is None:
            return
        if self.often(0.7) and found.state in OPEN_TO_AUTHORS:
            self.complete(user, found)
        for _time in range(self.random.randint(1, 2)):
            self.post(user, reverse("submissions:send", args=[found.pk]))

    def act(self) -> None:
        """Possible or not."""
        user = self.author()
        if found := self.some(self.own(user)):
            offered = [act.slug for act in possible(found)] if self.often(0.7) else ACTS
            if slug := self.some(offered):
                self.post(user, reverse(f"submissions:{slug}", args=[found.pk]))

    def take_up_again(self) -> None:
        """What ended."""
        user = self.author()
        ended = (State.WITHDRAWN, State.DECLINED, State.ARCHIVED)
        if found := self.some(self.own(user, state__in=ended)):
            self.post(user, reverse("submissions:again", args=[found.pk]))
