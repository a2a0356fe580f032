"""How much of a submission is there: what must be before it is sent, and what would help."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from practices.answers.declared import Answers, Stream, shapes
from practices.models import Submission
from practices.steps import STEPS, Problem, Step
from practices.steps.needs import RECOMMENDED, REQUIRED
from practices.steps.paths import anchor_of


@dataclass(frozen=True)
class Missing:
    """What is missing, as a reviewer would put it; `step` is the slug of the step to go to."""

    path: str
    step: str
    message: str | Promise
    anchor: str


@dataclass
class StepState:
    """How far one step is."""

    required: int = 0
    recommended: int = 0
    problems: int = 0
    is_begun: bool = False


@dataclass
class Completeness:
    """What is missing. Mistakes stand among what is required: they have to be put right first."""

    required: list[Missing] = field(default_factory=list)
    recommended: list[Missing] = field(default_factory=list)
    share: int = 0
    per_step: dict[str, StepState] = field(default_factory=dict)

    @property
    def may_be_sent(self) -> bool:
        """Whether nothing that is required is missing."""
        return not self.required


def of(submission: Submission) -> Completeness:
    """What is missing in a submission, in the active language; `share` is in percent."""
    found = Completeness()
    asked = [*REQUIRED, *RECOMMENDED]
    for kind in STEPS:
        step = kind(submission.answers, language=submission.language)
        found.per_step[step.slug] = _look_at(step, found)
    missing = {missing.path for missing in (*found.required, *found.recommended)}
    there = [name for name in asked if name not in missing]
    found.share = len(there) * 100 // len(asked)
    return found


def _look_at(step: Step, found: Completeness) -> StepState:
    answers = step.typed()
    problems = step.problems()
    filled = {name for name in step.names if is_filled(answers, name)}
    empty = [name for name in step.names if name not in filled]
    required = [_missing(name, step, REQUIRED[name]) for name in empty if name in REQUIRED]
    recommended = [_missing(name, step, RECOMMENDED[name]) for name in empty if name in RECOMMENDED]
    if "objectives" in filled:
        recommended += _unexplained(answers, step)
    found.required += required + [_mistake(problem, step) for problem in problems]
    found.recommended += recommended
    return StepState(len(required), len(recommended), len(problems), bool(filled))


def is_filled(answers: Answers, name: str) -> bool:
    """Whether anything was typed into a field."""
    value: Any = answers.get(name)
    shape = shapes().get(name)
    if isinstance(shape, Stream):
        return any(not shape.row_of(row).is_blank(row) for row in value or [])
    texts = value if isinstance(value, list) else [value or ""]
    return any(text.strip() for text in texts)


def _missing(path: str, step: Step, message: str | Promise) -> Missing:
    return Missing(path, step.slug, message, anchor_of(path))


def _mistake(problem: Problem, step: Step) -> Missing:
    said = _("%(label)s: %(message)s") % {"label": problem.label, "message": problem.message}
    return _missing(problem.path, step, said)


def _unexplained(answers: Answers, step: Step) -> list[Missing]:
    """The objectives of which nobody said how the practice contributes."""
    message = _("Say how the practice contributes to this objective.")
    return [
        _missing(f"objectives.{row['id']}.how", step, message)
        for row in answers["objectives"]
        if not row.get("how", "").strip()
    ]
