"""One page of the form: what it asks, what was typed, and what is wrong with it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import get_language

from practices.answers.declared import Answers, shapes
from practices.answers.terms import Finder
from practices.steps.form import StepForm
from practices.steps.paths import anchor_of
from practices.steps.questions import Question, datalists, questions, with_first_rows
from practices.steps.typed import Pressed, pressed, read

__all__ = ["Pressed", "Problem", "Step"]

Text = str | Promise


@dataclass(frozen=True)
class Problem:
    """What is wrong at one place, and what to do about it, in the active language."""

    path: str
    message: str
    anchor: str
    label: str


class Step:
    """One page of the form. `data` is what was posted; without it the stored answers are shown.

    `language` is the one the record is written in; labels and guidance are in the active one.
    """

    # Templates would call the class otherwise, where they list the steps.
    do_not_call_in_templates: ClassVar[bool] = True

    slug: ClassVar[str]
    title: ClassVar[Text]
    intro: ClassVar[Text] = ""
    names: ClassVar[tuple[str, ...]]
    # Asked below a line to unfold, since few records need them.
    folded: ClassVar[frozenset[str]] = frozenset()
    # What reviewers look for in this step.
    looked_for: ClassVar[tuple[Text, ...]] = ()

    def __init__(self, answers: Answers, *, language: str, data: QueryDict | None = None) -> None:
        self.stored = answers
        self.language = language
        self.data = data

    def typed(self) -> Answers:
        """What was typed, valid or not, for every name of the step; rows as the buttons left them.

        What was posted without a field, as by a page of yesterday, has the stored answer there.
        """
        return self._typed

    def problems(self) -> list[Problem]:
        """What is wrong with what was typed, in the order of the page. Nothing typed is no problem:
        what is missing is for `completeness` to say."""
        fields: dict[str, Any] = self.form.fields
        return [
            Problem(path, str(message), anchor_of(path), fields[path].full_label)
            for path, messages in self.form.errors.items()
            for message in messages
        ]

    def pressed(self) -> Pressed | None:
        """The row button that was pressed, and where to come back to; None if it was another."""
        return pressed(self.data, self.names) if self.data is not None else None

    @property
    def is_refused(self) -> bool:
        """Whether something was posted that has problems: then their list takes the focus."""
        return self.data is not None and self.pressed() is None and bool(self.problems())

    @property
    def questions(self) -> list[Question]:
        """What is always asked."""
        return [question for question in self._questions if question.name not in self.folded]

    @property
    def further_questions(self) -> list[Question]:
        """What is asked below a line to unfold."""
        return [question for question in self._questions if question.name in self.folded]

    @property
    def is_unfolded(self) -> bool:
        """Whether something stands in, or is wrong with, what is asked below the line."""
        wrong = {problem.path.split(".")[0] for problem in self.problems()}
        return any(name in wrong or bool(self._typed[name]) for name in self.folded)

    @cached_property
    def form(self) -> StepForm:
        """Every single text as a field of a Django form, by its path."""
        held = {name: value for name, value in self._typed.items() if name in shapes()}
        finder = Finder(held, _active())
        shown = with_first_rows(self._typed)
        return StepForm(shown, self.names, language=self.language, finder=finder)

    @property
    def datalists(self) -> dict[str, list[str]]:
        """The names that lines suggest, by the id of their list."""
        return datalists(self.names)

    @cached_property
    def _typed(self) -> Answers:
        return read(self.stored, self.names, self.data, _active())

    @cached_property
    def _questions(self) -> list[Question]:
        return questions(self.form, self.names)


def _active() -> str:
    return get_language() or "en"
