"""The page that asks which of two texts stays, where somebody else changed the same field."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from practices.answers import Answers
from practices.answers.labels import label_of
from practices.desk.readable import Rows, rows_of
from practices.steps import Step
from practices.submissions.drafts import Conflict, Saved, digest

PREFIX = "choice."
THEIRS = "theirs"


class ChoiceForm(forms.Form):
    """One choice for each field. Her own text is chosen over what is shown beside it, by its
    digest: if that changes once more, she is asked once more."""

    def __init__(self, conflicts: list[Conflict], data: Any = None) -> None:
        super().__init__(data, use_required_attribute=False)
        for conflict in conflicts:
            self.fields[PREFIX + conflict.name] = forms.ChoiceField(
                label=label_of(conflict.name),
                choices=[
                    (THEIRS, _("Leave the text that was saved meanwhile")),
                    (digest(conflict.stored), _("Put my text in its place")),
                ],
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose which text is to stay.")},
            )


@dataclass(frozen=True)
class Side:
    """One of two texts, with what chooses it."""

    radio: Any
    rows: Rows


@dataclass(frozen=True)
class Question:
    """A field with both of its texts."""

    field: forms.BoundField
    sides: list[Side]


def ask(request: HttpRequest, step: Step, saved: Saved) -> HttpResponse:
    """Show both texts of every field that is in conflict; the others are saved already."""
    asked_before = "asked" in request.POST
    form = ChoiceForm(saved.conflicts, request.POST if asked_before else None)
    context = {
        "form": form,
        "questions": list(_questions(form, saved.conflicts)),
        "hidden": list(_sent_again(request, form)),
        "step": step,
        "submission": saved.submission,
    }
    return render(request, "desk/submissions/conflict.html", context, status=409)


def decided(request: HttpRequest, typed: Answers, shown: dict[str, str]) -> list[str]:
    """Take what was chosen into account; the names of fields whose stored text was overruled."""
    overruled = []
    for name in list(typed):
        choice = request.POST.get(PREFIX + name, "")
        if choice == THEIRS:
            del typed[name]
        elif choice:
            shown[name] = choice
            overruled.append(name)
    return overruled


def _questions(form: ChoiceForm, conflicts: list[Conflict]) -> Iterator[Question]:
    for field, conflict in zip(form, conflicts, strict=True):
        texts = (conflict.stored, conflict.typed)
        rows = [rows_of(conflict.name, text) for text in texts]
        yield Question(field, [Side(*side) for side in zip(field, rows, strict=True)])


def _sent_again(request: HttpRequest, form: ChoiceForm) -> Iterator[tuple[str, str]]:
    """The step's form as it was sent, to be sent again with the choices."""
    for key, values in request.POST.lists():
        if key not in form.fields and key not in ("csrfmiddlewaretoken", "asked"):
            yield from ((key, str(value)) for value in values)
